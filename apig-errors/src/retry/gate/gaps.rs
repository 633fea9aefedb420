//! Where in the line places were given up, so that it can pass over them when it comes to them.

use super::line::CALL;

const BUCKETS: usize = 32;

/// Counts of places that were given up, by ranges of tickets: coarser the longer the line is.
#[derive(Clone, Debug)]
pub(super) struct Gaps {
    /// Tickets in a range.
    width: u64,
    /// Thousandths of a place, in a ring.
    counts: [u64; BUCKETS],
    /// Whether there are any.
    is_empty: bool,
}

impl Gaps {
    pub(super) const fn new() -> Self {
        Self { width: 1, counts: [0; BUCKETS], is_empty: true }
    }

    /// `called`: how far the line has moved, in thousandths of a ticket.
    pub(super) fn add(&mut self, ticket: u64, called: u64) {
        while ticket / self.width - (called / CALL / self.width).min(ticket / self.width)
            >= BUCKETS as u64
        {
            self.coarsen(called);
        }
        self.counts[bucket(ticket / self.width)] += CALL;
        self.is_empty = false;
    }

    pub(super) fn clear(&mut self) {
        if !self.is_empty {
            *self = Self::new();
        }
    }

    /// How far the line comes from there when it lets so many through, those that are not there passed over.
    pub(super) fn pass(&mut self, mut called: u64, mut moved: u64) -> u64 {
        if self.is_empty {
            return called.saturating_add(moved);
        }
        for _ in 0..BUCKETS {
            let range = called / CALL / self.width;
            let end = (range + 1).saturating_mul(self.width).saturating_mul(CALL);
            let gaps = &mut self.counts[bucket(range)];
            let there = (end - called).saturating_sub(*gaps);
            if moved < there {
                let skipped = u128::from(moved) * u128::from(*gaps) / u128::from(there);
                let skipped = u64::try_from(skipped).unwrap_or(*gaps);
                *gaps -= skipped;
                return called + moved + skipped;
            }
            *gaps = 0;
            called = end;
            moved -= there;
        }
        self.clear();
        called.saturating_add(moved)
    }

    /// Makes the ranges twice as wide.
    fn coarsen(&mut self, called: u64) {
        let first = called / CALL / self.width;
        let mut counts = [0; BUCKETS];
        for range in first..first + BUCKETS as u64 {
            counts[bucket(range / 2)] += self.counts[bucket(range)];
        }
        self.width *= 2;
        self.counts = counts;
    }
}

fn bucket(range: u64) -> usize {
    usize::try_from(range % BUCKETS as u64).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_is_passed_over_when_the_line_comes_to_it_and_not_before() {
        let mut gaps = Gaps::new();
        gaps.add(7, 0);
        assert_eq!(gaps.pass(0, 6_500), 6_500);
        assert_eq!(gaps.pass(6_500, 500), 7_000 + 1_000);
        // It is over.
        assert_eq!(gaps.pass(8_000, 3_000), 11_000);
    }

    #[test]
    fn far_gaps_are_kept_by_ranges_and_none_is_lost() {
        let mut gaps = Gaps::new();
        // Every second place at the end of the line.
        for ticket in (9_000..10_240).step_by(2) {
            gaps.add(ticket, 0);
        }
        let (mut called, mut moved) = (0, 0);
        while called < 10_240 * CALL {
            called = gaps.pass(called, 250);
            moved += 250;
            // A range is 512 tickets wide, so what is ahead of it is not touched.
            assert!(called >= 8_700 * CALL || called == moved, "{called} {moved}");
        }
        assert!((9_619_000..=9_621_000).contains(&moved), "{moved}");
    }

    #[test]
    fn a_place_behind_the_line_and_the_ends_of_the_numbers_are_no_trouble() {
        let mut gaps = Gaps::new();
        gaps.add(3, 500_000);
        assert_eq!(gaps.pass(500_000, 0), 500_000);
        let _ = gaps.pass(500_000, u64::MAX);
        gaps.add(u64::MAX / CALL, 0);
        let _ = gaps.pass(u64::MAX - 5, u64::MAX);
    }
}
