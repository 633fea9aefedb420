//! Files that are made of something else, and checked in.

use std::{env, fs, path::Path};

/// Compares the file, whose path is from the package's folder, with what it has to hold; with the
/// variable `BLESS` it is written instead.
#[track_caller]
pub(crate) fn assert_file(path: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if is_blessed() {
        fs::write(&path, text).expect("the file can be written");
        return;
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == text,
        "{} is stale; read what changed and write it with `just bless`. It would be:\n{text}",
        path.display()
    );
}

/// Returns whether files are to be written instead of compared.
pub(crate) fn is_blessed() -> bool {
    env::var_os("BLESS").is_some()
}
