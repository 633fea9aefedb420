//! `Serialize` and `Deserialize`, by hand: anyone who switches them on compiles no derive.

mod error;
mod mapping;
mod policy;
mod seconds;
mod throttle;
