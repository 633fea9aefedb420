use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIGW.0201", status = 504)]
    Slow,
    #[apig(code = "APIG.0201", status = 504)]
    Own,
    #[apig(code = "APIGW.0201", status(502, 504))]
    Backend(#[apig(error)] apig_errors::ApigError),
}

fn main() {}
