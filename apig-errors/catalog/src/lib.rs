//! The published error codes of Huawei Cloud API Gateway (APIG), each with a verdict: may the
//! request be sent again, and who has to act.
//!
//! This crate is the table behind [`apig-errors`](https://docs.rs/apig-errors), which re-exports
//! all of it; depend on that one. It stands apart because the derive macro needs the table while it
//! expands and the program needs it while it runs, and the two must never differ.
//!
//! ```
//! use apig_errors_catalog::{Code, Delivery, Retry};
//!
//! let code = Code::parse("APIG.0308")?;
//! assert_eq!(code, Code::APIG_0308);
//! assert_eq!(code.verdict(429).retry, Retry::Throttled);
//! assert_eq!(code.verdict(429).delivery, Delivery::NotDelivered);
//! assert_eq!(code.row(429).unwrap().message, "The throttling threshold has been reached.");
//! # Ok::<(), apig_errors_catalog::ParseCodeError>(())
//! ```
//!
//! Source of all codes, statuses and texts: the gateway's page *Error Codes*, as updated on
//! 2023-12-22: 71 rows, 64 codes, 70 pairs of code and status. The verdicts, actors and reasons are
//! this project's own reading of that page, not Huawei's.
//!
//! `no_std`, no `unsafe`, no allocation; no dependency unless the feature `http` or `serde` is on.

#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(test)]
extern crate std;

#[doc(hidden)]
pub mod __private;
mod code;
mod index;
mod table;
mod verdict;
mod words;

pub use code::{Code, Family, ParseCodeError};
pub use table::{ROWS, Row};
pub use verdict::{Actor, Basis, Delivery, Idempotency, Retry, Verdict};
pub use words::ParseNameError;

/// The day on which the published table was updated, as its page says: year, month, day.
///
/// ```
/// assert_eq!(apig_errors_catalog::TABLE_DATE, "2023-12-22");
/// ```
pub const TABLE_DATE: &str = "2023-12-22";
