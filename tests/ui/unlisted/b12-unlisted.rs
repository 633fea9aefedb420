use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(unlisted = "DNS.0014")]
    NoRetry,
    #[apig(unlisted = "DNS 0021", retry = Sometimes)]
    TwoMistakes,
    #[apig(unlisted = "APIG.0308", retry = Throttled)]
    Documented,
}

fn main() {}
// errors: 4
