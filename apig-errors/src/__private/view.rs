//! An enum as the trait's methods see it.

use core::time::Duration;

use apig_errors_catalog::{Actor, Code, Delivery, Retry, Verdict};

use super::{
    matching::pair,
    tables::{Made, Tables},
};
use crate::{ApigError, ApigRetryable};

/// One value of an enum, as the methods of [`ApigRetryable`] see it: what the one `match` that is generated
/// gives.
pub struct View<'a> {
    names: &'static [&'static str],
    verdicts: &'static [Verdict],
    codes: &'static [Option<Code>],
    actors: &'static [Option<Actor>],
    /// The place of the variant in these.
    place: usize,
    source: Source<'a>,
}

/// Where what is known of the value comes from.
enum Source<'a> {
    /// The implementation was written by hand: from its own methods.
    Methods,
    /// From the attribute, and from the fields that have it.
    Facts {
        /// Whether a field has the code.
        has_code: bool,
        code: Option<Code>,
        wait: Option<Duration>,
        request_id: Option<&'a str>,
    },
    /// From the response that the variant carries, but for overrides.
    Carried { error: &'a ApigError, overrides: &'static Overrides },
    /// From the error in the variant's only field.
    Forward(&'a dyn ApigRetryable),
    /// From the user's function for the variant's only field.
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

    /// Most variants have none, which is known where this is called.
    #[inline]
    fn verdict(&self, error: &ApigError) -> Verdict {
        if self.pairs.is_empty() && self.unlisted.is_empty() {
            error.verdict()
        } else {
            self.declared(error).unwrap_or_else(|| error.verdict())
        }
    }

    fn declared(&self, error: &ApigError) -> Option<Verdict> {
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
        let (retry, delivery) = pairs.or_else(unlisted)?;
        Some(Verdict::new(retry, delivery))
    }
}

impl<'a> View<'a> {
    /// Of a type whose implementation was written by hand.
    pub const BY_HAND: Self = Self {
        names: &[],
        verdicts: &[],
        codes: &[],
        actors: &[],
        place: 0,
        source: Source::Methods,
    };

    /// Of a struct, which has no variants: what it forwards to comes after it.
    pub const OF_STRUCT: Self = Self::BY_HAND;

    /// Of the variant at this place of `E`'s.
    #[inline]
    pub const fn at<E: Tables<V, C>, const V: usize, const C: usize>(place: usize) -> Self {
        let facts = Made::<E, V, C>::FACTS;
        Self {
            names: Made::<E, V, C>::NAMES,
            verdicts: &facts.verdicts,
            codes: &facts.codes,
            actors: &facts.actors,
            place,
            source: Source::Facts { has_code: false, code: None, wait: None, request_id: None },
        }
    }

    #[inline]
    pub const fn with_code(mut self, new: Option<Code>) -> Self {
        if let Source::Facts { has_code, code, .. } = &mut self.source {
            (*has_code, *code) = (true, new);
        }
        self
    }

    #[inline]
    pub const fn with_wait(mut self, new: Option<Duration>) -> Self {
        if let Source::Facts { wait, .. } = &mut self.source {
            *wait = new;
        }
        self
    }

    #[inline]
    pub const fn with_request_id(mut self, new: Option<&'a str>) -> Self {
        if let Source::Facts { request_id, .. } = &mut self.source {
            *request_id = new;
        }
        self
    }

    #[inline]
    pub const fn carried(self, error: &'a ApigError, overrides: &'static Overrides) -> Self {
        Self { source: Source::Carried { error, overrides }, ..self }
    }

    #[inline]
    pub const fn forward(self, inner: &'a dyn ApigRetryable) -> Self {
        Self { source: Source::Forward(inner), ..self }
    }

    #[inline]
    pub const fn judged(self, verdict: Verdict) -> Self {
        Self { source: Source::Judged(verdict), ..self }
    }

    /// Whether the methods have to say it.
    #[inline]
    pub(crate) const fn is_by_hand(&self) -> bool {
        matches!(self.source, Source::Methods)
    }

    /// Only a view of [`at`](Self::at) is asked: `verdict` has no default that could ask another.
    #[inline]
    pub fn verdict(self) -> Verdict {
        match self.source {
            Source::Methods => Verdict::from_status(0),
            Source::Facts { .. } => self.verdicts[self.place],
            Source::Carried { error, overrides } => overrides.verdict(error),
            Source::Forward(inner) => inner.verdict(),
            Source::Judged(verdict) => verdict,
        }
    }

    #[inline]
    pub(crate) fn apig_code(self) -> Option<Code> {
        match self.source {
            Source::Facts { has_code: true, code, .. } => code,
            Source::Facts { has_code: false, .. } => self.codes[self.place],
            Source::Carried { error, .. } => error.code(),
            Source::Forward(inner) => inner.apig_code(),
            Source::Methods | Source::Judged(_) => None,
        }
    }

    #[inline]
    pub(crate) fn actor(self) -> Option<Actor> {
        match self.source {
            Source::Facts { .. } => self.actors[self.place],
            Source::Carried { error, .. } => error.actor(),
            Source::Forward(inner) => inner.actor(),
            Source::Methods | Source::Judged(_) => None,
        }
    }

    #[inline]
    pub(crate) fn wait_hint(self) -> Option<Duration> {
        match self.source {
            Source::Facts { wait, .. } => wait,
            // An override to `Throttled` makes the window count.
            Source::Carried { error, overrides } => {
                error.wait_hint_for(overrides.verdict(error).retry)
            }
            Source::Forward(inner) => inner.wait_hint(),
            Source::Methods | Source::Judged(_) => None,
        }
    }

    #[inline]
    pub(crate) fn apig_error(self) -> Option<&'a ApigError> {
        match self.source {
            Source::Carried { error, .. } => Some(error),
            Source::Forward(inner) => inner.apig_error(),
            Source::Methods | Source::Facts { .. } | Source::Judged(_) => None,
        }
    }

    #[inline]
    pub(crate) fn request_id(self) -> Option<&'a str> {
        match self.source {
            Source::Facts { request_id, .. } => request_id,
            Source::Carried { error, .. } => error.request_id(),
            Source::Forward(inner) => inner.request_id(),
            Source::Methods | Source::Judged(_) => None,
        }
    }

    #[inline]
    pub(crate) fn variant(self) -> Option<&'static str> {
        match self.source {
            Source::Forward(inner) if self.names.is_empty() => inner.variant(),
            _ => self.names.get(self.place).copied(),
        }
    }
}
