use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIC.0101")]
    NotPublished,
}

fn main() {}
