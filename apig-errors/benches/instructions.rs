//! Instructions an input, counted by valgrind's callgrind: the same on every run of a binary, whatever else
//! the machine does.
//!
//! `cargo bench -p apig-errors --bench instructions` prints the tables of `benches/README.md`; with
//! `-- --check` it fails where a bound does not hold. Needs `valgrind` on the path.

mod cases;

use std::{
    env,
    error::Error,
    fs,
    process::{Command, Stdio},
};

use cases::{Case, LOOP};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// The most instructions an input may take, and the largest ratio to another contender, for each group
/// that has a bound.
struct Bound {
    group: &'static str,
    contender: &'static str,
    most: Option<f64>,
    ratios: &'static [(&'static str, f64)],
}

const BOUNDS: &[Bound] = &[
    look_up("look-up: one status", 40.0),
    look_up("look-up: APIG.0201", 72.0),
    look_up("look-up: siblings", 45.0),
    look_up("look-up: misses", 70.0),
    Bound { ratios: &[], ..look_up("look-up: APIGW", 45.0) },
    Bound { ratios: &[], ..look_up("look-up: APIC", 45.0) },
    conversion("From<ApigError>, 64 variants"),
    conversion("verdict(), 64 variants"),
    Bound { contender: "by Code::parse", ratios: &[], ..look_up("look-up: one status", 60.0) },
    reading("reading: short", &[("struct of Cow", 0.6), ("Value", 0.3)]),
    reading("reading: long message", &[("struct of Cow", 0.6), ("Value", 0.3)]),
    // The struct of `Cow`s passes over the nested object, which is searched here.
    reading("reading: nested", &[("struct of Cow", 0.8), ("Value", 0.3)]),
    // The one text that has to be resolved is read twice, for the scanner keeps nothing that may not count,
    // and its allocation is a tenth.
    reading("reading: escaped", &[("struct of Cow", 0.76), ("Value", 0.48)]),
    reading("reading: 64 KiB", &[("struct of Cow", 0.6), ("Value", 0.1)]),
    owning("reading: short", &[("struct of String", 0.7)]),
    owning("reading: long message", &[("struct of String", 0.7)]),
    // The other struct of `String`s does not look for the code where it is.
    owning("reading: nested", &[("nested Strings", 0.7)]),
    owning("reading: escaped", &[("struct of String", 0.8)]),
    call("with a gate", 280.0, &[("backon", 1.15)]),
    call("alone", 130.0, &[("backon", 0.55)]),
    call("and a credential", 350.0, &[]),
];

