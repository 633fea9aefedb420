//! How fast `apig decide --summary` reads a log, and in how much memory, with `grep -c APIG` beside it.
//!
//! `cargo bench -p apig-cli --bench summary` writes a log of 1 GiB, in which two lines of a hundred hold a
//! response of the gateway, to the folder for temporary files, and deletes it afterwards.
//! `-- --mib 64` takes a smaller one; `-- --check` fails where a bound does not hold.

use std::{
    env,
    fs::{self, File},
    io::{self, BufWriter, Write},
    process::{Command, ExitCode, Stdio},
    thread,
    time::{Duration, Instant},
};

/// Runs of each, in turns; the medians are shown.
const ROUNDS: usize = 5;

/// The least throughput, in MB/s of one core.
const LEAST: f64 = 400.0;
/// The least of it, as a part of that of `grep -c APIG`: about a third, but for what a busy machine adds.
const LEAST_OF_GREP: f64 = 0.25;
/// The most memory that is resident, in KiB.
const MOST_RESIDENT: u64 = 32 * 1024;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().collect();
    let mib = arguments.iter().position(|argument| argument == "--mib");
    let mib = mib.and_then(|at| arguments.get(at + 1)?.parse().ok()).unwrap_or(1024);
    let path = env::temp_dir().join(format!("apig-summary-{}.log", std::process::id()));
    let result = write_log(&path, mib << 20).and_then(|hits| measure(&path, hits));
    let removed = fs::remove_file(&path);
    match result.and_then(|is_within| removed.map(|()| is_within)) {
        Ok(false) if arguments.iter().any(|argument| argument == "--check") => ExitCode::FAILURE,
        Ok(_) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}: {error}", path.display());
            ExitCode::FAILURE
        }
    }
}

/// Measures both on this log; whether the bounds hold.
fn measure(path: &std::path::Path, hits: u64) -> io::Result<bool> {
    let length = fs::metadata(path)?.len();
    println!("a log of {} MiB, {hits} of its lines hold a response", length >> 20);
    let ours = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_apig"));
        command.args(["decide", "--summary"]);
        command
    };
    let grep = || {
        let mut command = Command::new("grep");
        command.args(["-c", "APIG"]);
        command
    };
    let (mut of_ours, mut of_grep, mut resident) = (Vec::new(), Vec::new(), 0);
    for _ in 0..ROUNDS {
        let run = run(ours(), path)?;
        let counts = run.output.lines().skip(1);
        let counted: u64 =
            counts.filter_map(|row| row.split_whitespace().next()?.parse::<u64>().ok()).sum();
        assert_eq!(counted, hits, "each response is counted once:\n{}", run.output);
        of_ours.push(run.took);
        resident = resident.max(run.resident);
        let run = self::run(grep(), path)?;
        assert_eq!(run.output.trim().parse(), Ok(hits), "grep counts the same lines");
        of_grep.push(run.took);
    }
    let throughput = |took: &mut Vec<Duration>| {
        took.sort_unstable();
        #[allow(clippy::cast_precision_loss)] // a log of 8 PiB
        let bytes = length as f64;
        bytes / 1e6 / took[took.len() / 2].as_secs_f64()
    };
    let (ours, grep) = (throughput(&mut of_ours), throughput(&mut of_grep));
    println!("apig decide --summary  {ours:>6.0} MB/s  {resident} KiB resident at most");
    println!("grep -c APIG           {grep:>6.0} MB/s  ours is {:.2} of it", ours / grep);
    Ok(ours >= LEAST && ours / grep >= LEAST_OF_GREP && resident <= MOST_RESIDENT)
}

struct Run {
    output: String,
    took: Duration,
    /// In KiB; 0 where the system does not say.
    resident: u64,
}

fn run(mut command: Command, path: &std::path::Path) -> io::Result<Run> {
    let started = Instant::now();
    let mut child = command.stdin(File::open(path)?).stdout(Stdio::piped()).spawn()?;
    let status = format!("/proc/{}/status", child.id());
    let mut resident = 0;
    // Its own peak, as the kernel keeps it, as long as it runs.
    while child.try_wait()?.is_none() {
        let said = fs::read_to_string(&status).unwrap_or_default();
        let peak = said.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let peak = peak.and_then(|peak| peak.trim().strip_suffix(" kB")?.parse().ok());
        resident = resident.max(peak.unwrap_or_default());
        thread::sleep(Duration::from_millis(5));
    }
    let took = started.elapsed();
    let output = child.wait_with_output()?;
    Ok(Run { output: String::from_utf8_lossy(&output.stdout).into_owned(), took, resident })
}

/// Writes a log of this many bytes; how many of its lines hold a response.
fn write_log(path: &std::path::Path, bytes: u64) -> io::Result<u64> {
    let mut log = BufWriter::with_capacity(1 << 20, File::create(path)?);
    let (mut written, mut hits, mut line_number) = (0, 0, 0_u64);
    let mut random = 0x9e37_79b9_7f4a_7c15_u64;
    while written < bytes {
        random =
            random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let id = random >> 16;
        let line = if line_number % 50 == 7 {
            hits += 1;
            failed(hits, id)
        } else {
            served(id)
        };
        log.write_all(line.as_bytes())?;
        written += line.len() as u64;
        line_number += 1;
    }
    log.flush()?;
    Ok(hits)
}

/// A line of a program that logs in one of three common forms.
fn served(id: u64) -> String {
    let (minute, took) = (id % 60, id % 900);
    match id % 3 {
        0 => format!(
            "{{\"time\":\"2026-11-27T12:{minute:02}:31Z\",\"level\":\"info\",\"msg\":\"order stored\",\
             \"code\":0,\"order\":{{\"id\":\"{id:012x}\",\"lines\":[1,2,3]}},\"took_ms\":{took}}}\n"
        ),
        1 => format!(
            "2026-11-27T12:{minute:02}:31.{took:03}Z  INFO shop::orders: order stored id={id:012x} \
             status=201 took={took}ms retries=0 region=cn-north-4\n"
        ),
        _ => format!(
            "10.1.{minute}.7 - - [27/Nov/2026:12:{minute:02}:31 +0000] \"POST /v1/orders/{id:012x} \
             HTTP/1.1\" 201 {took} \"-\" \"ApacheHttpClient/4.5\"\n"
        ),
    }
}

/// A line with a response, in one of the forms in which programs write it.
fn failed(number: u64, id: u64) -> String {
    let time = format!("2026-11-27T12:{:02}:31Z", id % 60);
    match number % 5 {
        0 => format!(
            "{time} ERROR shop::orders: 429 {{\"error_msg\":\"The throttling threshold has been reached: \
             policy ip over ratelimit,limit:5,time:1 minute\",\"error_code\":\"APIG.0308\",\
             \"request_id\":\"{id:032x}\"}}\n"
        ),
        1 => format!(
            "{{\"time\":\"{time}\",\"level\":\"error\",\"msg\":\"call failed: {{\\\"error_code\\\":\
             \\\"APIG.0203\\\",\\\"error_msg\\\":\\\"Backend timeout.\\\"}}\"}}\n"
        ),
        2 => format!(
            "{time} WARN shop: gateway: APIG.0201 (502): Backend unavailable [request {id:032x}]\n"
        ),
        3 => format!(
            "{time} level=error error_code=APIG.0610 error_msg=\"Timeout\" request_id={id:032x}\n"
        ),
        _ => format!("{time} ERROR [APIG.0307]The token must be updated. status=401\n"),
    }
}
