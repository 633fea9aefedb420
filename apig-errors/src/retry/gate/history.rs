//! How many requests were sent of late, on three scales.

const SLOTS: usize = 64;

/// Slots of 33 ms, 2.1 s and 134 s (powers of two in microseconds): windows of a second, a minute
/// and an hour fit into one scale each. A window of a day is longer than any call waits.
const SCALES: [u32; 3] = [15, 21, 27];

/// A ring of counts for each scale: 776 bytes, nothing allocated.
#[derive(Clone, Debug)]
pub(super) struct History([Scale; 3]);

#[derive(Clone, Debug)]
struct Scale {
    counts: [u32; SLOTS],
    /// The number of the newest slot since time zero.
    newest: u64,
}

impl History {
    pub(super) const fn new() -> Self {
        Self([const { Scale { counts: [0; SLOTS], newest: 0 } }; 3])
    }

    /// Counts in the finest slot alone; the others get a slot's count when it is over.
    pub(super) fn add(&mut self, now: u64) {
        let [finest, coarser @ ..] = &mut self.0;
        let at = now >> SCALES[0];
        if at > finest.newest {
            let (over, count) = (finest.newest << SCALES[0], finest.counts[slot(finest.newest)]);
            if count > 0 {
                for (scale, shift) in coarser.iter_mut().zip(&SCALES[1..]) {
                    scale.advance(over >> shift);
                    let sum = &mut scale.counts[slot(scale.newest)];
                    *sum = sum.saturating_add(count);
                }
            }
            finest.advance(at);
        }
        let count = &mut finest.counts[slot(finest.newest)];
        *count = count.saturating_add(1);
    }

    /// Takes one back, as long as it is in the finest slot alone.
    pub(super) fn remove(&mut self, at: u64) {
        let finest = &mut self.0[0];
        if at >> SCALES[0] == finest.newest {
            let count = &mut finest.counts[slot(finest.newest)];
            *count = count.saturating_sub(1);
        }
    }

    /// The larger count of the last second and of the one before: a rate that a first burst shows in.
    pub(super) fn recent(&self, now: u64) -> u64 {
        let seconds = [0..31, 31..62];
        let newest = now >> SCALES[0];
        let count = |ages: core::ops::Range<u64>| {
            ages.map(|age| newest.checked_sub(age).map_or(0, |at| self.0[0].count(at))).sum()
        };
        seconds.map(count).into_iter().max().unwrap_or(0)
    }

    /// How many were sent within the last `window`, and not earlier than after when as many as
    /// `limit` of them will have left it: `None` where they are fewer, or the window is too long.
    ///
    /// Anyone who shares the threshold only makes it later.
    pub(super) fn leaving(&self, now: u64, window: u64, limit: u64) -> Option<u64> {
        let (scale, shift) = self.scale(window)?;
        let mut sum = self.uncounted(now, window, shift);
        for age in 0..=window >> shift {
            let at = (now >> shift).checked_sub(age)?;
            sum += scale.count(at);
            if sum >= limit {
                return Some(((at + 1) << shift).saturating_add(window));
            }
        }
        None
    }

    /// How many were sent within the last `window`.
    pub(super) fn within(&self, now: u64, window: u64) -> u64 {
        let Some((scale, shift)) = self.scale(window) else { return 0 };
        let newest = now >> shift;
        let counts = (0..=window >> shift)
            .map(|age| newest.checked_sub(age).map_or(0, |at| scale.count(at)));
        self.uncounted(now, window, shift) + counts.sum::<u64>()
    }

    /// What a coarser scale does not know yet.
    fn uncounted(&self, now: u64, window: u64, shift: u32) -> u64 {
        let finest = &self.0[0];
        let is_over = now.saturating_sub(finest.newest << SCALES[0]) > window;
        if shift == SCALES[0] || is_over { 0 } else { finest.count(finest.newest) }
    }

    /// The finest scale that a window fits into.
    fn scale(&self, window: u64) -> Option<(&Scale, u32)> {
        let fits = |shift: u32| window >> shift < SLOTS as u64 - 1;
        self.0.iter().zip(SCALES).find(|(_, shift)| fits(*shift))
    }
}

impl Scale {
    fn advance(&mut self, at: u64) {
        if at <= self.newest {
            return;
        }
        if at - self.newest >= SLOTS as u64 {
            self.counts = [0; SLOTS];
        } else {
            for passed in self.newest + 1..=at {
                self.counts[slot(passed)] = 0;
            }
        }
        self.newest = at;
    }

    fn count(&self, at: u64) -> u64 {
        let is_kept = at <= self.newest && self.newest - at < SLOTS as u64;
        if is_kept { u64::from(self.counts[slot(at)]) } else { 0 }
    }
}

fn slot(at: u64) -> usize {
    usize::try_from(at % SLOTS as u64).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: u64 = 1_000_000;

    #[test]
    fn what_left_the_window_is_not_counted() {
        let mut history = History::new();
        for nth in 0..600 {
            history.add(100 * SECOND + nth * SECOND / 15);
        }
        let now = 140 * SECOND;
        assert_eq!(history.within(now, 60 * SECOND), 600);
        assert_eq!(history.within(now, 3_600 * SECOND), 600);
        // A slot or two more than the second, or a part of one less.
        assert!((14..=17).contains(&history.within(now, SECOND)));
        assert_eq!(history.within(now + 70 * SECOND, 60 * SECOND), 0);
        assert!((14..=17).contains(&history.recent(now)));
        assert_eq!(history.recent(now + 10 * SECOND), 0);
    }

    #[test]
    fn a_window_is_over_when_the_first_of_its_limit_has_left_it() {
        let mut history = History::new();
        for nth in 0..600 {
            history.add(100 * SECOND + nth * SECOND / 15);
        }
        let leaving = history.leaving(140 * SECOND, 60 * SECOND, 600).unwrap();
        // Not before, and later by one slot at most.
        assert!((160 * SECOND..162_200_000).contains(&leaving), "{leaving}");
        assert_eq!(history.leaving(140 * SECOND, 60 * SECOND, 601), None);
        // A day is on no scale.
        assert_eq!(history.leaving(140 * SECOND, 86_400 * SECOND, 1), None);

        let mut burst = History::new();
        (0..60).for_each(|_| burst.add(7 * SECOND + 300_000));
        let leaving = burst.leaving(7 * SECOND + 310_000, SECOND, 5).unwrap();
        assert!((8_300_000..8_340_000).contains(&leaving), "{leaving}");
    }

    #[test]
    fn the_ends_of_time_are_no_trouble() {
        let mut history = History::new();
        for now in [u64::MAX, 0, u64::MAX, 1, u64::MAX - 1] {
            history.add(now);
            let _ = (history.within(now, u64::MAX), history.leaving(now, 3_600 * SECOND, 1));
            let _ = history.recent(now);
        }
    }
}
