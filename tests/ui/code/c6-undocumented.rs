use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIC.9206")]
    Other,
}

fn main() {}
