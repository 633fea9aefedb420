//! How many calls the line lets through, and how far it has moved by that.

use super::{BURST, CALL, CALM, HOLD, HOLD_AT_LIMIT, LARGEST_QUOTA, LATE, Line, SECOND, scaled};

impl Line {
    /// The rate of late, in thousandths of a call a window.
    pub(super) fn rate(&self) -> u64 {
        scaled(self.history.recent(self.now) * CALL, self.window, SECOND)
    }

    /// The quota after a refusal.
    pub(super) fn lowered(&mut self) -> u64 {
        let limit = self.limit.map_or(LARGEST_QUOTA, |limit| limit.saturating_mul(CALL));
        let sent = self.history.within(self.now, self.window);
        if sent.saturating_mul(CALL) >= limit / 10 * 9 {
            // All of the threshold was ours, so it is known.
            if self.quota.is_some_and(|quota| quota <= self.whole()) {
                self.late = (self.late * 2).min(self.window / BURST);
            }
            return self.whole();
        }
        let quota = match self.quota {
            Some(quota) if self.is_measured => quota / 100 * 98,
            Some(quota) => quota / 10 * 9,
            None => self.rate().min(limit / u64::from(self.share)),
        };
        quota.min(limit).clamp(CALL, LARGEST_QUOTA)
    }

    /// The quota where the whole threshold is ours.
    pub(super) fn whole(&self) -> u64 {
        let limit = self.limit.map_or(LARGEST_QUOTA, |limit| limit.saturating_mul(CALL));
        scaled(limit, self.window, self.window.saturating_add(self.late)).clamp(CALL, LARGEST_QUOTA)
    }

    /// Starts the next window, if this one is over; one that was used up and went well earns more.
    pub(super) fn roll(&mut self) {
        let Some(quota) = self.quota else { return };
        if self.closed.is_some() || self.now < self.since.saturating_add(self.window) {
            return;
        }
        let windows = (self.now - self.since) / self.window.max(1);
        let sent = self.sent * CALL;
        if self.passed * 2 >= self.sent && sent >= quota / 10 * 9 {
            self.good += 1;
            self.calm = 0;
            self.is_measured |= self.good >= HOLD;
            let limit = self.whole();
            let hold = if quota >= limit { HOLD_AT_LIMIT } else { HOLD };
            if let Some(nth) = self.good.checked_sub(hold + 1) {
                let percent = (6 << nth.min(3)).min(25);
                let more = (quota / 100 * percent).max(CALL / 10);
                let most = if quota < limit { limit } else { LARGEST_QUOTA };
                self.quota = Some((quota + more).min(most));
            }
        } else if sent < quota / 2 {
            self.calm = self.calm.saturating_add(u32::try_from(windows).unwrap_or(u32::MAX));
        }
        if self.calm > CALM {
            // Nobody is left in the line.
            self.quota = None;
            self.late = LATE;
            self.called = self.next * CALL;
            self.gaps.clear();
        }
        self.since += windows * self.window;
        self.sent = 0;
        self.passed = 0;
    }

    /// How far the line may be called: to its end, and some beyond, to be caught up.
    pub(super) fn furthest(&self) -> u64 {
        let burst = self.quota.unwrap_or(LARGEST_QUOTA) / BURST;
        (self.next * CALL).saturating_add(burst.max(CALL))
    }

    /// Calls as many as the quota allows for the time that has passed.
    pub(super) fn advance(&mut self) {
        let now = self.now;
        let Some(quota) = self.quota.filter(|_| self.closed.is_none()) else {
            self.moved = self.moved.max(now);
            return;
        };
        let (quota, window) = (quota.max(1), self.window.max(1));
        let moved = scaled(now.saturating_sub(self.moved), quota, window);
        // What was given up is passed over.
        self.called = self.gaps.pass(self.called, moved);
        if self.called >= self.furthest() {
            self.called = self.furthest();
            self.gaps.clear();
            self.moved = self.moved.max(now);
        } else {
            // Only the time that was worth whole thousandths is over.
            let used = u128::from(moved) * u128::from(window);
            let used = used.div_ceil(u128::from(quota));
            self.moved = self.moved.saturating_add(u64::try_from(used).unwrap_or(u64::MAX));
        }
    }
}
