use apig_errors::{ApigRetryable, Delivery, Retry, Verdict};
fn of(_: &u8) -> Verdict {
    Verdict::new(Retry::Backoff, Delivery::NotDelivered)
}
#[derive(Debug)]
pub struct Error(pub u8);
const _: () = {
    use ::apig_errors::__private1_0 as __apig;
    __apig::words! {
        { #[derive(Debug)] #[derive(ApigRetryable)] #[apig(verdict = of)] pub struct
        Error(pub u8); }
    }
    ///The verdict that a function gives for the error in the only field.
    #[automatically_derived]
    impl __apig::ApigRetryable for Error {
        fn verdict(&self) -> __apig::Verdict {
            __apig::ApigRetryable::__apig_view(self).verdict()
        }
        #[inline]
        fn __apig_view(&self) -> __apig::View<'_> {
            match self {
                Self { 0: __apig_field_0, .. } => {
                    __apig::View::OF_STRUCT.judged(of(__apig_field_0))
                }
            }
        }
    }
};
