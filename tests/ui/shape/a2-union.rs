use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
union Failure {
    status: u16,
    code: u32,
}

fn main() {}
