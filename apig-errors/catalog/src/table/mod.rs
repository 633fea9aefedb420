//! The published tables, one file a table and one entry a row: the only places where a row is written.
//!
//! The constants of [`Code`], their documentation, [`TABLES`] and the look-up of `index.rs` are made from
//! the entries. To add a row, add its entry; to add a code, add its block.

#[cfg(doc)]
use crate::Basis;
use crate::{Actor, Code, Family, Verdict};

/// One line of a published table, with this project's verdict on it.
///
/// Code, status and message are as published on the page of the row's [table](Code::table); so are, for
/// `APIG`, cause and solution. Nothing is decided by a message: messages are "subject to change without
/// prior notice".
///
/// ```
/// # use apig_errors_catalog as apig_errors;
/// use apig_errors::{Actor, Code};
///
/// let row = Code::APIG_0201.row(413).unwrap();
/// assert_eq!(row.cause, "The request body exceeds 12 MB.");
/// assert_eq!(row.solution, "Reduce the size of the request body.");
/// assert_eq!(row.actor, Actor::CallerRequest);
/// assert_eq!(row.reason, "Body over 12 MB; the same body is over 12 MB next time.");
/// // The same pair of another family has the same texts.
/// assert_eq!(Code::APIC_0201.row(413).unwrap().cause, row.cause);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Row {
    /// The error code.
    pub code: Code,
    /// The HTTP status that the response is documented with.
    pub status: u16,
    /// The error message, as published.
    pub message: &'static str,
    /// The cause: for `APIG` as published; for `APIGW` and `APIC` that of the `APIG` row with the same
    /// number and status, or, where there is none, in this project's words.
    pub cause: &'static str,
    /// What to do: from where [`cause`](Self::cause) is.
    pub solution: &'static str,
    /// What may be done with the request; the basis is [`Basis::Row`].
    pub verdict: Verdict,
    /// Who has to act.
    pub actor: Actor,
    /// Why the verdict is what it is.
    pub reason: &'static str,
}

/// A published table: the error codes of one family, and where they are from.
///
/// ```
/// # use apig_errors_catalog as apig_errors;
/// use apig_errors::{Code, Family, TABLES};
///
/// let table = Code::APIGW_0308.table();
/// assert_eq!((table.family, table.date, table.rows.len()), (Family::Apigw, "2025-10-20", 41));
/// assert!(TABLES.contains(&table));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Table {
    /// The family whose codes it documents.
    pub family: Family,
    /// What responds with these codes.
    pub name: &'static str,
    /// The guide and the page of it that the rows are from.
    pub source: &'static str,
    /// The day on which the page was updated, as it says itself: year, month, day.
    pub date: &'static str,
    /// Whether all rows of the page are known. Where they are not, a row of `APIG` speaks for a pair that
    /// is missing, and no rule rests on a code's having no other status.
    pub complete: bool,
    /// The rows, in the page's own order.
    pub rows: &'static [Row],
}

impl Table {
    /// Returns each documented code once, in the table's order.
    ///
    /// ```
    /// # use apig_errors_catalog as apig_errors;
    /// use apig_errors::{Code, Family};
    ///
    /// let table = Family::Apigw.table();
    /// assert_eq!(table.codes().count(), 35);
    /// assert!(table.codes().all(|code| code.family() == table.family));
    /// ```
    pub fn codes(&self) -> impl Iterator<Item = Code> + use<> {
        // The rows of a code are neighbours.
        self.rows.chunk_by(|row, next| row.code == next.code).map(|rows| rows[0].code)
    }
}

impl Family {
    /// Returns the published table of this family.
    ///
    /// ```
    /// # use apig_errors_catalog as apig_errors;
    /// use apig_errors::Family;
    ///
    /// assert!(Family::Apig.table().complete && !Family::Apic.table().complete);
    /// ```
    #[must_use]
    #[inline]
    pub const fn table(self) -> &'static Table {
        match self {
            Self::Apig => &APIG,
            Self::Apigw => &APIGW,
            Self::Apic => &APIC,
        }
    }
}

