//! What the derive refuses, and in what words; and what it accepts. `MISUSE.md` lists it.
//!
//! `TRYBUILD=overwrite cargo test -p apig-errors-tests --test ui` blesses the `.stderr` files; read
//! each one as prose before you commit it.

use std::{env, io::Write as _, process::Command};

/// The compiler whose wording of type errors `ui-rustc` holds. The one place that names it.
const TOOLCHAIN: &str = "1.95";

/// Errors worded by the derive: the same on every compiler.
#[test]
fn refused_with_the_fix_written_out() {
    trybuild::TestCases::new().compile_fail("ui/*/*.rs");
}

/// Errors worded by rustc around our messages.
#[test]
fn wrong_types_are_reported_at_the_type() {
    let version = version_of_rustc();
    if version.starts_with(&format!("{TOOLCHAIN}.")) {
        trybuild::TestCases::new().compile_fail("ui-rustc/*.rs");
    } else {
        // Past the test harness, which keeps what a passing test prints to itself.
        writeln!(
            std::io::stderr(),
            "skipped ui-rustc: each compiler words type errors in its own way; the files hold the \
             words of {TOOLCHAIN}, and this is {version}"
        )
        .expect("standard error can be written to");
    }
}

#[test]
fn accepted() {
    trybuild::TestCases::new().pass("ui-pass/*.rs");
}

/// `1.95.0`, `1.97.0-nightly`.
fn version_of_rustc() -> String {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc).arg("--version").output().expect("rustc runs");
    let text = String::from_utf8(output.stdout).expect("a version is ASCII");
    // `rustc 1.95.0 (59807616e 2026-04-14)`
    text.split_whitespace().nth(1).expect("a version stands behind the name").to_owned()
}
