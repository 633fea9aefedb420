//! The page of a run-book.

use core::fmt::{self, Write};

use super::{Coverage, CoveredPair, Handler};
use crate::{Actor, Basis, Claim, Mapping, Verdict};

/// A page of a run-book, in Markdown: a paragraph that counts, and a table with a line for each of
/// the 70 documented pairs, in the table's order, and for each claim of an unlisted code, or of none, after them.
///
/// Columns: code, status, message, variant, verdict, who acts, why. An override shows what the
/// table says and the reason for saying otherwise. Lines end with `\n`; the same mapping always
/// gives the same text, so that a snapshot of it can be kept.
///
/// ```
/// # #[cfg(feature = "derive")] {
/// use apig_errors::{ApigError, ApigRetryable, coverage};
///
/// #[derive(ApigRetryable)]
/// enum OrderError {
///     #[apig(code = "APIG.0308")]
///     Throttled,
///     #[apig(fallback)]
///     Other(ApigError),
/// }
///
/// let page = coverage::<OrderError>().to_string();
/// assert!(page.contains(
///     "| `APIG.0308` | 429 | The throttling threshold has been reached. \
///      | `Throttled` | Throttled, NotDelivered | CallerAccess |"
/// ));
/// # }
/// ```
impl fmt::Display for Coverage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write_summary(f)?;
        f.write_str("\n| code | status | message | variant | verdict | who acts | why |\n")?;
        f.write_str("| --- | --- | --- | --- | --- | --- | --- |\n")?;
        self.pairs().try_for_each(|pair| write_pair(f, &pair))?;
        self.unlisted().chain(self.no_code()).try_for_each(|claim| write_other(f, claim))
    }
}

impl Coverage {
    fn write_summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Mapping { name, fallback, siblings, .. } = self.mapping;
        let (claimed, unclaimed) = (self.claimed().count(), self.unclaimed().count());
        let (overridden, unlisted) = (self.overridden().count(), self.unlisted().count());
        let no_code = self.no_code().count();
        write!(
            f,
            "`{name}` claims {claimed} of the {} documented pairs of code and status",
            claimed + unclaimed
        )?;
        if overridden > 0 {
            write!(f, ", {overridden} of them with a verdict of its own")?;
        }
        match fallback {
            _ if unclaimed == 0 => f.write_char('.')?,
            Some(variant) => write!(f, "; the other {unclaimed} go to `{variant}`.")?,
            None => write!(f, "; nobody takes the other {unclaimed}.")?,
        }
        if unlisted > 0 {
            write!(f, " Claims of codes that are not in the table: {unlisted}.")?;
        }
        if no_code > 0 {
            write!(f, " Claims of responses without a code: {no_code}.")?;
        }
        if siblings {
            f.write_str(" The same codes of the families `APIGW` and `APIC` are matched too.")?;
        }
        f.write_char('\n')
    }
}

fn write_pair(f: &mut fmt::Formatter<'_>, pair: &CoveredPair) -> fmt::Result {
    let CoveredPair { row, handler } = pair;
    write!(f, "| `{}` | {} | ", row.code, row.status)?;
    write_joined(f, pair.rows().map(|row| row.message))?;
    match handler {
        Handler::Claim(claim) => write!(f, " | `{}`", claim.variant)?,
        Handler::Fallback(variant) => write!(f, " | `{variant}` (fallback)")?,
        Handler::Unhandled => f.write_str(" | nobody")?,
    }
    write_verdict(f, pair.verdict(), Some(row.actor))?;
    if pair.is_overridden() {
        let Verdict { retry, delivery, .. } = row.verdict;
        write!(f, "Overridden, the table says {retry}, {delivery}: ")?;
        Cell(f).write_str(pair.reason())?;
    } else {
        write_joined(f, pair.rows().map(|row| row.reason))?;
    }
    f.write_str(" |\n")
}

/// A claim of an unlisted code, or of none.
fn write_other(f: &mut fmt::Formatter<'_>, claim: &Claim) -> fmt::Result {
    match claim.code {
        Some(code) => write!(f, "| `{code}` | ")?,
        None => f.write_str("| none | ")?,
    }
    match claim.status {
        Some(status) => write!(f, "{status}")?,
        None => f.write_str("any")?,
    }
    write!(f, " | | `{}`", claim.variant)?;
    if (claim.status, claim.verdict.basis) == (None, Basis::Status) {
        f.write_str(" | of the response | | ")?;
    } else {
        write_verdict(f, claim.verdict, None)?;
    }
    f.write_str(if claim.code.is_some() { "Not in the table" } else { "No code" })?;
    if let Some(reason) = claim.reason {
        f.write_str(": ")?;
        Cell(f).write_str(reason)?;
    }
    f.write_str(" |\n")
}

/// The cells of verdict and actor, and the beginning of the next.
fn write_verdict(
    f: &mut fmt::Formatter<'_>,
    Verdict { retry, delivery, .. }: Verdict,
    actor: Option<Actor>,
) -> fmt::Result {
    write!(f, " | {retry}, {delivery} | ")?;
    match actor {
        Some(actor) => write!(f, "{actor} | "),
        None => f.write_str("| "),
    }
}

/// The texts of a pair's rows, in one cell.
fn write_joined(
    f: &mut fmt::Formatter<'_>,
    texts: impl Iterator<Item = &'static str>,
) -> fmt::Result {
    for (at, text) in texts.enumerate() {
        if at > 0 {
            f.write_str(" / ")?;
        }
        Cell(f).write_str(text)?;
    }
    Ok(())
}

/// Writes a text so that it stays within its cell; a reason is whatever the user wrote.
struct Cell<'f, 'o>(&'f mut fmt::Formatter<'o>);

impl Write for Cell<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        text.chars().try_for_each(|character| match character {
            '|' => self.0.write_str("\\|"),
            '\n' | '\r' => self.0.write_char(' '),
            other => self.0.write_char(other),
        })
    }
}
