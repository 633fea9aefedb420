//! What generated code calls. Not part of the public interface: it changes without notice, and its
//! name changes with every version, so that nothing else can come to rely on it.

use alloc::{boxed::Box, string::String};

pub use apig_errors_catalog::{Actor, Basis, Code, Delivery, Retry, Verdict};
pub use core::{convert::From, default::Default, option::Option, time::Duration, unreachable};

pub use crate::{ApigClaims, ApigError, ApigRetryable, Claim, Mapping, Throttle};

/// An enum as [`ApigRetryable`] sees it: the one `match` that is generated.
pub trait Viewed {
    fn view(&self) -> View<'_>;
}

/// Where a variant's answers come from.
pub enum View<'a> {
    /// From the attribute; what fields know besides.
    Facts { facts: &'static Facts, code: Option<Code>, wait: Option<Duration> },
    /// From the answer that the variant carries, but for overrides.
    Carried { error: &'a ApigError, overrides: &'static Overrides },
    /// From the error in the variant's only field.
    Forward(&'a dyn ApigRetryable),
}

/// What is known of a variant that carries no answer.
pub struct Facts {
    verdict: Verdict,
    code: Option<Code>,
    actor: Option<Actor>,
}

impl Facts {
    pub const fn new(
        retry: Retry,
        delivery: Delivery,
        basis: Basis,
        code: Option<Code>,
        actor: Option<Actor>,
    ) -> Self {
        Self { verdict: Verdict::new(retry, delivery).on(basis), code, actor }
    }
}

/// What a variant's attributes decide otherwise than the table.
pub struct Overrides {
    /// By number and status; the status 0 stands for every one.
    pub pairs: &'static [((u16, u16), (Retry, Delivery))],
    /// By raw code and status; the status 0 stands for every one.
    pub foreign: &'static [((&'static str, u16), (Retry, Delivery))],
    /// Whether pairs match sibling families too.
    pub siblings: bool,
}

impl Overrides {
    pub const NONE: &'static Self = &Self { pairs: &[], foreign: &[], siblings: false };

    fn verdict(&self, error: &ApigError) -> Verdict {
        let (number, status) = pair(error, self.siblings);
        let pairs = self.pairs.iter().find_map(|&((of, at), declared)| {
            (of == number && (at == status || at == 0)).then_some(declared)
        });
        let foreign = || {
            let raw = error.raw_code()?;
            self.foreign.iter().find_map(|&((of, at), declared)| {
                (of == raw && (at == status || at == 0)).then_some(declared)
            })
        };
        match pairs.or_else(foreign) {
            Some((retry, delivery)) => Verdict::new(retry, delivery),
            None => error.verdict(),
        }
    }
}

impl<'a> View<'a> {
    #[inline]
    pub const fn facts(facts: &'static Facts) -> Self {
        Self::Facts { facts, code: facts.code, wait: None }
    }

    #[inline]
    #[must_use]
    pub fn with_code<T: CodeField>(self, field: &T) -> Self {
        match self {
            Self::Facts { facts, wait, .. } => Self::Facts { facts, code: field.code(), wait },
            other => other,
        }
    }

    #[inline]
    #[must_use]
    pub fn with_wait<T: WaitField>(self, field: &T) -> Self {
        match self {
            Self::Facts { facts, code, .. } => Self::Facts { facts, code, wait: field.wait() },
            other => other,
        }
    }

    #[inline]
    pub fn error<T: ErrorField>(field: &'a T, overrides: &'static Overrides) -> Self {
        Self::Carried { error: field.carried(), overrides }
    }

    #[inline]
    pub fn fallback<T: FallbackField>(field: &'a T) -> Self {
        Self::Carried { error: field.carried(), overrides: Overrides::NONE }
    }

    #[inline]
    pub fn transparent<T: TransparentField>(field: &'a T) -> Self {
        Self::Forward(field.inner())
    }

    #[inline]
    pub fn verdict(self) -> Verdict {
        match self {
            Self::Facts { facts, .. } => facts.verdict,
            Self::Carried { error, overrides } => overrides.verdict(error),
            Self::Forward(inner) => inner.verdict(),
        }
    }

