//! Tests of the whole derive, outside the compiler.

mod growth;
mod never_panics;
mod random;
mod snapshots;
