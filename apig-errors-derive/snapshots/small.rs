use apig_errors::{ApigError, ApigRetryable};
#[derive(Debug)]
pub enum Error {
    Throttled,
    Expired,
    Other(ApigError),
}
const _: () = {
    use ::apig_errors::__private1_0 as __apig;
    __apig::words! {
        { #[derive(Debug)] #[derive(ApigRetryable)] pub enum Error { #[apig(code =
        "APIG.0308")] Throttled, #[apig(code("APIG.0301", APIG_0307))] Expired,
        #[apig(fallback)] Other(ApigError), } }
    }
    #[doc(hidden)]
    #[automatically_derived]
    impl __apig::Tables<3, 3> for Error {
        const VARIANTS: __apig::RawVariants = (
            "Throttled\nExpired\nOther",
            b"\x02\x03\x01\x014\x03\x02\0\0\0\x1C\0\0\0\0",
        );
        const CLAIMS: __apig::RawClaims = (
            "APIG.0308\nAPIG.0301\nAPIG.0307",
            b"\0\0\0\0\x01\xAD\x02\0\0\0\x01\x01\x91\x03\0\0\0\x01\x01\x91\x03",
            &[],
        );
    }
    /**How failed calls map to the variants (API Gateway error codes of 2023-12-22):

| variant | code | status | verdict |
| --- | --- | --- | --- |
| `Throttled` | `APIG.0308` | 429 | Throttled, NotDelivered |
| `Expired` | `APIG.0301` | 401 | Reauthenticate, NotDelivered |
| `Expired` | `APIG.0307` | 401 | Reauthenticate, NotDelivered |
| `Other` | every other | every | of the response |
*/
    #[automatically_derived]
    impl __apig::ApigRetryable for Error {
        fn verdict(&self) -> __apig::Verdict {
            __apig::ApigRetryable::__apig_view(self).verdict()
        }
        #[inline]
        fn __apig_view(&self) -> __apig::View<'_> {
            __apig::View::at::<
                Self,
                3,
                3,
            >(
                match self {
                    Error::Throttled => 0,
                    Error::Expired => 1,
                    Error::Other { 0: __apig_field_0, .. } => {
                        return __apig::View::at::<Self, 3, 3>(2)
                            .forward(__apig::Field(__apig_field_0).fallback());
                    }
                },
            )
        }
    }
    #[automatically_derived]
    impl __apig::ApigClaims for Error {
        const MAPPING: __apig::Mapping = __apig::mapping::<
            Self,
            3,
            3,
        >("Error", __apig::Option::Some("Other"), false);
    }
    #[automatically_derived]
    impl __apig::From<__apig::ApigError> for Error {
        fn from(__apig_error: __apig::ApigError) -> Self {
            match __apig::pair(&__apig_error, false) {
                (308, _) => Error::Throttled,
                (301 | 307, _) => Error::Expired,
                _ => {
                    Error::Other {
                        0: __apig::FallbackField::carry(__apig_error),
                    }
                }
            }
        }
    }
};
