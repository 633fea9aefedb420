use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0201", status = concat!(5, 0, 2))]
    BackendDown,
}

fn main() {}
