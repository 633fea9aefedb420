use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(Code::APIG_0308)]
    Busy,
}

fn main() {}
