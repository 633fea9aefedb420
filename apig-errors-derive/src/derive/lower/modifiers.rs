//! The keys that modify a role, and what an override may change.

use apig_errors_catalog::{Code, Delivery, Retry, Verdict};
use proc_macro2::{Ident, TokenTree};
use syn::Lit;

use crate::derive::prelude::*;

use super::{
    status::{self, Statuses},
    word,
};

/// A key as it is written, and its value, where the attribute gives it.
type Given<'e, T> = Option<(&'e Ident, Result<T>)>;

/// A pair whose verdict is known without the attribute. No code: a response without one.
#[derive(Clone, Copy)]
pub(super) struct Known {
    pub(super) code: Option<Code>,
    pub(super) status: u16,
    pub(super) verdict: Verdict,
}

impl Known {
    fn describe(&self) -> String {
        let code = self.code.map_or_else(|| "no_code".to_owned(), |code| code.to_string());
        format!("`{code}` with status {}", self.status)
    }
}

/// The modifiers of one attribute.
#[derive(Default)]
pub(super) struct Modifiers<'e> {
    pub(super) status: Given<'e, Statuses>,
    pub(super) retry: Given<'e, Retry>,
    pub(super) delivery: Given<'e, Delivery>,
    reason: Given<'e, String>,
}

impl<'e> Modifiers<'e> {
    pub(super) fn read(attr: &'e Entries<VariantKey>, diag: &mut Diagnostics) -> Self {
        let mut modifiers = Self::default();
        for entry in &attr.list {
            let key = &entry.ident;
            match entry.key {
                VariantKey::Status => modifiers.status = Some((key, status::read(entry, diag))),
                VariantKey::Retry => {
                    modifiers.retry = Some((key, word::read(entry, Retry::ALL, diag)));
                }
                VariantKey::Delivery => {
                    modifiers.delivery = Some((key, word::read(entry, Delivery::ALL, diag)));
                }
                VariantKey::Reason => modifiers.reason = Some((key, reason(entry, diag))),
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

    /// Whether every value could be read.
    pub(super) fn complete(&self) -> Result<()> {
        let Self { status, retry, delivery, reason } = self;
        failure(status).and(failure(retry)).and(failure(delivery)).and(failure(reason))
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
        let source = if self.retry.is_none() && self.delivery.is_none() {
            otherwise
        } else {
            VerdictSource::Attribute { reason: value(&self.reason).cloned() }
        };
        Mention { order: 0, written, source, pairs }
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

    /// Reports a delivery for what is never retried.
    pub(super) fn check_delivery(
        &self,
        default: Option<Retry>,
        diag: &mut Diagnostics,
    ) -> Result<()> {
        let Some((delivery, Ok(_))) = &self.delivery else { return Ok(()) };
        let (retry, help) = match &self.retry {
            Some((_, retry)) => (retry.ok(), "remove `delivery`"),
            None => {
                (default, "remove `delivery`, or add a `retry` class, such as `retry = Backoff`")
            }
        };
        if retry != Some(Retry::Never) {
            return Ok(());
        }
        let line = message!("`apig`: what is never retried has no `delivery`");
        Err(diag.error(*delivery, line.help(help)))
    }

    /// Reports overrides that nobody can judge, and overrides that change nothing. `complete`: whether all
    /// that the attribute is about could be read.
    pub(super) fn check_override(
        &self,
        known: &[Known],
        source: &VerdictSource,
        complete: bool,
        diag: &mut Diagnostics,
    ) -> Result<()> {
        let overriding = self.retry.as_ref().map(|(key, _)| *key);
        let Some(key) = overriding.or(self.delivery.as_ref().map(|(key, _)| *key)) else {
            let Some((reason, _)) = &self.reason else { return Ok(()) };
            let line =
                message!("`apig`: `reason` requires `retry` or `delivery` in the same attribute");
            return Err(diag.error(*reason, line.help("remove it: only an override has a reason")));
        };
        // An unreadable value may change anything.
        let is_read = failure(&self.retry).and(failure(&self.delivery)).is_ok();
        let is_unchanged =
            |known: &&Known| is_read && self.apply(known.verdict) == Outcome::of(known.verdict);
        let unchanged = known.iter().filter(is_unchanged);
        let unchanged: Vec<String> = unchanged.map(Known::describe).collect();
        let all = !unchanged.is_empty() && unchanged.len() == known.len();
        let (whole, short) = match source {
            VerdictSource::Status => ("verdict of the status", "status"),
            _ => ("published table", "table"),
        };
        let mut result = Ok(());
        if self.reason.is_none() && complete && !all {
            let line = message!("`apig`: `{key}` overrides the {whole}, so it requires a `reason`");
            let help = "add `reason = \"…\"`, so that a reviewer can judge it";
            result = Err(diag.error(key, line.help(help)));
        }
        if !is_read {
            return result;
        }
        let delivery = self.check_delivery(None, diag);
        result.and(delivery).and(self.check_effect(key, known, &unchanged, short, diag))
    }

    /// Reports an override that has no meaning, or changes nothing, for some of the pairs.
    fn check_effect(
        &self,
        key: &Ident,
        known: &[Known],
        unchanged: &[String],
        source: &str,
        diag: &mut Diagnostics,
    ) -> Result<()> {
        let never = known.iter().find(|known| self.apply(known.verdict).retry == Retry::Never);
        match (never, &self.retry) {
            (Some(pair), None) => {
                let line = message!(
                    "`apig`: {} is `{}`, so `delivery` has no meaning for it",
                    pair.describe(),
                    pair.verdict.retry
                );
                let help = "remove it: delivery has no meaning where nothing is retried";
                return Err(diag.error(key, line.help(help)));
            }
            (Some(_), Some(_)) if self.delivery.is_some() => return Ok(()),
            _ => {}
        }
        if unchanged.is_empty() {
            return Ok(());
        }
        let line = message!(
            "`{key}` changes nothing for {}: the {source} says the same",
            list(unchanged, "and")
        );
        let help = if unchanged.len() == known.len() {
            let given = [
                self.retry.as_ref().map(|_| "retry"),
                self.delivery.as_ref().map(|_| "delivery"),
                self.reason.as_ref().map(|_| "reason"),
            ];
            format!("remove {}", quoted_list(given.into_iter().flatten(), "and"))
        } else {
            "claim it in an attribute of its own, without the override".to_owned()
        };
        Err(diag.error(key, line.help(help)))
    }
}

fn failure<T>(given: &Given<'_, T>) -> Result<()> {
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
    const HELP: &str = "write `reason = \"…\"`, so that a reviewer can judge it";
    let Value::Equals(tokens) = entry.value()? else {
        let line = message!("`apig`: `reason` requires a string after `=`");
        return Err(diag.error(&entry.ident, line.help(HELP)));
    };
    let literal = match tokens.as_slice() {
        [TokenTree::Literal(literal)] => Some(Lit::new(literal.clone())),
        _ => None,
    };
    let message = match literal {
        Some(Lit::Str(text)) if says_enough(&text.value()) && text.suffix().is_empty() => {
            return Ok(text.value());
        }
        Some(Lit::Str(_)) => message!("`apig`: `reason` requires at least three words")
            .help("say in a few words why, so that a reviewer can judge it"),
        _ => message!("`apig`: `reason` is a string, not `{}`", snippet_of(tokens)).help(HELP),
    };
    Err(diag.error(SpanRange::of(tokens), message))
}
