//! Generics, lifetimes, const generics, where clauses, `Self` in a field type, discriminants,
//! `#[non_exhaustive]`, `r#` names, recursion under `transparent`.

use std::{borrow::Cow, fmt::Debug, marker::PhantomData};

use apig_errors::{ApigClaims, ApigError, ApigRetryable, Code, Retry};

#[derive(ApigRetryable)]
#[non_exhaustive]
pub enum Generic<'a, T: Debug, const N: usize>
where
    T: Clone,
{
    #[apig(local)]
    Borrowed(&'a str, Cow<'a, [T; N]>),
    #[apig(code = "APIG.0308")]
    Throttled {
        #[apig(default)]
        extra: Option<T>,
        #[apig(default)]
        phantom: PhantomData<&'a T>,
        #[apig(default)]
        value: T,
    },
    #[apig(transparent)]
    Recursive(Box<Self>),
    #[apig(fallback)]
    Other(ApigError),
}

#[derive(ApigRetryable)]
enum Nested<T> {
    #[apig(transparent)]
    Inner(T),
    #[apig(code = "APIG.0203")]
    Timeout,
}

#[derive(ApigRetryable)]
#[repr(u8)]
#[allow(non_camel_case_types)]
enum r#type {
    #[apig(code = "APIG.0308")]
    r#match = 3,
    #[apig(local)]
    r#fn = 7,
}

fn converts<E: From<ApigError> + ApigRetryable>(error: ApigError) -> E {
    E::from(error)
}

fn main() {
    let throttled = ApigError::new(429, Code::APIG_0308);
    // `T: Default` is asked of the conversion alone.
    let error: Generic<'_, String, 2> = converts(throttled.clone());
    assert!(matches!(&error, Generic::Throttled { extra: None, value, .. } if value.is_empty()));
    assert_eq!(error.verdict().retry, Retry::Throttled);

    struct NoDefault;
    impl Debug for NoDefault {
        fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            Ok(())
        }
    }
    impl Clone for NoDefault {
        fn clone(&self) -> Self {
            Self
        }
    }
    let inner = Generic::<'_, NoDefault, 1>::Other(throttled);
    let error = Generic::Recursive(Box::new(inner));
    assert_eq!(error.apig_code(), Some(Code::APIG_0308));

    let nested = Nested::Inner(Nested::<r#type>::Timeout);
    assert_eq!(nested.verdict().retry, Retry::Backoff);
    assert_eq!(Nested::Inner(r#type::r#match).verdict().retry, Retry::Throttled);
    assert_eq!(r#type::r#fn.verdict().retry, Retry::Never);
    assert_eq!(r#type::MAPPING.name, "type");
    assert_eq!(r#type::MAPPING.claims[0].variant, "match");
}
