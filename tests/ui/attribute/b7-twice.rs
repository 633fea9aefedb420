use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
#[apig(siblings, siblings)]
enum Error {
    #[apig(code = "APIG.0301", code = "APIG.0307")]
    Code,
    #[apig(code = "APIG.0201", status = 502, status(504))]
    Status,
    #[apig(local)]
    #[apig(local)]
    Local,
}

fn main() {}
