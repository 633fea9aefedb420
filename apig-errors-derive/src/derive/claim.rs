//! What a variant claims: codes, statuses, and the verdict of each pair.

use apig_errors_catalog::{__private::packed, Basis, Code, Delivery, Family, Retry, Verdict};

use crate::derive::diagnostic::SpanRange;

/// A retry class and a delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Outcome {
    pub(crate) retry: Retry,
    pub(crate) delivery: Delivery,
}

/// A code, with all that the attributes of one variant claim of it.
pub(crate) struct CodeClaim {
    pub(crate) code: ClaimedCode,
    pub(crate) mentions: Vec<Mention>,
}

/// The code of a claim.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum ClaimedCode {
    Documented(Code),
    Unlisted(String),
    /// Of a response without one.
    NoCode,
}

/// One place where an attribute names the code.
pub(crate) struct Mention {
    /// Its place among those of the variant, as they are written.
    pub(crate) order: usize,
    pub(crate) written: SpanRange,
    pub(crate) source: VerdictSource,
    pub(crate) pairs: Vec<Pair>,
}

/// What the verdicts of a mention come from.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum VerdictSource {
    Table,
    /// The status of a response without a code.
    Status,
    Attribute {
        reason: Option<String>,
    },
}

/// A status under which the code is claimed.
#[derive(Clone, Copy)]
pub(crate) struct Pair {
    /// `None`: an unlisted code or none, whatever its status.
    pub(crate) status: Option<u16>,
    pub(crate) outcome: Outcome,
}

impl Outcome {
    pub(crate) fn of(verdict: Verdict) -> Self {
        Self { retry: verdict.retry, delivery: verdict.delivery }
    }

    pub(crate) fn verdict(self, basis: Basis) -> Verdict {
        Verdict::new(self.retry, self.delivery).on(basis)
    }
}

impl CodeClaim {
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (&Mention, &Pair)> {
        self.mentions
            .iter()
            .flat_map(|mention| mention.pairs.iter().map(move |pair| (mention, pair)))
    }

    /// Whether every documented pair of the code is claimed, and so what its undocumented statuses come to. Not
    /// where the table is incomplete: they may be documented all the same, with another verdict.
    pub(crate) fn covers_all(&self) -> bool {
        let ClaimedCode::Documented(code) = &self.code else { return false };
        code.table().complete
            && code
                .rows()
                .iter()
                .all(|row| self.pairs().any(|(_, pair)| pair.status == Some(row.status)))
    }

    /// Whether the pairs are all the table's, or all the same override: then it is clear what holds for a
    /// status that is not documented.
    pub(crate) fn is_uniform(&self) -> bool {
        let Some((first, first_pair)) = self.pairs().next() else { return true };
        self.pairs().all(|(mention, pair)| {
            mention.is_override() == first.is_override()
                && (!first.is_override() || pair.outcome == first_pair.outcome)
        })
    }

    /// Names a pair as messages do.
    pub(crate) fn describe(&self, pair: Pair) -> String {
        match pair.status {
            Some(status) => format!("`{}` with status {status}", self.code),
            None => format!("`{}`", self.code),
        }
    }
}

impl ClaimedCode {
    pub(crate) fn documented(&self) -> Option<Code> {
        match self {
            Self::Documented(code) => Some(*code),
            Self::Unlisted(_) | Self::NoCode => None,
        }
    }

    /// What responses are matched by; `None` for an unlisted code, which is matched by its text.
    pub(crate) fn key(&self) -> Option<u16> {
        match self {
            Self::Documented(code) => Some(packed::key(*code)),
            Self::Unlisted(_) => None,
            Self::NoCode => Some(packed::NO_CODE),
        }
    }

    /// Whether `siblings` makes more codes of it: an `APIG` code stands for its number.
    pub(crate) fn has_siblings(&self) -> bool {
        self.documented().is_some_and(|code| code.family() == Family::Apig)
    }
}

impl std::fmt::Display for ClaimedCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Documented(code) => code.fmt(f),
            Self::Unlisted(raw) => f.write_str(raw),
            Self::NoCode => f.write_str("no_code"),
        }
    }
}

impl Mention {
    /// Whether the attribute decides the verdicts, not the table.
    pub(crate) fn is_override(&self) -> bool {
        matches!(self.source, VerdictSource::Attribute { .. })
    }

    /// Whether the verdict of the pair is only known with the response: without a code, whatever its status.
    pub(crate) fn is_open(&self, pair: Pair) -> bool {
        pair.status.is_none() && matches!(self.source, VerdictSource::Status)
    }

    pub(crate) fn reason(&self) -> Option<&str> {
        match &self.source {
            VerdictSource::Attribute { reason } => reason.as_deref(),
            VerdictSource::Table | VerdictSource::Status => None,
        }
    }

    /// What the verdicts rest on; with `siblings` the claim may stand for a sibling's code.
    pub(crate) fn basis(&self, siblings: bool) -> Basis {
        match self.source {
            VerdictSource::Attribute { .. } => Basis::Declared,
            VerdictSource::Status => Basis::Status,
            VerdictSource::Table if siblings => Basis::Sibling,
            VerdictSource::Table => Basis::Row,
        }
    }
}
