use apig_errors::{ApigError, ApigRetryable};

#[derive(ApigRetryable)]
#[apig(transparent, crate, siblings)]
struct Failure(#[apig(error)] ApigError, u32);

#[derive(ApigRetryable)]
#[apig(verdict = |_| panic!(), fallback)]
struct Broken {
    #[apig(mesage)]
    message: String,
}

fn main() {}
// errors: 7
