//! The throw-away package that the server reads, and what the compiler says to it.

use std::{
    collections::BTreeSet,
    env,
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;

use crate::Result;

/// A package that has this checkout's crate, and thiserror to compare with.
pub(crate) struct Package {
    pub(crate) folder: PathBuf,
    pub(crate) source: PathBuf,
}

impl Package {
    pub(crate) fn new() -> Result<Self> {
        let root = fs::canonicalize(Path::new(env!("CARGO_MANIFEST_DIR")).join(".."))?;
        let folder = root.join("target/editor");
        fs::create_dir_all(folder.join("src"))?;
        // The same versions as here: nothing is looked for.
        fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
        let manifest = format!(
            "[package]\nname = \"editor\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
             [dependencies]\nthiserror = \"2\"\n\
             apig-errors = {{ path = '{}', default-features = false, features = [\"derive\"] }}\n",
            root.join("apig-errors").display()
        );
        fs::write(folder.join("Cargo.toml"), manifest)?;
        let source = folder.join("src/lib.rs");
        Ok(Self { folder, source })
    }

    pub(crate) fn write(&self, text: &str) -> Result<()> {
        Ok(fs::write(&self.source, text)?)
    }

    /// A program in the package's folder, with the toolchain that is asked for.
    pub(crate) fn command(&self, program: &OsStr) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.folder);
        // Cargo has set them for the toolchain of this program.
        for name in ["CARGO", "RUSTC", "RUSTDOC", "LD_LIBRARY_PATH"] {
            command.env_remove(name);
        }
        for (name, from) in
            [("RUSTUP_TOOLCHAIN", "EDITOR_TOOLCHAIN"), ("LD_LIBRARY_PATH", "EDITOR_LIBRARIES")]
        {
            if let Some(value) = env::var_os(from) {
                command.env(name, value);
            }
        }
        command
    }

    /// The compiler's errors in this text of the library, each with where it begins.
    pub(crate) fn errors(&self, text: &str) -> Result<Vec<(u64, u64, String)>> {
        self.write(text)?;
        let output = self
            .command("cargo".as_ref())
            .args(["check", "--quiet", "--message-format=json"])
            .output()?;
        let mut errors = BTreeSet::new();
        for line in String::from_utf8(output.stdout)?.lines() {
            let message = &serde_json::from_str::<Value>(line)?["message"];
            let spans = message["spans"].as_array().into_iter().flatten();
            let primary = spans.into_iter().find(|span| span["is_primary"] == true);
            // Of what ends the run, `aborting due to …`, nothing is in a file.
            if let (Some(span), true) = (primary, message["level"] == "error") {
                let at = |of| span[of].as_u64().unwrap_or(0);
                let text = message["message"].as_str().unwrap_or_default().to_owned();
                errors.insert((at("line_start"), at("column_start"), text));
            }
        }
        Ok(errors.into_iter().collect())
    }
}
