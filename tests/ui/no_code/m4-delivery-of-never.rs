use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(no_code, status = 404, delivery = NotDelivered, reason = "our proxy refuses it unread")]
    Proxy,
}

fn main() {}
