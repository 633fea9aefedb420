//! Huawei Cloud API Gateway errors as your own enum.
#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]

extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

#[cfg(feature = "json")]
mod body;
mod error;
#[cfg(feature = "http")]
mod headers;
mod policy;
mod retryable;
mod safe_text;
mod throttle;

pub use apig_errors_catalog::{
    Actor, Basis, Code, Delivery, Family, Idempotency, ParseCodeError, ROWS, Retry, Row, Verdict,
};

#[cfg(feature = "json")]
pub use body::ErrorBody;
pub use error::ApigError;
pub use policy::{RetryPolicy, RetryState, Step, Stop};
pub use retryable::ApigRetryable;
pub use throttle::{Throttle, ThrottlePolicy};