    #[inline]
    pub fn apig_code(self) -> Option<Code> {
        match self {
            Self::Facts { code, .. } => code,
            Self::Carried { error, .. } => error.code(),
            Self::Forward(inner) => inner.apig_code(),
        }
    }

    #[inline]
    pub fn actor(self) -> Option<Actor> {
        match self {
            Self::Facts { facts, .. } => facts.actor,
            Self::Carried { error, .. } => error.actor(),
            Self::Forward(inner) => inner.actor(),
        }
    }

    #[inline]
    pub fn wait_hint(self) -> Option<Duration> {
        match self {
            Self::Facts { wait, .. } => wait,
            // An override to `Throttled` makes the window count.
            Self::Carried { error, overrides } => {
                error.wait_hint_for(overrides.verdict(error).retry)
            }
            Self::Forward(inner) => inner.wait_hint(),
        }
    }

    #[inline]
    pub fn apig_error(self) -> Option<&'a ApigError> {
        match self {
            Self::Facts { .. } => None,
            Self::Carried { error, .. } => Some(error),
            Self::Forward(inner) => inner.apig_error(),
        }
    }
}

/// A well-formed code without a constant.
pub const fn code(text: &str) -> Code {
    match Code::parse(text) {
        Ok(code) => code,
        Err(_) => panic!("the derive emits well-formed codes only"),
    }
}

/// The number and status to match claims by; a number over 9999 where no `APIG` claim can match.
#[inline]
pub fn pair(error: &ApigError, siblings: bool) -> (u16, u16) {
    const NO_CODE: u16 = u16::MAX;
    let status = error.status();
    match error.code() {
        Some(code) if code.family() == apig_errors_catalog::Family::Apig => (code.number(), status),
        // A sibling's verdict has this basis only where its pair is documented.
        Some(code) if siblings && code.verdict(status).basis == Basis::Sibling => {
            (code.number(), status)
        }
        _ => (NO_CODE, status),
    }
}

/// A raw code, a status (0: every one), and the number of the generated arm.
pub type Foreign = (&'static str, u16, u32);

/// The arm that claims this raw code; `u32::MAX` where none does. `claims` is sorted by code.
pub fn foreign(claims: &[Foreign], error: &ApigError) -> u32 {
    let arm = error.raw_code().and_then(|raw| {
        let from = claims.partition_point(|&(code, ..)| code < raw);
        claims[from..]
            .iter()
            .take_while(|&&(code, ..)| code == raw)
            .find(|&&(_, status, _)| status == 0 || status == error.status())
    });
    arm.map_or(u32::MAX, |&(.., arm)| arm)
}

/// What holds a whole answer.
trait Carrier: From<ApigError> {
    fn as_error(&self) -> &ApigError;
}

impl Carrier for ApigError {
    fn as_error(&self) -> &ApigError {
        self
    }
}

impl Carrier for Box<ApigError> {
    fn as_error(&self) -> &ApigError {
        self
    }
}

macro_rules! carrier_fields {
    ($($(#[$meta:meta])* $name:ident;)+) => {$(
        $(#[$meta])*
        pub trait $name {
            fn carried(&self) -> &ApigError;
            fn carry(error: ApigError) -> Self;
        }

        #[diagnostic::do_not_recommend]
        impl<T: Carrier> $name for T {
            #[inline]
            fn carried(&self) -> &ApigError {
                self.as_error()
            }

            #[inline]
            fn carry(error: ApigError) -> Self {
                Self::from(error)
            }
        }
    )+};
}

carrier_fields! {
    #[diagnostic::on_unimplemented(
        message = "the field under `#[apig(error)]` is an `ApigError`, not `{Self}`",
        label = "has to be `ApigError` or `Box<ApigError>`",
        note = "`error` takes the gateway's whole answer; to keep one part of it, use `message`, `code`, `status`, `request_id`, `wait` or `throttle`"
    )]
    ErrorField;
    #[diagnostic::on_unimplemented(
        message = "the field of an `#[apig(fallback)]` variant is an `ApigError`, not `{Self}`",
        label = "has to be `ApigError` or `Box<ApigError>`",
        note = "the fallback takes every answer that no other variant claims, whole"
    )]
    FallbackField;
}

