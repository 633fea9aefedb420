//! An enum as the trait's methods see it.

use core::time::Duration;

use apig_errors_catalog::{Actor, Code, Delivery, Retry, Verdict};

use super::{
    matching::pair,
    tables::{Facts, Made, Tables},
};
use crate::{ApigError, ApigRetryable};

/// An enum as [`ApigRetryable`] sees it: the one `match` that is generated.
pub trait Viewed {
    fn view(&self) -> View<'_>;
}

/// Where a variant's responses come from.
pub enum View<'a> {
    /// From the attribute; what fields know besides.
    Facts {
        facts: &'static Facts,
        code: Option<Code>,
        wait: Option<Duration>,
        request_id: Option<&'a str>,
    },
    /// From the response that the variant carries, but for overrides.
    Carried { error: &'a ApigError, overrides: &'static Overrides },
    /// From the error in the variant's only field.
    Forward(&'a dyn ApigRetryable),
    /// What the user's function says of the variant's only field.
    Judged(Verdict),
}

/// A number and a status; the status 0 stands for every one.
type Pair = (u16, u16);

/// A raw code and a status; the status 0 stands for every one.
type RawPair = (&'static str, u16);

/// What an attribute says.
type Declared = (Retry, Delivery);

/// What a variant's attributes decide otherwise than the table.
pub struct Overrides {
    pub pairs: &'static [(Pair, Declared)],
    pub unlisted: &'static [(RawPair, Declared)],
    /// Whether pairs match sibling families too.
    pub siblings: bool,
}

impl Overrides {
    pub const NONE: &'static Self = &Self { pairs: &[], unlisted: &[], siblings: false };

    fn verdict(&self, error: &ApigError) -> Verdict {
        let (number, status) = pair(error, self.siblings);
        let pairs = self.pairs.iter().find_map(|&((of, at), declared)| {
            (of == number && (at == status || at == 0)).then_some(declared)
        });
        let unlisted = || {
            let raw = error.raw_code()?;
            self.unlisted.iter().find_map(|&((of, at), declared)| {
                (of == raw && (at == status || at == 0)).then_some(declared)
            })
        };
        match pairs.or_else(unlisted) {
            Some((retry, delivery)) => Verdict::new(retry, delivery),
            None => error.verdict(),
        }
    }
}

impl<'a> View<'a> {
    /// Those at this place of `E`'s.
    #[inline]
    pub const fn facts<E: Tables<FACTS, CLAIMS>, const FACTS: usize, const CLAIMS: usize>(
        place: usize,
    ) -> Self {
        let facts = &Made::<E, FACTS, CLAIMS>::FACTS[place];
        Self::Facts { facts, code: facts.code, wait: None, request_id: None }
    }

    #[inline]
    pub const fn with_code(mut self, new: Option<Code>) -> Self {
        if let Self::Facts { code, .. } = &mut self {
            *code = new;
        }
        self
    }

    #[inline]
    pub const fn with_wait(mut self, new: Option<Duration>) -> Self {
        if let Self::Facts { wait, .. } = &mut self {
            *wait = new;
        }
        self
    }

    #[inline]
    pub const fn with_request_id(mut self, new: Option<&'a str>) -> Self {
        if let Self::Facts { request_id, .. } = &mut self {
            *request_id = new;
        }
        self
    }

    #[inline]
    pub const fn carried(error: &'a ApigError, overrides: &'static Overrides) -> Self {
        Self::Carried { error, overrides }
    }

    #[inline]
    pub fn verdict(self) -> Verdict {
        match self {
            Self::Facts { facts, .. } => facts.verdict,
            Self::Carried { error, overrides } => overrides.verdict(error),
            Self::Forward(inner) => inner.verdict(),
            Self::Judged(verdict) => verdict,
        }
    }

    #[inline]
    pub fn apig_code(self) -> Option<Code> {
        match self {
            Self::Facts { code, .. } => code,
            Self::Carried { error, .. } => error.code(),
            Self::Forward(inner) => inner.apig_code(),
            Self::Judged(_) => None,
        }
    }

    #[inline]
    pub fn actor(self) -> Option<Actor> {
        match self {
            Self::Facts { facts, .. } => facts.actor,
            Self::Carried { error, .. } => error.actor(),
            Self::Forward(inner) => inner.actor(),
            Self::Judged(_) => None,
        }
    }

    #[inline]
    pub fn wait_hint(self) -> Option<Duration> {
        match self {
            Self::Facts { wait, .. } => wait,
            // An override to `Throttled` makes the window count.
            Self::Carried { error, overrides } => {
                error.wait_hint_for(overrides.verdict(error).retry)
            }
            Self::Forward(inner) => inner.wait_hint(),
            Self::Judged(_) => None,
        }
    }

    #[inline]
    pub fn apig_error(self) -> Option<&'a ApigError> {
        match self {
            Self::Facts { .. } | Self::Judged(_) => None,
            Self::Carried { error, .. } => Some(error),
            Self::Forward(inner) => inner.apig_error(),
        }
    }

    #[inline]
    pub fn request_id(self) -> Option<&'a str> {
        match self {
            Self::Facts { request_id, .. } => request_id,
            Self::Carried { error, .. } => error.request_id(),
            Self::Forward(inner) => inner.request_id(),
            Self::Judged(_) => None,
        }
    }
}
