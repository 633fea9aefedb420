use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(reason = "it heals by itself")]
    BackendDown,
}

fn main() {}
