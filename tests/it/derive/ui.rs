//! What the derive refuses, and in what words; and what it accepts. `MISUSE.md` lists it.
//!
//! `just bless` writes the `.stderr` files; read each one as prose before you commit it.

use std::{env, io::Write as _, process::Command};

use crate::support::files::is_blessed;

/// The compiler whose wording of type errors `ui-rustc` holds. The one place that names it.
const TOOLCHAIN: &str = "1.95";

/// Errors worded by the derive: the same on every compiler.
#[test]
fn refused_with_the_fix_written_out() {
    compile_fail("refused_with_the_fix_written_out", "ui/*/*.rs");
}

/// Compares the files with their `.stderr`, or writes those where files are to be written: trybuild
/// has a variable of its own for that.
fn compile_fail(test: &str, files: &str) {
    if is_blessed() && env::var_os("TRYBUILD").is_none() {
        let program = env::current_exe().expect("this program has a path");
        let status = Command::new(program)
            .arg(test)
            .env("TRYBUILD", "overwrite")
            .status()
            .expect("this program runs");
        assert!(status.success());
        return;
    }
    trybuild::TestCases::new().compile_fail(files);
}

/// Errors worded by rustc around our messages.
#[test]
fn wrong_types_are_reported_at_the_type() {
    let version = version_of_rustc();
    if version.starts_with(&format!("{TOOLCHAIN}.")) {
        compile_fail("wrong_types_are_reported_at_the_type", "ui-rustc/*.rs");
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
    text.split_whitespace().nth(1).expect("a version comes after the name").to_owned()
}
