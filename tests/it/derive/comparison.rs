//! What people retry by today, held against the table: the figures of the README.
//!
//! The rules are transcribed from the sources that the README names; the yardstick is the table's
//! verdicts, through [`RetryPolicy`].

use apig_errors::{ApigError, Delivery, Idempotency, ROWS, Retry, RetryPolicy, Row, Step, Verdict};

/// Whether a request of this kind whose response is this row is retried.
type Strategy = fn(&Row, Idempotency) -> bool;

/// As the README names them, in its order.
const STRATEGIES: [(&str, Strategy); 5] = [
    ("`reqwest-retry` 0.9.1", reqwest_retry),
    ("`aws-smithy-runtime` 1.12.1", aws_smithy_runtime),
    ("AIP-194", aip_194),
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
    concerns: fn(&Row) -> bool,
    wrong: fn(Strategy, &Row) -> bool,
}

const COLUMNS: [Column; 4] = [
    // Repeats what cannot heal.
    Column {
        concerns: |row| row.verdict.retry == Retry::Never,
        wrong: |repeats, row| repeats(row, Idempotency::Idempotent),
    },
    // Repeats a POST that may have been executed.
    Column {
        concerns: |row| row.verdict.delivery == Delivery::MaybeDelivered,
        wrong: |repeats, row| repeats(row, Idempotency::NotIdempotent),
    },
    // Gives up a GET that would have healed.
    Column { concerns: heals, wrong: |repeats, row| !repeats(row, Idempotency::Idempotent) },
    // Gives up a POST that would have healed and was not executed.
    Column {
        concerns: |row| heals(row) && row.verdict.delivery == Delivery::NotDelivered,
        wrong: |repeats, row| !repeats(row, Idempotency::NotIdempotent),
    },
];

/// By waiting. `Reauthenticate` heals by another credential, which no rule on a status has.
fn heals(row: &Row) -> bool {
    matches!(row.verdict.retry, Retry::Backoff | Retry::Throttled)
}

/// The cells of the README's table, its head first.
fn readme() -> Vec<Vec<&'static str>> {
    let readme = include_str!("../../../README.md");
    let (_, section) =
        readme.split_once("## Compared with retrying by status\n").expect("a section");
    section
        .lines()
        .skip_while(|line| !line.starts_with('|'))
        .take_while(|line| line.starts_with('|'))
        .filter(|line| !line.starts_with("| ---"))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect()
}

#[test]
fn the_readme_shows_how_many_rows_each_column_concerns() {
    let head = readme().swap_remove(0);
    assert_eq!(head.len(), 1 + COLUMNS.len());
    for (text, column) in head[1..].iter().zip(&COLUMNS) {
        let rows = ROWS.iter().filter(|row| (column.concerns)(row)).count();
        assert!(text.ends_with(&format!("(of {rows})")), "{text}: {rows} rows");
    }
}

#[test]
fn the_readme_shows_the_figures_of_each_strategy() {
    let table = readme();
    assert_eq!(table.len(), 1 + STRATEGIES.len());
    for (line, (name, strategy)) in table[1..].iter().zip(STRATEGIES) {
        assert!(line[0].contains(name), "{}: this line is for {name}", line[0]);
        let wrong = COLUMNS.map(|Column { concerns, wrong }| {
            ROWS.iter().filter(|row| concerns(row) && wrong(strategy, row)).count().to_string()
        });
        assert_eq!(line[1..], wrong, "{name}");
    }
}

/// What the README says below its table.
#[test]
fn the_columns_overlap_in_two_rows_and_leave_out_four() {
    assert_eq!(ROWS.len(), 71);
    let [never, maybe, heals, _] = COLUMNS.map(|column| column.concerns);
    assert_eq!(ROWS.iter().filter(|row| never(row) && maybe(row)).count(), 2);
    let left_out = ROWS.iter().filter(|row| !never(row) && !heals(row));
    assert!(left_out.clone().all(|row| row.verdict.retry == Retry::Reauthenticate));
    assert!(left_out.clone().all(|row| row.status == 401));
    assert_eq!(left_out.count(), 4);
}
