//! Tests of the whole derive, outside the compiler.

mod snapshots;
mod time;
