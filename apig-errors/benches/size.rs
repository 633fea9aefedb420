//! Bytes that a use of the crate adds to a release binary: what its loadable segments hold, against a
//! program that is the same but for that use.
//!
//! `cargo bench -p apig-errors --bench size` prints the table of `benches/README.md`; with `-- --check` it
//! builds with the default release profile alone and fails where a bound does not hold. Linux only: it
//! reads ELF.

use std::{
    env,
    error::Error,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use apig_errors::{Family, ROWS, TABLES};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Name, the program it is measured over, its code.
const PROGRAMS: [(&str, &str, &str); 7] = [
    ("nothing", "", "println!(\"{}\", text.len() + usize::from(status));"),
    (
        "verdict",
        "nothing",
        "println!(\"{}\", Verdict::from_raw_code(&text, status).retry as usize + text.len());",
    ),
    (
        "rows",
        "verdict",
        "println!(\"{}\", Verdict::from_raw_code(&text, status).retry as usize + text.len());\n    \
         println!(\"{}\", ROWS[usize::from(status) % ROWS.len()].solution);",
    ),
    (
        "family",
        "verdict",
        "println!(\"{}\", Verdict::from_raw_code(&text, status).retry as usize + text.len());\n    \
         println!(\"{}\", Code::APIGW_0103.row(404).map_or(\"\", |row| row.solution));\n    \
         println!(\"{}\", Code::APIGW_0201.row(status).map_or(\"\", |row| row.solution));",
    ),
    (
        "tables",
        "rows",
        "println!(\"{}\", Verdict::from_raw_code(&text, status).retry as usize + text.len());\n    \
         let row = &TABLES[text.len() % TABLES.len()].rows[usize::from(status) % 31];\n    \
         println!(\"{}\", row.solution);",
    ),
    (
        "response",
        "nothing",
        "let error = ApigError::from_status(status).with_raw_code(&text);\n    \
         println!(\"{}\", error.verdict().retry as usize + text.len());",
    ),
    (
        "derive64",
        "response",
        "let error = Error::from(ApigError::from_status(status).with_raw_code(&text));\n    \
         println!(\"{}\", error.verdict().retry as usize + text.len());",
    ),
];

/// What `Verdict::from_raw_code` may add at most, in bytes.
const VERDICT_BOUND: u64 = 2048;

fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    // `cargo test --benches` runs this too; there is nothing to test.
    if !arguments.iter().any(|argument| argument == "--bench") {
        return Ok(());
    }
    let check = arguments.iter().any(|argument| argument == "--check");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/size");
    write_package(&folder)?;
    let profiles: &[(&str, &str)] = if check {
        &[("3", "off")]
    } else {
        &[("3", "off"), ("3", "fat"), ("z", "off"), ("z", "fat")]
    };
    println!(
        "{:<12}{:<6}{}",
        "opt-level",
        "LTO",
        PROGRAMS[1..].iter().fold(String::new(), |mut line, (name, over, _)| {
            let _ = write!(line, "{:>22}", format!("{name} over {over}"));
            line
        })
    );
    for (level, lto) in profiles {
        let binaries = build(&folder, level, lto)?;
        let mut line = format!("{level:<12}{lto:<6}");
        for (name, over, _) in &PROGRAMS[1..] {
            let added = added(&binaries, name, over)?;
            let _ = write!(line, "{added:>22}");
            if check && *name == "verdict" && added > i64::try_from(VERDICT_BOUND)? {
                return Err(format!("a verdict adds {added} bytes, at most {VERDICT_BOUND}").into());
            }
        }
        println!("{line}");
        check_texts(&binaries)?;
    }
    Ok(())
}

/// Each program links the texts of the tables that it asks for, and each of them once.
fn check_texts(binaries: &Path) -> Result<()> {
    let causes = |family: Family| family.table().rows.iter().map(|row| row.cause);
    let own = causes(Family::Apigw).find(|cause| causes(Family::Apig).all(|other| other != *cause));
    let others =
        causes(Family::Apig).find(|cause| causes(Family::Apigw).all(|other| other != *cause));
    let (own, others) = (own.ok_or("no such row")?, others.ok_or("no such row")?);
    for (program, text, expected) in [
        ("verdict", own, 0),
        ("verdict", others, 0),
        ("rows", own, 0),
        ("rows", others, 1),
        ("family", own, 1),
        ("family", others, 0),
        ("tables", own, 1),
        ("tables", others, 1),
    ] {
        let found = occurrences(&fs::read(binaries.join(program))?, text);
        if found != expected {
            return Err(format!("`{program}` links {text:?} {found} times, not {expected}").into());
        }
    }
    // Those that several rows have, and are no part of another.
    let tables = fs::read(binaries.join("tables"))?;
    for row in ROWS {
        let part = |text: &str| text != row.reason && text.contains(row.reason);
        let shared = TABLES.iter().flat_map(|table| table.rows).any(|other| part(other.reason));
        let found = occurrences(&tables, row.reason);
        if !shared && found != 1 {
            return Err(format!("`tables` links {:?} {found} times", row.reason).into());
        }
    }
    Ok(())
}

