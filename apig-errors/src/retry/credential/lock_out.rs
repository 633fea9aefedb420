//! When a renewal may be tried again after some that failed.

use core::time::Duration;

use crate::retry::jitter::Random;

const FIRST_DELAY: Duration = Duration::from_secs(1);
const LONGEST_DELAY: Duration = Duration::from_secs(30);
/// So many refused renewals in a row, and no other one for so long.
const REFUSALS: u32 = 5;
const LOCKED: Duration = Duration::from_secs(300);

pub(super) struct LockOut {
    /// Renewals that failed in a row, whatever with; and that were refused.
    failed: u32,
    refusals: u32,
    /// Whether the last of them was refused.
    pub(super) was_refused: bool,
    /// No renewal is tried before.
    pub(super) retry_at: Duration,
    random: Option<Random>,
}

impl LockOut {
    pub(super) const fn new() -> Self {
        Self { failed: 0, refusals: 0, was_refused: false, retry_at: Duration::ZERO, random: None }
    }

    pub(super) fn with_seed(self, seed: u64) -> Self {
        Self { random: Some(Random::new(seed)), ..self }
    }

    /// A renewal went well. Whether its credential is good is not known yet.
    pub(super) fn on_renewed(&mut self) {
        self.failed = self.refusals;
    }

    /// A credential was good: what was refused before does not count any more.
    pub(super) fn on_accepted(&mut self) {
        self.refusals = 0;
    }

    pub(super) fn on_failure(&mut self, now: Duration, is_refused: bool, at_least: Duration) {
        self.was_refused = is_refused;
        self.refusals += u32::from(is_refused);
        if self.refusals == REFUSALS {
            self.retry_at = now.saturating_add(LOCKED);
            self.refusals = 0;
            self.failed = 0;
            return;
        }
        let delay = FIRST_DELAY.saturating_mul(1 << self.failed.min(5)).min(LONGEST_DELAY);
        let delay = delay.max(at_least);
        let jitter = self.random.get_or_insert_with(Random::fresh).up_to(delay / 4);
        self.failed = self.failed.saturating_add(1);
        self.retry_at = now.saturating_add(delay).saturating_add(jitter);
    }
}
