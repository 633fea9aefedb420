use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIGW.0201", status = 500)]
    Internal,
    #[apig(code = "APIC.0101", status = 500)]
    NoSuchApi,
    #[apig(code = "APIGW.0103", status = 500)]
    Path,
}

fn main() {}
// errors: 3
