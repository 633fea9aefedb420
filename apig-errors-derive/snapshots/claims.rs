use apig_errors::ApigRetryable;
#[derive(Debug)]
pub enum Error {
    BackendDown,
    Quota,
    Busy,
    Io,
}
const _: () = {
    use ::apig_errors::__private0 as __apig;
    static __APIG_FACTS: [__apig::Facts; 4] = __apig::facts([
        ("", 21, 0),
        ("", 34, 3),
        ("", 34, 0),
        ("", 37, 0),
    ]);
    #[automatically_derived]
    impl __apig::Viewed for Error {
        #[inline]
        fn view(&self) -> __apig::View<'_> {
            __apig::View::facts(
                &__APIG_FACTS[match self {
                    Self::BackendDown { .. } => 0,
                    Self::Quota { .. } => 1,
                    Self::Busy { .. } => 2,
                    Self::Io { .. } => 3,
                }],
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
    }
    static __APIG_CLAIMS: [__apig::Claim; 8] = __apig::claims([
        ("BackendDown", "APIG.0201", 502, 5, "", false),
        ("BackendDown", "APIG.0201", 504, 5, "", false),
        ("BackendDown", "APIG.0202", 502, 5, "", false),
        ("BackendDown", "APIG.0203", 504, 5, "", false),
        ("Quota", "APIG.0501", 405, 34, "ours resets at midnight", false),
        ("Busy", "ModelArts.81101", 429, 34, "", false),
        ("Busy", "DNS.0021", 500, 34, "", false),
        ("Busy", "DNS.0021", 503, 34, "", false),
    ]);
    #[automatically_derived]
    impl __apig::ApigClaims for Error {
        const MAPPING: __apig::Mapping = __apig::Mapping::new(
            "Error",
            &__APIG_CLAIMS,
            __apig::Option::None,
            true,
        );
    }
};
