use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(foreign = "DNS.0014")]
    NoRetry,
    #[apig(foreign = "DNS 0021", retry = Sometimes)]
    TwoMistakes,
    #[apig(foreign = "APIG.0308", retry = Throttled)]
    Documented,
}

fn main() {}
// errors: 4
