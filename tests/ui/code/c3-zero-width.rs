use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.\u{200b}0303")]
    Refused,
}

fn main() {}
