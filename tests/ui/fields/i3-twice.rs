use apig_errors::{ApigError, ApigRetryable};

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0308")]
    TwoErrors(#[apig(error)] ApigError, #[apig(error)] ApigError),
    #[apig(code = "APIG.0307")]
    TwoMessages {
        #[apig(message)]
        message: String,
        #[apig(message)]
        text: String,
    },
    #[apig(code = "APIG.0613")]
    TwoKeys(#[apig(status, default)] u16),
}

fn main() {}