/// The published tables, one a family, in the order of [`Family`].
///
/// What they rest on:
///
/// | table | page | rows | codes |
/// | --- | --- | --- | --- |
/// | `APIG` | API Gateway, User Guide: *Error Codes*, updated on 2023-12-22 | 71 | 64 |
/// | `APIGW` | API Request Signing Guide: *Error Codes*, updated on 2025-10-20 | 41 | 35 |
/// | `APIC` | ROMA Connect, User Guide: *Appendix: API Error Codes*, updated on 2022-12-05 | 31 | 28 |
///
/// * `APIGW`: the last six rows (0611, 0612, 0613, 0705, 0801, 0802) are known from a copy of the page only.
///   Nobody has seen 0103, 0104 and 0105 on the wire: that they come with 404 and 400, where `APIG` has 500,
///   is the page's word alone.
/// * `APIC`: the table is known to be incomplete. What it lacks is taken from `APIG`, on the basis
///   [`Sibling`](Basis::Sibling).
/// * Cause and solution of `APIGW` and `APIC` are those of the `APIG` row with the same number and status;
///   the four rows without one (`APIGW.0103`, `APIGW.0104`, `APIGW.0105`, `APIGW.0801`) have this project's
///   words. Verdict, actor and reason are this project's reading everywhere.
///
/// ```
/// # use apig_errors_catalog as apig_errors;
/// use apig_errors::{Code, TABLES};
///
/// assert_eq!(TABLES.iter().map(|table| table.rows.len()).sum::<usize>(), 71 + 41 + 31);
/// let documented = |name: &str| TABLES.iter().any(|table| table.codes().any(|code| code.to_string() == name));
/// assert!(documented("APIGW.0801") && !documented("APIG.0801"));
/// ```
pub const TABLES: &[&Table] = &[&APIG, &APIGW, &APIC];

/// The 71 rows of the table of `APIG`, in its own order; those of the other families are in [`TABLES`].
///
/// ```
/// # use apig_errors_catalog as apig_errors;
/// use apig_errors::{ROWS, Retry};
///
/// assert_eq!(ROWS.len(), 71);
/// // Of the sixteen documented 500s, eight never heal.
/// let server_errors = ROWS.iter().filter(|row| row.status == 500);
/// assert_eq!(server_errors.clone().count(), 16);
/// assert_eq!(server_errors.filter(|row| row.verdict.retry == Retry::Never).count(), 8);
/// ```
pub const ROWS: &[Row] = &apig::ROWS;

/// The day on which the table of `APIG` was updated, as its page says: year, month, day. Those of the other
/// families are in [`TABLES`].
///
/// ```
/// # use apig_errors_catalog as apig_errors;
/// assert_eq!(apig_errors::TABLE_DATE, "2023-12-22");
/// ```
pub const TABLE_DATE: &str = APIG.date;

static APIG: Table = Table {
    family: Family::Apig,
    name: "APIs published at API Gateway",
    source: "API Gateway, User Guide: Error Codes",
    date: "2023-12-22",
    complete: true,
    rows: &apig::ROWS,
};

static APIGW: Table = Table {
    family: Family::Apigw,
    name: "public services of Huawei Cloud",
    source: "API Request Signing Guide: Error Codes",
    date: "2025-10-20",
    complete: true,
    rows: &apigw::ROWS,
};

static APIC: Table = Table {
    family: Family::Apic,
    name: "ROMA Connect",
    source: "ROMA Connect, User Guide: Appendix: API Error Codes",
    date: "2022-12-05",
    complete: false,
    rows: &apic::ROWS,
};

/// A table's constants and rows. A row is an HTTP status, a message, and either all that is said about it, or
/// `as:` and the constant of `APIG` whose row says it.
macro_rules! table {
    ($family:ident $variant:ident $(
        $name:ident $text:literal { $( $status:tt $message:tt $body:tt )+ }
    )+) => {
        #[doc = concat!(
            "The documented codes of `", stringify!($family),
            "`. Each constant's documentation shows the code's rows."
        )]
        #[allow(clippy::doc_markdown, reason = "texts are as published")]
        impl crate::Code {
            $(
                documented! { [$text $( $status $message $body )+]
                    #[doc(alias = $text)]
                    pub const $name: Self = Self::documented(crate::Family::$variant, $text);
                }
            )+
        }

        #[cfg(test)]
        pub(super) const CONSTANTS: &[(&str, &str, crate::Code)] =
            &[$( (stringify!($name), $text, crate::Code::$name) ),+];

        pub(super) static ROWS: [crate::Row; [$($($status),+),+].len()] =
            [$($( row!($name $status $message $body) ),+),+];

        /// The codes as items, whose values an editor shows: each status with its verdict.
        #[cfg(rust_analyzer)]
        #[allow(clippy::doc_markdown, reason = "texts are as published")]
        pub(super) mod codes {
            use crate::{Delivery, Retry};
            $(
                documented! { [$text $( $status $message $body )+]
                    pub const $name: &[(u16, Retry, Delivery)] = &[$( outcome!($status $message $body) ),+];
                }
            )+
        }
    };
}

