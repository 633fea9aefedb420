use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0308", retry = Throttled, reason = "the gateway says when")]
    Throttled,
}

fn main() {}
