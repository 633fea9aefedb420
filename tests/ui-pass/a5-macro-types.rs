//! Types that `macro_rules!` substitutes as `$t:ty`: a type parameter stays one, and gets its bound.

use apig_errors::{ApigError, ApigRetryable, Code, Retry};

macro_rules! error {
    ($name:ident<$param:ident>, $inner:ty, $extra:ty) => {
        #[derive(ApigRetryable)]
        enum $name<$param> {
            #[apig(transparent)]
            Inner($inner),
            #[apig(code = "APIG.0308")]
            Throttled {
                #[apig(default)]
                extra: $extra,
            },
            #[apig(fallback)]
            Other(ApigError),
        }
    };
}

error!(Error<T>, T, T);

fn main() {
    let error = Error::<Mine>::from(ApigError::new(429, Code::APIG_0308));
    assert!(matches!(error, Error::Throttled { extra: Mine }));
    assert_eq!(Error::Inner(Mine).verdict().retry, Retry::Never);
}

#[derive(Default)]
struct Mine;

impl ApigRetryable for Mine {
    fn verdict(&self) -> apig_errors::Verdict {
        apig_errors::Verdict::from_status(400)
    }
}
