use apig_errors::ApigRetryable;

mod sdk {
    pub mod errors {}
}

#[derive(ApigRetryable)]
#[apig(crate = "crate::sdk::errors")]
enum Error {
    #[apig(code = "APIG.0308")]
    Busy,
}

fn main() {}
