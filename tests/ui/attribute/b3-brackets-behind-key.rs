use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code["APIG.0301"])]
    Busy,
}

fn main() {}