fn occurrences(binary: &[u8], text: &str) -> usize {
    binary.windows(text.len()).filter(|window| *window == text.as_bytes()).count()
}

fn added(binaries: &Path, name: &str, over: &str) -> Result<i64> {
    let with = i64::try_from(loaded(&binaries.join(name))?)?;
    Ok(with - i64::try_from(loaded(&binaries.join(over))?)?)
}

fn build(folder: &Path, level: &str, lto: &str) -> Result<PathBuf> {
    let target = folder.join(format!("target-{level}-{lto}"));
    let status = Command::new(env!("CARGO"))
        .args(["build", "--release", "--quiet"])
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", &target)
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", level)
        .env("CARGO_PROFILE_RELEASE_LTO", lto)
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "1")
        .status()?;
    if !status.success() {
        return Err("the programs do not build".into());
    }
    Ok(target.join("release"))
}

fn write_package(folder: &Path) -> Result<()> {
    // Programs of an earlier edition would be built, too.
    let programs = folder.join("src/bin");
    if programs.exists() {
        fs::remove_dir_all(&programs)?;
    }
    fs::create_dir_all(&programs)?;
    fs::write(
        folder.join("Cargo.toml"),
        format!(
            "[package]\nname = \"size\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n[workspace]\n\n\
             [dependencies]\napig-errors = {{ path = '{}', default-features = false, features = [\"std\", \"derive\"] }}\n",
            env!("CARGO_MANIFEST_DIR")
        ),
    )?;
    for (name, _, code) in PROGRAMS {
        let mut source = String::from(
            "#[allow(unused_imports)]\nuse apig_errors::{ApigError, ApigRetryable, Code, ROWS, TABLES, Verdict};\n\n",
        );
        if name == "derive64" {
            source.push_str(&enum64());
        }
        let _ = write!(
            source,
            "fn main() {{\n    let text = std::env::args().nth(1).unwrap_or_default();\n    \
             let status = text.len() as u16 * 53;\n    {code}\n}}\n"
        );
        fs::write(programs.join(format!("{name}.rs")), source)?;
    }
    Ok(())
}

/// One variant for each code, and the fallback.
fn enum64() -> String {
    let mut source = String::from("#[derive(ApigRetryable)]\nenum Error {\n");
    let mut codes: Vec<_> = ROWS.iter().map(|row| row.code).collect();
    codes.dedup();
    for code in codes {
        let several = code.rows().iter().any(|row| row.status != code.rows()[0].status);
        let (status, field) =
            if several { (", status = any", "(#[apig(error)] ApigError)") } else { ("", "") };
        let _ = writeln!(
            source,
            "    #[apig(code = \"{code}\"{status})]\n    C{:04}{field},",
            code.number()
        );
    }
    source.push_str("    #[apig(fallback)]\n    Other(ApigError),\n}\n\n");
    source
}

/// The bytes of a 64-bit ELF file that are loaded.
fn loaded(path: &Path) -> Result<u64> {
    const LOAD: u32 = 1;
    let file = fs::read(path)?;
    if !file.starts_with(b"\x7fELF\x02") {
        return Err(format!("{} is no 64-bit ELF", path.display()).into());
    }
    let u64_at = |at: usize| -> Result<u64> {
        Ok(u64::from_le_bytes(file.get(at..at + 8).ok_or("the file ends early")?.try_into()?))
    };
    let u16_at = |at: usize| -> Result<usize> {
        Ok(usize::from(u16::from_le_bytes(
            file.get(at..at + 2).ok_or("the file ends early")?.try_into()?,
        )))
    };
    let (start, size, count) = (usize::try_from(u64_at(32)?)?, u16_at(54)?, u16_at(56)?);
    let mut sum = 0;
    for header in (0..count).map(|index| start + index * size) {
        let kind = u32::from_le_bytes(
            file.get(header..header + 4).ok_or("the file ends early")?.try_into()?,
        );
        if kind == LOAD {
            sum += u64_at(header + 32)?;
        }
    }
    Ok(sum)
}
