//! The tables that are written of an enum, and what is made of them.

use core::marker::PhantomData;

use apig_errors_catalog::{__private::packed, Actor, Code, Verdict};

use crate::{Claim, Mapping};

/// What is known of a variant that carries no response.
pub struct Facts {
    pub(super) verdict: Verdict,
    pub(super) code: Option<Code>,
    pub(super) actor: Option<Actor>,
}

/// What is written of an enum, column by column: what only this crate's generic functions read, and
/// what has few expressions, costs the user's compiler least.
pub trait Tables<const FACTS: usize, const CLAIMS: usize> {
    const FACTS: RawFacts;
    const CLAIMS: RawClaims<CLAIMS>;
}

/// The records that `packed::pack_facts` makes.
pub type RawFacts = &'static [u8];

/// Variants; codes; for each the record that `packed::pack_claim` makes; and the reasons of those claims
/// that have one.
pub type RawClaims<const N: usize> =
    ([&'static str; N], [&'static str; N], &'static [u8], &'static [(usize, &'static str)]);

/// The tables of `E` as they are used, made when the program that uses them is compiled.
pub(super) struct Made<E, const FACTS: usize, const CLAIMS: usize>(PhantomData<E>);

impl<E: Tables<FACTS, CLAIMS>, const FACTS: usize, const CLAIMS: usize> Made<E, FACTS, CLAIMS> {
    pub(super) const FACTS: &'static [Facts; FACTS] = &facts(E::FACTS);
    pub(super) const CLAIMS: &'static [Claim; CLAIMS] = &claims(&E::CLAIMS);
}

const fn facts<const N: usize>(numbers: RawFacts) -> [Facts; N] {
    const UNSET: Facts = Facts { verdict: Verdict::from_status(0), code: None, actor: None };
    let mut facts = [UNSET; N];
    let mut at = 0;
    while at < N {
        let (verdict, actor, code) = packed::unpack_facts(numbers, at);
        facts[at] = Facts { verdict, code, actor };
        at += 1;
    }
    facts
}

const fn claims<const N: usize>((variants, codes, numbers, reasons): &RawClaims<N>) -> [Claim; N] {
    const UNSET: Claim = Claim {
        variant: "",
        code: "",
        status: None,
        verdict: Verdict::from_status(0),
        reason: None,
    };
    let mut claims = [UNSET; N];
    let mut at = 0;
    while at < N {
        let (status, verdict) = packed::unpack_claim(numbers, at);
        let (variant, code) = (variants[at], codes[at]);
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
pub const fn mapping<E: Tables<FACTS, CLAIMS>, const FACTS: usize, const CLAIMS: usize>(
    name: &'static str,
    fallback: Option<&'static str>,
    siblings: bool,
) -> Mapping {
    Mapping::new(name, Made::<E, FACTS, CLAIMS>::CLAIMS, fallback, siblings)
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

        let [claimed, other]: [Facts; 2] = facts(Box::leak(numbers.into_boxed_slice()));
        assert_eq!((claimed.verdict, claimed.code), (verdict, Some(Code::APIG_0308)));
        assert_eq!(claimed.actor, Some(Actor::BackendOperator));
        assert_eq!((other.verdict, other.code, other.actor), (local, None, None));
    }

    #[test]
    fn columns_become_claims() {
        let verdict = Verdict::new(Retry::Throttled, Delivery::NotDelivered);
        let numbers = [packed::pack_claim(Some(429), verdict), packed::pack_claim(None, verdict)];
        let raw: RawClaims<2> = (
            ["Busy", "Foreign"],
            ["APIG.0308", "DNS.0021"],
            Box::leak(numbers.concat().into_boxed_slice()),
            &[(1, "the window is ours")],
        );

        let [documented, unlisted] = claims(&raw);
        assert_eq!((documented.variant, documented.code), ("Busy", "APIG.0308"));
        assert_eq!(documented.status, Some(429));
        assert_eq!((documented.verdict, documented.reason), (verdict, None));
        assert_eq!((unlisted.variant, unlisted.code), ("Foreign", "DNS.0021"));
        assert_eq!(unlisted.status, None);
        assert_eq!(unlisted.reason, Some("the window is ours"));
    }
}
