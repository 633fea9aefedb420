use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0308", status = 503)]
    Throttled,
    #[apig(code = "APIG.0201", status(502, 503))]
    Backend,
    #[apig(code("APIG.0203", "APIG.0202"), status = 504)]
    OneOfTwo,
}

fn main() {}
