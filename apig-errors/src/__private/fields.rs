//! The fields of variants: what is read from them, what they are filled with, and what is said of a
//! wrong type.

#[cfg(target_has_atomic = "ptr")]
use alloc::sync::Arc;
use alloc::{boxed::Box, string::String};
use core::{marker::PhantomData, ops::Deref, time::Duration};

use apig_errors_catalog::{Code, Retry};

use crate::{ApigError, ApigRetryable, Throttle};

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

    pub fn fallback<'a>(&self) -> &'a dyn ApigRetryable {
        unreachable!()
    }

    pub fn boxed_fallback<'a>(&self) -> &'a dyn ApigRetryable {
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

    pub fn request_id<'a>(&self) -> Option<&'a str> {
        unreachable!()
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

impl<'a> Field<'a, Option<String>> {
    #[inline]
    pub fn request_id(self) -> Option<&'a str> {
        self.0.as_deref()
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
    note = "for an error of reqwest 0.13 or ureq 3: the feature `reqwest-0-13` or `ureq-3` of `apig-errors`; of another version of them, as for any other crate",
    note = "for another crate's error: `#[apig(local, verdict = …)]` with a function, or `#[apig(code = \"…\")]` where it stands for a response of the gateway; on a struct `#[apig(verdict = …)]`"
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

/// What a whole response is put into.
#[diagnostic::on_unimplemented(
    message = "the field under `#[apig(error)]` is an `apig_errors::ApigError`, not `{Self}`",
    label = "has to be `ApigError`, `Box<ApigError>` or `Arc<ApigError>`",
    note = "to keep a part of the response instead, use `message`, `code`, `status`, `request_id`, `wait` or `throttle`"
)]
pub trait ErrorField {
    /// Has the type checked.
    #[inline]
    fn check(&self) {}
    fn carry(error: ApigError) -> Self;
}

macro_rules! error_fields {
    ($($(#[$cfg:meta])? $type:ty),+) => {$(
        $(#[$cfg])?
        #[diagnostic::do_not_recommend]
        impl ErrorField for $type {
            #[inline]
            fn carry(error: ApigError) -> Self {
                error.into()
            }
        }

        $(#[$cfg])?
        impl<'a> Field<'a, $type> {
            #[inline]
            #[allow(clippy::missing_const_for_fn)]
            pub fn carried(self) -> &'a ApigError {
                self.0
            }
        }
    )+};
}

error_fields!(ApigError, Box<ApigError>, #[cfg(target_has_atomic = "ptr")] Arc<ApigError>);

/// What takes every response that no variant claims: an `ApigError`, or an error that is made of one.
macro_rules! fallback_fields {
    ($($name:ident for $type:ty, |$error:ident| $carry:expr;)+) => {$(
        #[diagnostic::on_unimplemented(
            message = "the field of an `#[apig(fallback)]` variant is an `apig_errors::ApigError`, not `{Self}`",
            label = "has to be `ApigError`, an error that is made of one, or a `Box` of either",
            note = "the fallback takes every response that no other variant claims, whole",
            note = "an error that is made of one implements `ApigRetryable` and `From<ApigError>`, as an enum with a `fallback` does"
        )]
        pub trait $name {
            fn carry(error: ApigError) -> Self;
            fn inner(&self) -> &dyn ApigRetryable;
        }

        #[diagnostic::do_not_recommend]
        impl<T: ApigRetryable + From<ApigError>> $name for $type {
            #[inline]
            fn carry($error: ApigError) -> Self {
                $carry
            }

            #[inline]
            fn inner(&self) -> &dyn ApigRetryable {
                self
            }
        }
    )+};
}

fallback_fields! {
    FallbackField for T, |error| Self::from(error);
    // By itself, because `Box<ApigError>` is made of an `ApigError` like any `T` above.
    BoxedFallbackField for Box<T>, |error| Self::new(T::from(error));
}

impl<'a, T: FallbackField> Field<'a, T> {
    #[inline]
    pub fn fallback(self) -> &'a dyn ApigRetryable {
        self.0.inner()
    }
}

impl<'a, T: BoxedFallbackField> Field<'a, T> {
    #[inline]
    pub fn boxed_fallback(self) -> &'a dyn ApigRetryable {
        self.0.inner()
    }
}

/// What a part of a response is put into. `retry` is the class that the variant's claims agree on.
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
    "the field under `#[apig(code)]` is an `Option<apig_errors::Code>`, not `{Self}`",
    "has to be `Option<Code>`: a response need not have a code",
    |error, _| error.code();

    StatusField for u16,
    "the field under `#[apig(status)]` is a `u16`, not `{Self}`",
    "has to be `u16`: the HTTP status",
    |error, _| error.status();

    MessageField for String,
    "the field under `#[apig(message)]` is a `String`, not `{Self}`",
    "has to be `String`: the response's message",
    |error, _| String::from(error.message());

    RequestIdField for Option<String>,
    "the field under `#[apig(request_id)]` is an `Option<String>`, not `{Self}`",
    "has to be `Option<String>`: a response need not have a request id",
    |error, _| error.request_id().map(String::from);

    WaitField for Option<Duration>,
    "the field under `#[apig(wait)]` is an `Option<std::time::Duration>`, not `{Self}`",
    "has to be `Option<Duration>`: a response need not say how long to wait",
    |error, retry| error.wait_hint_for(retry.unwrap_or_else(|| error.verdict().retry));

    ThrottleField for Option<Throttle>,
    "the field under `#[apig(throttle)]` is an `Option<apig_errors::Throttle>`, not `{Self}`",
    "has to be `Option<Throttle>`: a response need not name its window",
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
