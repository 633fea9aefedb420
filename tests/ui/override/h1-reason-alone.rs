use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0308", reason = "it is the gateway that throttles")]
    Throttled,
}

fn main() {}
