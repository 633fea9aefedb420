//! What has to be the same in several places when a version is released.

use std::fs;

fn read(path: &str) -> String {
    let path = format!("../{path}");
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The value behind this key of the workspace's manifest.
fn manifest(key: &str) -> String {
    let manifest = read("Cargo.toml");
    let value = manifest.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = "));
    value.expect("the key is at the beginning of a line").trim_matches('"').to_owned()
}

/// Copies, not links: a checkout on Windows would have the path of the link for a page.
#[test]
fn every_package_holds_the_licences_and_the_security_policy_themselves() {
    for package in ["apig-errors", "apig-errors/catalog", "apig-errors/cli", "apig-errors-derive"] {
        for page in ["LICENSE-APACHE", "LICENSE-MIT", "SECURITY.md"] {
            let path = format!("{package}/{page}");
            assert!(read(&path) == read(page), "{path} is not {page}");
            let metadata = fs::symlink_metadata(format!("../{path}"));
            assert!(metadata.is_ok_and(|metadata| metadata.is_file()), "{path} is a link");
        }
    }
}

/// The table must be the same for the macro and for the program.
#[test]
fn the_crates_depend_on_each_other_exactly() {
    let exactly = format!("version = \"={}\"", manifest("version"));
    for package in ["apig-errors", "apig-errors-catalog", "apig-errors-derive"] {
        let requirement = manifest(package);
        assert!(requirement.contains(&exactly), "{package} = {requirement}");
    }
}

#[test]
fn the_changelog_has_a_section_for_this_version() {
    let heading = format!("\n## {}, ", manifest("version"));
    assert!(read("CHANGELOG.md").contains(&heading), "there is no{heading}…");
}

#[test]
fn the_oldest_compiler_is_the_same_wherever_it_is_told() {
    let oldest = manifest("rust-version");
    for (path, words) in [
        ("README.md", "Rust "),
        ("CONTRIBUTING.md", "What users may compile with is "),
        ("apig-errors/src/guide/versions.md", "the `rust-version` of the manifest, "),
        (".github/workflows/ci.yml", "rustup toolchain install "),
    ] {
        let told = format!("{words}{oldest}");
        assert!(read(path).contains(&told), "{path} does not say: {told}");
    }
}

/// The compiler whose words the tests hold is the one that the workflow installs.
#[test]
fn the_compiler_of_daily_work_is_the_same_wherever_it_is_told() {
    let told = |path: &str, before: &str| {
        let text = read(path);
        let (_, after) = text.split_once(before).expect("it is said");
        after.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect::<String>()
    };
    let daily = told("tests/it/derive/ui.rs", "const TOOLCHAIN: &str = \"");
    assert_eq!(told(".github/workflows/ci.yml", "STABLE: \""), daily);
    assert_eq!(told("CONTRIBUTING.md", "The compiler of daily work is "), daily);
}
