//! What all commands share: help, colours, completions, and pipes.

use std::process::Stdio;

use crate::run::{
    apig, assert_fits, assert_reads_well, exit, fed, output, snapshot, stderr, stdout,
};

const COMMANDS: [&str; 4] = ["explain", "list", "decide", "completions"];

#[test]
fn help_is_kept_and_reads_well() {
    snapshot("help", &["--help"], "");
    for command in COMMANDS {
        snapshot(&format!("help-{command}"), &[command, "--help"], "");
        let output = output(&[command, "--help"], b"");
        // Clap writes whitespace into empty lines.
        let lines: Vec<&str> = stdout(&output).lines().map(str::trim_end).collect();
        assert_reads_well(&lines.join("\n"));
    }
}

/// Of the examples, those that need nothing of a shell but its words.
#[test]
fn the_examples_of_the_help_work() {
    let mut run = 0;
    for command in ["explain", "list"] {
        let help = output(&[command, "--help"], b"");
        let examples = stdout(&help).lines().filter_map(|line| line.strip_prefix("  apig "));
        for example in examples {
            let words = example.split("  ").next().expect("a first part");
            let words = words.split(['|', '>']).next().expect("a first part");
            let words: Vec<&str> = words.split_whitespace().collect();
            let output = output(&words, b"");
            let note = usize::from(words.contains(&"0308"));
            assert_eq!((exit(&output), stderr(&output).lines().count()), (0, note), "{example}");
            run += 1;
        }
    }
    assert_eq!(run, 10);
}

#[test]
fn the_version_is_the_crates() {
    let output = output(&["--version"], b"");
    assert_eq!(stdout(&output), concat!("apig ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn no_command_is_a_usage_error() {
    for arguments in [&[][..], &["explode"], &["explain"], &["completions", "tcsh"]] {
        let output = output(arguments, b"");
        assert_eq!((exit(&output), stdout(&output)), (2, ""), "{arguments:?}");
    }
}

#[cfg(unix)]
#[test]
fn an_argument_that_is_no_utf_8_is_a_usage_error() {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt};
    for arguments in [&["explain"][..], &["decide", "-s", "429", "-H"]] {
        let mut command = apig(arguments);
        command.arg(OsStr::from_bytes(b"\xff"));
        let output = fed(command, b"");
        assert_eq!(exit(&output), 2, "{arguments:?}: {}", stderr(&output));
        assert!(!stderr(&output).contains("panicked"), "{}", stderr(&output));
    }
}

#[test]
fn colours_are_for_terminals_and_off_with_no_color() {
    let coloured = |environment: &[(&str, &str)], arguments: &[&str]| {
        let mut command = apig(arguments);
        command.envs(environment.iter().copied());
        fed(command, br#"{"error_code":"APIG.0308"}"#).stdout.contains(&0x1b)
    };
    for arguments in [&["explain", "APIG.0308"][..], &["list"], &["decide", "-s", "429"]] {
        assert!(!coloured(&[], arguments), "a pipe is no terminal: {arguments:?}");
        assert!(coloured(&[("CLICOLOR_FORCE", "1")], arguments), "{arguments:?}");
        let both = [("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")];
        assert!(!coloured(&both, arguments), "{arguments:?}");
    }
    // What programs read has none, whatever the environment says.
    for format in ["json", "csv", "markdown"] {
        assert!(!coloured(&[("CLICOLOR_FORCE", "1")], &["list", "-f", format]), "{format}");
    }
}

/// Without its escapes, the coloured text is the plain one: colours move nothing.
#[test]
fn colours_change_nothing_else() {
    let mut command = apig(&["explain", "APIG.0201"]);
    command.env("CLICOLOR_FORCE", "1");
    let output_in_colour = fed(command, b"");
    let mut plain = String::new();
    for (at, part) in stdout(&output_in_colour).split("\u{1b}[").enumerate() {
        let text = if at == 0 { part } else { part.split_once('m').expect("a style").1 };
        plain.push_str(text);
    }
    assert_eq!(plain, stdout(&output(&["explain", "APIG.0201"], b"")));
}

#[test]
fn completions_are_written_for_every_shell() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let output = output(&["completions", shell], b"");
        assert_eq!((exit(&output), stderr(&output)), (0, ""), "{shell}");
        for word in COMMANDS.into_iter().chain(["idempotent", "delivery"]) {
            assert!(stdout(&output).contains(word), "{shell}: {word}");
        }
    }
}

