use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0201", status())]
    Empty,
    #[apig(code = "APIG.0201", status(502, 504, 502))]
    Twice,
    #[apig(code = "APIG.0201", status)]
    Flag,
}

fn main() {}
