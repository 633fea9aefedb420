use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Failure {
    #[apig(local)]
    Status(u16),
    #[apig(local)]
    Code(u32),
}

fn main() {}
