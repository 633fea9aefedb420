use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(apig::code = "APIG.0308")]
    Path,
    #[apig(r#code = "APIG.0307")]
    Raw,
}

fn main() {}
