use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.XXXX")]
    Any,
    #[apig(code = "APIG.03xx")]
    Group,
    #[apig(code = "APIG.03*")]
    Star,
}

fn main() {}
