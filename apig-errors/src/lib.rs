//! Huawei Cloud API Gateway (APIG) errors as your own enum, each with a verdict: never again, back
//! off, wait for the throttling window, or get a new credential; and whether a POST may be repeated.
//!
//! A failed call through the gateway responds with an HTTP status and a body such as
//!
//! ```json
//! {"error_msg":"policy ip over ratelimit,limit:5,time:1 minute","error_code":"APIG.0308",
//!  "request_id":"914a39d68c290da3e187f827f7e1b771"}
//! ```
//!
//! The gateway documents 71 such responses. Annotate your enum; the compiler proves the mapping
//! against the published table; at run time a response becomes your own error, a verdict and an actor.
#![cfg_attr(
    feature = "derive",
    doc = r##"
```
use std::time::Duration;
use apig_errors::{ApigError, ApigRetryable, Idempotency, Retry, RetryPolicy, Step};

#[derive(Debug, ApigRetryable)]
enum OrderError {
    #[apig(code = "APIG.0308")]
    Throttled(#[apig(wait)] Option<Duration>),
    #[apig(code = "APIG.0201", status(502, 504))]
    #[apig(code("APIG.0202", "APIG.0203", "APIG.0610"))]
    BackendDown,
    #[apig(code("APIG.0301", "APIG.0307", "APIG.1002"))]
    Expired,
    #[apig(fallback)]
    Other(ApigError),
}

let body = br#"{"error_msg":"over ratelimit,limit:5,time:1 minute","error_code":"APIG.0308"}"#;
let error = OrderError::from(ApigError::parse(429, body));
assert!(matches!(error, OrderError::Throttled(_)));
assert_eq!(error.verdict().retry, Retry::Throttled);

// The gateway refused it, so even a POST may be retried, when the window is over.
let mut call = RetryPolicy::new().start(Idempotency::NotIdempotent);
assert!(matches!(call.on_error(&error), Step::Wait(wait) if wait >= Duration::from_secs(60)));
```
"##
)]
//!
#![cfg_attr(
    all(feature = "derive", feature = "reqwest-0-13"),
    doc = r#"
With a client, here reqwest, it is a program. A POST is retried only where the gateway vouches that it has not
passed it on; for ureq, hyper and others see [your HTTP client](guide::clients).

```no_run
use apig_errors::{ApigError, ApigRetryable, RetryPolicy, now, reqwest_0_13::ApigResponseExt};

const URL: &str = "https://c77f5e81.example.com/v1/orders";
static GATE: apig_errors::Gate = apig_errors::Gate::new();

#[derive(Debug, thiserror::Error, ApigRetryable)]
enum OrderError {
    #[error("the order is too large")]
    #[apig(code = "APIG.0201", status = 413)]
    TooLarge,
    #[error("no response")]
    #[apig(transparent)]
    Http(#[from] reqwest::Error),
    #[error("gateway")]
    #[apig(fallback)]
    Gateway(#[source] ApigError),
}

async fn place_order(client: &reqwest::Client, url: &str) -> Result<String, OrderError> {
    Ok(client.post(url).send().await?.apig_error_for_status().await?.text().await?)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = reqwest::Client::new();
    let call = RetryPolicy::new().call(apig_errors::Idempotency::NotIdempotent).gate(&GATE);
    println!("{}", call.run(now, tokio::time::sleep, || place_order(&client, URL)).await?);
    Ok(())
}
```
"#
)]
//!
#![cfg_attr(
    feature = "derive",
    doc = r"
# Where to begin

* [From nothing to a service in ten minutes](guide::getting_started), and the rest of the [guide].
* The keys of `#[apig(…)]`, each with an example: the [derive](derive@ApigRetryable).
* The published tables with their verdicts: the [catalog]. What the compiler may say, and how to fix it:
  [errors you may see](errors_you_may_see) and [troubleshooting](guide::troubleshooting).
