//! Verdicts, actors and codes as small numbers: what generated code holds instead of paths, which the
//! compiler would have to resolve one by one. One implementation, for the derive that packs and the
//! runtime crate that unpacks.

use crate::{Actor, Basis, Code, Delivery, Family, Retry, Verdict};

/// Bits 0 and 1: retry class. Bit 2: delivery. Bits 3 to 5: basis.
#[must_use]
pub const fn verdict(verdict: Verdict) -> u8 {
    verdict.retry as u8 | (verdict.delivery as u8) << 2 | (verdict.basis as u8) << 3
}

/// The verdict that [`verdict()`] packed.
#[must_use]
pub const fn unpack_verdict(packed: u8) -> Verdict {
    Verdict {
        retry: Retry::ALL[(packed & 3) as usize],
        delivery: Delivery::ALL[(packed >> 2 & 1) as usize],
        basis: Basis::ALL[(packed >> 3) as usize],
    }
}

/// 0 for none, else one more than the actor's place.
#[must_use]
pub const fn actor(actor: Option<Actor>) -> u8 {
    match actor {
        Some(actor) => actor as u8 + 1,
        None => 0,
    }
}

/// The actor that [`actor()`] packed.
#[must_use]
pub const fn unpack_actor(packed: u8) -> Option<Actor> {
    match packed {
        0 => None,
        place => Some(Actor::ALL[place as usize - 1]),
    }
}

/// 0 for none, else one more than the family's place; the number, high byte first.
#[must_use]
pub const fn code(code: Option<Code>) -> [u8; 3] {
    match code {
        Some(code) => {
            let [high, low] = code.number().to_be_bytes();
            [code.family() as u8 + 1, high, low]
        }
        None => [0; 3],
    }
}

/// The code that [`code()`] packed.
#[must_use]
pub const fn unpack_code([family, high, low]: [u8; 3]) -> Option<Code> {
    match family {
        0 => None,
        place => Code::new(Family::ALL[place as usize - 1], u16::from_be_bytes([high, low])),
    }
}

const _: () = assert!(Retry::ALL.len() == 4 && Delivery::ALL.len() == 2 && Basis::ALL.len() <= 8);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_is_unpacked() {
        for &retry in Retry::ALL {
            for &delivery in Delivery::ALL {
                for &basis in Basis::ALL {
                    let whole = Verdict { retry, delivery, basis };
                    assert_eq!(unpack_verdict(verdict(whole)), whole);
                }
            }
        }
        assert_eq!(unpack_actor(actor(None)), None);
        for &one in Actor::ALL {
            assert_eq!(unpack_actor(actor(Some(one))), Some(one));
        }
        assert_eq!(unpack_code(code(None)), None);
        for &family in Family::ALL {
            for number in [0, 1, 308, 9999] {
                let one = Code::new(family, number);
                assert_eq!(unpack_code(code(one)), one);
            }
        }
    }
}
