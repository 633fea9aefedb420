//! What people retry by today, held against the table: figures of the README, which `figures.rs` compares with it.
//!
//! The rules are transcribed from the sources that the README names; the yardstick is the table's
//! verdicts, through [`RetryPolicy`].

use crate::repository::figures::in_words;
use apig_errors::{ApigError, Delivery, Idempotency, ROWS, Retry, RetryPolicy, Row, Step, Verdict};

/// Whether a request of this kind whose response is this row is retried.
type Strategy = fn(&Row, Idempotency) -> bool;

/// As the README names them.
const STRATEGIES: [(&str, Strategy); 5] = [
    ("[`reqwest-retry` 0.9.1][reqwest-retry], default strategy: 5xx, 408, 429", reqwest_retry),
    (
        "[`aws-smithy-runtime` 1.12.1][aws], `HttpStatusCodeClassifier`: 500, 502, 503, 504",
        aws_smithy_runtime,
    ),
    ("[AIP-194][aip]: `UNAVAILABLE` ([HTTP 503][unavailable]), idempotent requests only", aip_194),
    ("`apig-errors`, by the status alone", by_status),
    ("`apig-errors`, by code and status", by_code_and_status),
];

/// `default_on_request_success`: every 5xx, 408 and 429. The strategy is not shown the request.
fn reqwest_retry(row: &Row, _: Idempotency) -> bool {
    matches!(row.status, 500..=599 | 408 | 429)
}

/// `HttpStatusCodeClassifier::default()`. A classifier is not shown whether the request is
/// idempotent.
fn aws_smithy_runtime(row: &Row, _: Idempotency) -> bool {
    matches!(row.status, 500 | 502 | 503 | 504)
}

/// `UNAVAILABLE`, which is HTTP 503, where repeated runs do no harm.
fn aip_194(row: &Row, request: Idempotency) -> bool {
    row.status == 503 && request == Idempotency::Idempotent
}

/// What is left of this crate where a body has no code.
fn by_status(row: &Row, request: Idempotency) -> bool {
    let error = ApigError::from_status(row.status);
    assert_eq!(Verdict::from_status(row.status).permits(request), waits(&error, request));
    waits(&error, request)
}

fn by_code_and_status(row: &Row, request: Idempotency) -> bool {
    waits(&ApigError::new(row.status, row.code), request)
}

fn waits(error: &ApigError, request: Idempotency) -> bool {
    matches!(RetryPolicy::new().start(request).on_error(error), Step::Wait(_))
}

/// The columns of the README's table: of these rows, those on which the strategy is wrong.
struct Column {
    head: &'static str,
    concerns: fn(&Row) -> bool,
    wrong: fn(Strategy, &Row) -> bool,
}

const COLUMNS: [Column; 4] = [
    Column {
        head: "repeats what cannot heal",
        concerns: |row| row.verdict.retry == Retry::Never,
        wrong: |repeats, row| repeats(row, Idempotency::Idempotent),
    },
    Column {
        head: "repeats a POST that may have been executed",
        concerns: |row| row.verdict.delivery == Delivery::MaybeDelivered,
        wrong: |repeats, row| repeats(row, Idempotency::NotIdempotent),
    },
    Column {
        head: "gives up a GET that would have healed",
        concerns: heals,
        wrong: |repeats, row| !repeats(row, Idempotency::Idempotent),
    },
    Column {
        head: "gives up a POST that would have healed and was not executed",
        concerns: |row| heals(row) && row.verdict.delivery == Delivery::NotDelivered,
        wrong: |repeats, row| !repeats(row, Idempotency::NotIdempotent),
    },
];

/// By waiting. `Reauthenticate` heals by another credential, which no rule on a status has.
fn heals(row: &Row) -> bool {
    matches!(row.verdict.retry, Retry::Backoff | Retry::Throttled)
}

fn count(is_one: impl Fn(&Row) -> bool) -> usize {
    ROWS.iter().filter(|row| is_one(row)).count()
}

/// The README's table and what it says below it, each line with `{}` for its figures.
pub(crate) fn figures() -> Vec<(String, Vec<String>)> {
    let mut head = String::from("| rule |");
    for Column { head: text, .. } in COLUMNS {
        head.extend([" ", text, " (of {}) |"]);
    }
    let concerned = COLUMNS.map(|column| count(column.concerns));
    let mut figures = vec![(head, concerned.map(|rows| rows.to_string()).to_vec())];
    for (name, strategy) in STRATEGIES {
        let wrong = COLUMNS.map(|Column { concerns, wrong, .. }| {
            count(|row| concerns(row) && wrong(strategy, row)).to_string()
        });
        figures.push((format!("| {name} | {{}} | {{}} | {{}} | {{}} |"), wrong.to_vec()));
    }
    let [never, maybe, heals, _] = COLUMNS.map(|column| column.concerns);
    figures.push((
        "`Backoff` or `Throttled`; {} of the {} responses\nof the second column are in the first as well".to_owned(),
        vec![in_words(count(|row| never(row) && maybe(row))), in_words(count(maybe))],
    ));
    figures.push((
        "The {} `Reauthenticate` responses are in none".to_owned(),
        vec![in_words(count(|row| !never(row) && !heals(row)))],
    ));
    figures
}

/// What is right is right everywhere: the verdicts are the yardstick.
#[test]
fn by_code_and_status_nothing_is_wrong() {
    for Column { concerns, wrong, .. } in COLUMNS {
        assert_eq!(count(|row| concerns(row) && wrong(by_code_and_status, row)), 0);
    }
}

/// What the README says below its table.
#[test]
fn the_columns_leave_out_nothing_but_what_another_credential_heals() {
    let [never, _, heals, _] = COLUMNS.map(|column| column.concerns);
    for row in ROWS.iter().filter(|row| !never(row) && !heals(row)) {
        assert_eq!((row.verdict.retry, row.status), (Retry::Reauthenticate, 401));
    }
}
