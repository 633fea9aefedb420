use std::time::Duration;

use apig_errors::{ApigError, ApigRetryable};

struct NoDefault;

#[derive(ApigRetryable)]
enum WithFallback {
    #[apig(code = "APIG.0301")]
    Error(#[apig(error)] String),
    #[apig(code = "APIG.0302")]
    Code(#[apig(code)] String),
    #[apig(code = "APIG.0303")]
    Status(#[apig(status)] u64),
    #[apig(code = "APIG.0304")]
    Message(#[apig(message)] Option<String>),
    #[apig(code = "APIG.0305")]
    RequestId(#[apig(request_id)] String),
    #[apig(code = "APIG.0308")]
    Wait(#[apig(wait)] Duration),
    #[apig(code = "APIG.0307")]
    Throttle(#[apig(throttle)] Duration),
    #[apig(code = "APIG.0306")]
    Default(#[apig(default)] NoDefault),
    #[apig(fallback)]
    Other(ApigError),
}

#[derive(ApigRetryable)]
enum WithoutFallback {
    #[apig(code = "APIG.0303")]
    Status {
        #[apig(status)]
        status: u64,
    },
    #[apig(code = "APIG.0308")]
    Wait {
        #[apig(wait)]
        wait: u64,
    },
}

fn main() {}
