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
    use ::apig_errors::__private1_0 as __apig;
    __apig::words! {
        { #[derive(Debug)] #[derive(ApigRetryable)] pub enum Error < 'a, T, E, const N :
        usize = 2 > where T : Clone, { #[apig(code = "APIG.0203")] Timeout {
        #[apig(default)] extra : T, }, #[apig(local)] Local(& 'a[u8; N]),
        #[apig(transparent)] Inner(E), #[apig(transparent)] Recursive { inner : Box <
        Self > }, #[deprecated = "it is decoded elsewhere"] #[apig(local, retry =
        Throttled)] r#Decode, #[apig(fallback)] Other(ApigError), } }
    }
    #[doc(hidden)]
    #[automatically_derived]
    #[allow(deprecated)]
    impl<'a, T, E, const N: usize> __apig::Tables<6, 1> for Error<'a, T, E, N>
    where
        T: Clone,
    {
        const VARIANTS: __apig::RawVariants = (
            "Timeout\nLocal\nInner\nRecursive\nDecode\nOther",
            b"\x05\x05\x01\0\xCB$\0\0\0\0\x1C\0\0\0\0\x1C\0\0\0\0\"\0\0\0\0\x1C\0\0\0\0",
        );
        const CLAIMS: __apig::RawClaims = ("APIG.0203", b"\0\0\0\0\x01\xF8\x05", &[]);
    }
    /**How failed calls map to the variants (API Gateway error codes of 2023-12-22):

| variant | code | status | verdict |
| --- | --- | --- | --- |
| `Timeout` | `APIG.0203` | 504 | Backoff, MaybeDelivered |
| `Local` | local | | Never, MaybeDelivered |
| `Inner` | of the inner error | | |
| `Recursive` | of the inner error | | |
| `Decode` | local | | Throttled, NotDelivered |
| `Other` | every other | every | of the response |
*/
    #[automatically_derived]
    #[allow(deprecated)]
    impl<'a, T, E, const N: usize> __apig::ApigRetryable for Error<'a, T, E, N>
    where
        T: Clone,
        E: __apig::ApigRetryable,
    {
        fn verdict(&self) -> __apig::Verdict {
            __apig::ApigRetryable::__apig_view(self).verdict()
        }
        #[inline]
        fn __apig_view(&self) -> __apig::View<'_> {
            __apig::View::at::<
                Self,
                6,
                1,
            >(
                match self {
                    Error::Timeout { .. } => 0,
                    Error::Local { .. } => 1,
                    Error::Inner { 0: __apig_field_0, .. } => {
                        return __apig::View::at::<Self, 6, 1>(2)
                            .forward(__apig::TransparentField::inner(&*__apig_field_0));
                    }
                    Error::Recursive { inner: __apig_field_0, .. } => {
                        return __apig::View::at::<Self, 6, 1>(3)
                            .forward(__apig::TransparentField::inner(&*__apig_field_0));
                    }
                    Error::r#Decode => 4,
                    Error::Other { 0: __apig_field_0, .. } => {
                        return __apig::View::at::<Self, 6, 1>(5)
                            .forward(__apig::Field(__apig_field_0).fallback());
                    }
                },
            )
        }
    }
    #[automatically_derived]
    #[allow(deprecated)]
    impl<'a, T, E, const N: usize> __apig::ApigClaims for Error<'a, T, E, N>
    where
        T: Clone,
    {
        const MAPPING: __apig::Mapping = __apig::mapping::<
            Self,
            6,
            1,
        >("Error", __apig::Option::Some("Other"), false);
    }
    #[automatically_derived]
    #[allow(deprecated)]
    impl<'a, T, E, const N: usize> __apig::From<__apig::ApigError> for Error<'a, T, E, N>
    where
        T: Clone,
        T: __apig::Default,
    {
        fn from(__apig_error: __apig::ApigError) -> Self {
            match __apig::pair(&__apig_error, false) {
                (203, _) => {
                    Error::Timeout {
                        extra: __apig::DefaultField::fill(
                            &__apig_error,
                            __apig::Option::Some(__apig::Retry::Backoff),
                        ),
                    }
                }
                _ => {
                    Error::Other {
                        0: __apig::FallbackField::carry(__apig_error),
                    }
                }
            }
        }
    }
};
