use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0308", retry = Never, delivery = NotDelivered, reason = "we shed load instead")]
    NeverWithDelivery,
    #[apig(code = "APIG.0107", delivery = NotDelivered, reason = "our script runs before forwarding")]
    DeliveryAlone,
    #[apig(local, delivery = NotDelivered)]
    Local,
    #[apig(foreign = "DNS.0014", retry = Never, delivery = NotDelivered)]
    Foreign,
}

fn main() {}
