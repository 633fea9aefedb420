//! Verdicts, actors and codes as small numbers: what generated code holds instead of paths, which the
//! compiler would have to resolve one by one. One implementation, for the derive that packs and the
//! runtime crate that unpacks: how long a record is, and what is where in it, nobody else knows.

use crate::{Actor, Basis, Code, Delivery, Family, Retry, Verdict};

/// Packed verdict, packed actor, packed code.
const FACTS: usize = 5;

/// Place of the variant, status (0 for every one), high bytes first; packed verdict.
const CLAIM: usize = 7;

/// High bytes first.
const INDEX: usize = 4;

/// Packs what is known of a variant.
#[must_use]
pub const fn pack_facts(verdict: Verdict, actor: Option<Actor>, code: Option<Code>) -> [u8; FACTS] {
    let [family, high, low] = pack_code(code);
    [pack_verdict(verdict), pack_actor(actor), family, high, low]
}

/// Unpacks the record of this index, out of records that [`pack_facts`] made.
#[must_use]
pub const fn unpack_facts(records: &[u8], index: usize) -> (Verdict, Option<Actor>, Option<Code>) {
    let at = FACTS * index;
    let code = unpack_code([records[at + 2], records[at + 3], records[at + 4]]);
    (unpack_verdict(records[at]), unpack_actor(records[at + 1]), code)
}

/// Packs the numbers of a claim: the place of its variant among the enum's, its status and its verdict.
#[must_use]
pub const fn pack_claim(variant: u32, status: Option<u16>, verdict: Verdict) -> [u8; CLAIM] {
    let [a, b, c, d] = variant.to_be_bytes();
    let [high, low] = match status {
        Some(status) => status.to_be_bytes(),
        None => [0; 2],
    };
    [a, b, c, d, high, low, pack_verdict(verdict)]
}

/// Unpacks the record of this index, out of records that [`pack_claim`] made.
#[must_use]
pub const fn unpack_claim(records: &[u8], index: usize) -> (u32, Option<u16>, Verdict) {
    let at = CLAIM * index;
    let variant =
        u32::from_be_bytes([records[at], records[at + 1], records[at + 2], records[at + 3]]);
    let status = match u16::from_be_bytes([records[at + 4], records[at + 5]]) {
        0 => None,
        status => Some(status),
    };
    (variant, status, unpack_verdict(records[at + 6]))
}

/// Packs an index into a table.
#[must_use]
pub const fn pack_index(index: u32) -> [u8; INDEX] {
    index.to_be_bytes()
}

/// Unpacks the nth record, out of records that [`pack_index`] made.
#[inline]
#[must_use]
pub const fn unpack_index(records: &[u8], nth: usize) -> usize {
    let at = INDEX * nth;
    u32::from_be_bytes([records[at], records[at + 1], records[at + 2], records[at + 3]]) as usize
}

/// How many records [`pack_index`] made of these.
#[inline]
#[must_use]
pub const fn indices(records: &[u8]) -> usize {
    records.len() / INDEX
}

/// A code as one small number: that of an `APIG` code is its own, so that what is generated of it reads well,
/// those of the other families follow.
#[inline]
#[must_use]
pub const fn key(code: Code) -> u16 {
    code.family() as u16 * 10_000 + code.number()
}

/// The key of a response without a code. Those of codes are below 60 000.
pub const NO_CODE: u16 = u16::MAX;

/// Bits 0 and 1: retry class. Bit 2: delivery. Bits 3 to 5: basis.
pub(crate) const fn pack_verdict(verdict: Verdict) -> u8 {
    verdict.retry as u8 | (verdict.delivery as u8) << 2 | (verdict.basis as u8) << 3
}

/// The verdict that [`pack_verdict`] packed.
const fn unpack_verdict(packed: u8) -> Verdict {
    Verdict {
        retry: Retry::ALL[(packed & 3) as usize],
        delivery: Delivery::ALL[(packed >> 2 & 1) as usize],
        basis: Basis::ALL[(packed >> 3) as usize],
    }
}

/// 0 for none, else one more than the actor's place.
const fn pack_actor(actor: Option<Actor>) -> u8 {
    match actor {
        Some(actor) => actor as u8 + 1,
        None => 0,
    }
}

/// The actor that [`pack_actor`] packed.
const fn unpack_actor(packed: u8) -> Option<Actor> {
    match packed {
        0 => None,
        place => Some(Actor::ALL[place as usize - 1]),
    }
}

/// 0 for none, else one more than the family's place; the number, high byte first.
const fn pack_code(code: Option<Code>) -> [u8; 3] {
    match code {
        Some(code) => {
            let [high, low] = code.number().to_be_bytes();
            [code.family() as u8 + 1, high, low]
        }
        None => [0; 3],
    }
}

/// The code that [`pack_code`] packed.
const fn unpack_code([family, high, low]: [u8; 3]) -> Option<Code> {
    match family {
        0 => None,
        place => Code::new(Family::ALL[place as usize - 1], u16::from_be_bytes([high, low])),
    }
}

const _: () = assert!(Family::ALL.len() <= 6, "keys of codes are below 60 000");
const _: () = assert!(Retry::ALL.len() == 4 && Delivery::ALL.len() == 2 && Basis::ALL.len() <= 8);

#[cfg(test)]
mod tests {
    use super::*;

    fn verdicts() -> impl Iterator<Item = Verdict> {
        let deliveries = |retry| Delivery::ALL.iter().map(move |delivery| (retry, *delivery));
        let pairs = Retry::ALL.iter().flat_map(move |retry| deliveries(*retry));
        pairs.flat_map(|(retry, delivery)| {
            Basis::ALL.iter().map(move |basis| Verdict { retry, delivery, basis: *basis })
        })
    }

    #[test]
    fn facts_are_unpacked_as_they_were_packed() {
        let actors = || Actor::ALL.iter().copied().map(Some).chain([None]);
        let code = |family| [0, 1, 308, 9999].map(|number| Code::new(family, number));
        let codes = || Family::ALL.iter().copied().flat_map(code).chain([None]);
        for verdict in verdicts() {
            for actor in actors() {
                for code in codes() {
                    let facts = pack_facts(verdict, actor, code);
                    assert_eq!(unpack_facts(&facts, 0), (verdict, actor, code));
                    // In the second place, too.
                    let two = [[0; FACTS], facts].concat();
                    assert_eq!(unpack_facts(&two, 1), (verdict, actor, code));
                }
            }
        }
    }

    #[test]
    fn indices_are_unpacked_as_they_were_packed() {
        let all = [0, 1, 255, 256, 70_000, u32::MAX];
        let records = all.map(pack_index).concat();
        let unpacked = (0..indices(&records)).map(|nth| unpack_index(&records, nth));
        assert!(unpacked.eq(all.map(|index| index as usize)));
    }

    #[test]
    fn claims_are_unpacked_as_they_were_packed() {
        for verdict in verdicts() {
            for status in [None, Some(1), Some(429), Some(599)] {
                for variant in [0, 1, 300, u32::MAX] {
                    let two = [[0; CLAIM], pack_claim(variant, status, verdict)].concat();
                    assert_eq!(unpack_claim(&two, 1), (variant, status, verdict));
                }
            }
        }
    }
}
