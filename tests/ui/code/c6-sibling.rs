use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIGW.0308")]
    Throttled,
    #[apig(code = "APIC.0101")]
    NotPublished,
    #[apig(code = "APIC.9206")]
    Undocumented,
}

#[derive(ApigRetryable)]
#[apig(siblings)]
enum WithSiblings {
    #[apig(code = "APIGW.0308")]
    Throttled,
}

fn main() {}
