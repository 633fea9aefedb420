//! From raw code text and status to retry class and delivery, by the same four rules.

use std::{collections::HashMap, hint::black_box, sync::LazyLock};

use apig_errors::{Code, Delivery, Family, ROWS, Retry, Verdict};

use super::{
    Case, LOOP,
    rows::Rows,
    table::{PHF, by_match},
};

type Response = (Retry, Delivery);

fn ours(raw: &str, status: u16) -> Response {
    let verdict = Verdict::from_raw_code(raw, status);
    (verdict.retry, verdict.delivery)
}

/// By way of the code, which is kept.
fn parsed(raw: &str, status: u16) -> Response {
    let verdict = match Code::parse(raw) {
        Ok(code) => code.verdict(status),
        Err(_) => Verdict::from_status(status),
    };
    (verdict.retry, verdict.delivery)
}

/// The rules, around whatever finds the four digits.
fn peer(raw: &str, status: u16, find: impl Fn(&str) -> Option<&'static Rows>) -> Response {
    let from_status = || {
        let verdict = Verdict::from_status(status);
        (verdict.retry, verdict.delivery)
    };
    let (sibling, digits) = match raw.split_once('.') {
        Some(("APIG", digits)) => (false, digits),
        Some(("APIGW" | "APIC", digits)) => (true, digits),
        _ => return from_status(),
    };
    let Some(rows) = find(digits) else { return from_status() };
    for (documented, retry, delivery) in rows.pairs {
        if *documented == status {
            return (*retry, *delivery);
        }
    }
    if sibling {
        return from_status();
    }
    rows.other.unwrap_or_else(|| {
        let passing = (500..=599).contains(&status);
        (if passing { Retry::Backoff } else { Retry::Never }, Delivery::MaybeDelivered)
    })
}

static HASH_MAP: LazyLock<HashMap<&'static str, Rows>> =
    LazyLock::new(|| PHF.entries().map(|(digits, rows)| (*digits, *rows)).collect());

static SORTED: LazyLock<Vec<(&'static str, Rows)>> = LazyLock::new(|| {
    let mut sorted: Vec<_> = PHF.entries().map(|(digits, rows)| (*digits, *rows)).collect();
    sorted.sort_by_key(|(digits, _)| *digits);
    sorted
});

fn phf(raw: &str, status: u16) -> Response {
    peer(raw, status, |digits| PHF.get(digits))
}

fn hash_map(raw: &str, status: u16) -> Response {
    peer(raw, status, |digits| HASH_MAP.get(digits))
}

fn text_match(raw: &str, status: u16) -> Response {
    peer(raw, status, by_match)
}

fn binary_search(raw: &str, status: u16) -> Response {
    let sorted: &'static [(&str, Rows)] = &SORTED;
    peer(raw, status, |digits| {
        let at = sorted.binary_search_by_key(&digits, |(digits, _)| *digits).ok()?;
        Some(&sorted[at].1)
    })
}

type Inputs = LazyLock<Vec<(String, u16)>>;

/// The documented pairs of codes with one status.
static SINGLE: Inputs = LazyLock::new(|| {
    let single = |code: Code| code.rows().iter().all(|row| row.status == code.rows()[0].status);
    ROWS.iter()
        .filter(|row| single(row.code))
        .map(|row| (row.code.to_string(), row.status))
        .collect()
});

/// `APIG.0201` with each of its statuses, and with one it is not documented with.
static SEVERAL: Inputs = LazyLock::new(|| {
    let rows = Code::APIG_0201.rows().iter().map(|row| row.status);
    rows.chain([503]).map(|status| (Code::APIG_0201.to_string(), status)).collect()
});

static SIBLINGS: Inputs = LazyLock::new(|| {
    SINGLE.iter().map(|(code, status)| (code.replace("APIG.", "APIGW."), *status)).collect()
});

/// Codes that no table holds, of the gateway and of other services.
static MISSES: Inputs = LazyLock::new(|| {
    let codes = [
        "APIG.0316",
        "APIG.9999",
        "APIG.1105",
        "APIG.2299",
        "APIC.9210",
        "DNS.0014",
        "ModelArts.81101",
        "insufficient_quota",
    ];
    codes.iter().map(|code| ((*code).to_owned(), 429)).collect()
});

fn go_through(inputs: &Inputs, look_up: impl Fn(&str, u16) -> Response) {
    for (code, status) in inputs.iter() {
        black_box(look_up(black_box(code), black_box(*status)));
    }
}

/// The documented pairs, in a table of another family, of codes with one status.
fn own(family: Family) -> Vec<(String, u16)> {
    let single = |code: Code| code.rows().iter().all(|row| row.status == code.rows()[0].status);
    let rows = family.table().rows.iter().filter(|row| single(row.code));
    rows.map(|row| (row.code.to_string(), row.status)).collect()
}

static APIGW: Inputs = LazyLock::new(|| own(Family::Apigw));
static APIC: Inputs = LazyLock::new(|| own(Family::Apic));

/// The peers know the table of `APIG` alone.
macro_rules! own {
    ($cases:ident, $name:literal, $inputs:ident) => {{
        let inputs = $inputs.len();
        let mut add = |contender, run| {
            $cases.push(Case { group: $name, contender, inputs, run });
        };
        add(LOOP, || go_through(&$inputs, |_, _| (Retry::Never, Delivery::NotDelivered)));
        add("apig-errors", || go_through(&$inputs, ours));
        add("by Code::parse", || go_through(&$inputs, parsed));
    }};
}

macro_rules! group {
    ($cases:ident, $name:literal, $inputs:ident) => {{
        let inputs = $inputs.len();
        let mut add = |contender, run| {
            $cases.push(Case { group: $name, contender, inputs, run });
        };
        add(LOOP, || go_through(&$inputs, |_, _| (Retry::Never, Delivery::NotDelivered)));
        add("apig-errors", || go_through(&$inputs, ours));
        add("by Code::parse", || go_through(&$inputs, parsed));
        add("phf", || go_through(&$inputs, phf));
        add("HashMap", || go_through(&$inputs, hash_map));
        add("match on text", || go_through(&$inputs, text_match));
        add("binary search", || go_through(&$inputs, binary_search));
    }};
}

pub(crate) fn cases() -> Vec<Case> {
    // All contenders give the same responses, or the comparison means nothing.
    for (code, status) in
        SINGLE.iter().chain(SEVERAL.iter()).chain(SIBLINGS.iter()).chain(MISSES.iter())
    {
        for look_up in [parsed, phf, hash_map, text_match, binary_search] {
            assert!(look_up(code, *status) == ours(code, *status), "{code} {status}");
        }
    }
    let mut cases = Vec::new();
    group!(cases, "look-up: one status", SINGLE);
    group!(cases, "look-up: APIG.0201", SEVERAL);
    group!(cases, "look-up: siblings", SIBLINGS);
    group!(cases, "look-up: misses", MISSES);
    own!(cases, "look-up: APIGW", APIGW);
    own!(cases, "look-up: APIC", APIC);
    cases
}
