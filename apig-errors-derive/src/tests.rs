//! Tests of the derive outside the compiler: the whole of it, and its phases.

mod editor;
mod growth;
mod helps;
mod messages;
mod never_panics;
mod plan;
mod random;
mod snapshots;
mod written;
