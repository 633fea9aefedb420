use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0380")]
    Transposed,
    #[apig(code = "APIG.0380", status = 403)]
    TransposedWithStatus,
    #[apig(code = "APIG.0309")]
    Substituted,
    #[apig(code = "APIG.9999")]
    Far,
}

fn main() {}
