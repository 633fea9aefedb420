use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = 308)]
    Integer,
    #[apig(code = Code::APIG_0308)]
    Path,
    #[apig(code = "")]
    Empty,
    #[apig(code("apig.0301", "APIG.0307", "APIG0302"))]
    TwoOfThree,
    #[apig(code = "TOO_MANY")]
    Unrecognisable,
    #[apig(code = "APIG.0380")]
    Unknown,
    #[apig(code = "APIGW.0380")]
    Sibling,
    #[apig(code = "DNS.0014")]
    AnotherService,
    #[apig(code = "APIG.03xx")]
    Pattern,
}

fn main() {}
// errors: 10
