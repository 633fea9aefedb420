//! What the derive refuses, and in what words; and what it accepts.
//!
//! `TRYBUILD=overwrite cargo test -p apig-errors-tests --test ui` blesses the `.stderr` files; read
//! each one as prose before you commit it.

/// Errors worded by the derive: the same on every compiler.
#[test]
fn refused_with_the_fix_written_out() {
    trybuild::TestCases::new().compile_fail("ui/*/*.rs");
}

/// Errors worded by rustc around our messages.
#[test]
fn wrong_types_are_reported_at_the_type() {
    trybuild::TestCases::new().compile_fail("ui-rustc/*.rs");
}

#[test]
fn accepted() {
    trybuild::TestCases::new().pass("ui-pass/*.rs");
}