const fn reading(group: &'static str, ratios: &'static [(&'static str, f64)]) -> Bound {
    Bound { group, contender: "ErrorBody", most: None, ratios }
}

const fn owning(group: &'static str, ratios: &'static [(&'static str, f64)]) -> Bound {
    Bound { group, contender: "ApigError", most: None, ratios }
}

const fn call(contender: &'static str, most: f64, ratios: &'static [(&'static str, f64)]) -> Bound {
    Bound { group: "a call that succeeds at once", contender, most: Some(most), ratios }
}

const fn look_up(group: &'static str, most: f64) -> Bound {
    Bound { group, contender: "apig-errors", most: Some(most), ratios: &[("phf", 0.4)] }
}

const fn conversion(group: &'static str) -> Bound {
    Bound { group, contender: "apig-errors", most: None, ratios: &[("match by hand", 1.1)] }
}

fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    if let [flag, group, contender] = arguments.as_slice() {
        if flag == "--run" {
            return run(group, contender);
        }
    }
    // `cargo test --benches` runs this too; there is nothing to test.
    if !arguments.iter().any(|argument| argument == "--bench") {
        return Ok(());
    }
    let checked = arguments.iter().any(|argument| argument == "--check");
    let counts = cases::all()
        .into_iter()
        .filter(|case| !checked || has_bound(case))
        .map(|case| Ok((case, count(&case)?)))
        .collect::<Result<Vec<_>>>()?;
    let counts = over_loop(&counts);
    print(&counts);
    if checked { check(&counts) } else { Ok(()) }
}

/// Whether a bound needs the case.
fn has_bound(case: &Case) -> bool {
    BOUNDS.iter().filter(|bound| bound.group == case.group).any(|bound| {
        case.contender == LOOP
            || case.contender == bound.contender
            || bound.ratios.iter().any(|(other, _)| *other == case.contender)
    })
}

/// The process that callgrind watches.
fn run(group: &str, contender: &str) -> Result<()> {
    let case = cases::all()
        .into_iter()
        .find(|case| case.group == group && case.contender == contender)
        .ok_or("no such case")?;
    // What is made once is made before.
    (case.run)();
    measured(case.run);
    Ok(())
}

/// Callgrind counts inside this function alone.
#[inline(never)]
fn measured(run: fn()) {
    run();
    // Keeps the call from becoming a jump, after which nothing would be counted.
    std::hint::black_box(());
}

fn count(case: &Case) -> Result<f64> {
    let file = env::temp_dir().join(format!("callgrind-{}.out", std::process::id()));
    let status = Command::new("valgrind")
        .arg("--tool=callgrind")
        .arg(format!("--callgrind-out-file={}", file.display()))
        .arg("--toggle-collect=*instructions::measured*")
        .arg(env::current_exe()?)
        .args(["--run", case.group, case.contender])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()?;
    if !status.success() {
        return Err(format!("valgrind fails on {} / {}", case.group, case.contender).into());
    }
    let profile = fs::read_to_string(&file)?;
    fs::remove_file(&file)?;
    let total = profile
        .lines()
        .find_map(|line| line.strip_prefix("summary: ").or_else(|| line.strip_prefix("totals: ")))
        .ok_or("callgrind wrote no total")?;
    let total: f64 = total.trim().parse()?;
    if total == 0.0 {
        return Err("nothing was counted".into());
    }
    Ok(total / f64::from(u32::try_from(case.inputs)?))
}

struct Count {
    case: Case,
    instructions: f64,
}

/// The counts without what going through the inputs takes.
fn over_loop(counts: &[(Case, f64)]) -> Vec<Count> {
    let base = |group: &str| {
        counts
            .iter()
            .find(|(case, _)| case.group == group && case.contender == LOOP)
            .map_or(0.0, |(_, n)| *n)
    };
    counts
        .iter()
        .filter(|(case, _)| case.contender != LOOP)
        .map(|(case, count)| Count { case: *case, instructions: count - base(case.group) })
        .collect()
}

fn of<'c>(counts: &'c [Count], group: &str, contender: &str) -> Option<&'c Count> {
    counts.iter().find(|count| count.case.group == group && count.case.contender == contender)
}

fn print(counts: &[Count]) {
    let mut group = "";
    for count in counts {
        if count.case.group != group {
            group = count.case.group;
            println!("\n{group}: instructions an input, and how many times ours");
        }
        let ours =
            counts.iter().find(|count| count.case.group == group).map_or(1.0, |c| c.instructions);
        println!(
            "  {:<20}{:>12.1}{:>8.2}",
            count.case.contender,
            count.instructions,
            count.instructions / ours
        );
    }
}

fn check(counts: &[Count]) -> Result<()> {
    let mut broken = Vec::new();
    for bound in BOUNDS {
        let find = |contender| of(counts, bound.group, contender).ok_or("a bound names no case");
        let ours = find(bound.contender)?.instructions;
        if let Some(most) = bound.most.filter(|most| ours > *most) {
            broken.push(format!("{}: {ours:.1} instructions, at most {most}", bound.group));
        }
        for (other, most) in bound.ratios {
            let ratio = ours / find(other)?.instructions;
            if ratio > *most {
                broken.push(format!("{}: {ratio:.2} of {other}, at most {most}", bound.group));
            }
        }
    }
    if broken.is_empty() {
        println!("\nall {} bounds hold", BOUNDS.len());
        Ok(())
    } else {
        Err(broken.join("\n").into())
    }
}
