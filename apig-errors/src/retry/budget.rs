//! Retries that successes have paid for.

use core::time::Duration;

use super::{
    lock::{Hint, Lock},
    micros,
};

/// Retries of a process, saved up: what keeps them a small part of all requests where much fails.
///
/// A bound on each call's attempts does not bound the load: where half of all calls fail, four
/// attempts are almost twice the load. A budget does. It is full at first; each success pays in a
/// part of a retry, each second a little, and each retry takes out a whole one.
///
/// | number | default |
/// | --- | --- |
/// | [`capacity`](Self::with_capacity) | 10 retries |
/// | [`per_success`](Self::with_per_success) | 30 % of a retry |
/// | [`per_second`](Self::with_per_second) | 10 % of a retry |
/// | [`fail_fast`](Self::with_fail_fast) | `false` |
///
/// A [`Gate`](crate::Gate) has one, for what the throttle did not refuse; alone it is a bound for a
/// loop of your own. Const, no clock, nothing allocated; `Sync` with the feature `std`. A success
/// takes no lock while the budget is full.
///
/// ```
/// use std::time::Duration;
/// use apig_errors::RetryBudget;
///
/// static BUDGET: RetryBudget = RetryBudget::new();
///
/// let now = Duration::from_secs(1);
/// assert_eq!((0..100).filter(|_| BUDGET.withdraw(now)).count(), 10);
/// // Four successes pay for one retry, and so do ten seconds.
/// (0..4).for_each(|_| BUDGET.deposit());
/// assert!(BUDGET.withdraw(now));
/// assert!(BUDGET.withdraw(now + Duration::from_secs(10)));
/// assert!(!BUDGET.withdraw(now + Duration::from_secs(10)));
/// ```
#[derive(Debug)]
pub struct RetryBudget {
    /// In thousandths of a retry, as are the next two.
    capacity: u64,
    per_success: u64,
    per_second: u64,
    fail_fast: bool,
    spent: Lock<Spent>,
    is_full: Hint,
}

/// What was taken out, so that nothing is a full budget.
#[derive(Debug)]
struct Spent {
    /// Thousandths of a retry.
    amount: u64,
    /// Up to when time has been paid in, in microseconds; for a full budget as of the next retry.
    paid: u64,
}

const RETRY: u64 = 1_000;
const SECOND: u64 = 1_000_000;

impl RetryBudget {
    /// Returns a full budget with the defaults, as the table above says.
    ///
    /// ```
    /// assert_eq!(apig_errors::RetryBudget::new().capacity(), 10);
    /// ```
    #[must_use]
    pub const fn new() -> Self {
        Self {
            capacity: 10 * RETRY,
            per_success: RETRY / 10 * 3,
            per_second: RETRY / 10,
            fail_fast: false,
            spent: Lock::new(Spent { amount: 0, paid: 0 }),
            is_full: Hint::new(true),
        }
    }

    /// How many retries are saved up at most, and at first. Default 10; 0 forbids all.
    ///
    /// ```
    /// use std::time::Duration;
    /// use apig_errors::RetryBudget;
    ///
    /// assert!(!RetryBudget::new().with_capacity(0).withdraw(Duration::ZERO));
    /// ```
    #[must_use]
    pub const fn with_capacity(mut self, retries: u32) -> Self {
        self.capacity = retries as u64 * RETRY;
        self
    }

    /// What a success pays in, in percent of a retry. Default 30.
    ///
    /// Where all goes well but for a part that fails, retries are at most this part of the
    /// successes.
    ///
    /// ```
    /// use std::time::Duration;
    /// use apig_errors::RetryBudget;
    ///
    /// let budget = RetryBudget::new().with_capacity(1).with_per_success(100);
    /// assert!(budget.withdraw(Duration::ZERO));
    /// budget.deposit();
    /// assert!(budget.withdraw(Duration::ZERO));
    /// ```
    #[must_use]
    pub const fn with_per_success(mut self, percent: u32) -> Self {
        self.per_success = percent as u64 * (RETRY / 100);
        self
    }

    /// What a second pays in, in percent of a retry, whatever happens. Default 10.
    ///
    /// It is for processes with few calls, which would have to wait for their successes.
    ///
    /// ```
    /// use std::time::Duration;
    /// use apig_errors::RetryBudget;
    ///
    /// let budget = RetryBudget::new().with_capacity(1).with_per_second(100);
    /// assert!(budget.withdraw(Duration::from_secs(1)));
    /// assert!(budget.withdraw(Duration::from_secs(2)));
    /// ```
    #[must_use]
    pub const fn with_per_second(mut self, percent: u32) -> Self {
        self.per_second = percent as u64 * (RETRY / 100);
        self
    }

