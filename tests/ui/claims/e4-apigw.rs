use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
#[apig(exhaustive(Throttled, Reauthenticate))]
enum Error {
    #[apig(code = "APIG.0308")]
    Throttled,
    #[apig(code = "APIGW.0301")]
    LoggedOut,
}

fn main() {}
