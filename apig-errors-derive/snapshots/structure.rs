use apig_errors::ApigRetryable;
#[derive(Debug)]
pub struct Error<E>
where
    E: Clone,
{
    pub error: E,
}
const _: () = {
    use ::apig_errors::__private1_0 as __apig;
    __apig::words! {
        { #[derive(Debug)] #[derive(ApigRetryable)] #[apig(transparent)] pub struct Error
        < E > where E : Clone, { pub error : E, } }
    }
    ///What the error in the only field says.
    #[automatically_derived]
    impl<E> __apig::ApigRetryable for Error<E>
    where
        E: Clone,
        E: __apig::ApigRetryable,
    {
        fn verdict(&self) -> __apig::Verdict {
            __apig::ApigRetryable::__apig_view(self).verdict()
        }
        #[inline]
        fn __apig_view(&self) -> __apig::View<'_> {
            match self {
                Self { error: __apig_field_0, .. } => {
                    __apig::View::OF_STRUCT
                        .forward(__apig::TransparentField::inner(&*__apig_field_0))
                }
            }
        }
    }
};