/// The field of a `transparent` variant.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not implement `ApigRetryable`, so `#[apig(transparent)]` has nothing to forward to",
    label = "gives no verdict on a failed call",
    note = "for an enum of your own: `#[derive(apig_errors::ApigRetryable)]`",
    note = "for another crate's error: `#[apig(local)]`, or `#[apig(code = \"…\")]` where it stands for an answer of the gateway"
)]
pub trait TransparentField {
    fn inner(&self) -> &dyn ApigRetryable;
}

#[diagnostic::do_not_recommend]
impl<T: ApigRetryable> TransparentField for T {
    #[inline]
    fn inner(&self) -> &dyn ApigRetryable {
        self
    }
}

/// One trait a field key: the types that fit it, and what is said where another stands there.
macro_rules! part_fields {
    ($(
        $name:ident for $type:ty,
        $message:literal, $label:literal,
        |$error:ident| $fill:expr
    );+ $(;)?) => {$(
        #[diagnostic::on_unimplemented(message = $message, label = $label)]
        pub trait $name {
            /// Has the type checked where nothing is read from the field.
            #[inline]
            fn check(&self) {}
            fn fill(error: &ApigError) -> Self;
        }

        impl $name for $type {
            #[inline]
            fn fill($error: &ApigError) -> Self {
                $fill
            }
        }
    )+};
}

part_fields! {
    StatusField for u16,
    "the field under `#[apig(status)]` is a `u16`, not `{Self}`",
    "has to be `u16`: the HTTP status",
    |error| error.status();

    MessageField for String,
    "the field under `#[apig(message)]` is a `String`, not `{Self}`",
    "has to be `String`: the answer's message",
    |error| String::from(error.message());

    RequestIdField for Option<String>,
    "the field under `#[apig(request_id)]` is an `Option<String>`, not `{Self}`",
    "has to be `Option<String>`: an answer need not have a request id",
    |error| error.request_id().map(String::from);

    ThrottleField for Option<Throttle>,
    "the field under `#[apig(throttle)]` is an `Option<Throttle>`, not `{Self}`",
    "has to be `Option<Throttle>`: an answer need not name its window",
    |error| error.throttle();
}

/// The field under `code`.
#[diagnostic::on_unimplemented(
    message = "the field under `#[apig(code)]` is an `Option<Code>`, not `{Self}`",
    label = "has to be `Option<Code>`: an answer need not have a code"
)]
pub trait CodeField {
    #[inline]
    fn check(&self) {}
    fn code(&self) -> Option<Code>;
    fn fill(error: &ApigError) -> Self;
}

impl CodeField for Option<Code> {
    #[inline]
    fn code(&self) -> Option<Code> {
        *self
    }

    #[inline]
    fn fill(error: &ApigError) -> Self {
        error.code()
    }
}

/// The field under `wait`.
#[diagnostic::on_unimplemented(
    message = "the field under `#[apig(wait)]` is an `Option<Duration>`, not `{Self}`",
    label = "has to be `Option<Duration>`: an answer need not say how long to wait"
)]
pub trait WaitField {
    #[inline]
    fn check(&self) {}
    fn wait(&self) -> Option<Duration>;
    fn fill(error: &ApigError, retry: Option<Retry>) -> Self;
}

impl WaitField for Option<Duration> {
    #[inline]
    fn wait(&self) -> Option<Duration> {
        *self
    }

    /// `retry` is the class that the variant's claims declare, where they agree.
    #[inline]
    fn fill(error: &ApigError, retry: Option<Retry>) -> Self {
        error.wait_hint_for(retry.unwrap_or_else(|| error.verdict().retry))
    }
}

/// The field under `default`.
#[diagnostic::on_unimplemented(
    message = "the field under `#[apig(default)]` needs a type with a `Default`, and `{Self}` has none",
    label = "does not implement `Default`"
)]
pub trait DefaultField {
    #[inline]
    fn check(&self) {}
    fn fill() -> Self;
}

#[diagnostic::do_not_recommend]
impl<T: Default> DefaultField for T {
    #[inline]
    fn fill() -> Self {
        T::default()
    }
}