/// The command waits for its input, so its reader is surely gone when it writes.
#[test]
fn a_reader_that_goes_away_is_no_panic_and_changes_no_exit_code() {
    for (status, expected) in [("429", 0), ("404", 1)] {
        let mut command = apig(&["decide", "-s", status, "-X", "GET"]);
        let mut child = command.stdin(Stdio::piped()).spawn().expect("the command starts");
        drop(child.stdout.take());
        drop(child.stdin.take());
        let output = child.wait_with_output().expect("the command ends");
        assert_eq!((exit(&output), stderr(&output)), (expected, ""), "{status}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_told() {
    let full = std::fs::File::create("/dev/full").expect("Linux has it");
    let mut command = apig(&["list"]);
    command.stdout(full);
    let output = fed(command, b"");
    assert_eq!(exit(&output), 2);
    assert!(stderr(&output).starts_with("apig: cannot write: "), "{}", stderr(&output));
}

/// What was asked for is written where complaints cannot be.
#[cfg(target_os = "linux")]
#[test]
fn complaints_that_cannot_be_written_lose_nothing_else() {
    for (arguments, input) in [
        (&["explain", "0308"][..], ""),
        (&["explain", "APIG.0308", "APIG.0380"], ""),
        (&["decide"], "APIG.0308: slow\nAPIG.0203: gone"),
        (&["list", "--status", "418"], ""),
        (&["decide"], ""),
    ] {
        let heard = output(arguments, input.as_bytes());
        assert!(!heard.stderr.is_empty(), "{arguments:?}");
        let mut command = apig(arguments);
        command.stderr(std::fs::File::create("/dev/full").expect("Linux has it"));
        let unheard = fed(command, input.as_bytes());
        assert_eq!(
            (exit(&unheard), stdout(&unheard)),
            (exit(&heard), stdout(&heard)),
            "{arguments:?}"
        );
    }
}

/// Both closed, as a supervisor may leave them.
#[cfg(unix)]
#[test]
fn closed_outputs_change_no_exit_code() {
    for (arguments, expected) in [
        ("explain APIG.0308", 0),
        ("explain APIG.0380", 1),
        ("decide -s 504 -X GET", 0),
        ("decide -s 504 -X POST", 1),
        ("decide -s 1", 2),
    ] {
        for closed in [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"] {
            let script = format!("\"$0\" {arguments} {closed}");
            let mut shell = std::process::Command::new("sh");
            let ended = shell
                .args(["-c", &script, env!("CARGO_BIN_EXE_apig")])
                .stdin(Stdio::null())
                .output();
            assert_eq!(exit(&ended.expect("a shell")), expected, "{script}");
        }
    }
}

#[test]
fn lines_fit_the_width_that_is_said() {
    let body = br#"{"error_msg":"over ratelimit,limit:5,time:1 minute","error_code":"APIG.0308"}"#;
    for arguments in [
        &["explain", "APIG.0201"][..],
        &["list"],
        &["list", "--table", "APIGW,APIC"],
        &["decide"],
        &["decide", "--help"],
        &["list", "--help"],
        &["--help"],
    ] {
        let said = |columns: &str| {
            let mut command = apig(arguments);
            command.env("COLUMNS", columns);
            let output = fed(command, body);
            assert_eq!(exit(&output), 0, "{arguments:?}");
            // Clap writes whitespace into empty lines.
            let lines = stdout(&output).lines().map(|line| line.trim_end().to_owned());
            lines.collect::<Vec<String>>().join("\n")
        };
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        for width in [40, 50, 80, 100] {
            let text = said(&width.to_string());
            assert_fits(&text, width);
            if width >= 50 {
                assert_eq!(words(&text), words(&said("80")), "{arguments:?}");
            }
        }
        assert_eq!(said("1000"), said("100"));
        for nonsense in ["", "0", "-3", "wide"] {
            assert_eq!(said(nonsense), said("80"), "{nonsense}");
        }
    }
}

/// A terminal obeys what is written to it.
#[cfg(unix)]
#[test]
fn arguments_are_escaped_in_usage_errors() {
    for arguments in [
        &["decide", "--status", "\u{1b}]0;x\u{7}"][..],
        &["\u{1b}[2J"],
        &["list", "--retry", "\u{9b}31m\r"],
    ] {
        let mut command = apig(arguments);
        command.env("CLICOLOR_FORCE", "1");
        let output = fed(command, b"");
        assert_eq!(exit(&output), 2);
        let said = stderr(&output);
        assert!(said.starts_with("error: "), "{said:?}");
        assert!(!said.contains(|c: char| c.is_control() && c != '\n'), "{said:?}");
    }
}
