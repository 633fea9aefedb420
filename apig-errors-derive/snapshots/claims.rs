use apig_errors::ApigRetryable;
#[derive(Debug)]
pub enum Error {
    BackendDown,
    Quota,
    Busy,
    Io,
}
const _: () = {
    static __APIG_FACTS: [::apig_errors::__private0::Facts; 4usize] = [
        ::apig_errors::__private0::Facts::new(
            ::apig_errors::__private0::Retry::Backoff,
            ::apig_errors::__private0::Delivery::MaybeDelivered,
            ::apig_errors::__private0::Basis::Sibling,
            ::apig_errors::__private0::Option::None,
            ::apig_errors::__private0::Option::None,
        ),
        ::apig_errors::__private0::Facts::new(
            ::apig_errors::__private0::Retry::Throttled,
            ::apig_errors::__private0::Delivery::NotDelivered,
            ::apig_errors::__private0::Basis::Declared,
            ::apig_errors::__private0::Option::None,
            ::apig_errors::__private0::Option::Some(
                ::apig_errors::__private0::Actor::CallerAccess,
            ),
        ),
        ::apig_errors::__private0::Facts::new(
            ::apig_errors::__private0::Retry::Throttled,
            ::apig_errors::__private0::Delivery::NotDelivered,
            ::apig_errors::__private0::Basis::Declared,
            ::apig_errors::__private0::Option::None,
            ::apig_errors::__private0::Option::None,
        ),
        ::apig_errors::__private0::Facts::new(
            ::apig_errors::__private0::Retry::Backoff,
            ::apig_errors::__private0::Delivery::MaybeDelivered,
            ::apig_errors::__private0::Basis::Declared,
            ::apig_errors::__private0::Option::None,
            ::apig_errors::__private0::Option::None,
        ),
    ];
    #[automatically_derived]
    impl ::apig_errors::__private0::Viewed for Error {
        #[inline]
        fn view(&self) -> ::apig_errors::__private0::View<'_> {
            match self {
                Self::BackendDown { .. } => {
                    ::apig_errors::__private0::View::facts(&__APIG_FACTS[0usize])
                }
                Self::Quota { .. } => {
                    ::apig_errors::__private0::View::facts(&__APIG_FACTS[1usize])
                }
                Self::Busy { .. } => {
                    ::apig_errors::__private0::View::facts(&__APIG_FACTS[2usize])
                }
                Self::Io { .. } => {
                    ::apig_errors::__private0::View::facts(&__APIG_FACTS[3usize])
                }
            }
        }
    }
    /**How failed calls map to the variants (API Gateway error codes of 2023-12-22):

| variant | code | status | verdict |
| --- | --- | --- | --- |
| `BackendDown` | `APIG.0201` | 502 | Backoff, MaybeDelivered |
| `BackendDown` | `APIG.0201` | 504 | Backoff, MaybeDelivered |
| `BackendDown` | `APIG.0202` | 502 | Backoff, MaybeDelivered |
| `BackendDown` | `APIG.0203` | 504 | Backoff, MaybeDelivered |
| `Quota` | `APIG.0501` | 405 | Throttled, NotDelivered (overridden) |
| `Busy` | `ModelArts.81101` | 429 | Throttled, NotDelivered |
| `Busy` | `DNS.0021` | 500 | Throttled, NotDelivered |
| `Busy` | `DNS.0021` | 503 | Throttled, NotDelivered |
| `Io` | local | | Backoff, MaybeDelivered |
*/
    #[automatically_derived]
    impl ::apig_errors::__private0::ApigRetryable for Error {
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
    static __APIG_CLAIMS: [::apig_errors::__private0::Claim; 8usize] = [
        ::apig_errors::__private0::Claim::documented(
            "BackendDown",
            (::apig_errors::__private0::Code::APIG_0201, "APIG.0201"),
            502,
            false,
        ),
        ::apig_errors::__private0::Claim::documented(
            "BackendDown",
            (::apig_errors::__private0::Code::APIG_0201, "APIG.0201"),
            504,
            false,
        ),
        ::apig_errors::__private0::Claim::documented(
            "BackendDown",
            (::apig_errors::__private0::Code::APIG_0202, "APIG.0202"),
            502,
            false,
        ),
        ::apig_errors::__private0::Claim::documented(
            "BackendDown",
            (::apig_errors::__private0::Code::APIG_0203, "APIG.0203"),
            504,
            false,
        ),
        ::apig_errors::__private0::Claim::documented(
                "Quota",
                (::apig_errors::__private0::Code::APIG_0501, "APIG.0501"),
                405,
                false,
            )
            .overridden(
                ::apig_errors::__private0::Retry::Throttled,
                ::apig_errors::__private0::Delivery::NotDelivered,
            )
            .because("ours resets at midnight"),
        ::apig_errors::__private0::Claim::foreign(
            "Busy",
            "ModelArts.81101",
            ::apig_errors::__private0::Option::Some(429),
            ::apig_errors::__private0::Retry::Throttled,
            ::apig_errors::__private0::Delivery::NotDelivered,
        ),
        ::apig_errors::__private0::Claim::foreign(
            "Busy",
            "DNS.0021",
            ::apig_errors::__private0::Option::Some(500),
            ::apig_errors::__private0::Retry::Throttled,
            ::apig_errors::__private0::Delivery::NotDelivered,
        ),
        ::apig_errors::__private0::Claim::foreign(
            "Busy",
            "DNS.0021",
            ::apig_errors::__private0::Option::Some(503),
            ::apig_errors::__private0::Retry::Throttled,
            ::apig_errors::__private0::Delivery::NotDelivered,
        ),
    ];
    #[automatically_derived]
    impl ::apig_errors::__private0::ApigClaims for Error {
        const MAPPING: ::apig_errors::__private0::Mapping = ::apig_errors::__private0::Mapping::new(
            "Error",
            &__APIG_CLAIMS,
            ::apig_errors::__private0::Option::None,
            true,
        );
    }
};
