use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
#[apig(crate = 5)]
enum Integer {
    #[apig(local)]
    Local,
}

#[derive(ApigRetryable)]
#[apig(crate = "not a path")]
enum NotAPath {
    #[apig(local)]
    Local,
}

#[derive(ApigRetryable)]
#[apig(crate = "Self")]
enum SelfType {
    #[apig(local)]
    Local,
}

#[derive(ApigRetryable)]
#[apig(crate = apig_errors)]
enum Bare {
    #[apig(local)]
    Local,
}

fn main() {}
