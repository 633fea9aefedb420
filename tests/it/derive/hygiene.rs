//! What the packages in `consumers` cannot say of themselves in a build of the whole workspace: each of
//! them is tested and linted there, but with the features of all taken together, and without
//! mistakes.

use std::{
    env,
    process::{Command, Output},
};

use apig_errors::Family;

/// Cargo, beside the one that runs this, which holds the lock of its own target directory.
fn cargo(command: &str, arguments: &[&str]) -> Output {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    Command::new(cargo)
        .args([command, "--offline", "--color", "never"])
        .args(arguments)
        .env("CARGO_TARGET_DIR", concat!(env!("CARGO_TARGET_TMPDIR"), "/hygiene"))
        .output()
        .expect("cargo runs")
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// What an editor's server reads is code as well: it compiles in the edition where most names are taken, and a word
/// that there is not is one import that is not found, beside the derive's own error.
#[test]
fn what_an_editor_reads_compiles() {
    let as_read = |arguments: &[&str]| {
        let package =
            ["rustc", "--offline", "--color", "never", "--package", "consumer-edition-2015"];
        let output = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
            .args(package)
            .args(["--profile", "test", "--lib", "--"])
            .args(arguments)
            .env("RUSTFLAGS", "--cfg rust_analyzer")
            .env("CARGO_TARGET_DIR", concat!(env!("CARGO_TARGET_TMPDIR"), "/editor"))
            .output()
            .expect("cargo runs");
        (output.status.success(), stderr(&output))
    };
    let (is_compiled, stderr) = as_read(&[]);
    assert!(is_compiled && !stderr.contains("warning"), "{stderr}");
    let (is_compiled, stderr) = as_read(&["--cfg", "misspelled"]);
    assert!(!is_compiled, "{stderr}");
    let errors: Vec<&str> = stderr.lines().filter(|line| line.starts_with("error")).collect();
    let [derive, import, summary] = errors.as_slice() else { panic!("{stderr}") };
    assert!(derive.starts_with("error: `apig` has no key `lokal` on a variant"), "{stderr}");
    assert_eq!(*import, "error[E0432]: unresolved import `self::lokal`");
    assert!(summary.starts_with("error: could not compile"), "{stderr}");
}

/// The features of the other packages would have brought the standard library along.
#[test]
fn a_user_without_the_standard_library_needs_nothing_of_it() {
    let output = cargo("test", &["--package", "consumer-no-std"]);
    let stdout = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{stdout}{}", stderr(&output));
}

/// The message and nothing else: in edition 2015 a path of the derive's that starts at the root would
/// be looked up among the user's modules.
#[test]
fn in_edition_2015_a_mistake_is_told_in_the_derives_own_words() {
    let mistake = ["--package", "consumer-edition-2015", "--lib", "--", "--cfg", "mistake"];
    let output = cargo("rustc", &mistake);
    let stderr = stderr(&output);
    assert!(!output.status.success(), "{stderr}");
    let errors: Vec<&str> = stderr.lines().filter(|line| line.starts_with("error")).collect();
    let [error, summary] = errors.as_slice() else { panic!("{stderr}") };
    let codes = Family::Apig.table().codes().count();
    let line = format!("error: `APIG.0380` is not among the {codes} documented codes");
    assert!(error.starts_with(&line), "{error}");
    assert!(summary.starts_with("error: could not compile"), "{summary}");
}
