//! The keys that modify a role.

use apig_errors_catalog::{Code, Delivery, Retry, Verdict};

use crate::derive::prelude::*;

use super::{
    status::{self, Statuses, comma_list},
    string, word,
};

/// A key and its value, where the attribute gives it.
pub(super) type Given<'e, T> = Option<(&'e Entry<VariantKey>, Result<T>)>;

/// The modifiers of one attribute. Who uses them names all of them, so that none is accepted and then dropped.
#[derive(Default)]
pub(super) struct Modifiers<'e> {
    pub(super) status: Given<'e, Statuses>,
    /// The statuses of a list of which not every one could be read.
    pub(super) readable: Vec<status::Written>,
    pub(super) retry: Given<'e, Retry>,
    pub(super) delivery: Given<'e, Delivery>,
    pub(super) reason: Given<'e, String>,
    /// The report of a value that could not be read.
    pub(super) failed: Option<Reported>,
    /// Whether one that seems to be missing may be what could not be read.
    pub(super) may_miss: bool,
}

impl<'e> Modifiers<'e> {
    pub(super) fn read(attr: &'e Entries<VariantKey>, diag: &mut Diagnostics) -> Self {
        let mut modifiers = Self { may_miss: attr.complete.is_err(), ..Self::default() };
        for entry in &attr.list {
            diag.now_at(entry.place);
            match entry.key {
                VariantKey::Status => {
                    let (status, readable) = status::read(entry, diag);
                    modifiers.status = modifiers.given(entry, status);
                    modifiers.readable = readable;
                }
                VariantKey::Retry => {
                    modifiers.retry = modifiers.given(entry, word::read(entry, Retry::ALL, diag));
                }
                VariantKey::Delivery => {
                    let delivery = word::read(entry, Delivery::ALL, diag);
                    modifiers.delivery = modifiers.given(entry, delivery);
                }
                VariantKey::Reason => {
                    modifiers.reason = modifiers.given(entry, reason(entry, diag));
                }
                // Read by the role that takes it.
                VariantKey::Verdict
                | VariantKey::Code
                | VariantKey::Unlisted
                | VariantKey::NoCode
                | VariantKey::Local
                | VariantKey::Transparent
                | VariantKey::Fallback => {}
            }
        }
        modifiers
    }

