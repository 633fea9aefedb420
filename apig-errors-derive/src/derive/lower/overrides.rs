//! What an override may change.

use apig_errors_catalog::{Code, Retry, Verdict};

use crate::derive::prelude::*;

use super::modifiers::{Modifiers, failure};

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

impl Modifiers<'_> {
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
            if self.may_miss {
                return Ok(());
            }
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
            let line = message!(
                "`apig`: `{}` overrides the {whole}, so it requires a `reason`",
                key.ident
            );
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
        key: &Entry<VariantKey>,
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
            "`{}` changes nothing for {}: the {source} says the same",
            key.ident,
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
