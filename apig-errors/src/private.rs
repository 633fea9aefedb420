//! What generated code calls. Not part of the public interface: it changes without notice, and its
//! name changes with every version, so that nothing else can come to rely on it.

// Called by generated code alone: nobody reads these items' documentation or drops their results.
#![allow(missing_docs, clippy::must_use_candidate, clippy::return_self_not_must_use)]

use alloc::{boxed::Box, string::String};
use core::{marker::PhantomData, ops::Deref};

use apig_errors_catalog::__private::packed;
pub use apig_errors_catalog::{Actor, Basis, Code, Delivery, Retry, Verdict};
pub use core::{convert::From, default::Default, option::Option, time::Duration, unreachable};

// What the command `apig` shares with the library.
pub use crate::{ApigClaims, ApigError, ApigRetryable, Claim, Mapping, Throttle};
pub use crate::{body::end_of_object, json_object::push_json_string};
// What the tests hold the documentation and the masks to.
pub use crate::redact::{Kind, NAMES};

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

/// What is written of an enum, column by column: what only this crate's generic functions read, and
/// what has few expressions, costs the user's compiler least.
pub trait Tables<const FACTS: usize, const CLAIMS: usize> {
    const FACTS: RawFacts;
    const CLAIMS: RawClaims<CLAIMS>;
}

/// The records that `packed::pack_facts` makes.
pub type RawFacts = &'static [u8];

/// Variants; codes; for each the record that `packed::pack_claim` makes; and the reasons of those claims
/// that have one.
pub type RawClaims<const N: usize> =
    ([&'static str; N], [&'static str; N], &'static [u8], &'static [(usize, &'static str)]);

/// The tables of `E` as they are used, made when the program that uses them is compiled.
struct Made<E, const FACTS: usize, const CLAIMS: usize>(PhantomData<E>);

impl<E: Tables<FACTS, CLAIMS>, const FACTS: usize, const CLAIMS: usize> Made<E, FACTS, CLAIMS> {
    const FACTS: &'static [Facts; FACTS] = &facts(E::FACTS);
    const CLAIMS: &'static [Claim; CLAIMS] = &claims(&E::CLAIMS);
}

const fn facts<const N: usize>(numbers: RawFacts) -> [Facts; N] {
    const UNSET: Facts = Facts { verdict: Verdict::from_status(0), code: None, actor: None };
    let mut facts = [UNSET; N];
    let mut at = 0;
    while at < N {
        let (verdict, actor, code) = packed::unpack_facts(numbers, at);
        facts[at] = Facts { verdict, code, actor };
        at += 1;
    }
    facts
}

const fn claims<const N: usize>((variants, codes, numbers, reasons): &RawClaims<N>) -> [Claim; N] {
    const UNSET: Claim = Claim {
        variant: "",
        code: "",
        status: None,
        any: false,
        verdict: Verdict::from_status(0),
        reason: None,
    };
    let mut claims = [UNSET; N];
    let mut at = 0;
    while at < N {
        let (status, verdict, any) = packed::unpack_claim(numbers, at);
        let (variant, code) = (variants[at], codes[at]);
        claims[at] = Claim { variant, code, status, any, verdict, reason: None };
        at += 1;
    }
    let mut at = 0;
    while at < reasons.len() {
        let (claim, reason) = reasons[at];
        claims[claim].reason = Some(reason);
        at += 1;
    }
    claims
}

/// The whole mapping of `E`.
pub const fn mapping<E: Tables<FACTS, CLAIMS>, const FACTS: usize, const CLAIMS: usize>(
    name: &'static str,
    fallback: Option<&'static str>,
    siblings: bool,
) -> Mapping {
    Mapping::new(name, Made::<E, FACTS, CLAIMS>::CLAIMS, fallback, siblings)
}

/// A number and a status; the status 0 stands for every one.
type Pair = (u16, u16);

/// A raw code and a status; the status 0 stands for every one.
type RawPair = (&'static str, u16);

/// What an attribute says.
type Declared = (Retry, Delivery);

/// What a variant's attributes decide otherwise than the table.
pub struct Overrides {
    pub pairs: &'static [(Pair, Declared)],
    pub foreign: &'static [(RawPair, Declared)],
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
    /// Those at this place of `E`'s.
    #[inline]
    pub const fn facts<E: Tables<FACTS, CLAIMS>, const FACTS: usize, const CLAIMS: usize>(
        place: usize,
    ) -> Self {
        let facts = &Made::<E, FACTS, CLAIMS>::FACTS[place];
        Self::Facts { facts, code: facts.code, wait: None }
    }

    #[inline]
    pub const fn with_code(self, code: Option<Code>) -> Self {
        match self {
            Self::Facts { facts, wait, .. } => Self::Facts { facts, code, wait },
            other => other,
        }
    }

    #[inline]
    pub const fn with_wait(self, wait: Option<Duration>) -> Self {
        match self {
            Self::Facts { facts, code, .. } => Self::Facts { facts, code, wait },
            other => other,
        }
    }

    #[inline]
    pub const fn carried(error: &'a ApigError, overrides: &'static Overrides) -> Self {
        Self::Carried { error, overrides }
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

/// The index of the foreign claim that takes this answer; `usize::MAX` where none does. `sorted` are the
/// indices of all foreign claims, in the order of their codes.
pub fn foreign<E: Tables<FACTS, CLAIMS>, const FACTS: usize, const CLAIMS: usize>(
    sorted: &[usize],
    error: &ApigError,
) -> usize {
    const NONE: usize = usize::MAX;
    let claims = Made::<E, FACTS, CLAIMS>::CLAIMS;
    let Some(raw) = error.raw_code() else { return NONE };
    let from = sorted.partition_point(|&claim| claims[claim].code < raw);
    sorted[from..]
        .iter()
        .copied()
        .take_while(|&claim| claims[claim].code == raw)
        .find(|&claim| claims[claim].status.is_none_or(|status| status == error.status()))
        .unwrap_or(NONE)
}

/// A field that is read, its type as it is.
///
/// The methods take it by value: no trait of the user's with a method of that name comes before them.
///
/// What a field of the wrong type is read with is a method of [`Misfit`], found through `Deref`: it
/// is never run, for the traits below have the mistake reported, once.
pub struct Field<'a, T>(pub &'a T);

pub struct Misfit<T>(PhantomData<T>);

impl<T> Deref for Field<'_, T> {
    type Target = Misfit<T>;

    fn deref(&self) -> &Misfit<T> {
        &Misfit(PhantomData)
    }
}

impl<T> Misfit<T> {
    pub fn carried<'a>(&self) -> &'a ApigError {
        unreachable!()
    }

    pub fn code(&self) -> Option<Code> {
        unreachable!()
    }

    pub fn wait(&self) -> Option<Duration> {
        unreachable!()
    }

    pub fn window(&self) -> Option<Duration> {
        unreachable!()
    }
}

impl<'a> Field<'a, ApigError> {
    #[inline]
    pub const fn carried(self) -> &'a ApigError {
        self.0
    }
}

impl<'a> Field<'a, Box<ApigError>> {
    #[inline]
    pub fn carried(self) -> &'a ApigError {
        self.0
    }
}

impl Field<'_, Option<Code>> {
    #[inline]
    pub const fn code(self) -> Option<Code> {
        *self.0
    }
}

impl Field<'_, Option<Duration>> {
    #[inline]
    pub const fn wait(self) -> Option<Duration> {
        *self.0
    }
}

