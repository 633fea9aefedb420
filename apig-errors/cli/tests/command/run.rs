//! Running the command, and keeping what it said.

use std::{
    fmt::Write as _,
    io::Write,
    process::{Command, Output, Stdio},
    thread,
};

use crate::files::assert_file;

/// The command with these arguments, in an environment that says nothing of colours and widths.
pub(crate) fn apig(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_apig"));
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "CI", "COLUMNS"] {
        command.env_remove(name);
    }
    command
}

/// What it said and how it ended, having read this.
pub(crate) fn fed(mut command: Command, input: &[u8]) -> Output {
    let mut child = command.stdin(Stdio::piped()).spawn().expect("the command starts");
    let mut stdin = child.stdin.take().expect("piped");
    thread::scope(|scope| {
        scope.spawn(move || {
            // It need not read all of it.
            let _ = stdin.write_all(input);
        });
        child.wait_with_output().expect("the command ends")
    })
}

pub(crate) fn output(arguments: &[&str], input: &[u8]) -> Output {
    fed(apig(arguments), input)
}

pub(crate) fn exit(output: &Output) -> i32 {
    output.status.code().expect("it was not killed")
}

pub(crate) fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).expect("the command writes UTF-8")
}

pub(crate) fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).expect("the command writes UTF-8")
}

/// Runs the command and compares all that it said with the file of this name.
#[track_caller]
pub(crate) fn snapshot(name: &str, arguments: &[&str], input: &str) {
    let output = output(arguments, input.as_bytes());
    let quoted = arguments.iter().map(|argument| {
        if argument.contains(char::is_control) {
            format!("$'{}'", argument.escape_debug())
        } else if argument.contains(' ') {
            format!("'{argument}'")
        } else {
            (*argument).to_owned()
        }
    });
    let mut said = format!("$ apig {}\n", quoted.collect::<Vec<_>>().join(" "));
    for (title, text) in
        [("stdin", input), ("stdout", stdout(&output)), ("stderr", stderr(&output))]
    {
        if !text.is_empty() {
            let end = if text.ends_with('\n') { "" } else { "\n" };
            write!(said, "--- {title}\n{text}{end}").expect("memory can be written");
        }
    }
    writeln!(said, "--- exit code\n{}", exit(&output)).expect("memory can be written");

    assert_file(&format!("tests/command/snapshots/{name}.txt"), &said);
}

/// No line of what is for reading is wider than 80 columns.
#[track_caller]
pub(crate) fn assert_reads_well(text: &str) {
    assert_fits(text, 80);
}

#[track_caller]
pub(crate) fn assert_fits(text: &str, width: usize) {
    for line in text.lines() {
        assert!(line.chars().count() <= width, "wider than {width}: {line}");
        assert_eq!(line.trim_end(), line, "whitespace at the end: {line:?}");
    }
}
