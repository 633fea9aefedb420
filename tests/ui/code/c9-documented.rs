use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(foreign = "APIG.0308", retry = Throttled)]
    Throttled,
}

fn main() {}
