use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0308")]
    Throttled,
    #[apig(code("APIG.0308", "APIG.0307"), status = any)]
    WrongInItself,
    #[apig(code = "APIG.0307")]
    Expired,
    #[apig(code("APIG.0307", "APIG.0301"))]
    ExpiredAgain,
    #[apig(code = "APIG.0301")]
    LogIn,
    #[apig(code("APIG.0606", "APIG.0601"))]
    TwoDeliveries,
}

fn main() {}
// errors: 4
