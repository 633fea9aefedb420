use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(foreign = "APIG.9999", retry = Throttled)]
    Throttled,
}

fn main() {}
