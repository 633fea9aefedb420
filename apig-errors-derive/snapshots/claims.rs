use apig_errors::ApigRetryable;
#[derive(Debug)]
pub enum Error {
    BackendDown,
    Quota,
    Busy,
    Io,
}
const _: () = {
    use ::apig_errors::__private1_0 as __apig;
    #[doc(hidden)]
    #[automatically_derived]
    impl __apig::Tables<4, 8> for Error {
        const FACTS: __apig::RawFacts = b"\x15\0\0\0\0\"\x03\0\0\0\"\0\0\0\0%\0\0\0\0";
        const CLAIMS: __apig::RawClaims<8> = (
            [
                "BackendDown",
                "BackendDown",
                "BackendDown",
                "BackendDown",
                "Quota",
                "Busy",
                "Busy",
                "Busy",
            ],
            [
                "APIG.0201",
                "APIG.0201",
                "APIG.0202",
                "APIG.0203",
                "APIG.0501",
                "ModelArts.81101",
                "DNS.0021",
                "DNS.0021",
            ],
            b"\x01\xF6\x05\x01\xF8\x05\x01\xF6\x05\x01\xF8\x05\x01\x95\"\x01\xAD\"\x01\xF4\"\x01\xF7\"",
            &[(4, "ours resets at midnight")],
        );
    }
    #[doc(hidden)]
    #[automatically_derived]
    impl __apig::Viewed for Error {
        #[inline]
        fn view(&self) -> __apig::View<'_> {
            __apig::View::facts::<
                Self,
                _,
                _,
            >(
                match self {
                    Error::BackendDown => 0,
                    Error::Quota => 1,
                    Error::Busy => 2,
                    Error::Io => 3,
                },
            )
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
    impl __apig::ApigRetryable for Error {
        fn verdict(&self) -> __apig::Verdict {
            __apig::Viewed::view(self).verdict()
        }
        fn apig_code(&self) -> __apig::Option<__apig::Code> {
            __apig::Viewed::view(self).apig_code()
        }
        fn actor(&self) -> __apig::Option<__apig::Actor> {
            __apig::Viewed::view(self).actor()
        }
        fn wait_hint(&self) -> __apig::Option<__apig::Duration> {
            __apig::Viewed::view(self).wait_hint()
        }
        fn apig_error(&self) -> __apig::Option<&__apig::ApigError> {
            __apig::Viewed::view(self).apig_error()
        }
        fn request_id(&self) -> __apig::Option<&__apig::str> {
            __apig::Viewed::view(self).request_id()
        }
        fn variant(&self) -> __apig::Option<&'static __apig::str> {
            __apig::Option::Some(
                match self {
                    Error::BackendDown => "BackendDown",
                    Error::Quota => "Quota",
                    Error::Busy => "Busy",
                    Error::Io => "Io",
                },
            )
        }
    }
    #[automatically_derived]
    impl __apig::ApigClaims for Error {
        const MAPPING: __apig::Mapping = __apig::mapping::<
            Self,
            _,
            _,
        >("Error", __apig::Option::None, true);
    }
};
