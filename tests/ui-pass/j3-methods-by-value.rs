//! Methods of generated code's names on everything, which take what they are called on by value.

#![allow(dead_code)]

use std::time::Duration;

use apig_errors::{ApigError, ApigRetryable, Code};

trait Methods: Sized {
    fn carried(self) -> Self {
        self
    }
    fn carry(self) -> Self {
        self
    }
    fn check(self) -> Self {
        self
    }
    fn code(self) -> Self {
        self
    }
    fn fill(self) -> Self {
        self
    }
    fn inner(self) -> Self {
        self
    }
    fn verdict(self) -> Self {
        self
    }
    fn view(self) -> Self {
        self
    }
    fn wait(self) -> Self {
        self
    }
    fn with_code(self) -> Self {
        self
    }
    fn with_wait(self) -> Self {
        self
    }
}
impl<T> Methods for T {}

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0308")]
    Throttled {
        #[apig(wait)]
        wait: Option<Duration>,
        #[apig(code)]
        code: Option<Code>,
    },
    #[apig(code = "APIG.0203")]
    Late(#[apig(error)] ApigError),
    #[apig(transparent)]
    Inner(Box<Error>),
    #[apig(fallback)]
    Other(Box<ApigError>),
}

fn main() {
    let wait = Some(Duration::from_secs(60));
    let error = Error::Throttled { wait, code: None };
    assert_eq!(error.wait_hint(), wait);
    let late = Error::from(ApigError::new(504, Code::APIG_0203));
    assert_eq!(late.apig_code(), Some(Code::APIG_0203));
}
