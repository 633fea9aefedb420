//! The places that are asked about, and what is expected there.

use std::fmt::Write as _;

use apig_errors::{Delivery, ROWS, Retry, TABLES};

use crate::Result;

/// The names that are completed in one place.
#[derive(Clone, Copy)]
pub(crate) enum Group {
    Codes,
    Classes,
    Deliveries,
    Statuses,
    /// The keys of an enum, but for `crate`, which is the name of no item.
    OfEnum,
    /// Those of a struct, in the same way.
    OfStruct,
    OfVariant,
    OfField,
}

/// An enum with every key.
const SOURCE: &str = r#"use std::time::Duration;

use apig_errors::{ApigError, ApigRetryable, Code, Throttle, Verdict};

#[derive(Debug, ApigRetryable)]
#[apig(siblings, exhaustive(Throttled), crate = "::apig_errors")]
pub enum OrderError {
    #[apig(code = "APIG.0308")]
    Throttled {
        #[apig(wait)]
        wait: Option<Duration>,
        #[apig(code)]
        code: Option<Code>,
        #[apig(status)]
        status: u16,
        #[apig(message)]
        message: String,
        #[apig(request_id)]
        request_id: Option<String>,
        #[apig(throttle)]
        throttle: Option<Throttle>,
        #[apig(default)]
        attempts: u32,
    },
    #[apig(code = APIG_0101)]
    NoSuchApi,
    #[apig(code("APIG.0202", APIG_0203, APIGW_0801))]
    BackendDown(#[apig(error)] ApigError),
    #[apig(code = APIG_0201, status = 413, retry = Backoff, delivery = NotDelivered, reason = "we shrink the body")]
    TooLarge,
    #[apig(code = "APIG.0201", status(502, 504))]
    Unreachable,
    #[apig(unlisted = "DNS.0014", retry = Reauthenticate)]
    Dns,
    #[apig(no_code, status(502, 503))]
    Proxy,
    #[apig(local)]
    SoldOut,
    #[apig(local, verdict = of_io)]
    Io(std::io::Error),
    #[apig(transparent)]
    Inner(Box<OrderError>),
    #[apig(fallback)]
    Other(ApigError),
}

#[derive(Debug, ApigRetryable)]
#[apig(verdict = of_io, crate = "apig_errors")]
pub struct Opaque(std::io::Error);

fn of_io(_: &std::io::Error) -> Verdict {
    Verdict::from_status(504)
}

fn is_throttled(error: &OrderError) -> bool {
    matches!(error, OrderError::Throttled { .. }) && error.verdict().permits(apig_errors::Idempotency::Idempotent)
}

pub fn convert(error: ApigError) -> bool {
    is_throttled(&error.into())
}
"#;

pub(crate) fn valid() -> String {
    SOURCE.to_owned()
}

/// With a mistake in an attribute that no place is in.
pub(crate) fn mistaken() -> String {
    let role = "    #[apig(local)]\n    SoldOut,\n";
    SOURCE.replacen(role, &format!("{role}    #[apig(lokal)]\n    Mistaken,\n"), 1)
}

/// A place, marked by `|`; what is shown there; and what is in the line where it is defined.
pub(crate) const SHOWN: &[(&str, &[&str], &str)] = &[
    ("#[apig(sib|lings, ", &["Claims also match"], "pub mod siblings"),
    ("siblings, exh|austive(", &["documented pair"], "pub mod exhaustive"),
    ("exhaustive(Thr|ottled)", &["threshold was reached"], "Throttled,"),
    (", cr|ate = ", &["renamed or re-exported"], "pub const crate_path"),
    ("#[apig(co|de = \"APIG.0308\"", &["Claims documented codes"], "pub mod code"),
    (
        "code = \"APIG|.0308\"",
        &["APIG_0308", "429, Throttled, NotDelivered", "threshold has been reached"],
        "APIG_0308 ",
    ),
    (
        "code = APIG|_0101",
        &["APIG_0101", "404, Never, NotDelivered", "Check whether"],
        "APIG_0101 ",
    ),
    ("code(\"APIG|.0202\"", &["502, Backoff, MaybeDelivered"], "APIG_0202 "),
    ("APIG_0|203, APIGW", &["504, Backoff, MaybeDelivered"], "APIG_0203 "),
    ("APIGW|_0801", &["APIGW_0801"], "APIGW_0801 "),
    ("sta|tus = 413", &["HTTP statuses"], "pub mod status"),
    ("status = 4|13", &["413, Never, NotDelivered", "Request entity too large"], "APIG_0201 "),
    ("status(502, 5|04)", &["504, Backoff, MaybeDelivered"], "APIG_0201 "),
    ("ret|ry = Backoff", &["retry class"], "pub mod retry"),
    ("retry = Back|off", &["A passing fault"], "Backoff,"),
    ("retry = Re|authenticate", &["credential"], "Reauthenticate,"),
    ("deli|very = NotDelivered", &["backend may have acted"], "pub mod delivery"),
    ("delivery = Not|Delivered", &["even a POST"], "NotDelivered,"),
    ("rea|son = ", &["overridden"], "pub mod reason"),
    ("unl|isted = ", &["by its text"], "pub mod unlisted"),
    ("no_co|de, ", &["without a code"], "pub mod no_code"),
    ("#[apig(lo|cal)]", &["your own"], "pub mod local"),
    ("local, ver|dict = of_io", &["the variant's only field"], "pub mod verdict"),
    ("#[apig(ver|dict = of_io, crate", &["the struct's only field"], "pub mod verdict"),
    ("of_io, cr|ate = ", &["renamed or re-exported"], "pub const crate_path"),
    ("trans|parent", &["only field"], "pub mod transparent"),
    ("fall|back", &["From<ApigError>"], "pub mod fallback"),
    ("#[apig(er|ror)]", &["whole response"], "pub mod error"),
    ("#[apig(co|de)]", &["response's code"], "pub mod code"),
    ("#[apig(sta|tus)]", &["response's HTTP status"], "pub mod status"),
    ("#[apig(mess|age)]", &["verbatim"], "pub mod message"),
    ("#[apig(request|_id)]", &["request id"], "pub mod request_id"),
    ("#[apig(wa|it)]", &["before a retry"], "pub mod wait"),
    ("#[apig(thr|ottle)]", &["threshold"], "pub mod throttle"),
    ("#[apig(def|ault)]", &["Default::default()"], "pub mod default"),
];

/// The attribute of a variant that is replaced by what is typed.
pub(crate) const ENUM: &str = "#[apig(code = APIG_0101)]";
const OPTIONS: &str = "#[apig(siblings, exhaustive(Throttled), crate = \"::apig_errors\")]";
const OF_STRUCT: &str = "#[apig(verdict = of_io, crate = \"apig_errors\")]";
const FIELD: &str = "#[apig(wait)]";

/// An attribute, what is typed in its place with `|` for the cursor, and what is completed there.
pub(crate) const COMPLETIONS: &[(&str, &str, Group)] = &[
    (ENUM, "#[apig(|)]", Group::OfVariant),
    (ENUM, "#[apig(co|)]", Group::OfVariant),
    (ENUM, "#[apig(code = APIG_0101, |)]", Group::OfVariant),
    (ENUM, "#[apig(code = APIG_0101, st|)]", Group::OfVariant),
    (ENUM, "#[apig(local)] #[apig(re|)]", Group::OfVariant),
    (ENUM, "#[apig(code = |)]", Group::Codes),
    (ENUM, "#[apig(code = APIG_|)]", Group::Codes),
    (ENUM, "#[apig(code = APIG_01|01)]", Group::Codes),
    (ENUM, "#[apig(code = APIGW_|)]", Group::Codes),
    (ENUM, "#[apig(code(|))]", Group::Codes),
    (ENUM, "#[apig(code(APIG_0103, APIC_|))]", Group::Codes),
    (ENUM, "#[apig(code = APIG_0201, status = |)]", Group::Statuses),
    (ENUM, "#[apig(code = APIG_0201, status = a|)]", Group::Statuses),
    (ENUM, "#[apig(local, retry = |)]", Group::Classes),
    (ENUM, "#[apig(local, retry = Ba|)]", Group::Classes),
    (ENUM, "#[apig(unlisted = \"DNS.0021\", retry = |)]", Group::Classes),
    (ENUM, "#[apig(local, retry = Backoff, delivery = |)]", Group::Deliveries),
    (ENUM, "#[apig(local, retry = Backoff, delivery = No|)]", Group::Deliveries),
    (OPTIONS, "#[apig(|)]", Group::OfEnum),
    (OPTIONS, "#[apig(siblings, ex|)]", Group::OfEnum),
    (OPTIONS, "#[apig(exhaustive(|))]", Group::Classes),
    (OPTIONS, "#[apig(exhaustive(Backoff, Th|))]", Group::Classes),
    (OF_STRUCT, "#[apig(|)]", Group::OfStruct),
    (OF_STRUCT, "#[apig(ver|)]", Group::OfStruct),
    (FIELD, "#[apig(|)]", Group::OfField),
    (FIELD, "#[apig(wa|)]", Group::OfField),
];

/// What is in place of a variant's attribute while somebody types, its brackets closed as editors close them.
pub(crate) const STATES: &[&str] = &[
    "#[apig]",
    "#[apig()]",
    "#[apig(co)]",
    "#[apig(code)]",
    "#[apig(code =)]",
    "#[apig(code = )]",
    "#[apig(code = A)]",
    "#[apig(code = APIG_)]",
    "#[apig(code = APIG_01)]",
    "#[apig(code = APIG_0199)]",
    "#[apig(code = APIG_0201)]",
    "#[apig(code = APIG_0101, )]",
    "#[apig(code = \"\")]",
    "#[apig(code = \"APIG.\")]",
    "#[apig(code = \"APIG.01\")]",
    "#[apig(code = \"APIG.0101\", st)]",
    "#[apig(code = \"APIG.0201\", status)]",
    "#[apig(code = \"APIG.0201\", status())]",
    "#[apig(code = \"APIG.0201\", status(40))]",
    "#[apig(code = \"APIG.0201\", status(400))]",
    "#[apig(code(APIG_0103, ))]",
    "#[apig(code(APIG_0103, AP))]",
    "#[apig(code(APIG_0103 APIG_0104))]",
    "#[apig(unlisted = \"X.1\")]",
    "#[apig(unlisted = \"X.1\", retry = )]",
    "#[apig(unlisted = \"X.1\", retry = B)]",
    "#[apig(no_code)]",
    "#[apig(no_code, status())]",
    "#[apig(lo)]",
    "#[apig(local, retry = Ba)]",
    "#[apig(local, retry = Backoff, delivery = )]",
    "#[apig(code = APIG_0308)]",
    "#[apig(transparent)]",
    "#[apig(fallback)]",
];

/// The text with one attribute in place of another, and where the cursor is in it.
pub(crate) fn with(text: &str, before: &str, marked: &str) -> Result<(String, usize)> {
    let start = text.find(before).ok_or("the attribute is not there")?;
    let cursor = marked.find('|').ok_or("the cursor is not there")?;
    Ok((text.replacen(before, &marked.replacen('|', "", 1), 1), start + cursor))
}

/// Where the place is.
pub(crate) fn offset(text: &str, marked: &str) -> Result<usize> {
    let (before, after) = marked.split_once('|').ok_or("the place is not marked")?;
    let start = text.find(&format!("{before}{after}")).ok_or_else(|| format!("no `{marked}`"))?;
    Ok(start + before.len())
}

/// The names of a group, sorted.
pub(crate) fn names(group: Group) -> Vec<String> {
    let mut names: Vec<String> = match group {
        Group::Codes => {
            let codes = TABLES.iter().flat_map(|table| table.codes());
            codes.map(|code| code.to_string().replacen('.', "_", 1)).collect()
        }
        Group::Classes => Retry::ALL.iter().map(ToString::to_string).collect(),
        Group::Deliveries => Delivery::ALL.iter().map(ToString::to_string).collect(),
        Group::Statuses => items("of_status"),
        Group::OfEnum => items("of_enum"),
        Group::OfStruct => items("of_struct"),
        Group::OfVariant => items("of_variant"),
        Group::OfField => items("of_field"),
    };
    names.sort_unstable();
    names
}

/// The keys, as the runtime crate has them; a test of the derive's holds them to its own table.
fn items(module: &str) -> Vec<String> {
    let source = include_str!("../../../apig-errors/src/__private/editor.rs");
    let lines = source.lines().skip_while(|line| *line != format!("pub mod {module} {{"));
    let lines = lines.take_while(|line| *line != "}");
    lines
        .filter_map(|line| Some(line.strip_prefix("    pub mod ")?.strip_suffix(" {}")?.to_owned()))
        .collect()
}

/// An enum of so many variants, one attribute of which is another in each edit.
pub(crate) fn long(is_ours: bool, variants: usize, edit: usize) -> String {
    let derive = if is_ours { "apig_errors::ApigRetryable" } else { "thiserror::Error" };
    let mut text = format!("#[derive(Debug, {derive})]\npub enum Long {{\n");
    let mut pairs: Vec<_> = ROWS.iter().map(|row| (row.code, row.status)).collect();
    pairs.dedup();
    for (index, (code, status)) in pairs.into_iter().take(variants).enumerate() {
        let changes = index == variants / 2;
        let attribute = match (is_ours, changes) {
            (true, true) => format!("#[apig(unlisted = \"EDIT.{}\", retry = Backoff)]", edit + 1),
            (true, false) => format!("#[apig(code = \"{code}\", status = {status})]"),
            (false, true) => format!("#[error(\"edit {edit}\")]"),
            (false, false) => format!("#[error(\"failure {index}\")]"),
        };
        // Writing to a `String` does not fail.
        let _ = writeln!(text, "    {attribute}\n    V{index},");
    }
    text.push_str("}\n");
    text
}
