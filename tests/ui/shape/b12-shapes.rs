use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
struct Failure {
    message: String,
}

#[derive(ApigRetryable)]
union Bits {
    status: u16,
    code: u32,
}

#[derive(ApigRetryable)]
enum Empty {}

fn main() {}
// errors: 3
