use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(status = 429)]
    Status429,
    #[apig(status = 502)]
    Status502,
    #[apig(retry = Backoff)]
    Retry,
    #[apig(delivery = NotDelivered)]
    Delivery,
    #[apig(reason = "it heals by itself")]
    Reason,
}

fn main() {}
