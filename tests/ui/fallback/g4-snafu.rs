use apig_errors::{ApigError, ApigRetryable};

#[derive(Debug, snafu::Snafu, ApigRetryable)]
enum Error {
    #[snafu(context(false), display("gateway"))]
    #[apig(fallback)]
    Gateway { source: ApigError },
}

fn main() {}