"
)]
//!
//! # What is here
//!
//! | item | what it is |
//! | --- | --- |
//! | [`Code`], [`TABLES`], [`Table`], [`Row`] | the published tables, as constants and as data |
//! | [`Verdict`]: [`Retry`], [`Delivery`], [`Basis`]; [`Actor`] | what to do, whether the backend may have acted, what that rests on; who has to act |
//! | [`ApigError`], [`ErrorBody`], [`Throttle`] | a failed response, as read from status, headers and body |
//! | [`responses_in`], [`Found`] | the responses in a text that somebody pasted: a log, a terminal's copy |
//! | [`ApigRetryable`], [`ApigClaims`] | what the derive implements: the verdict of an error, the mapping of an enum |
//! | [`coverage()`] | the mapping of an enum against the table: for run-books and snapshot tests |
//! | [`RetryPolicy`], [`RetryState`], [`Step`], [`StopReason`] | what to do next; no clock, no sleep, no runtime |
//! | [`Call`], [`Gate`], [`RetryBudget`], [`Credential`] | a request that is run so, and what all calls of a process share |
//! | [`verdict_of`] | the verdict of an error whose type is gone |
//!
//! # Features
//!
//! | feature | default | what it adds |
//! | --- | --- | --- |
//! | `std` | yes | fresh seeds for the jitter of [`RetryPolicy`]; without it the crate is `no_std` with `alloc` |
//! | `derive` | yes | `#[derive(ApigRetryable)]` |
//! | `http` | | `ApigError::from_http` and `from_parts` with `Retry-After` and the throttling headers; `ApigError::to_response`; `http_1::ApigResponseExt` for responses whose body is read; `Idempotency` from a method (implies `std`) |
//! | `serde` | | `Serialize` and `Deserialize` for [`Code`] (`"APIG.0308"`), [`Verdict`], [`ApigError`], [`Throttle`], [`RetryPolicy`] (as structs) and the enums of single words (as their names); `Serialize` for [`Row`], [`Mapping`] and [`Claim`]; `no_std`, no derive |
//! | `reqwest-0-13` | | `reqwest_0_13::ApigResponseExt`: `response.apig_error_for_status().await`; the verdict of a `reqwest::Error` (implies `http`) |
//! | `reqwest-0-13-blocking` | | `ApigBlockingResponseExt`, the same for `reqwest::blocking` (implies `reqwest-0-13`) |
//! | `reqwest-middleware-0-5` | | `reqwest_middleware_0_5::RetryMiddleware`, which retries by verdict; the verdict of a `reqwest_middleware::Error` (implies `reqwest-0-13`) |
//! | `tower-0-5` | | `tower_0_5::RetryLayer`, which retries by verdict (implies `std`) |
//! | `ureq-3` | | `ureq_3::agent`, which keeps the bodies of errors; `ureq_3::ApigResponseExt`; the verdict of a `ureq::Error` (implies `http`) |
//!
#![cfg_attr(
    feature = "http",
    doc = "Of `http`: [`ApigError::from_http`], [`ApigError::from_parts`], [`ApigError::to_response`], [`http_1`]."
)]
#![cfg_attr(
    feature = "reqwest-0-13",
    doc = "Of `reqwest-0-13`: [`reqwest_0_13`], and [`ApigRetryable`] for `reqwest::Error`."
)]
#![cfg_attr(
    all(
        feature = "reqwest-middleware-0-5",
        not(all(target_arch = "wasm32", any(target_os = "unknown", target_os = "none")))
    ),
    doc = "Of `reqwest-middleware-0-5`: [`reqwest_middleware_0_5`], and [`ApigRetryable`] for `reqwest_middleware::Error`."
)]
#![cfg_attr(feature = "tower-0-5", doc = "Of `tower-0-5`: [`tower_0_5`].")]
#![cfg_attr(
    feature = "ureq-3",
    doc = "Of `ureq-3`: [`ureq_3`], and [`ApigRetryable`] for `ureq::Error`."
)]
//!
//! # What the verdicts rest on
//!
//! Codes, statuses and messages are those of three published pages, one a family: `APIG` of 2023-12-22,
//! `APIGW` of 2025-10-20, `APIC` of 2022-12-05; [`TABLES`] says what is not known of them.
//! Verdicts, actors and reasons are this project's reading of those pages; each constant of [`Code`]
//! gives its reason. They have not been verified by Huawei, nor by provoking all responses. No
//! verdict ever depends on a message, for messages are "subject to change without prior notice".