    /// Whether a call stops where the budget is empty
    /// ([`StopReason::BudgetExhausted`](crate::StopReason::BudgetExhausted)) instead of waiting for
    /// a retry to be paid for. Default `false`.
    ///
    /// ```
    /// assert!(apig_errors::RetryBudget::new().with_fail_fast(true).fail_fast());
    /// ```
    #[must_use]
    pub const fn with_fail_fast(mut self, fail_fast: bool) -> Self {
        self.fail_fast = fail_fast;
        self
    }

    /// Returns how many retries are saved up at most.
    ///
    /// ```
    /// assert_eq!(apig_errors::RetryBudget::new().capacity(), 10);
    /// ```
    #[must_use]
    #[expect(clippy::cast_possible_truncation, reason = "it was set as a `u32`")]
    pub const fn capacity(&self) -> u32 {
        (self.capacity / RETRY) as u32
    }

    /// Returns whether a call stops where the budget is empty.
    ///
    /// ```
    /// assert!(!apig_errors::RetryBudget::new().fail_fast());
    /// ```
    #[must_use]
    pub const fn fail_fast(&self) -> bool {
        self.fail_fast
    }

    /// Pays in for a call that succeeded.
    ///
    /// ```
    /// let budget = apig_errors::RetryBudget::new();
    /// budget.deposit();
    /// ```
    pub fn deposit(&self) {
        if self.is_full.get() {
            return;
        }
        self.spent.with(|spent| {
            spent.amount = spent.amount.saturating_sub(self.per_success);
            self.is_full.set(spent.amount == 0);
        });
    }

    /// Takes one retry out, if there is one: whether it may be sent. `now` as for
    /// [`Gate`](crate::Gate).
    ///
    /// ```
    /// use std::time::Duration;
    /// use apig_errors::RetryBudget;
    ///
    /// assert!(RetryBudget::new().withdraw(Duration::ZERO));
    /// ```
    #[must_use = "a retry that was not paid for must not be sent"]
    pub fn withdraw(&self, now: Duration) -> bool {
        let now = micros(now);
        self.spent.with(|spent| {
            if spent.amount == 0 {
                spent.paid = now;
            }
            // A clock that goes back pays nothing, and is paid nothing twice.
            let passed = u128::from(now.saturating_sub(spent.paid));
            let worth = passed * u128::from(self.per_second) / u128::from(SECOND);
            let worth = u64::try_from(worth).unwrap_or(u64::MAX);
            if worth > 0 {
                spent.amount = spent.amount.saturating_sub(worth);
                // Only the time that was worth whole thousandths has been paid for.
                let rest = passed * u128::from(self.per_second) % u128::from(SECOND);
                let rest = rest / u128::from(self.per_second.max(1));
                spent.paid = now - u64::try_from(rest).unwrap_or(0);
            }
            let is_paid = self.capacity.saturating_sub(spent.amount) >= RETRY;
            if is_paid {
                spent.amount += RETRY;
            }
            self.is_full.set(spent.amount == 0);
            is_paid
        })
    }
}

/// The same as [`RetryBudget::new`].
impl Default for RetryBudget {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(budget: &RetryBudget, now: Duration) -> usize {
        (0..1_000).filter(|_| budget.withdraw(now)).count()
    }

    #[test]
    fn time_pays_by_the_thousandth_and_never_more_than_the_capacity() {
        let budget = RetryBudget::new();
        assert_eq!(taken(&budget, Duration::from_secs(5)), 10);
        // Asked every millisecond: nothing is lost between.
        let paid = (5_000..25_000).filter(|&ms| budget.withdraw(Duration::from_millis(ms))).count();
        assert!((1..=2).contains(&paid), "{paid}");
        assert_eq!(taken(&budget, Duration::from_secs(100_000)), 10);
        assert_eq!(taken(&budget, Duration::MAX), 10);
    }

    #[test]
    fn a_clock_that_goes_back_pays_nothing() {
        let budget = RetryBudget::new();
        assert_eq!(taken(&budget, Duration::from_secs(1_000)), 10);
        assert_eq!(taken(&budget, Duration::ZERO), 0);
        assert_eq!(taken(&budget, Duration::from_secs(1_009)), 0);
        assert_eq!(taken(&budget, Duration::from_secs(1_010)), 1);
    }

    #[test]
    fn the_share_of_retries_is_bounded_by_the_successes() {
        let budget = RetryBudget::new().with_per_second(0);
        let mut retries = 0;
        for _ in 0..10_000 {
            retries += usize::from(budget.withdraw(Duration::ZERO));
            budget.deposit();
        }
        assert_eq!(retries, 9 + 10_000 * 3 / 10);
    }

    #[test]
    fn numbers_at_their_ends_do_not_overflow() {
        let budget = RetryBudget::new()
            .with_capacity(u32::MAX)
            .with_per_success(u32::MAX)
            .with_per_second(u32::MAX);
        for now in [Duration::ZERO, Duration::MAX, Duration::ZERO] {
            assert!(budget.withdraw(now));
            budget.deposit();
        }
        assert_eq!(budget.capacity(), u32::MAX);
    }
}
