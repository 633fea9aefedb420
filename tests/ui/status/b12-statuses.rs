use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0201")]
    Missing,
    #[apig(code = "APIG.0308", status = 503)]
    Undocumented,
    #[apig(code = "APIG.0201", status(-1, 99, 502))]
    TwoOfThree,
    #[apig(code = "APIG.0307", status = "401")]
    Text,
    #[apig(code = "APIG.0203", status = any)]
    OneStatus,
}

fn main() {}
// errors: 6
