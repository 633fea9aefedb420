//! The tests across the crates, one program. The table, responses, retries, the derive, and what the
//! repository says of itself; `support` is what they share.

mod derive;
mod repository;
mod response;
mod retry;
mod support;
mod table;
