//! What the derive adds to `cargo check`, beside other derives on the same enum; and what a clean build
//! of the crate costs beside thiserror and `serde_json`.
//!
//! `cargo bench -p apig-errors --bench compile_time` prints the tables of `benches/README.md`. It writes
//! throw-away packages below the target folder and takes the contenders in turn, several rounds, so that
//! a machine whose speed drifts treats all alike.

use std::{
    env,
    error::Error,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

use apig_errors::ROWS;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Rounds, each with every contender once.
const ROUNDS: usize = 7;
const SIZES: [usize; 4] = [8, 64, 512, 4096];

/// The derives that are compared, the first being none.
const DERIVES: [(&str, &str); 5] = [
    ("none", ""),
    ("apig-errors", "apig_errors::ApigRetryable"),
    ("thiserror", "thiserror::Error"),
    ("snafu", "snafu::Snafu"),
    ("strum", "strum::IntoStaticStr, strum::EnumMessage"),
];

fn main() -> Result<()> {
    // `cargo test --benches` runs this too; there is nothing to test.
    if !env::args().any(|argument| argument == "--bench") {
        return Ok(());
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/compile-time");
    fs::create_dir_all(&root)?;
    println!("`cargo check` of an enum, added by the derive (ms over no derive): min / median");
    println!(
        "{:>9} {}",
        "variants",
        DERIVES[1..].iter().fold(String::new(), |mut line, (name, _)| {
            let _ = write!(line, "{name:>22}");
            line
        })
    );
    for size in SIZES {
        let packages = DERIVES
            .iter()
            .map(|(name, derive)| package(&root, size, name, derive))
            .collect::<Result<Vec<_>>>()?;
        let times = in_turn(&packages, check)?;
        let mut line = format!("{size:>9} ");
        for contender in &times[1..] {
            // Pair by pair, so that drift cancels out.
            let mut added: Vec<f64> = contender
                .iter()
                .zip(&times[0])
                .map(|(with, without)| ms(*with) - ms(*without))
                .collect();
            added.sort_by(f64::total_cmp);
            let _ =
                write!(line, "{:>22}", format!("{:.0} / {:.0}", added[0], added[added.len() / 2]));
        }
        println!("{line}");
    }
    println!("\nclean `cargo check` of the dependencies, s: min / median");
    let builds = [
        ("apig-errors (default features)", "apig-errors = { path = \"APIG\" }\n"),
        ("thiserror + serde_json", "thiserror = \"2\"\nserde_json = \"1\"\n"),
    ];
    let packages = builds
        .iter()
        .map(|(name, dependencies)| clean_package(&root, name, dependencies))
        .collect::<Result<Vec<_>>>()?;
    let times = in_turn(&packages, clean_build)?;
    for ((name, _), mut times) in builds.iter().zip(times.clone()) {
        times.sort();
        println!(
            "{name:<32} {:.2} / {:.2}",
            times[0].as_secs_f64(),
            times[times.len() / 2].as_secs_f64()
        );
    }
    let mut ratios: Vec<f64> =
        times[0].iter().zip(&times[1]).map(|(a, b)| a.as_secs_f64() / b.as_secs_f64()).collect();
    ratios.sort_by(f64::total_cmp);
    println!("ratio, median of the pairs: {:.2}", ratios[ratios.len() / 2]);
    Ok(())
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// The times of each package, taken in turn; one round before that is not counted.
fn in_turn(packages: &[PathBuf], run: fn(&Path) -> Result<Duration>) -> Result<Vec<Vec<Duration>>> {
    let mut times = vec![Vec::new(); packages.len()];
    for round in 0..=ROUNDS {
        for (package, times) in packages.iter().zip(&mut times) {
            let time = run(package)?;
            if round > 0 {
                times.push(time);
            }
        }
    }
    Ok(times)
}

/// Checks the package alone: its dependencies are built already.
fn check(package: &Path) -> Result<Duration> {
    let main = package.join("src/main.rs");
    // A new time makes cargo compile it again.
    fs::write(&main, fs::read(&main)?)?;
    cargo(package, &["check", "--quiet", "--offline"])
}

/// Checks the package and all of its dependencies from nothing.
fn clean_build(package: &Path) -> Result<Duration> {
    let target = package.join("target");
    if target.exists() {
        fs::remove_dir_all(target)?;
    }
    cargo(package, &["check", "--quiet", "--offline"])
}

fn cargo(package: &Path, arguments: &[&str]) -> Result<Duration> {
    let start = Instant::now();
    let status = Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(package)
        .env("CARGO_INCREMENTAL", "0")
        .env_remove("CARGO_TARGET_DIR")
        .status()?;
    let time = start.elapsed();
    if status.success() { Ok(time) } else { Err(format!("{} fails", package.display()).into()) }
}

/// The features that the derive needs, and no more.
const OURS: &str =
    "apig-errors = { path = \"APIG\", default-features = false, features = [\"derive\"] }\n";

fn package(root: &Path, size: usize, name: &str, derive: &str) -> Result<PathBuf> {
    let dependencies = format!(
        "{OURS}thiserror = \"2\"\nsnafu = \"0.9\"\nstrum = {{ version = \"0.28\", features = [\"derive\"] }}\n"
    );
    // One target folder for all, so that dependencies are built once.
    let folder = root.join(format!("{name}-{size}"));
    write_package(&folder, name, &dependencies, &source(size, name, derive))?;
    fs::create_dir_all(folder.join(".cargo"))?;
    let shared = root.join("target");
    let target = format!("[build]\ntarget-dir = '{}'\n", shared.display());
    fs::write(folder.join(".cargo/config.toml"), target)?;
    cargo(&folder, &["check", "--quiet"])?;
    Ok(folder)
}

fn clean_package(root: &Path, name: &str, dependencies: &str) -> Result<PathBuf> {
    let name = name.split([' ', '(']).next().unwrap_or_default();
    let folder = root.join(format!("clean-{name}"));
    write_package(&folder, &format!("clean-{name}"), dependencies, "fn main() {}\n")?;
    cargo(&folder, &["check", "--quiet"])?;
    Ok(folder)
}

fn write_package(folder: &Path, name: &str, dependencies: &str, source: &str) -> Result<()> {
    fs::create_dir_all(folder.join("src"))?;
    let dependencies = dependencies.replace("APIG", env!("CARGO_MANIFEST_DIR"));
    let manifest = format!(
        "[package]\nname = \"bench-{name}\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n[workspace]\n\n[dependencies]\n{dependencies}"
    );
    fs::write(folder.join("Cargo.toml"), manifest)?;
    fs::write(folder.join("src/main.rs"), source)?;
    Ok(())
}

/// The 70 documented pairs first, then foreign codes; every variant with what each derive asks for, so
/// that the enums are the same but for the derive's own attributes.
fn source(size: usize, name: &str, derive: &str) -> String {
    let mut pairs: Vec<(String, u16)> =
        ROWS.iter().map(|row| (row.code.to_string(), row.status)).collect();
    pairs.dedup();
    let mut source = String::from("#![allow(dead_code)]\n#[derive(Debug");
    if !derive.is_empty() {
        let _ = write!(source, ", {derive}");
    }
    source.push_str(")]\npub enum Error {\n");
    for index in 0..size {
        let attribute = match (name, pairs.get(index)) {
            ("apig-errors", Some((code, status))) => {
                format!("#[apig(code = \"{code}\", status = {status})]")
            }
            ("apig-errors", None) => {
                format!("#[apig(foreign = \"Bench.{:04}\", retry = Backoff)]", index + 1)
            }
            ("thiserror", _) => format!("#[error(\"failure {index}\")]"),
            ("snafu", _) => format!("#[snafu(display(\"failure {index}\"))]"),
            ("strum", _) => format!("#[strum(message = \"failure {index}\")]"),
            _ => String::new(),
        };
        let _ = writeln!(source, "    {attribute}\n    V{index},");
    }
    source.push_str("}\nfn main() {}\n");
    source
}
