//! The look-up: from the four digits of a code and a status to what the table says, without touching
//! its texts.
//!
//! Everything here is computed from [`TABLE`](crate::table::TABLE) while this crate compiles: a hash
//! without collisions over the digits as they stand in the text, so that a look-up neither converts nor
//! checks them: what equals a documented code's digits is right. The verdicts are copied out of the rows
//! so that a program which only asks for verdicts links no text.

use core::ops::Range;

use crate::{
    __private::packed,
    Actor, Basis, Delivery, Family, Retry, Verdict,
    table::{COUNT, TABLE},
};

/// The four digits of a code, as ASCII, the first one in the lowest byte.
pub(crate) type Digits = u32;

/// The digits of a number up to 9999.
// A remainder of ten fits a byte.
#[allow(clippy::cast_possible_truncation)]
#[inline]
pub(crate) const fn digits_of(number: u16) -> Digits {
    Digits::from_le_bytes([
        b'0' + (number / 1000 % 10) as u8,
        b'0' + (number / 100 % 10) as u8,
        b'0' + (number / 10 % 10) as u8,
        b'0' + (number % 10) as u8,
    ])
}

/// A row without its texts.
#[derive(Clone, Copy)]
struct Entry {
    digits: Digits,
    status: u16,
    retry: Retry,
    delivery: Delivery,
    actor: Actor,
    /// In the first row of a code, whether all its rows have this verdict.
    agree: bool,
}

/// What a look-up reads.
struct Index {
    /// For each hash the first row of the code that has it.
    slots: [u8; SLOTS],
    entries: [Entry; COUNT],
}

static INDEX: Index = Index { slots: HASH.1, entries: ENTRIES };

const ENTRIES: [Entry; COUNT] = entries();
const MULTIPLIER: u32 = HASH.0;
const HASH: (u32, [u8; SLOTS]) = hash(0x9e37_79b1);

const HASH_BITS: u32 = 9;
const SLOTS: usize = 1 << HASH_BITS;

/// The slot of digits that are not documented. No row has this index.
const VACANT: u8 = u8::MAX;
const _: () = assert!(COUNT < VACANT as usize);

const fn entries() -> [Entry; COUNT] {
    let unset = Entry {
        digits: 0,
        status: 0,
        retry: Retry::Never,
        delivery: Delivery::MaybeDelivered,
        actor: Actor::GatewayOperator,
        agree: true,
    };
    let mut entries = [unset; COUNT];
    let (mut at, mut first) = (0, 0);
    while at < COUNT {
        let row = &TABLE[at];
        let Verdict { retry, delivery, .. } = row.verdict;
        let digits = digits_of(row.code.number());
        if entries[first].digits != digits {
            first = at;
        }
        entries[at] =
            Entry { digits, status: row.status, retry, delivery, actor: row.actor, agree: true };
        if packed::pack_verdict(row.verdict) != packed::pack_verdict(TABLE[first].verdict) {
            entries[first].agree = false;
        }
        at += 1;
    }
    entries
}

#[inline]
const fn slot_of(digits: Digits, multiplier: u32) -> usize {
    (digits.wrapping_mul(multiplier) >> (Digits::BITS - HASH_BITS)) as usize
}

/// The first multiplier, from this one on in a fixed sequence, under which no two codes have one slot, and
/// the slots. One in about fifty will do, so that a new code needs nothing but its row. (The rows of a code
/// must stand together: apart, they have one slot under every multiplier.)
const fn hash(mut multiplier: u32) -> (u32, [u8; SLOTS]) {
    let mut tries = 0_u32;
    while tries < 10_000 {
        if let Some(slots) = slots(multiplier) {
            return (multiplier, slots);
        }
        multiplier = multiplier.wrapping_mul(0x2c1b_3c6d).wrapping_add(0x297a_2d39);
        tries += 1;
    }
    panic!("no multiplier will do: make HASH_BITS larger");
}

// A row's index fits a byte: asserted above.
#[allow(clippy::cast_possible_truncation)]
const fn slots(multiplier: u32) -> Option<[u8; SLOTS]> {
    let mut slots = [VACANT; SLOTS];
    let mut row = 0;
    while row < COUNT {
        let digits = ENTRIES[row].digits;
        let slot = slot_of(digits, multiplier);
        if slots[slot] == VACANT {
            slots[slot] = row as u8;
        } else if ENTRIES[row - 1].digits != digits {
            return None;
        }
        row += 1;
    }
    Some(slots)
}