impl Field<'_, Option<Throttle>> {
    /// The least wait where the variant has no field for it.
    #[inline]
    pub fn window(self) -> Option<Duration> {
        self.0.and_then(|throttle| throttle.window)
    }
}

/// The field of a `transparent` variant.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not implement `ApigRetryable`, so `#[apig(transparent)]` has nothing to forward to",
    label = "gives no verdict on a failed call",
    note = "for an enum of your own: `#[derive(apig_errors::ApigRetryable)]`; for a type parameter: `T: apig_errors::ApigRetryable`",
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

/// What a whole answer is put into.
macro_rules! carrier_fields {
    ($( $name:ident: $message:literal, $note:literal; )+) => {$(
        #[diagnostic::on_unimplemented(
            message = $message,
            label = "has to be `ApigError` or `Box<ApigError>`",
            note = $note
        )]
        pub trait $name {
            /// Has the type checked.
            #[inline]
            fn check(&self) {}
            fn carry(error: ApigError) -> Self;
        }

        #[diagnostic::do_not_recommend]
        impl $name for ApigError {
            #[inline]
            fn carry(error: ApigError) -> Self {
                error
            }
        }

        #[diagnostic::do_not_recommend]
        impl $name for Box<ApigError> {
            #[inline]
            fn carry(error: ApigError) -> Self {
                Self::new(error)
            }
        }
    )+};
}

carrier_fields! {
    ErrorField:
        "the field under `#[apig(error)]` is an `ApigError`, not `{Self}`",
        "to keep a part of the answer instead, use `message`, `code`, `status`, `request_id`, `wait` or `throttle`";
    FallbackField:
        "the field of an `#[apig(fallback)]` variant is an `ApigError`, not `{Self}`",
        "the fallback takes every answer that no other variant claims, whole";
}