/// An item whose documentation shows the rows of a code. What is published is in attributes of its own,
/// because an editor may not read `concat!`.
macro_rules! documented {
    (
        [$text:literal $(
            $status:tt $message:tt {
                $( as: $like:ident )?
                $(
                    cause: $cause:literal,
                    solution: $solution:literal,
                    verdict: $retry:ident $delivery:ident,
                    actor: $actor:ident,
                    reason: $reason:literal,
                )?
            }
        )+]
        $($item:tt)+
    ) => {
        #[doc = $text]
        $(
            #[doc = ""]
            #[doc = concat!("**HTTP ", $status, "**:")]
            #[doc = $message]
            $(
                #[doc = ""]
                #[doc = "Cause:"]
                #[doc = $cause]
                #[doc = ""]
                #[doc = "Solution:"]
                #[doc = $solution]
                #[doc = ""]
                #[doc = verdict!($retry $delivery $actor)]
                #[doc = ""]
                #[doc = "Why:"]
                #[doc = $reason]
            )?
            $(
                #[doc = ""]
                #[doc = $like!(said $status $message)]
                #[doc = concat!(
                    "\nCause, solution and verdict are those of [`", stringify!($like), "`](crate::Code::",
                    stringify!($like), ").",
                )]
            )?
        )+
        $($item)+
    };
}

/// A table whose rows other tables name: it has, for each constant, a macro of its name, from status and
/// message to what another macro makes of the row.
macro_rules! nameable_table {
    // The sign of a macro variable, for the inner macros.
    (($sign:tt) $family:ident $variant:ident $(
        $name:ident $text:literal { $( $status:tt $message:tt $body:tt )+ }
    )+) => {
        $(
            #[allow(unused_macros)] // Not every row is named.
            macro_rules! $name {
                $( ($sign of:ident $status $message) => { $sign of!($status $body) }; )+
                // Another message, where the code has one row with this status.
                $( ($sign of:ident $status $sign other:tt) => { $sign of!($status $body) }; )+
            }
        )+

        table! { $family $variant $( $name $text { $( $status $message $body )+ } )+ }
    };
}

/// What the documentation shows below status and message.
macro_rules! said {
    ($status:tt {
        cause: $cause:literal,
        solution: $solution:literal,
        verdict: $retry:ident $delivery:ident,
        actor: $actor:ident,
        reason: $reason:literal,
    }) => {
        concat!(
            "Cause: ",
            $cause,
            "\n\nSolution: ",
            $solution,
            "\n\n",
            verdict!($retry $delivery $actor),
            "\n\nWhy: ",
            $reason,
        )
    };
}

/// What the documentation shows of a verdict.
macro_rules! verdict {
    ($retry:ident $delivery:ident $actor:ident) => {
        concat!(
            "Verdict: [`",
            stringify!($retry),
            "`](crate::Retry::",
            stringify!($retry),
            "), [`",
            stringify!($delivery),
            "`](crate::Delivery::",
            stringify!($delivery),
            "); to act: [`",
            stringify!($actor),
            "`](crate::Actor::",
            stringify!($actor),
            ")",
        )
    };
}

/// A row's status and verdict.
#[cfg(rust_analyzer)]
macro_rules! outcome {
    ($status:tt $message:tt { as: $like:ident }) => {
        $like!(outcome $status $message)
    };
    ($status:tt $message:tt $body:tt) => {
        outcome!($status $body)
    };
    ($status:tt {
        cause: $cause:literal,
        solution: $solution:literal,
        verdict: $retry:ident $delivery:ident,
        actor: $actor:ident,
        reason: $reason:literal,
    }) => {
        ($status, Retry::$retry, Delivery::$delivery)
    };
}

macro_rules! row {
    ($name:ident $status:tt $message:tt { as: $like:ident }) => {
        crate::Row {
            code: crate::Code::$name,
            message: $message,
            ..crate::table::like(crate::Code::$name, crate::Code::$like, $status, $message)
        }
    };
    ($name:ident $status:tt $message:tt {
        cause: $cause:literal,
        solution: $solution:literal,
        verdict: $retry:ident $delivery:ident,
        actor: $actor:ident,
        reason: $reason:literal,
    }) => {
        crate::Row {
            code: crate::Code::$name,
            status: $status,
            message: $message,
            cause: $cause,
            solution: $solution,
            verdict: crate::Verdict {
                retry: crate::Retry::$retry,
                delivery: crate::Delivery::$delivery,
                basis: crate::Basis::Row,
            },
            actor: crate::Actor::$actor,
            reason: $reason,
        }
    };
}

