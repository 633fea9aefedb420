//! What the derive adds to `cargo check`, beside other derives on the same enum; and what a clean build
//! of the crate costs beside thiserror and `serde_json`.
//!
//! `cargo bench -p apig-errors --bench compile_time` prints the tables of `benches/README.md`; with
//! `-- counts`, `-- times` or `-- clean` those of one kind, with numbers after that (`-- counts 64 512`)
//! those rows, with names (`-- counts 64 thiserror`) those columns beside ours. It writes throw-away packages below the target
//! folder and takes the contenders in turn, several rounds, so that a machine whose speed drifts treats all
//! alike. The counts are of the compiler's instructions, by valgrind's callgrind, and hardly drift at all.

use std::{
    env,
    error::Error,
    ffi::OsString,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::{Command, ExitCode},
    time::{Duration, Instant},
};

use apig_errors::ROWS;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Rounds, each with every contender once.
const ROUNDS: usize = 7;
const SIZES: [usize; 4] = [8, 64, 512, 4096];

/// Set where this program stands in for the compiler: the file for the profile.
const PROFILE: &str = "COMPILE_TIME_PROFILE";

/// Its name and its path.
type Derive = (&'static str, &'static str);

/// The derives that are compared, the first being none and the second ours.
const DERIVES: [Derive; 5] = [
    ("none", ""),
    ("apig-errors", "apig_errors::ApigRetryable"),
    ("thiserror", "thiserror::Error"),
    ("snafu", "snafu::Snafu"),
    ("strum", "strum::IntoStaticStr, strum::EnumMessage"),
];

/// What the enums hold beside variants without fields.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Plain,
    /// A variant that holds the error, which ours then converts into the enum.
    Fallback,
}

