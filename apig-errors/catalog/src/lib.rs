//! The published error codes of Huawei Cloud's API gateways (`APIG`, `APIGW`, `APIC`), each with a verdict:
//! may the request be retried, and who has to act.
//!
//! This crate holds the tables of [`apig-errors`](https://docs.rs/apig-errors), which re-exports
//! all of it; depend on that one. It stands apart because the derive macro needs the table while it
//! expands and the program needs it while it runs, and the two must never differ.
//!
//! ```
//! # use apig_errors_catalog as apig_errors;
//! use apig_errors::{Code, Delivery, Retry};
//!
//! let code = Code::parse("APIG.0308")?;
//! assert_eq!(code, Code::APIG_0308);
//! assert_eq!(code.verdict(429).retry, Retry::Throttled);
//! assert_eq!(code.verdict(429).delivery, Delivery::NotDelivered);
//! assert_eq!(code.row(429).unwrap().message, "The throttling threshold has been reached.");
//! # Ok::<(), apig_errors_catalog::ParseCodeError>(())
//! ```
//!
//! Each family has its own published table; [`TABLES`] says which page it is from, and what is not known
//! of it. The verdicts, actors and reasons are this project's own reading of those pages, not Huawei's.
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
pub use table::{ROWS, Row, TABLE_DATE, TABLES, Table};
pub use verdict::{Actor, Basis, Delivery, Idempotency, Retry, Verdict};
pub use words::ParseNameError;
