use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(no_code, delivery = NotDelivered, reason = "our proxy refuses it unread")]
    Proxy,
}

fn main() {}
