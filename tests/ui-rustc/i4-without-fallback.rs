use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0303")]
    Refused {
        #[apig(status)]
        status: u64,
    },
    #[apig(code = "APIG.0308")]
    Throttled {
        #[apig(wait)]
        wait: u64,
    },
}

fn main() {}
// errors: 2
