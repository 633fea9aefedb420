use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(local, retry = "never")]
    Text,
    #[apig(local, retry = true)]
    Boolean,
    #[apig(local, retry = never)]
    LowerCase,
    #[apig(local, retry = Sometimes)]
    Unknown,
    #[apig(local, retry = Retry::Backoff)]
    Path,
    #[apig(local, retry)]
    Flag,
    #[apig(local, retry = Backoff, delivery = Maybe)]
    Delivery,
}

fn main() {}
