use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
#[apig(exhaustive)]
enum Error {
    #[apig(code = "APIC.0308")]
    Throttled,
}

fn main() {}
