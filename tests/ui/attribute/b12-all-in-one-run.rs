//! Twelve mistakes, twelve errors, and two notes that say where something came first.

use apig_errors::{ApigError, ApigRetryable};

#[derive(ApigRetryable)]
enum Error {
    #[apig(
        code = "APIG.0380",
        retri = Backoff,
    )]
    UnknownCodeAndUnknownKey,
    #[apig(code = "APIG.0201")]
    StatusMissing,
    #[apig(code = "APIG.0203", status = 502)]
    UndocumentedStatus,
    NoRole,
    #[apig(code = "DNS.0014")]
    AnotherService,
    #[apig(unlisted = "DNS.0021")]
    NoRetry,
    #[apig(code = "APIG.0501", retry = Throttled)]
    NoReason,
    #[apig(transparent)]
    NoField,
    #[apig(code("APIG.0308", "APIG.0613"))]
    TwoVerdicts,
    #[apig(code = "APIG.0307")]
    Expired,
    #[apig(code = "APIG.0307")]
    ExpiredAgain,
    #[apig(fallback)]
    Other(ApigError),
    #[apig(fallback)]
    OtherToo(ApigError),
}

fn main() {}
// errors: 12
