use apig_errors::{ApigError, ApigRetryable};

#[derive(ApigRetryable)]
enum Error {
    #[apig(local, other)]
    Failed(ApigError),
}

impl From<ApigError> for Error {
    fn from(error: ApigError) -> Self {
        Self::Failed(error)
    }
}

fn main() {}
