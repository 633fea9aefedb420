//! The tables that are written of an enum, and what is made of them.

use core::marker::PhantomData;

use apig_errors_catalog::{__private::packed, Actor, Code, Verdict};

use crate::{Claim, Mapping};

/// What is known of the variants that carry no response, column by column: a method reads one of them.
pub(super) struct Facts<const N: usize> {
    pub(super) verdicts: [Verdict; N],
    pub(super) codes: [Option<Code>; N],
    pub(super) actors: [Option<Actor>; N],
}

/// What is written of an enum, column by column: what only this crate's generic functions read, and
/// what has few expressions, costs the user's compiler least. So the columns of texts are one literal each,
/// a line for a text.
pub trait Tables<const VARIANTS: usize, const CLAIMS: usize> {
    const VARIANTS: RawVariants;
    const CLAIMS: RawClaims;
}

/// For each variant, in their order: its name, and the record that `packed::pack_facts` makes.
pub type RawVariants = (&'static str, &'static [u8]);

/// For each claim, in their order: its code, of which an empty line is none, and the record that `packed::pack_claim` makes; and the reasons of
/// those claims that have one.
pub type RawClaims = (&'static str, &'static [u8], &'static [(usize, &'static str)]);

/// The tables of `E` as they are used, made when the program that uses them is compiled.
pub(super) struct Made<E, const VARIANTS: usize, const CLAIMS: usize>(PhantomData<E>);

impl<E: Tables<V, C>, const V: usize, const C: usize> Made<E, V, C> {
    pub(super) const NAMES: &'static [&'static str; V] = &lines(E::VARIANTS.0);
    pub(super) const FACTS: &'static Facts<V> = &facts(E::VARIANTS.1);
    pub(super) const CLAIMS: &'static [Claim; C] = &claims(Self::NAMES, E::CLAIMS);
}

/// The lines of a text, of which it has that many: names and codes have no line break in them.
const fn lines<const N: usize>(text: &'static str) -> [&'static str; N] {
    let mut lines = [""; N];
    let mut rest = text.as_bytes();
    let mut at = 0;
    while at < N {
        let mut end = 0;
        while end < rest.len() && rest[end] != b'\n' {
            end += 1;
        }
        let (line, after) = rest.split_at(end);
        if let Ok(line) = core::str::from_utf8(line) {
            lines[at] = line;
        }
        rest = match after {
            [_, after @ ..] => after,
            [] => after,
        };
        at += 1;
    }
    lines
}

const fn facts<const N: usize>(numbers: &[u8]) -> Facts<N> {
    let mut facts =
        Facts { verdicts: [Verdict::from_status(0); N], codes: [None; N], actors: [None; N] };
    let mut at = 0;
    while at < N {
        (facts.verdicts[at], facts.actors[at], facts.codes[at]) = packed::unpack_facts(numbers, at);
        at += 1;
    }
    facts
}

const fn claims<const N: usize>(
    names: &[&'static str],
    (codes, numbers, reasons): RawClaims,
) -> [Claim; N] {
    const UNSET: Claim = Claim {
        variant: "",
        code: None,
        status: None,
        verdict: Verdict::from_status(0),
        reason: None,
    };
    let codes: [&'static str; N] = lines(codes);
    let mut claims = [UNSET; N];
    let mut at = 0;
    while at < N {
        let (variant, status, verdict) = packed::unpack_claim(numbers, at);
        let variant = names[variant as usize];
        let code = if codes[at].is_empty() { None } else { Some(codes[at]) };
        claims[at] = Claim { variant, code, status, verdict, reason: None };
        at += 1;
    }
    let mut at = 0;
    while at < reasons.len() {
        let (claim, reason) = reasons[at];
        claims[claim].reason = Some(reason);
        at += 1;
    }
    claims
}

/// The whole mapping of `E`.
pub const fn mapping<E: Tables<V, C>, const V: usize, const C: usize>(
    name: &'static str,
    fallback: Option<&'static str>,
    siblings: bool,
) -> Mapping {
    Mapping::new(name, Made::<E, V, C>::CLAIMS, fallback, siblings)
}

#[cfg(test)]
mod tests {
    use alloc::boxed::Box;

    use apig_errors_catalog::{Basis, Delivery, Retry};

    use super::*;

    // The compiler does in a constant what these do at run time: every byte has its place.

    #[test]
    fn columns_become_facts() {
        let verdict = Verdict::new(Retry::Backoff, Delivery::NotDelivered).on(Basis::Row);
        let local = Verdict::new(Retry::Never, Delivery::MaybeDelivered);
        let (code, actor) = (Some(Code::APIG_0308), Some(Actor::BackendOperator));
        let numbers =
            [packed::pack_facts(verdict, actor, code), packed::pack_facts(local, None, None)];
        let numbers = numbers.concat();

        let facts: Facts<2> = facts(&numbers);
        assert_eq!(facts.verdicts, [verdict, local]);
        assert_eq!(facts.codes, [code, None]);
        assert_eq!(facts.actors, [actor, None]);
    }

    #[test]
    fn columns_become_claims() {
        let verdict = Verdict::new(Retry::Throttled, Delivery::NotDelivered);
        let by_status = Verdict::from_status(502);
        let numbers = [
            packed::pack_claim(1, Some(429), verdict),
            packed::pack_claim(1, Some(502), by_status),
            packed::pack_claim(0, None, verdict),
        ];
        let numbers = Box::leak(numbers.concat().into_boxed_slice());
        let names: [&str; 2] = lines("Foreign\nB\u{fc}sy");

        let [documented, no_code, unlisted] =
            claims(&names, ("APIG.0308\n\nDNS.0021", numbers, &[(2, "the window is ours")]));
        assert_eq!((documented.variant, documented.code), ("B\u{fc}sy", Some("APIG.0308")));
        assert_eq!((no_code.variant, no_code.code), ("B\u{fc}sy", None));
        assert_eq!((no_code.status, no_code.verdict, no_code.reason), (Some(502), by_status, None));
        assert_eq!(documented.status, Some(429));
        assert_eq!((documented.verdict, documented.reason), (verdict, None));
        assert_eq!((unlisted.variant, unlisted.code), ("Foreign", Some("DNS.0021")));
        assert_eq!(unlisted.status, None);
        assert_eq!(unlisted.reason, Some("the window is ours"));
    }
}
