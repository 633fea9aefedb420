use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIC.0802")]
    NoLicence,
}

fn main() {}
