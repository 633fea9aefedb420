use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(no_code, status(502, 503, 504), delivery = NotDelivered, reason = "our proxy refuses it unread")]
    Proxy,
}

fn main() {}
