use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
#[apig(sibling)]
enum Error {
    #[apig(code = "APIG.0308", statu = 429)]
    Throttled(#[apig(mesage)] String),
}

fn main() {}
// errors: 3
