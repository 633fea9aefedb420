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
    __apig::words! {
        { #[derive(Debug)] #[derive(ApigRetryable)] #[apig(siblings)] pub enum Error {
        #[apig(code = "APIG.0201", status(502, 504))] #[apig(code("APIG.0202",
        "APIG.0203"))] BackendDown, #[apig(code = "APIG.0501", retry = Throttled, reason
        = "ours resets at midnight")] Quota, #[apig(unlisted = "ModelArts.81101", status
        = 429, retry = Throttled)] #[apig(unlisted = "DNS.0021", status(500, 503), retry
        = Throttled)] Busy, #[apig(local, retry = Backoff)] Io, } }
    }
    #[doc(hidden)]
    #[automatically_derived]
    impl __apig::Tables<4, 8> for Error {
        const VARIANTS: __apig::RawVariants = (
            "BackendDown\nQuota\nBusy\nIo",
            b"\x15\0\0\0\0\"\x03\0\0\0\"\0\0\0\0%\0\0\0\0",
        );
        const CLAIMS: __apig::RawClaims = (
            "APIG.0201\nAPIG.0201\nAPIG.0202\nAPIG.0203\nAPIG.0501\nModelArts.81101\nDNS.0021\nDNS.0021",
            b"\0\0\0\0\x01\xF6\x05\0\0\0\0\x01\xF8\x05\0\0\0\0\x01\xF6\x05\0\0\0\0\x01\xF8\x05\0\0\0\x01\x01\x95\"\0\0\0\x02\x01\xAD\"\0\0\0\x02\x01\xF4\"\0\0\0\x02\x01\xF7\"",
            &[(4, "ours resets at midnight")],
        );
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
            __apig::ApigRetryable::__apig_view(self).verdict()
        }
        #[inline]
        fn __apig_view(&self) -> __apig::View<'_> {
            __apig::View::at::<
                Self,
                4,
                8,
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
    #[automatically_derived]
    impl __apig::ApigClaims for Error {
        const MAPPING: __apig::Mapping = __apig::mapping::<
            Self,
            4,
            8,
        >("Error", __apig::Option::None, true);
    }
};
