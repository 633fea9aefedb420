use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0308", retry = Never, reason = "the quota is a day's"quota)]
    Busy,
}

fn main() {}
