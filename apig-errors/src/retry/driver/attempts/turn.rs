//! When the next request of a call may be sent.

use core::{mem, time::Duration};

use super::{Attempts, NONE, after};
use crate::{Enter, NotRenewed, StopReason, retry::micros};

/// A call that waits for the budget looks again after this time, up to twice.
const LOOK: Duration = Duration::from_secs(5);

/// What to do next in a loop over [`Attempts`].
///
/// ```
/// use std::time::Duration;
/// use apig_errors::{ApigError, Idempotency, RetryPolicy, Turn};
///
/// let call = RetryPolicy::new().call::<ApigError>(Idempotency::Idempotent);
/// let mut attempts = call.attempts::<()>();
/// assert_eq!(attempts.turn(Duration::ZERO), Turn::Send);
/// attempts.settle(Duration::ZERO, Ok(()));
/// assert_eq!(attempts.turn(Duration::ZERO), Turn::Done);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[must_use = "a request must not be sent before its turn"]
pub enum Turn {
    /// Send the request, and tell the result with [`Attempts::settle`].
    Send,
    /// Ask again at this time of the clock that `now` is from.
    WaitUntil(Duration),
    /// It is decided: [`Attempts::finish`].
    Done,
}

impl<T, E> Attempts<'_, T, E> {
    /// Returns what to do now. The first question starts the clock of
    /// [`within`](crate::RetryPolicy::within).
    ///
    /// ```
    /// use std::time::Duration;
    /// use apig_errors::{ApigError, Idempotency, RetryPolicy, Turn};
    ///
    /// let now = Duration::from_secs(1);
    /// let call = RetryPolicy::new().call(Idempotency::Idempotent);
    /// let mut attempts = call.attempts::<()>();
    /// assert_eq!(attempts.turn(now), Turn::Send);
    /// attempts.settle(now, Err(ApigError::from_status(503)));
    /// // At most the first back-off of 200 ms.
    /// let Turn::WaitUntil(then) = attempts.turn(now) else { unreachable!() };
    /// assert!(then <= now + Duration::from_millis(200));
    /// assert_eq!(attempts.turn(then), Turn::Send);
    /// ```
    #[inline]
    pub fn turn(&mut self, now: Duration) -> Turn {
        if self.begin(now) && self.pass.as_mut().is_none_or(|pass| pass.enter_open(now)) {
            self.sent = 1;
            return Turn::Send;
        }
        self.next_turn(now)
    }

    /// Whether nothing has happened before. Starts the clock of the deadline.
    pub(super) fn begin(&mut self, now: Duration) -> bool {
        let is_fresh = mem::take(&mut self.is_fresh);
        if let (true, Some(within)) = (is_fresh, self.state.policy().deadline()) {
            self.deadline = after(now, within);
        }
        is_fresh
    }

    /// What is not the first request of a call with nothing against it.
    fn next_turn(&mut self, now: Duration) -> Turn {
        if self.outcome.is_some() {
            return Turn::Done;
        }
        let at = micros(now);
        if self.waits_since != NONE {
            let waited = at.saturating_sub(self.waits_since);
            self.waits_since = NONE;
            self.add_wait(Duration::from_micros(waited));
        }
        if at < self.not_before {
            return Turn::WaitUntil(Duration::from_micros(self.not_before));
        }
        // The first request is always sent, where nothing is against it.
        if self.sent > 0 && at > self.deadline {
            self.stop(StopReason::WaitTooLong, None);
            return Turn::Done;
        }
        if let (true, Some(budget)) = (self.is_unpaid, self.budget) {
            if !budget.withdraw(now) {
                return self.wait_for_budget(now, budget.fail_fast());
            }
            self.is_unpaid = false;
        }
        let latest = self.latest(now);
        let enter = match &mut self.pass {
            Some(pass) => pass.enter_until(now, latest),
            None => Enter::Go,
        };
        match enter {
            Enter::Go => {
                self.sent = self.sent.saturating_add(1);
                Turn::Send
            }
            Enter::WaitUntil(then) => {
                self.waits_since = at;
                Turn::WaitUntil(then)
            }
            Enter::TooLong(then) => {
                self.stop(StopReason::WaitTooLong, Some(then.saturating_sub(now)));
                Turn::Done
            }
        }
    }

    /// Waits until the next request may be sent; `false` once the call is decided.
    ///
    /// `sleep` sleeps for a time, as `tokio::time::sleep` does. A clock that stands still is no
    /// trouble: a wait that was slept through counts as over.
    ///
    /// ```
    /// # tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(async {
    /// use apig_errors::{ApigError, Idempotency, RetryPolicy, now};
    /// use tokio::time::sleep;
    ///
    /// let call = RetryPolicy::new().call::<ApigError>(Idempotency::Idempotent);
    /// let mut attempts = call.attempts::<u8>();
    /// assert!(attempts.next(now, sleep).await);
    /// attempts.settle(now(), Ok(7));
    /// assert!(!attempts.next(now, sleep).await);
    /// # });
    /// ```
    pub async fn next<N, S, F>(&mut self, now: N, mut sleep: S) -> bool
    where
        N: Fn() -> Duration,
        S: FnMut(Duration) -> F,
        F: Future<Output = ()>,
    {
        let mut at = self.ask(&now);
        loop {
            match self.turn(at) {
                Turn::Send => return true,
                Turn::Done => return false,
                Turn::WaitUntil(then) => {
                    sleep(then.saturating_sub(at)).await;
                    at = now().max(then);
                }
            }
        }
    }

    /// The same as [`next`](Self::next) for code that blocks.
    ///
    /// ```
    /// use apig_errors::{ApigError, Idempotency, RetryPolicy, now};
    ///
    /// let call = RetryPolicy::new().call::<ApigError>(Idempotency::Idempotent);
    /// let mut attempts = call.attempts();
    /// while attempts.next_blocking(now, std::thread::sleep) {
    ///     attempts.settle(now(), Ok(7));
    /// }
    /// assert_eq!(attempts.finish().unwrap(), 7);
    /// ```
    pub fn next_blocking<N, S>(&mut self, now: N, mut sleep: S) -> bool
    where
        N: Fn() -> Duration,
        S: FnMut(Duration),
    {
        let mut at = self.ask(&now);
        loop {
            match self.turn(at) {
                Turn::Send => return true,
                Turn::Done => return false,
                Turn::WaitUntil(then) => {
                    sleep(then.saturating_sub(at));
                    at = now().max(then);
                }
            }
        }
    }

    /// Does not send yet, although it was its turn.
    pub(crate) fn step_aside(&mut self) {
        self.sent -= 1;
        if let Some(pass) = &mut self.pass {
            pass.on_nothing();
        }
    }

    /// There is no credential to send with: waits for the next renewal where that is worth it.
    pub(in crate::retry::driver) fn postpone(&mut self, now: Duration, failed: NotRenewed<E>) {
        self.last = failed.error.or(self.last.take());
        if failed.is_refused || failed.retry_at > self.latest(now) {
            self.stop(StopReason::RenewalFailed, Some(failed.retry_at.saturating_sub(now)));
            return;
        }
        self.add_wait(failed.retry_at.saturating_sub(now));
        self.not_before = after(failed.retry_at, Duration::ZERO);
    }

    /// What time it is, where that can matter: the first request of a call with neither line nor
    /// deadline does not need it.
    fn ask(&self, now: &impl Fn() -> Duration) -> Duration {
        let has_deadline = self.state.policy().deadline().is_some();
        if self.is_fresh && self.pass.is_none() && !has_deadline { Duration::ZERO } else { now() }
    }

    /// The latest time that it would wait until.
    pub(super) fn latest(&self, now: Duration) -> Duration {
        let left = self.state.policy().max_total_wait().saturating_sub(self.state.waited());
        let latest = now.saturating_add(left);
        if self.deadline == NONE {
            latest
        } else {
            latest.min(Duration::from_micros(self.deadline))
        }
    }

    fn wait_for_budget(&mut self, now: Duration, fail_fast: bool) -> Turn {
        if fail_fast {
            self.stop(StopReason::BudgetExhausted, None);
            return Turn::Done;
        }
        let then = now.saturating_add(LOOK).saturating_add(self.state.random().up_to(LOOK));
        if then > self.latest(now) {
            self.stop(StopReason::WaitTooLong, Some(then.saturating_sub(now)));
            return Turn::Done;
        }
        self.waits_since = micros(now);
        Turn::WaitUntil(then)
    }
}
