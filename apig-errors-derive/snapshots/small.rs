use apig_errors::{ApigError, ApigRetryable};
#[derive(Debug)]
pub enum Error {
    Throttled,
    Expired,
    Other(ApigError),
}
const _: () = {
    static __APIG_FACTS: [::apig_errors::__private0::Facts; 2usize] = [
        ::apig_errors::__private0::Facts::new(
            ::apig_errors::__private0::Retry::Throttled,
            ::apig_errors::__private0::Delivery::NotDelivered,
            ::apig_errors::__private0::Basis::Row,
            ::apig_errors::__private0::Option::Some(
                ::apig_errors::__private0::Code::APIG_0308,
            ),
            ::apig_errors::__private0::Option::Some(
                ::apig_errors::__private0::Actor::CallerAccess,
            ),
        ),
        ::apig_errors::__private0::Facts::new(
            ::apig_errors::__private0::Retry::Reauthenticate,
            ::apig_errors::__private0::Delivery::NotDelivered,
            ::apig_errors::__private0::Basis::Row,
            ::apig_errors::__private0::Option::None,
            ::apig_errors::__private0::Option::Some(
                ::apig_errors::__private0::Actor::CallerCredentials,
            ),
        ),
    ];
    #[automatically_derived]
    impl ::apig_errors::__private0::Viewed for Error {
        #[inline]
        fn view(&self) -> ::apig_errors::__private0::View<'_> {
            match self {
                Self::Throttled { .. } => {
                    ::apig_errors::__private0::View::facts(&__APIG_FACTS[0usize])
                }
                Self::Expired { .. } => {
                    ::apig_errors::__private0::View::facts(&__APIG_FACTS[1usize])
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
| `Throttled` | `APIG.0308` | 429 | Throttled, NotDelivered |
| `Expired` | `APIG.0301` | 401 | Reauthenticate, NotDelivered |
| `Expired` | `APIG.0307` | 401 | Reauthenticate, NotDelivered |
| `Other` | every other | every | of the answer |
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
    static __APIG_CLAIMS: [::apig_errors::__private0::Claim; 3usize] = [
        ::apig_errors::__private0::Claim::documented(
            "Throttled",
            (::apig_errors::__private0::Code::APIG_0308, "APIG.0308"),
            429,
            false,
        ),
        ::apig_errors::__private0::Claim::documented(
            "Expired",
            (::apig_errors::__private0::Code::APIG_0301, "APIG.0301"),
            401,
            false,
        ),
        ::apig_errors::__private0::Claim::documented(
            "Expired",
            (::apig_errors::__private0::Code::APIG_0307, "APIG.0307"),
            401,
            false,
        ),
    ];
    #[automatically_derived]
    impl ::apig_errors::__private0::ApigClaims for Error {
        const MAPPING: ::apig_errors::__private0::Mapping = ::apig_errors::__private0::Mapping::new(
            "Error",
            &__APIG_CLAIMS,
            ::apig_errors::__private0::Option::Some("Other"),
            false,
        );
    }
    #[automatically_derived]
    impl ::apig_errors::__private0::From<::apig_errors::__private0::ApigError>
    for Error {
        fn from(__apig_error: ::apig_errors::__private0::ApigError) -> Self {
            match ::apig_errors::__private0::pair(&__apig_error, false) {
                (308, _) => Self::Throttled {},
                (301 | 307, _) => Self::Expired {},
                _ => {
                    Self::Other {
                        0: ::apig_errors::__private0::FallbackField::carry(__apig_error),
                    }
                }
            }
        }
    }
};
