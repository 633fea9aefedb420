//! The look-up: from a number and a status to what the table says, without touching its texts.
//!
//! Everything here is computed from [`TABLE`](crate::table::TABLE) while this crate compiles. A
//! number is split into its page (the hundreds) and its slot on that page; pages are as long as
//! their last documented number, so both tables together take less than 200 bytes. The verdicts are
//! copied out of the rows so that a program which only asks for verdicts links no text.

use core::ops::Range;

use crate::{
    Actor, Basis, Delivery, Retry, Verdict,
    table::{COUNT, TABLE},
};

/// A row without its texts.
#[derive(Clone, Copy)]
struct Entry {
    number: u16,
    status: u16,
    retry: Retry,
    delivery: Delivery,
    actor: Actor,
}

static ENTRIES: [Entry; COUNT] = entries();

const fn entries() -> [Entry; COUNT] {
    let unset = Entry {
        number: 0,
        status: 0,
        retry: Retry::Never,
        delivery: Delivery::MaybeDelivered,
        actor: Actor::GatewayOperator,
    };
    let mut entries = [unset; COUNT];
    let mut at = 0;
    while at < COUNT {
        let row = &TABLE[at];
        let Verdict { retry, delivery, .. } = row.verdict;
        entries[at] = Entry {
            number: row.code.number(),
            status: row.status,
            retry,
            delivery,
            actor: row.actor,
        };
        at += 1;
    }
    entries
}

/// Where a page's slots begin, and how many there are.
#[derive(Clone, Copy)]
struct Page {
    base: u8,
    len: u8,
}

/// The slot of a number that is not documented. No row has this index.
const VACANT: u8 = u8::MAX;
const _: () = assert!(COUNT < VACANT as usize);

const PAGES: usize = page_count();
const SLOTS: usize = slot_count();
const _: () = assert!(SLOTS <= u8::MAX as usize);

static PAGE_TABLE: [Page; PAGES] = pages();
static SLOT_TABLE: [u8; SLOTS] = slots();

const fn page_count() -> usize {
    let (mut count, mut at) = (0, 0);
    while at < COUNT {
        let page = (ENTRIES[at].number / 100) as usize;
        if page >= count {
            count = page + 1;
        }
        at += 1;
    }
    count
}

const fn page_len(page: usize) -> usize {
    let (mut len, mut at) = (0, 0);
    while at < COUNT {
        let number = ENTRIES[at].number as usize;
        if number / 100 == page && number % 100 >= len {
            len = number % 100 + 1;
        }
        at += 1;
    }
    len
}

const fn slot_count() -> usize {
    let (mut count, mut page) = (0, 0);
    while page < PAGES {
        count += page_len(page);
        page += 1;
    }
    count
}

// `SLOTS` fits a byte, and so does every part of it: asserted above.
#[allow(clippy::cast_possible_truncation)]
const fn pages() -> [Page; PAGES] {
    let mut pages = [Page { base: 0, len: 0 }; PAGES];
    let (mut base, mut page) = (0, 0);
    while page < PAGES {
        let len = page_len(page);
        pages[page] = Page { base: base as u8, len: len as u8 };
        base += len;
        page += 1;
    }
    pages
}

// A row's index fits a byte: asserted above.
#[allow(clippy::cast_possible_truncation)]
const fn slots() -> [u8; SLOTS] {
    let mut slots = [VACANT; SLOTS];
    let mut row = 0;
    while row < COUNT {
        let number = ENTRIES[row].number;
        let slot = PAGE_TABLE[(number / 100) as usize].base as usize + (number % 100) as usize;
        if slots[slot] == VACANT {
            slots[slot] = row as u8;
        } else {
            assert!(ENTRIES[row - 1].number == number, "the rows of a code must stand together");
        }
        row += 1;
    }
    slots
}

/// The first row of this number in the `APIG` table.
#[inline]
const fn first_row(number: u16) -> Option<usize> {
    let (page, slot) = ((number / 100) as usize, (number % 100) as usize);
    if page >= PAGES {
        return None;
    }
    let page = PAGE_TABLE[page];
    if slot >= page.len as usize {
        return None;
    }
    match SLOT_TABLE[page.base as usize + slot] {
        VACANT => None,
        row => Some(row as usize),
    }
}

/// The rows of this number in the `APIG` table; an empty range where it is not documented.
pub(crate) const fn rows_of(number: u16) -> Range<usize> {
    let Some(start) = first_row(number) else { return 0..0 };
    let mut end = start + 1;
    while end < COUNT && ENTRIES[end].number == number {
        end += 1;
    }
    start..end
}

/// The first row of this number with this status.
pub(crate) const fn row_of(number: u16, status: u16) -> Option<usize> {
    let Some(first) = first_row(number) else { return None };
    row_from(first, number, status)
}

#[inline]
const fn row_from(first: usize, number: u16, status: u16) -> Option<usize> {
    let mut at = first;
    while at < COUNT && ENTRIES[at].number == number {
        if ENTRIES[at].status == status {
            return Some(at);
        }
        at += 1;
    }
    None
}

impl Entry {
    const fn verdict(self, basis: Basis) -> Verdict {
        Verdict { retry: self.retry, delivery: self.delivery, basis }
    }
}

/// Rules 1, 2 and 4 of [`Code::verdict`](crate::Code::verdict), for the family of the table.
pub(crate) const fn verdict(number: u16, status: u16) -> Verdict {
    let Some(first) = first_row(number) else { return Verdict::of_status(status) };
    if let Some(row) = row_from(first, number, status) {
        return ENTRIES[row].verdict(Basis::Row);
    }
    let common = ENTRIES[first].verdict(Basis::Code);
    let mut at = first + 1;
    while at < COUNT && ENTRIES[at].number == number {
        let entry = ENTRIES[at];
        if entry.retry as u8 != common.retry as u8 || entry.delivery as u8 != common.delivery as u8
        {
            // The rows differ, so the status has to speak for them.
            let retry = if matches!(status, 500..=599) { Retry::Backoff } else { Retry::Never };
            return Verdict { retry, delivery: Delivery::MaybeDelivered, basis: Basis::Code };
        }
        at += 1;
    }
    common
}

/// Rules 3 and 4, for the sibling families.
pub(crate) const fn sibling_verdict(number: u16, status: u16) -> Verdict {
    match row_of(number, status) {
        Some(row) => ENTRIES[row].verdict(Basis::Sibling),
        None => Verdict::of_status(status),
    }
}

/// Rules 1 and 2 of [`Code::actor`](crate::Code::actor), for the family of the table.
pub(crate) const fn actor(number: u16, status: u16) -> Option<Actor> {
    let Some(first) = first_row(number) else { return None };
    if let Some(row) = row_from(first, number, status) {
        return Some(ENTRIES[row].actor);
    }
    let actor = ENTRIES[first].actor;
    let mut at = first + 1;
    while at < COUNT && ENTRIES[at].number == number {
        if ENTRIES[at].actor as u8 != actor as u8 {
            return None;
        }
        at += 1;
    }
    Some(actor)
}

/// Rule 3, for the sibling families.
pub(crate) const fn sibling_actor(number: u16, status: u16) -> Option<Actor> {
    match row_of(number, status) {
        Some(row) => Some(ENTRIES[row].actor),
        None => None,
    }
}
