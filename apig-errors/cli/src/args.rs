//! The command line.

use std::str::FromStr;

use apig_errors::{Actor, Delivery, Family, Retry, TABLES};
use clap::{
    Arg, ArgAction, ArgMatches, Command,
    builder::{PossibleValue, PossibleValuesParser, TypedValueParser},
    value_parser,
};
use clap_complete::Shell;
use http::{HeaderName, HeaderValue, Method};

use crate::{
    layout,
    outcome::{Outcome, YES},
    words,
};

/// The whole command line: commands, options, help with examples and exit codes.
pub(crate) fn command() -> Command {
    Command::new("apig")
        // Not as it was called, which is `apig.exe` on Windows.
        .bin_name("apig")
        .version(env!("CARGO_PKG_VERSION"))
        .term_width(layout::width())
        .about("What an error of Huawei Cloud API Gateway means, and what to do about it")
        .after_help(format!(
            "Examples:
  apig explain APIG.0201               what it means: cause, solution, verdict and why
  apig list --retry Backoff            the documented responses that pass by themselves
  apig decide --status 429 < body      may this request be retried, and when?

The codes are those of three published tables:
{}
Verdicts, actors and reasons are this project's reading of them. Lines are as
wide as COLUMNS says, else as the terminal is, else 80 columns, and never wider
than 100. Colours are written to a terminal only, and nowhere if NO_COLOR is set.",
            TABLES
                .iter()
                .map(|table| format!("  {:<7}{} ({})", table.family, table.source, table.date))
                .collect::<Vec<_>>()
                .join("\n")
        ))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(explain())
        .subcommand(list())
        .subcommand(decide())
        .subcommand(
            Command::new("completions")
                .about("Write a completion script for a shell")
                .after_help(
                    "Examples:
  apig completions bash > ~/.local/share/bash-completion/completions/apig
  apig completions zsh > \"${fpath[1]}/_apig\"
  apig completions fish > ~/.config/fish/completions/apig.fish",
                )
                .arg(
                    Arg::new("shell")
                        .required(true)
                        .value_name("SHELL")
                        .value_parser(value_parser!(Shell)),
                ),
        )
}

fn explain() -> Command {
    Command::new("explain")
        .about("Explain codes: cause, solution, verdict, who acts, and why")
        .after_help(
            "Examples:
  apig explain APIG.0201                 all seven statuses of the code
  apig explain APIG.0201 --status 502    what it means with this status
  apig explain APIG.0308 APIGW.0301      several, of APIG, APIGW and APIC
  apig explain 0308                      with this number, of every family
  apig explain APIG.0201 --format json | jq '.[].responses[].solution'

Exit codes:
  0  every code was explained
  1  a code is not known; what may have been meant is on standard error
  2  wrong usage",
        )
        .arg(
            Arg::new("code")
                .required(true)
                .num_args(1..)
                .value_name("CODE")
                .help("A code such as APIG.0201; several may be given"),
        )
        .arg(statuses("Explain these HTTP statuses only, documented or not; repeatable"))
        .arg(format(&["text", "json"]))
}

fn list() -> Command {
    Command::new("list")
        .about("List the documented responses, all or those that match")
        .after_help(
            "An option given several times, or with a list such as --status 502,504, takes
any of its values; different options must all match.

Examples:
  apig list --retry Backoff --actor BackendOperator
  apig list --table APIGW,APIC            the tables of these families
  apig list --status 500 --retry Never    the 500s that never heal
  apig list --delivery NotDelivered --format csv > may-repeat-a-post.csv
  apig list --format markdown             the whole table, for a wiki

Exit codes:
  0  something matched
  1  nothing matched
  2  wrong usage",
        )
        .arg(
            words_of("table", "The table of this family; repeatable", Family::ALL, |family| {
                (family.as_str(), family.table().name)
            })
            .value_name("FAMILY")
            .default_value(Family::Apig.as_str()),
        )
        .arg(words_of("retry", "Only this retry class; repeatable", Retry::ALL, |word| {
            (word.as_str(), words::retry(word))
        }))
        .arg(words_of("delivery", "Only this delivery; repeatable", Delivery::ALL, |word| {
            (word.as_str(), words::delivery(word))
        }))
        .arg(words_of(
            "actor",
            "Only where this actor has to act; repeatable",
            Actor::ALL,
            |word| (word.as_str(), words::actor(word)),
        ))
        .arg(statuses("Only these HTTP statuses; repeatable"))
        .arg(format(&["table", "json", "csv", "markdown"]))
}

