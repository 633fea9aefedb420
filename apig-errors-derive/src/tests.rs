//! Tests of the whole derive, outside the compiler.

mod never_panics;
mod random;
mod snapshots;
mod time;