fn main() -> Result<ExitCode> {
    if let Some(profile) = env::var_os(PROFILE) {
        return compile_counted(&profile);
    }
    let parts: Vec<String> = env::args().skip(1).collect();
    // `cargo test --benches` runs this too; there is nothing to test.
    if !parts.iter().any(|part| part == "--bench") {
        return Ok(ExitCode::SUCCESS);
    }
    let named = |part: &str| parts.iter().any(|named| named == part);
    let all = !["counts", "times", "clean"].iter().any(|kind| named(kind));
    let wanted = |part: &str| all || named(part);
    let sizes: Vec<usize> = SIZES.into_iter().filter(|size| named(&size.to_string())).collect();
    let peers: Vec<Derive> = DERIVES[2..].iter().copied().filter(|(name, _)| named(name)).collect();
    let table = Table {
        sizes: if sizes.is_empty() { SIZES.to_vec() } else { sizes },
        derives: if peers.is_empty() { DERIVES.to_vec() } else { [&DERIVES[..2], &peers].concat() },
    };
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/compile-time");
    fs::create_dir_all(&root)?;
    for (shape, title) in [
        (Shape::Plain, "variants without fields"),
        (Shape::Fallback, "one more variant, which holds the error"),
    ] {
        if wanted("counts") {
            println!("\nmillions of instructions, added by the derive: {title}\n");
            table.counts(&root, shape)?;
        }
        if wanted("times") {
            println!("\nms of `cargo check`, added by the derive, minimum / median: {title}\n");
            table.times(&root, shape)?;
        }
    }
    if wanted("clean") {
        clean(&root)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// What is measured: a row for each size, a column for each derive but the first.
struct Table {
    sizes: Vec<usize>,
    derives: Vec<Derive>,
}

impl Table {
    fn counts(&self, root: &Path, shape: Shape) -> Result<()> {
        self.heading();
        for size in &self.sizes {
            let counts = self
                .packages(root, *size, shape)?
                .iter()
                .map(|package| count(package))
                .collect::<Result<Vec<_>>>()?;
            let added = counts[1..].iter().map(|with| (with - counts[0]) / 1e6);
            row(*size, added.map(|millions| format!("{millions:.1}")));
        }
        Ok(())
    }

    fn times(&self, root: &Path, shape: Shape) -> Result<()> {
        self.heading();
        for size in &self.sizes {
            let times = in_turn(&self.packages(root, *size, shape)?, check)?;
            let added = times[1..].iter().map(|contender| {
                // Pair by pair, so that drift cancels out.
                let mut added: Vec<f64> = contender
                    .iter()
                    .zip(&times[0])
                    .map(|(with, without)| ms(*with) - ms(*without))
                    .collect();
                added.sort_by(f64::total_cmp);
                format!("{:.0} / {:.0}", added[0], added[added.len() / 2])
            });
            row(*size, added);
        }
        Ok(())
    }

    fn heading(&self) {
        let names = self.derives[1..].iter().map(|(name, _)| *name).collect::<Vec<_>>().join(" | ");
        println!("| variants | {names} |\n|{}", " --- |".repeat(self.derives.len()));
    }

    fn packages(&self, root: &Path, size: usize, shape: Shape) -> Result<Vec<PathBuf>> {
        self.derives.iter().map(|(name, derive)| package(root, size, shape, name, derive)).collect()
    }
}

fn row(size: usize, cells: impl Iterator<Item = String>) {
    println!("| {size} | {} |", cells.collect::<Vec<_>>().join(" | "));
}

fn clean(root: &Path) -> Result<()> {
    println!("\nclean `cargo check` of the dependencies, s: minimum / median\n");
    let builds = [
        ("apig-errors (default features)", "apig-errors = { path = \"APIG\" }\n"),
        ("thiserror + serde_json", "thiserror = \"2\"\nserde_json = \"1\"\n"),
    ];
    let packages = builds
        .iter()
        .map(|(name, dependencies)| clean_package(root, name, dependencies))
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

/// The instructions of the compiler on this package alone.
fn count(package: &Path) -> Result<f64> {
    touch(package)?;
    let profile = package.join("callgrind.out");
    let mut check = cargo(package, &["check", "--quiet", "--offline"]);
    run(check.env("RUSTC_WORKSPACE_WRAPPER", env::current_exe()?).env(PROFILE, &profile))?;
    let text = fs::read_to_string(&profile)?;
    let total = text.lines().rev().find_map(|line| line.strip_prefix("totals: "));
    Ok(total.ok_or("callgrind wrote no total")?.trim().parse()?)
}

/// Instead of the compiler, which cargo hands over with its arguments: the compiler below callgrind. What
/// cargo asks it about itself is answered by the compiler alone.
fn compile_counted(profile: &OsString) -> Result<ExitCode> {
    let arguments: Vec<OsString> = env::args_os().skip(1).collect();
    let (rustc, arguments) = arguments.split_first().ok_or("cargo names no compiler")?;
    let mut command = if arguments.iter().any(|argument| argument == "--crate-name") {
        let sysroot = Command::new(rustc).args(["--print", "sysroot"]).output()?.stdout;
        let mut out = OsString::from("--callgrind-out-file=");
        out.push(profile);
        let mut command = Command::new("valgrind");
        command
            .args(["--tool=callgrind", "--quiet"])
            .arg(out)
            .arg(Path::new(String::from_utf8(sysroot)?.trim()).join("bin/rustc"));
        command
    } else {
        Command::new(rustc)
    };
    let status = command.args(arguments).status()?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
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
    touch(package)?;
    run(&mut cargo(package, &["check", "--quiet", "--offline"]))
}

/// A new time makes cargo compile it again.
fn touch(package: &Path) -> Result<()> {
    let main = package.join("src/main.rs");
    Ok(fs::write(&main, fs::read(&main)?)?)
}

/// Checks the package and all of its dependencies from nothing.
fn clean_build(package: &Path) -> Result<Duration> {
    let target = package.join("target");
    if target.exists() {
        fs::remove_dir_all(target)?;
    }
    run(&mut cargo(package, &["check", "--quiet", "--offline"]))
}

fn cargo(package: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO"));
    command
        .args(arguments)
        .current_dir(package)
        .env("CARGO_INCREMENTAL", "0")
        .env_remove("CARGO_TARGET_DIR");
    command
}

fn run(command: &mut Command) -> Result<Duration> {
    let start = Instant::now();
    let status = command.status()?;
    let time = start.elapsed();
    if status.success() { Ok(time) } else { Err(format!("{command:?} fails").into()) }
}

/// The features that the derive needs, and no more.
const OURS: &str =
    "apig-errors = { path = \"APIG\", default-features = false, features = [\"derive\"] }\n";

fn package(root: &Path, size: usize, shape: Shape, name: &str, derive: &str) -> Result<PathBuf> {
    let dependencies = format!(
        "{OURS}thiserror = \"2\"\nsnafu = \"0.9\"\nstrum = {{ version = \"0.28\", features = [\"derive\"] }}\n"
    );
    // One target folder for all, so that dependencies are built once.
    let with = if shape == Shape::Fallback { "-fallback" } else { "" };
    let folder = root.join(format!("{name}-{size}{with}"));
    write_package(&folder, name, &dependencies, &source(size, shape, name, derive))?;
    fs::create_dir_all(folder.join(".cargo"))?;
    let shared = root.join("target");
    let target = format!("[build]\ntarget-dir = '{}'\n", shared.display());
    fs::write(folder.join(".cargo/config.toml"), target)?;
    run(&mut cargo(&folder, &["check", "--quiet"]))?;
    Ok(folder)
}

fn clean_package(root: &Path, name: &str, dependencies: &str) -> Result<PathBuf> {
    let name = name.split([' ', '(']).next().unwrap_or_default();
    let folder = root.join(format!("clean-{name}"));
    write_package(&folder, &format!("clean-{name}"), dependencies, "fn main() {}\n")?;
    run(&mut cargo(&folder, &["check", "--quiet"]))?;
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

/// The documented pairs first, then unlisted codes; every variant with what each derive asks for, so
/// that the enums are the same but for the derive's own attributes.
fn source(size: usize, shape: Shape, name: &str, derive: &str) -> String {
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
                format!("#[apig(unlisted = \"Bench.{:04}\", retry = Backoff)]", index + 1)
            }
            _ => message(name, index),
        };
        let _ = writeln!(source, "    {attribute}\n    V{index},");
    }
    if shape == Shape::Fallback {
        let attribute = match name {
            "apig-errors" => "#[apig(fallback)]".to_owned(),
            _ => message(name, size),
        };
        let _ = writeln!(source, "    {attribute}\n    Other {{ error: apig_errors::ApigError }},");
    }
    source.push_str("}\nfn main() {}\n");
    source
}

/// The attribute of a peer.
fn message(name: &str, index: usize) -> String {
    match name {
        "thiserror" => format!("#[error(\"failure {index}\")]"),
        "snafu" => format!("#[snafu(display(\"failure {index}\"))]"),
        "strum" => format!("#[strum(message = \"failure {index}\")]"),
        _ => String::new(),
    }
}
