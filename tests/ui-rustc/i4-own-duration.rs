use apig_errors::ApigRetryable;

mod clock {
    pub struct Duration(u64);
}

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0308")]
    Busy(#[apig(wait)] std::option::Option<clock::Duration>),
}

fn main() {}