/// What a part of an answer is put into. `retry` is the class that the variant's claims agree on.
macro_rules! part_fields {
    ($(
        $name:ident for $type:ty,
        $message:literal, $label:literal,
        |$error:pat_param, $retry:pat_param| $fill:expr;
    )+) => {$(
        #[diagnostic::on_unimplemented(message = $message, label = $label)]
        pub trait $name {
            /// Has the type checked.
            #[inline]
            fn check(&self) {}
            fn fill(error: &ApigError, retry: Option<Retry>) -> Self;
        }

        #[diagnostic::do_not_recommend]
        impl $name for $type {
            #[inline]
            fn fill($error: &ApigError, $retry: Option<Retry>) -> Self {
                $fill
            }
        }
    )+};
}

part_fields! {
    CodeField for Option<Code>,
    "the field under `#[apig(code)]` is an `Option<Code>`, not `{Self}`",
    "has to be `Option<Code>`: an answer need not have a code",
    |error, _| error.code();

    StatusField for u16,
    "the field under `#[apig(status)]` is a `u16`, not `{Self}`",
    "has to be `u16`: the HTTP status",
    |error, _| error.status();

    MessageField for String,
    "the field under `#[apig(message)]` is a `String`, not `{Self}`",
    "has to be `String`: the answer's message",
    |error, _| String::from(error.message());

    RequestIdField for Option<String>,
    "the field under `#[apig(request_id)]` is an `Option<String>`, not `{Self}`",
    "has to be `Option<String>`: an answer need not have a request id",
    |error, _| error.request_id().map(String::from);

    WaitField for Option<Duration>,
    "the field under `#[apig(wait)]` is an `Option<Duration>`, not `{Self}`",
    "has to be `Option<Duration>`: an answer need not say how long to wait",
    |error, retry| error.wait_hint_for(retry.unwrap_or_else(|| error.verdict().retry));

    ThrottleField for Option<Throttle>,
    "the field under `#[apig(throttle)]` is an `Option<Throttle>`, not `{Self}`",
    "has to be `Option<Throttle>`: an answer need not name its window",
    |error, _| error.throttle();
}

/// What is filled with its default.
#[diagnostic::on_unimplemented(
    message = "the field under `#[apig(default)]` needs a type with a `Default`, and `{Self}` has none",
    label = "does not implement `Default`"
)]
pub trait DefaultField {
    /// Has the type checked.
    #[inline]
    fn check(&self) {}
    fn fill(error: &ApigError, retry: Option<Retry>) -> Self;
}

#[diagnostic::do_not_recommend]
impl<T: Default> DefaultField for T {
    #[inline]
    fn fill(_: &ApigError, _: Option<Retry>) -> Self {
        Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // The compiler does in a constant what these do at run time: every byte has its place.

    #[test]
    fn columns_become_facts() {
        let verdict = Verdict::new(Retry::Backoff, Delivery::NotDelivered).on(Basis::Row);
        let local = Verdict::new(Retry::Never, Delivery::MaybeDelivered);
        let (code, actor) = (Some(Code::APIG_0308), Some(Actor::BackendOperator));
        let numbers =
            [packed::pack_facts(verdict, actor, code), packed::pack_facts(local, None, None)];
        let numbers = numbers.concat();

        let [claimed, other]: [Facts; 2] = facts(Box::leak(numbers.into_boxed_slice()));
        assert_eq!((claimed.verdict, claimed.code), (verdict, Some(Code::APIG_0308)));
        assert_eq!(claimed.actor, Some(Actor::BackendOperator));
        assert_eq!((other.verdict, other.code, other.actor), (local, None, None));
    }

    #[test]
    fn columns_become_claims() {
        let verdict = Verdict::new(Retry::Throttled, Delivery::NotDelivered);
        let numbers = [
            packed::pack_claim(Some(429), verdict, true),
            packed::pack_claim(None, verdict, false),
        ];
        let raw: RawClaims<2> = (
            ["Busy", "Foreign"],
            ["APIG.0308", "DNS.0021"],
            Box::leak(numbers.concat().into_boxed_slice()),
            &[(1, "the window is ours")],
        );

        let [documented, foreign] = claims(&raw);
        assert_eq!((documented.variant, documented.code), ("Busy", "APIG.0308"));
        assert_eq!((documented.status, documented.any), (Some(429), true));
        assert_eq!((documented.verdict, documented.reason), (verdict, None));
        assert_eq!((foreign.variant, foreign.code), ("Foreign", "DNS.0021"));
        assert_eq!((foreign.status, foreign.any), (None, false));
        assert_eq!(foreign.reason, Some("the window is ours"));
    }
}
