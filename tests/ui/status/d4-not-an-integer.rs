use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0308", status = "429")]
    Text,
    #[apig(code = "APIG.0308", status = 429.0)]
    Float,
    #[apig(code = "APIG.0308", status = StatusCode::TOO_MANY_REQUESTS)]
    Path,
    #[apig(code = "APIG.0308", status = 429u16)]
    Suffix,
    #[apig(code = "APIG.0308", status = 0x1AD)]
    Hexadecimal,
    #[apig(code = "APIG.0308", status = 4_29)]
    Underscore,
    #[apig(code = "APIG.0201", status(any))]
    AnyInList,
}

fn main() {}
