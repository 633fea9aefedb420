use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0107", delivery = NotDelivered, reason = "our script runs before forwarding")]
    Script,
}

fn main() {}
