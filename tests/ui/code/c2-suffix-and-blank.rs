use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0308"x)]
    Suffix,
    #[apig(code = "")]
    Empty,
    #[apig(code = " ")]
    Blank,
}

fn main() {}
