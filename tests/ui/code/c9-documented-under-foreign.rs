use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(foreign = "APIG.0308", retry = Throttled)]
    Documented,
    #[apig(foreign = "apig.0307", retry = Reauthenticate)]
    Misspelled,
    #[apig(code = "APIG.0301", foreign = "DNS.0014", retry = Backoff)]
    Both,
}

fn main() {}
