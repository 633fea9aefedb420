use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(unlisted = "apig.0307", retry = Reauthenticate)]
    Expired,
}

fn main() {}
