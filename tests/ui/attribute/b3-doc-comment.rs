use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(
        code = "APIG.0308",
        /// The quota of our plan.
    )]
    Throttled,
}

fn main() {}
