use apig_errors::{ApigError, ApigRetryable};
#[derive(Debug)]
pub enum Error<'a, T, E, const N: usize = 2>
where
    T: Clone,
{
    Timeout { extra: T },
    Local(&'a [u8; N]),
    Inner(E),
    Recursive { inner: Box<Self> },
    #[deprecated = "it is decoded elsewhere"]
    r#Decode,
    Other(ApigError),
}
const _: () = {
    static __APIG_FACTS: [::apig_errors::__private0::Facts; 3usize] = [
        ::apig_errors::__private0::Facts::new(
            ::apig_errors::__private0::Retry::Backoff,
            ::apig_errors::__private0::Delivery::MaybeDelivered,
            ::apig_errors::__private0::Basis::Row,
            ::apig_errors::__private0::Option::Some(
                ::apig_errors::__private0::Code::APIG_0203,
            ),
            ::apig_errors::__private0::Option::Some(
                ::apig_errors::__private0::Actor::BackendOperator,
            ),
        ),
        ::apig_errors::__private0::Facts::new(
            ::apig_errors::__private0::Retry::Never,
            ::apig_errors::__private0::Delivery::MaybeDelivered,
            ::apig_errors::__private0::Basis::Declared,
            ::apig_errors::__private0::Option::None,
            ::apig_errors::__private0::Option::None,
        ),
        ::apig_errors::__private0::Facts::new(
            ::apig_errors::__private0::Retry::Throttled,
            ::apig_errors::__private0::Delivery::NotDelivered,
            ::apig_errors::__private0::Basis::Declared,
            ::apig_errors::__private0::Option::None,
            ::apig_errors::__private0::Option::None,
        ),
    ];
    #[automatically_derived]
    #[allow(deprecated)]
    impl<'a, T, E, const N: usize> ::apig_errors::__private0::Viewed
    for Error<'a, T, E, N>
    where
        T: Clone,
        E: ::apig_errors::__private0::ApigRetryable,
    {
        #[inline]
        fn view(&self) -> ::apig_errors::__private0::View<'_> {
            match self {
                Self::Timeout { .. } => {
                    ::apig_errors::__private0::View::facts(&__APIG_FACTS[0usize])
                }
                Self::Local { .. } => {
                    ::apig_errors::__private0::View::facts(&__APIG_FACTS[1usize])
                }
                Self::Inner { 0: __apig_field_0, .. } => {
                    ::apig_errors::__private0::View::Forward(
                        ::apig_errors::__private0::TransparentField::inner(
                            __apig_field_0,
                        ),
                    )
                }
                Self::Recursive { inner: __apig_field_0, .. } => {
                    ::apig_errors::__private0::View::Forward(
                        ::apig_errors::__private0::TransparentField::inner(
                            __apig_field_0,
                        ),
                    )
                }
                Self::r#Decode { .. } => {
                    ::apig_errors::__private0::View::facts(&__APIG_FACTS[2usize])
                }
                Self::Other { 0: __apig_field_0, .. } => {
                    ::apig_errors::__private0::View::carried(
                        ::apig_errors::__private0::Field(__apig_field_0).carried(),
                        ::apig_errors::__private0::Overrides::NONE,
                    )
                }
            }
        }
    }
    /**How failed calls map to the variants (API Gateway error codes of 2023-12-22):

| variant | code | status | verdict |
| --- | --- | --- | --- |
| `Timeout` | `APIG.0203` | 504 | Backoff, MaybeDelivered |
| `Local` | local | | Never, MaybeDelivered |
| `Inner` | of the inner error | | |
| `Recursive` | of the inner error | | |
| `Decode` | local | | Throttled, NotDelivered |
| `Other` | every other | every | of the answer |
*/
    #[automatically_derived]
    #[allow(deprecated)]
    impl<'a, T, E, const N: usize> ::apig_errors::__private0::ApigRetryable
    for Error<'a, T, E, N>
    where
        T: Clone,
        E: ::apig_errors::__private0::ApigRetryable,
    {
        fn verdict(&self) -> ::apig_errors::__private0::Verdict {
            ::apig_errors::__private0::Viewed::view(self).verdict()
        }
        fn apig_code(
            &self,
        ) -> ::apig_errors::__private0::Option<::apig_errors::__private0::Code> {
            ::apig_errors::__private0::Viewed::view(self).apig_code()
        }
        fn actor(
            &self,
        ) -> ::apig_errors::__private0::Option<::apig_errors::__private0::Actor> {
            ::apig_errors::__private0::Viewed::view(self).actor()
        }
        fn wait_hint(
            &self,
        ) -> ::apig_errors::__private0::Option<::apig_errors::__private0::Duration> {
            ::apig_errors::__private0::Viewed::view(self).wait_hint()
        }
        fn apig_error(
            &self,
        ) -> ::apig_errors::__private0::Option<&::apig_errors::__private0::ApigError> {
            ::apig_errors::__private0::Viewed::view(self).apig_error()
        }
    }
    static __APIG_CLAIMS: [::apig_errors::__private0::Claim; 1usize] = [
        ::apig_errors::__private0::Claim::documented(
            "Timeout",
            (::apig_errors::__private0::Code::APIG_0203, "APIG.0203"),
            504,
            false,
        ),
    ];
    #[automatically_derived]
    #[allow(deprecated)]
    impl<'a, T, E, const N: usize> ::apig_errors::__private0::ApigClaims
    for Error<'a, T, E, N>
    where
        T: Clone,
    {
        const MAPPING: ::apig_errors::__private0::Mapping = ::apig_errors::__private0::Mapping::new(
            "Error",
            &__APIG_CLAIMS,
            ::apig_errors::__private0::Option::Some("Other"),
            false,
        );
    }
    #[automatically_derived]
    #[allow(deprecated)]
    impl<
        'a,
        T,
        E,
        const N: usize,
    > ::apig_errors::__private0::From<::apig_errors::__private0::ApigError>
    for Error<'a, T, E, N>
    where
        T: Clone,
        T: ::apig_errors::__private0::Default,
    {
        fn from(__apig_error: ::apig_errors::__private0::ApigError) -> Self {
            match ::apig_errors::__private0::pair(&__apig_error, false) {
                (203, _) => {
                    Self::Timeout {
                        extra: ::apig_errors::__private0::DefaultField::fill(
                            &__apig_error,
                            ::apig_errors::__private0::Option::Some(
                                ::apig_errors::__private0::Retry::Backoff,
                            ),
                        ),
                    }
                }
                _ => {
                    Self::Other {
                        0: ::apig_errors::__private0::FallbackField::carry(__apig_error),
                    }
                }
            }
        }
    }
};