    fn given<T>(&mut self, entry: &'e Entry<VariantKey>, value: Result<T>) -> Given<'e, T> {
        let given = Some((entry, value));
        self.failed = self.failed.or(failure(&given).err());
        given
    }

    /// Whether every value could be read.
    pub(super) fn complete(&self) -> Result<()> {
        self.failed.map_or(Ok(()), Err)
    }

    pub(super) fn status_complete(&self) -> Result<()> {
        failure(&self.status)
    }

    /// The first status given: the hint for suggestions.
    pub(super) fn status_hint(&self) -> Option<u16> {
        match &self.status {
            Some((_, Ok(Statuses::List(statuses)))) => statuses.first().map(|(status, _)| *status),
            _ => None,
        }
    }

    /// The statuses of a claim that no table has; `None` for every status. `help` is instead of `any`.
    pub(super) fn statuses(
        &self,
        role: &str,
        help: &str,
        diag: &mut Diagnostics,
    ) -> Result<Vec<Option<u16>>> {
        match &self.status {
            Some((_, Ok(Statuses::Any(any)))) => {
                let line = message!("`apig`: `{role}` has no documented statuses for `any`");
                Err(diag.error(*any, line.help(help)))
            }
            Some((_, Ok(Statuses::List(statuses)))) => {
                Ok(statuses.iter().map(|(status, _)| Some(*status)).collect())
            }
            Some((_, Err(reported))) => Err(*reported),
            None => Ok(vec![None]),
        }
    }

    /// A mention of a code, with what the modifiers say of it. `otherwise` is where the verdicts come from if
    /// they do not.
    pub(super) fn mention(
        &self,
        written: SpanRange,
        pairs: Vec<Pair>,
        otherwise: VerdictSource,
    ) -> Mention {
        let Self { status: _, readable: _, retry, delivery, reason, failed: _, may_miss: _ } = self;
        let source = if retry.is_none() && delivery.is_none() {
            otherwise
        } else {
            VerdictSource::Attribute { reason: value(reason).cloned() }
        };
        Mention { order: 0, written, source, pairs }
    }

    /// What to write for these modifiers where the code is documented: what the table says already, without them.
    pub(super) fn as_claim_of(&self, code: Code) -> String {
        let Self { status, readable: _, retry, delivery, reason, failed: _, may_miss: _ } = self;
        let documented = table::statuses(code);
        let mut statuses = match value(status) {
            Some(Statuses::List(list)) => list.iter().map(|(status, _)| *status).collect(),
            _ => Vec::new(),
        };
        statuses.retain(|status| documented.contains(status));
        let mut entries = vec![format!("code = \"{code}\"")];
        if documented.len() > 1 {
            entries.push(match statuses.as_slice() {
                [] => "status = any".to_owned(),
                [only] => format!("status = {only}"),
                several => format!("status({})", comma_list(several)),
            });
        }
        if statuses.is_empty() {
            statuses = documented;
        }
        let rows = code.rows().iter().filter(|row| statuses.contains(&row.status));
        let mut verdicts = rows.map(|row| row.verdict);
        if !verdicts.all(|verdict| self.apply(verdict) == Outcome::of(verdict)) {
            entries.extend(value(retry).map(|retry| format!("retry = {retry}")));
            entries.extend(value(delivery).map(|delivery| format!("delivery = {delivery}")));
            let reason = value(reason).map_or("why the table is wrong here", String::as_str);
            entries.push(format!("reason = \"{}\"", escaped(reason)));
        }
        entries.join(", ")
    }

    /// The class and delivery of what the table does not know, with the defaults.
    pub(super) fn outcome(&self, default: Retry) -> Result<Outcome> {
        let retry = self.retry.as_ref().map_or(Ok(default), |(_, retry)| *retry)?;
        let delivery = match (&self.delivery, retry) {
            (Some((_, delivery)), _) => (*delivery)?,
            (None, Retry::Throttled) => Delivery::NotDelivered,
            (None, _) => Delivery::MaybeDelivered,
        };
        Ok(Outcome { retry, delivery })
    }

    /// The verdict as the attribute changes it.
    pub(super) fn apply(&self, verdict: Verdict) -> Outcome {
        let Outcome { retry, delivery } = Outcome::of(verdict);
        Outcome {
            retry: value(&self.retry).copied().unwrap_or(retry),
            delivery: value(&self.delivery).copied().unwrap_or(delivery),
        }
    }
}

pub(super) fn failure<T>(given: &Given<'_, T>) -> Result<()> {
    match given {
        Some((_, Err(reported))) => Err(*reported),
        _ => Ok(()),
    }
}

fn value<'g, T>(given: &'g Given<'_, T>) -> Option<&'g T> {
    given.as_ref().and_then(|(_, value)| value.as_ref().ok())
}

/// Whether a reason has three words; or six characters of a script that may write no spaces between
/// words, such as Chinese.
fn says_enough(reason: &str) -> bool {
    let is_foreign = |c: &char| !c.is_ascii() && c.is_alphanumeric();
    reason.split_whitespace().count() >= 3 || reason.chars().filter(is_foreign).count() >= 6
}

/// The string of `reason = "…"`.
fn reason(entry: &Entry<VariantKey>, diag: &mut Diagnostics) -> Result<String> {
    let (reason, written) = string::read(entry, ", so that a reviewer can judge it", diag)?;
    if says_enough(&reason) {
        return Ok(reason);
    }
    let line = message!("`apig`: `reason` requires at least three words");
    let help = "say in a few words why, so that a reviewer can judge it";
    Err(diag.error(written, line.help(help)))
}
