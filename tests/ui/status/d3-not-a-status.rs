use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0201", status = 0)]
    Zero,
    #[apig(code = "APIG.0201", status = 99)]
    TooSmall,
    #[apig(code = "APIG.0201", status = 600)]
    TooLarge,
    #[apig(code = "APIG.0201", status = 99999)]
    OverU16,
    #[apig(code = "APIG.0201", status = -1)]
    Negative,
    #[apig(code = "APIG.0201", status = 4294967296)]
    OverU32,
}

fn main() {}
