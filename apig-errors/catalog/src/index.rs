//! The look-up: from the four digits of a code and a status to what the tables say, without touching their
//! texts.
//!
//! Everything here is computed from [`TABLES`] while this crate compiles. The families share their
//! numbers, so one hash without collisions serves all of them: over the digits as they are in the text,
//! so that a look-up neither converts nor checks them: what equals a documented code's digits is right.
//! What several tables say alike of a number and a status is one entry, which knows whose pair it is. The
//! verdicts are copied out of the rows so that a program which only asks for verdicts links no text.

use crate::{
    __private::packed,
    Actor, Basis, Delivery, Family, Retry, Row, Verdict,
    table::{TABLES, is_same},
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

/// A set of families, one bit each.
type Families = u8;

#[inline]
const fn only(family: Family) -> Families {
    1 << family as u8
}

/// Where a second set is, in one byte with the first.
const OWN: u32 = 3;
const _: () = assert!(Family::ALL.len() <= OWN as usize);

/// Whether two sets have a family in common.
#[inline]
const fn meet(one: Families, other: Families) -> bool {
    one & other != 0
}

/// The families whose tables are incomplete.
const INCOMPLETE: Families = {
    let (mut families, mut table) = (0, 0);
    while table < TABLES.len() {
        if !TABLES[table].complete {
            families |= only(TABLES[table].family);
        }
        table += 1;
    }
    families
};

/// The families whose rows rule 3 asks for this one: where its table is incomplete, those of `APIG` stand in for
/// what it lacks.
const fn asked_for(own: Families) -> Families {
    if meet(INCOMPLETE, own) { own | only(Family::Apig) } else { own }
}

/// What rows of a number and a status say alike, without their texts. The entries of a number are neighbours.
#[derive(Clone, Copy)]
struct Entry {
    digits: Digits,
    status: u16,
    retry: Retry,
    delivery: Delivery,
    actor: Actor,
    /// The families for which the entry holds, by rule 1 or 2, for each at most one entry of a pair; and, at
    /// [`OWN`], those of them whose tables have the pair, which is rule 1.
    holding: Families,
    /// In the first entry of a number, the families whose rows, in what rule 3 asks, differ in their verdicts;
    /// and, at [`OWN`], the families whose tables have the number.
    differing: Families,
    /// In the first entry of a number, the index after the last.
    end: u8,
}

const UNSET: Entry = Entry {
    digits: 0,
    status: 0,
    retry: Retry::Never,
    delivery: Delivery::MaybeDelivered,
    actor: Actor::GatewayOperator,
    holding: 0,
    differing: 0,
    end: 0,
};

/// What a look-up reads.
struct Index {
    /// For each hash the first entry of the number that has it.
    slots: [u8; SLOTS],
    multiplier: u32,
    entries: [Entry; COUNT],
}

static INDEX: Index = Index { slots: HASH.1, multiplier: HASH.0, entries: ENTRIES };

const MOST: usize = most();
const ALL: ([Entry; MOST], usize) = entries();
const COUNT: usize = ALL.1;
const ENTRIES: [Entry; COUNT] = *ALL.0.first_chunk().unwrap();
const HASH: (u32, [u8; SLOTS]) = hash(0x9e37_79b1);

const HASH_BITS: u32 = 9;
const SLOTS: usize = 1 << HASH_BITS;

/// The slot of digits that are not documented, and the place of a number in a table that lacks it. No entry
/// and no row has this index.
const VACANT: u8 = u8::MAX;
const _: () = assert!(MOST < VACANT as usize && COUNT <= MOST);

/// How many entries there are at most: one a row.
const fn most() -> usize {
    let (mut table, mut rows) = (0, 0);
    while table < TABLES.len() {
        rows += TABLES[table].rows.len();
        table += 1;
    }
    rows
}

/// The rows of all tables, each with the next one of its number.
struct Chain {
    rows: [&'static Row; MOST],
    next: [usize; MOST],
    /// Whether a row is the first of its number.
    is_first: [bool; MOST],
}

/// Where a chain ends.
const END: usize = usize::MAX;

// A row's index fits a byte: asserted above. The large array is the compiler's alone.
#[allow(clippy::cast_possible_truncation, clippy::large_stack_arrays)]
const fn chain() -> Chain {
    let mut chain =
        Chain { rows: [&TABLES[0].rows[0]; MOST], next: [END; MOST], is_first: [false; MOST] };
    let mut last = [VACANT; 10_000];
    let (mut count, mut table) = (0, 0);
    while table < TABLES.len() {
        let rows = TABLES[table].rows;
        let mut at = 0;
        while at < rows.len() {
            let before = &mut last[rows[at].code.number() as usize];
            chain.rows[count] = &rows[at];
            if *before == VACANT {
                chain.is_first[count] = true;
            } else {
                chain.next[*before as usize] = count;
            }
            *before = count as u8;
            count += 1;
            at += 1;
        }
        table += 1;
    }
    chain
}

/// The entries, number by number, each number where a table first has it.
const fn entries() -> ([Entry; MOST], usize) {
    let chain = chain();
    let mut entries = [UNSET; MOST];
    let (mut count, mut row) = (0, 0);
    while row < MOST {
        if chain.is_first[row] {
            count = add_number(&mut entries, count, &chain, row);
        }
        row += 1;
    }
    (entries, count)
}

/// Adds the entries of all rows of a number, whichever table has them.
// An entry's index fits a byte: asserted above.
#[allow(clippy::cast_possible_truncation)]
const fn add_number(
    entries: &mut [Entry; MOST],
    first: usize,
    chain: &Chain,
    mut row: usize,
) -> usize {
    let mut count = first;
    while row != END {
        count = add_row(entries, first, count, chain.rows[row]);
        row = chain.next[row];
    }
    entries[first].end = count as u8;
    let mut family = 0;
    while family < Family::ALL.len() {
        add_rules(entries, first, count, only(Family::ALL[family]));
        family += 1;
    }
    count
}

/// Adds a row to the entry that says the same, or as a new one; a second row of a pair counts for nothing.
const fn add_row(entries: &mut [Entry; MOST], first: usize, count: usize, row: &Row) -> usize {
    let Verdict { retry, delivery, .. } = row.verdict;
    let own = only(row.code.family());
    let (mut at, mut alike) = (first, None);
    while at < count {
        let entry = &entries[at];
        if entry.status == row.status {
            if meet(entry.holding, own) {
                return count;
            }
            if entry.retry as u8 == retry as u8
                && entry.delivery as u8 == delivery as u8
                && entry.actor as u8 == row.actor as u8
            {
                alike = Some(at);
            }
        }
        at += 1;
    }
    let (at, count) = if let Some(at) = alike {
        (at, count)
    } else {
        entries[count] = Entry {
            digits: row.code.digits(),
            status: row.status,
            retry,
            delivery,
            actor: row.actor,
            ..UNSET
        };
        (count, count + 1)
    };
    entries[at].holding |= own | own << OWN;
    entries[first].differing |= own << OWN;
    count
}

/// Adds to the entries of a number what rules 2 and 3 need of this family.
const fn add_rules(entries: &mut [Entry; MOST], first: usize, count: usize, own: Families) {
    let has_number = meet(entries[first].differing >> OWN, own);
    let lacks_rows = !has_number || meet(INCOMPLETE, own);
    let mut said = None;
    let mut at = first;
    while at < count {
        let entry = entries[at];
        if lacks_rows
            && meet(entry.holding >> OWN, only(Family::Apig))
            && !has_pair(entries, first, count, entry.status, own)
        {
            entries[at].holding |= own;
        }
        if has_number && meet(entry.holding >> OWN, asked_for(own)) {
            let verdict = packed::pack_verdict(Verdict::new(entry.retry, entry.delivery));
            match said {
                None => said = Some(verdict),
                Some(other) if other != verdict => entries[first].differing |= own,
                Some(_) => {}
            }
        }
        at += 1;
    }
}

/// Whether the table of this family has the pair.
const fn has_pair(
    entries: &[Entry; MOST],
    first: usize,
    count: usize,
    status: u16,
    own: Families,
) -> bool {
    let mut at = first;
    while at < count {
        if entries[at].status == status && meet(entries[at].holding >> OWN, own) {
            return true;
        }
        at += 1;
    }
    false
}

#[inline]
const fn slot_of(digits: Digits, multiplier: u32) -> usize {
    (digits.wrapping_mul(multiplier) >> (Digits::BITS - HASH_BITS)) as usize
}

/// The first multiplier, from this one on in a fixed sequence, under which no two numbers have one slot, and
/// the slots. One in about fifty will do, so that a new code needs nothing but its row.
const fn hash(mut multiplier: u32) -> (u32, [u8; SLOTS]) {
    let mut tries = 0_u32;
    while tries < 10_000 {
        if let Some(slots) = slots(&ENTRIES, multiplier) {
            return (multiplier, slots);
        }
        multiplier = multiplier.wrapping_mul(0x2c1b_3c6d).wrapping_add(0x297a_2d39);
        tries += 1;
    }
    panic!("no multiplier will do: make HASH_BITS larger");
}

// An entry's index fits a byte: asserted above.
#[allow(clippy::cast_possible_truncation)]
const fn slots(entries: &[Entry; COUNT], multiplier: u32) -> Option<[u8; SLOTS]> {
    let mut slots = [VACANT; SLOTS];
    let mut entry = 0;
    while entry < COUNT {
        let digits = entries[entry].digits;
        let slot = slot_of(digits, multiplier);
        if slots[slot] == VACANT {
            slots[slot] = entry as u8;
        } else if entries[slots[slot] as usize].digits != digits {
            return None;
        }
        entry += 1;
    }
    Some(slots)
}

/// The first entry of these digits.
#[inline]
const fn first_of(digits: Digits) -> Option<usize> {
    let entry = INDEX.slots[slot_of(digits, INDEX.multiplier)] as usize;
    // No entry has the index that a vacant slot holds.
    if entry < COUNT && INDEX.entries[entry].digits == digits { Some(entry) } else { None }
}

/// The index after the last entry of the number whose first entry this is.
#[inline]
const fn end_of(first: usize) -> usize {
    let end = INDEX.entries[first].end as usize;
    // Never more; said so that nothing checks it again.
    if end <= COUNT { end } else { COUNT }
}

/// The verdict by the four rules of [`Code::verdict`](crate::Code::verdict).
#[inline]
pub(crate) const fn verdict(family: Family, digits: Digits, status: u16) -> Verdict {
    let Some(first) = first_of(digits) else { return Verdict::from_status(status) };
    let own = only(family);
    // Nearly every number has one entry.
    if holds(first, status, own) {
        return verdict_of(first, own);
    }
    let (mut entry, end) = (first + 1, end_of(first));
    while entry < end {
        if holds(entry, status, own) {
            return verdict_of(entry, own);
        }
        entry += 1;
    }
    verdict_of_code(first, status, own)
}

/// Whether rule 1 or 2 finds this entry of a number.
#[inline]
const fn holds(entry: usize, status: u16, own: Families) -> bool {
    INDEX.entries[entry].status == status && meet(INDEX.entries[entry].holding, own)
}

/// The verdict of an entry that holds.
#[inline]
const fn verdict_of(entry: usize, own: Families) -> Verdict {
    let Entry { retry, delivery, holding, .. } = INDEX.entries[entry];
    let basis = if meet(holding >> OWN, own) { Basis::Row } else { Basis::Sibling };
    Verdict { retry, delivery, basis }
}

/// The verdict by rules 3 and 4. Apart, so that what is common stays small where it is inlined.
#[cold]
#[inline(never)]
const fn verdict_of_code(first: usize, status: u16, own: Families) -> Verdict {
    // Always below; said so that nothing checks it again.
    let first = if first < COUNT { first } else { 0 };
    let differing = INDEX.entries[first].differing;
    if !meet(differing >> OWN, own) {
        return Verdict::from_status(status);
    }
    if meet(differing, own) {
        // The rows differ, so the status has to speak for them.
        let retry = if matches!(status, 500..=599) { Retry::Backoff } else { Retry::Never };
        return Verdict { retry, delivery: Delivery::MaybeDelivered, basis: Basis::Code };
    }
    let mut entry = first;
    while entry + 1 < COUNT && !meet(INDEX.entries[entry].holding >> OWN, own) {
        entry += 1;
    }
    let Entry { retry, delivery, .. } = INDEX.entries[entry];
    Verdict { retry, delivery, basis: Basis::Code }
}

/// The actor by rules 1 to 3, rule 3 only where all rows that it asks agree.
pub(crate) const fn actor(family: Family, digits: Digits, status: u16) -> Option<Actor> {
    let Some(first) = first_of(digits) else { return None };
    let own = only(family);
    let (mut entry, end) = (first, end_of(first));
    while entry < end {
        if holds(entry, status, own) {
            return Some(INDEX.entries[entry].actor);
        }
        entry += 1;
    }
    if !meet(INDEX.entries[first].differing >> OWN, own) {
        return None;
    }
    let (mut entry, mut actor) = (first, None);
    while entry < end {
        let Entry { actor: said, holding, .. } = INDEX.entries[entry];
        if meet(holding >> OWN, asked_for(own)) {
            match actor {
                None => actor = Some(said),
                Some(other) if other as u8 != said as u8 => return None,
                Some(_) => {}
            }
        }
        entry += 1;
    }
    actor
}

/// Where the rows of a family's table are: what is linked where rows are asked for, and else not.
pub(crate) struct Places {
    rows: &'static [Row],
    /// For each entry that is the first of a number, the first row of the number.
    first: [u8; COUNT],
}

pub(crate) static APIG: Places = places(Family::Apig);
pub(crate) static APIGW: Places = places(Family::Apigw);
pub(crate) static APIC: Places = places(Family::Apic);

// A row's index fits a byte: asserted above.
#[allow(clippy::cast_possible_truncation)]
const fn places(family: Family) -> Places {
    let rows = family.table().rows;
    assert!(rows.len() < VACANT as usize, "a row's index is no byte");
    let mut first = [VACANT; COUNT];
    let mut at = 0;
    while at < rows.len() {
        if at == 0 || !is_same(rows[at - 1].code, rows[at].code) {
            let Some(entry) = first_of(rows[at].code.digits()) else {
                panic!("a row has no entry")
            };
            assert!(first[entry] == VACANT, "the rows of a code are not neighbours");
            first[entry] = at as u8;
        }
        at += 1;
    }
    Places { rows, first }
}

impl Places {
    /// The rows of these digits; none where they are not documented.
    pub(crate) const fn rows_of(&self, digits: Digits) -> &'static [Row] {
        let Some(entry) = first_of(digits) else { return &[] };
        let start = self.first[entry];
        if start == VACANT {
            return &[];
        }
        let (_, rows) = self.rows.split_at(start as usize);
        let mut end = 1;
        while end < rows.len() && is_same(rows[end].code, rows[0].code) {
            end += 1;
        }
        rows.split_at(end).0
    }
}

#[cfg(test)]
mod tests {
    use std::vec::Vec;

    use super::*;

    fn documented() -> Vec<&'static Row> {
        TABLES.iter().flat_map(|table| table.rows).collect()
    }

    /// Against the rows one by one.
    #[test]
    fn each_row_has_one_entry_and_each_entry_a_row() {
        for row in documented() {
            let digits = row.code.digits();
            let own = only(row.code.family());
            let entries = ENTRIES.iter().filter(|entry| {
                (entry.digits, entry.status) == (digits, row.status)
                    && meet(entry.holding >> OWN, own)
            });
            let said = entries.map(|entry| (entry.retry, entry.delivery, entry.actor));
            let expected = (row.verdict.retry, row.verdict.delivery, row.actor);
            assert_eq!(said.collect::<Vec<_>>(), [expected], "{} {}", row.code, row.status);
        }
        for entry in ENTRIES {
            for &family in Family::ALL {
                let rows = documented().into_iter().filter(|row| {
                    row.code.family() == family
                        && (row.code.digits(), row.status) == (entry.digits, entry.status)
                });
                assert_eq!(meet(entry.holding >> OWN, only(family)), rows.count() > 0);
            }
        }
    }

    #[test]
    fn the_entries_of_a_number_are_neighbours() {
        let numbers: Vec<_> = ENTRIES.chunk_by(|one, next| one.digits == next.digits).collect();
        for (at, entries) in numbers.iter().enumerate() {
            assert!(numbers[..at].iter().all(|before| before[0].digits != entries[0].digits));
            let before: usize = numbers[..at].iter().map(|entries| entries.len()).sum();
            assert_eq!(usize::from(entries[0].end), before + entries.len());
            assert!(entries[1..].iter().all(|entry| (entry.differing, entry.end) == (0, 0)));
        }
    }

    /// The compiler computes it; a program computes the same.
    #[test]
    fn the_index_is_the_same_at_run_time() {
        let said = |entry: &Entry| {
            let verdict = (entry.retry, entry.delivery, entry.actor);
            (entry.digits, entry.status, verdict, entry.holding, entry.differing, entry.end)
        };
        let (computed, count) = entries();
        let computed: Vec<_> = computed[..count].iter().map(said).collect();
        assert_eq!(most(), MOST);
        assert_eq!(computed, ENTRIES.iter().map(said).collect::<Vec<_>>());
        for (family, kept) in
            [(Family::Apig, &APIG), (Family::Apigw, &APIGW), (Family::Apic, &APIC)]
        {
            assert_eq!(places(family).first, kept.first, "{family:?}");
        }
    }

    /// Whichever codes a new table holds: the search goes on until none shares a slot with another.
    #[test]
    fn every_number_has_a_slot_of_its_own_wherever_the_search_begins() {
        for begin in 0..200 {
            let (multiplier, slots) = hash(begin);
            for row in documented() {
                let digits = row.code.digits();
                let first = slots[slot_of(digits, multiplier)];
                assert_eq!(ENTRIES[usize::from(first)].digits, digits, "from {begin}");
            }
            let numbers = ENTRIES.chunk_by(|one, next| one.digits == next.digits).count();
            let taken = slots.iter().filter(|&&slot| slot != VACANT).count();
            assert_eq!(taken, numbers, "from {begin}");
        }
    }
}
