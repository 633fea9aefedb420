use apig_errors::ApigRetryable;

#[derive(Debug)]
#[derive(ApigRetryable)]
#[apig(siblings)]
pub enum Error {
    #[apig(code = "APIG.0201", status(502, 504))]
    #[apig(code("APIG.0202", "APIG.0203"))]
    BackendDown,
    #[apig(code = "APIG.0501", retry = Throttled, reason = "ours resets at midnight")]
    Quota,
    #[apig(unlisted = "ModelArts.81101", status = 429, retry = Throttled)]
    #[apig(unlisted = "DNS.0021", status(500, 503), retry = Throttled)]
    Busy,
    #[apig(local, retry = Backoff)]
    Io,
}
