//! Tests of the whole derive, outside the compiler.

mod growth;
mod messages;
mod never_panics;
mod random;
mod snapshots;
mod written;