/// The first row of these digits.
#[inline]
const fn first_row(digits: Digits) -> Option<usize> {
    let row = INDEX.slots[slot_of(digits, MULTIPLIER)] as usize;
    // No row has the index that a vacant slot holds.
    if row < COUNT && INDEX.entries[row].digits == digits { Some(row) } else { None }
}

/// The row of these digits behind this one, if there is another.
#[inline]
const fn next_row(row: usize, digits: Digits) -> Option<usize> {
    let next = row + 1;
    if next < COUNT && INDEX.entries[next].digits == digits { Some(next) } else { None }
}

/// The rows of these digits; an empty range where they are not documented.
pub(crate) const fn rows_of(digits: Digits) -> Range<usize> {
    let Some(start) = first_row(digits) else { return 0..0 };
    let mut last = start;
    while let Some(next) = next_row(last, digits) {
        last = next;
    }
    start..last + 1
}

/// The first row of these digits with this status.
pub(crate) const fn row_of(digits: Digits, status: u16) -> Option<usize> {
    match first_row(digits) {
        Some(first) => row_from(first, digits, status),
        None => None,
    }
}

#[inline]
const fn row_from(first: usize, digits: Digits, status: u16) -> Option<usize> {
    let mut at = Some(first);
    while let Some(row) = at {
        if INDEX.entries[row].status == status {
            return at;
        }
        at = next_row(row, digits);
    }
    None
}

/// The verdict by the four rules of [`Code::verdict`](crate::Code::verdict).
#[inline]
pub(crate) const fn verdict(family: Family, digits: Digits, status: u16) -> Verdict {
    let Some(first) = first_row(digits) else { return Verdict::from_status(status) };
    let own = matches!(family, Family::Apig);
    match row_from(first, digits, status) {
        Some(row) => {
            let Entry { retry, delivery, .. } = INDEX.entries[row];
            Verdict { retry, delivery, basis: if own { Basis::Row } else { Basis::Sibling } }
        }
        None if own => {
            let Entry { retry, delivery, agree, .. } = INDEX.entries[first];
            if agree {
                return Verdict { retry, delivery, basis: Basis::Code };
            }
            // The rows differ, so the status has to speak for them.
            let retry = if matches!(status, 500..=599) { Retry::Backoff } else { Retry::Never };
            Verdict { retry, delivery: Delivery::MaybeDelivered, basis: Basis::Code }
        }
        None => Verdict::from_status(status),
    }
}

/// The actor by rules 1 to 3, rule 2 only where all rows of the code agree.
pub(crate) const fn actor(family: Family, digits: Digits, status: u16) -> Option<Actor> {
    let Some(first) = first_row(digits) else { return None };
    if let Some(row) = row_from(first, digits, status) {
        return Some(INDEX.entries[row].actor);
    }
    if !matches!(family, Family::Apig) {
        return None;
    }
    let actor = INDEX.entries[first].actor;
    let mut at = next_row(first, digits);
    while let Some(row) = at {
        if INDEX.entries[row].actor as u8 != actor as u8 {
            return None;
        }
        at = next_row(row, digits);
    }
    Some(actor)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Against the rows one by one.
    #[test]
    fn an_entry_is_its_row_and_the_first_of_a_code_knows_whether_all_agree() {
        let entries = entries();
        for rows in TABLE.chunk_by(|row, next| row.code == next.code) {
            let first = TABLE.iter().position(|row| row.code == rows[0].code).expect("a row");
            let agree = rows.iter().all(|row| row.verdict == rows[0].verdict);
            assert_eq!(entries[first].agree, agree, "{}", rows[0].code);
            for (entry, row) in entries[first..].iter().zip(rows) {
                assert_eq!(entry.digits, digits_of(row.code.number()));
                assert_eq!((entry.status, entry.actor), (row.status, row.actor));
                assert_eq!(
                    (entry.retry, entry.delivery),
                    (row.verdict.retry, row.verdict.delivery)
                );
            }
        }
    }

    /// Whichever codes a new table holds: the search goes on until none shares a slot with another.
    #[test]
    fn every_code_has_a_slot_of_its_own_wherever_the_search_begins() {
        for begin in 0..200 {
            let (multiplier, slots) = hash(begin);
            for row in &TABLE {
                let first = slots[slot_of(digits_of(row.code.number()), multiplier)];
                assert_eq!(TABLE[usize::from(first)].code, row.code, "from {begin}");
            }
            let codes = TABLE.chunk_by(|row, next| row.code == next.code).count();
            let taken = slots.iter().filter(|&&slot| slot != VACANT).count();
            assert_eq!(taken, codes, "from {begin}");
        }
    }
}