#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]

extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

#[doc(hidden)]
#[path = "__private/mod.rs"]
pub mod __private1_0;
// Before those that document its names.
#[macro_use]
mod redact;
mod body;
mod chain;
#[cfg(doc)]
#[doc = include_str!("../docs/generated/catalog.md")]
pub mod catalog {}
pub mod coverage;
mod error;
#[cfg(any(
    feature = "ureq-3",
    all(
        feature = "reqwest-0-13-blocking",
        not(all(target_arch = "wasm32", any(target_os = "unknown", target_os = "none")))
    )
))]
mod error_body;
#[cfg(all(doc, feature = "derive"))]
#[cfg_attr(docsrs, doc(auto_cfg = false))] // a page to read needs no feature
#[doc = include_str!("../docs/generated/errors_you_may_see.md")]
pub mod errors_you_may_see {}
mod finder;
#[cfg(all(doc, feature = "derive"))]
#[cfg_attr(docsrs, doc(auto_cfg = false))]
pub mod guide;
#[cfg(feature = "http")]
mod http;
#[cfg(feature = "http")]
#[cfg_attr(docsrs, doc(cfg(feature = "http")))]
pub mod http_1;
mod json_object;
mod mapping;
#[cfg(feature = "reqwest-0-13")]
#[cfg_attr(docsrs, doc(cfg(feature = "reqwest-0-13")))]
pub mod reqwest_0_13;
#[cfg(all(
    feature = "reqwest-middleware-0-5",
    not(all(target_arch = "wasm32", any(target_os = "unknown", target_os = "none")))
))]
#[cfg_attr(docsrs, doc(cfg(feature = "reqwest-middleware-0-5")))]
pub mod reqwest_middleware_0_5;
mod retry;
mod retryable;
mod safe_text;
#[cfg(feature = "serde")]
mod serde;
mod texts;
mod throttle;
#[cfg(feature = "tower-0-5")]
#[cfg_attr(docsrs, doc(cfg(feature = "tower-0-5")))]
pub mod tower_0_5;
#[cfg(feature = "ureq-3")]
#[cfg_attr(docsrs, doc(cfg(feature = "ureq-3")))]
pub mod ureq_3;

pub use apig_errors_catalog::{
    Actor, Basis, Code, Delivery, Family, Idempotency, ParseCodeError, ParseNameError, ROWS, Retry,
    Row, TABLE_DATE, TABLES, Table, Verdict,
};
#[cfg(feature = "derive")]
#[cfg_attr(docsrs, doc(cfg(feature = "derive")))]
pub use apig_errors_derive::ApigRetryable;

pub use body::ErrorBody;
pub use chain::verdict_of;
pub use coverage::coverage;
pub use error::ApigError;
pub use finder::{Found, responses_in};
pub use mapping::{ApigClaims, Claim, Mapping};
#[cfg(feature = "std")]
pub use retry::now;
pub use retry::{
    Attempts, Call, Credential, Enter, Gate, GaveUp, Lease, NotRenewed, Pass, Renewing,
    RetryBudget, RetryPolicy, RetryState, Step, StopReason, Turn,
};
pub use retryable::ApigRetryable;
pub use throttle::{Throttle, ThrottleScope};

// The derive names the module after its own version.
const _: () = assert!(
    matches!(env!("CARGO_PKG_VERSION_MINOR").as_bytes(), b"1")
        && matches!(env!("CARGO_PKG_VERSION_PATCH").as_bytes(), b"0"),
    "rename `__private1_0` after the new minor and patch version",
);
