//! Bounds on instructions and on bytes: they do not depend on how fast the machine is. The benchmarks
//! measure, and fail where a bound does not hold.

use std::process::Command;

fn benchmark(name: &str) {
    let status = Command::new(env!("CARGO"))
        .args(["bench", "--quiet", "-p", "apig-errors", "--bench", name, "--", "--check"])
        .status()
        .expect("cargo runs");
    assert!(status.success(), "`cargo bench -p apig-errors --bench {name} -- --check` fails");
}

/// Callgrind counts instructions of x86-64, and on another processor they are others.
#[test]
fn instructions_stay_within_their_bounds() {
    let valgrind = Command::new("valgrind").arg("--version").output().is_ok();
    if valgrind && cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        benchmark("instructions");
    } else {
        eprintln!("skipped: counting instructions needs valgrind on x86-64 Linux");
    }
}

#[test]
fn a_verdict_adds_two_kilobytes_at_most_and_links_no_text() {
    if cfg!(all(target_os = "linux", target_pointer_width = "64")) {
        benchmark("size");
    } else {
        eprintln!("skipped: reading the size of a binary needs ELF");
    }
}