fn decide() -> Command {
    Command::new("decide")
        .about("Read a failed response and say whether the request may be retried")
        .long_about(
            "Read a failed response, its body from standard input, and say whether the
request may be retried, and when.

The input may be a body, lines of a log, a terminal's copy, or what `curl -i`
shows: JSON, escaped or not, key=value, YAML, XML, prose. Of several responses,
the last one is meant, with --status the last one with that status. At most
1 MiB is read. In what is shown of the message, credentials are masked.

With --summary, all of the input is read, in constant memory, and what is shown
is how often each response was found: codes of the gateway, members such as
error_code of other services, and HTTP statuses of errors. A code of other
services that is called just 'code' may be any word of a program, and counts
after a status line only. A line is read by itself, or with those around it
where it does not say all.",
        )
        .after_help(
            "Examples:
  apig decide --status 504 --method POST < body.json
  apig decide --status 503 --header 'Retry-After: 5' < /dev/null
  grep 914a39d6 app.log | apig decide --status 429
  apig decide --status 503 --format json < body | jq .next
  apig decide --summary < app.log

Exit codes:
  0  may be retried: after the wait, or with a different credential, as it
     says (.next); with --summary: the log holds responses
  1  must not be retried, or not within the 90 s that the default policy waits;
     with --summary: the log holds none
  2  wrong usage, or the body could not be read",
        )
        .arg(
            Arg::new("status")
                .long("status")
                .short('s')
                .value_name("STATUS")
                .value_parser(value_parser!(u16).range(100..=599))
                .help("The response's HTTP status, where neither the text nor the table gives it"),
        )
        .arg(
            Arg::new("method")
                .long("method")
                .short('X')
                .value_name("METHOD")
                .value_parser(method)
                .help("The request's method; without it the request is taken as not idempotent"),
        )
        .arg(
            Arg::new("summary")
                .long("summary")
                .action(ArgAction::SetTrue)
                .conflicts_with_all(["status", "method", "idempotent", "header"])
                .help("Count the responses of a log of any length: see below"),
        )
        .arg(
            Arg::new("idempotent").long("idempotent").action(ArgAction::SetTrue).help(
                "Sending it twice does no harm, whatever the method: it has an idempotency key",
            ),
        )
        .arg(
            Arg::new("header")
                .long("header")
                .short('H')
                .value_name("NAME: VALUE")
                .action(ArgAction::Append)
                .value_parser(header)
                .help("A header of the response, such as Retry-After or X-Request-Id; repeatable"),
        )
        .arg(format(&["text", "json"]))
}

/// The completion script for the shell that was asked for.
pub(crate) fn completions(matches: &ArgMatches) -> Outcome {
    let shell = *matches.get_one::<Shell>("shell").expect("required");
    // Into memory: `generate` panics where it cannot write.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command(), "apig", &mut script);
    let text = String::from_utf8_lossy(&script).into_owned();
    Outcome { text, exit: YES, ..Outcome::default() }
}

fn statuses(help: &'static str) -> Arg {
    Arg::new("status")
        .long("status")
        .short('s')
        .value_name("STATUS")
        .action(ArgAction::Append)
        .value_delimiter(',')
        .value_parser(value_parser!(u16).range(100..=599))
        .help(help)
}

/// `--format`; the first is the default.
fn format(formats: &'static [&'static str]) -> Arg {
    Arg::new("format")
        .long("format")
        .short('f')
        .value_name("FORMAT")
        .default_value(formats[0])
        .value_parser(PossibleValuesParser::new(formats))
        .help("The form of the output")
}

/// A filter by one of the words of a verdict, in any case; `told` gives a word's name and meaning.
fn words_of<T: Copy + Send + Sync + 'static>(
    name: &'static str,
    help: &'static str,
    all: &'static [T],
    told: impl Fn(T) -> (&'static str, &'static str) + Clone + Send + Sync + 'static,
) -> Arg {
    let values = all.iter().map(|&word| {
        let (name, meaning) = told(word);
        PossibleValue::new(name).help(meaning)
    });
    let parser = PossibleValuesParser::new(values).map(move |typed| {
        let typed_word = |word: &T| told(*word).0.eq_ignore_ascii_case(&typed);
        *all.iter().find(|word| typed_word(word)).expect("one of the possible values")
    });
    Arg::new(name)
        .long(name)
        .value_name("WORD")
        .action(ArgAction::Append)
        .value_delimiter(',')
        .ignore_case(true)
        .value_parser(parser)
        .help(help)
}

/// A method, in capitals: `post` is typed where `POST` is meant.
fn method(typed: &str) -> Result<Method, &'static str> {
    Method::from_str(&typed.to_ascii_uppercase()).map_err(|_| "not an HTTP method")
}

fn header(typed: &str) -> Result<(HeaderName, HeaderValue), &'static str> {
    let (name, value) = typed.split_once(':').ok_or("a header is written 'Name: value'")?;
    let name = HeaderName::from_str(name.trim()).map_err(|_| "not the name of a header")?;
    let value = HeaderValue::from_str(value.trim()).map_err(|_| "not the value of a header")?;
    Ok((name, value))
}