#[macro_use]
mod apig;
mod apic;
mod apigw;

/// The codes of all tables as items, for editors.
#[cfg(rust_analyzer)]
pub mod codes {
    pub use super::{apic::codes::*, apig::codes::*, apigw::codes::*};
}

/// The row of `APIG` with this status; of several, that with this message.
const fn like(code: Code, named: Code, status: u16, message: &str) -> Row {
    assert!(code.number() == named.number(), "a row names the row of another number");
    let wanted = key(named, status);
    let mut found = None;
    let mut at = 0;
    while at < KEYS.len() {
        if KEYS[at] == wanted {
            match found {
                None => found = Some(at),
                // Only here do the messages, which are long, have to be compared.
                Some(_) if are_equal(apig::ROWS[at].message, message) => found = Some(at),
                Some(_) => {}
            }
        } else if found.is_some() && KEYS[at] >> 16 != wanted >> 16 {
            // The rows of a code are neighbours.
            break;
        }
        at += 1;
    }
    match found {
        Some(at) => apig::ROWS[at],
        None => panic!("a row names a row that does not exist"),
    }
}

/// What the search for a row compares, apart: every build that holds this crate computes it.
static KEYS: [u64; apig::ROWS.len()] = {
    let mut keys = [0; apig::ROWS.len()];
    let mut at = 0;
    while at < keys.len() {
        keys[at] = key(apig::ROWS[at].code, apig::ROWS[at].status);
        at += 1;
    }
    keys
};

const fn key(code: Code, status: u16) -> u64 {
    (code.digits() as u64) << 16 | status as u64
}

/// `==`, which is not `const`.
pub(crate) const fn is_same(code: Code, other: Code) -> bool {
    code.digits() == other.digits() && code.family() as u8 == other.family() as u8
}

const fn are_equal(left: &str, right: &str) -> bool {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    if left.len() != right.len() {
        return false;
    }
    let mut at = 0;
    while at < left.len() {
        if left[at] != right[at] {
            return false;
        }
        at += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `const` code cannot ask for the order of the tables.
    #[test]
    fn the_tables_are_in_the_order_of_the_families() {
        assert_eq!(TABLES.len(), Family::ALL.len());
        for (table, &family) in TABLES.iter().zip(Family::ALL) {
            assert_eq!((table.family, family.table()), (family, *table));
            assert!(table.rows.iter().all(|row| row.code.family() == family));
        }
    }

    #[test]
    fn a_constant_is_named_after_its_code() {
        for &(name, text, code) in &[apig::CONSTANTS, apigw::CONSTANTS, apic::CONSTANTS].concat() {
            assert_eq!(Code::parse(text), Ok(code), "{name}");
            assert_eq!(name, text.replacen('.', "_", 1));
        }
    }

    #[test]
    fn a_row_that_names_another_differs_from_it_in_code_and_message_alone() {
        let like =
            like(Code::APIC_0605, Code::APIG_0605, 500, "Backend domain name resolution failed.");
        assert_eq!(Some(&like), Code::APIG_0605.row(500));
        let row = Code::APIC_0605.row(500).expect("a row");
        assert_eq!(row.message, "Backend domain name resolution failed.");
        assert_eq!(Row { code: like.code, message: like.message, ..*row }, like);
    }

    /// `APIG.0101` has two rows with one status.
    #[test]
    fn of_several_rows_the_one_with_the_message_is_meant() {
        let causes =
            |code: Code| code.rows().iter().map(|row| row.cause).collect::<std::vec::Vec<_>>();
        assert_eq!(causes(Code::APIGW_0101), causes(Code::APIG_0101));
        assert_ne!(causes(Code::APIG_0101)[0], causes(Code::APIG_0101)[1]);
    }

    #[test]
    #[should_panic(expected = "a row names a row that does not exist")]
    fn a_row_that_names_no_row_is_refused() {
        let _ = like(Code::APIGW_0103, Code::APIG_0103, 404, "");
    }

    #[test]
    #[should_panic(expected = "a row names the row of another number")]
    fn a_row_that_names_another_number_is_refused() {
        let _ = like(Code::APIGW_0103, Code::APIG_0104, 500, "");
    }
}
