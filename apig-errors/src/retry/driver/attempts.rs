//! The attempts of one call, for a loop of the caller's own.

use core::{fmt, mem, time::Duration};

use super::{super::micros, GaveUp};
use crate::{
    ApigRetryable, Enter, Gate, NotRenewed, Pass, Retry, RetryBudget, RetryState, Step, StopReason,
};

/// The attempts of one call: says when to send, is told each result, keeps the last one.
///
/// For anyone who needs control over the loop: with borrows across it, with an own `select!`, with a
/// credential per attempt. [`Call::run`](crate::Call::run) is this loop. Made by
/// [`Call::attempts`](crate::Call::attempts).
///
/// It sends again by the rules of [`RetryState::on_error`] alone, so a request that may have been
/// delivered and is not idempotent is never sent twice. With a gate a throttled call waits in its
/// line instead of for itself; a retry after a transient failure is paid from the budget. All waits
/// together are at most [`max_total_wait`](crate::RetryPolicy::with_max_total_wait), 90 s by default.
///
/// [`turn`](Self::turn) and [`settle`](Self::settle) are all that it does: no clock, no sleep, no
/// runtime. Dropped at any point, it gives up its place in the line.
///
/// ```
/// # tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(async {
/// use apig_errors::{ApigError, Code, Gate, Idempotency, RetryPolicy, now};
/// use tokio::time::sleep;
///
/// static GATE: Gate = Gate::new();
/// const POLICY: RetryPolicy = RetryPolicy::interactive();
///
/// // Stands for an HTTP client: a fault that passes, then a response.
/// let mut responses = vec![Ok("order 7"), Err(ApigError::new(503, Code::APIG_0613))];
///
/// let mut attempts = POLICY.call(Idempotency::NotIdempotent).gate(&GATE).attempts();
/// while attempts.next(now, sleep).await {
///     let result = async { responses.pop().unwrap() }.await;
///     attempts.settle(now(), result);
/// }
/// assert_eq!(attempts.finish().unwrap(), "order 7");
/// # });
/// ```
#[must_use = "nothing is sent until it is asked"]
pub struct Attempts<'a, T, E> {
    state: RetryState,
    pass: Option<Pass<'a>>,
    budget: Option<&'a RetryBudget>,
    /// In microseconds, `u64::MAX` for none: what a call that succeeds at once moves around is small.
    deadline: u64,
    /// Since when it waits for the line or the budget.
    waits_since: u64,
    /// The end of its own back-off.
    not_before: u64,
    sent: u32,
    /// Nothing has been asked yet, and nothing decided.
    is_fresh: bool,
    /// A retry that the budget has not paid for yet.
    is_unpaid: bool,
    last: Option<E>,
    outcome: Option<Outcome<T>>,
}

enum Outcome<T> {
    Served(T),
    Stopped { reason: StopReason, wait: Option<Duration> },
}

const NONE: u64 = u64::MAX;

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

impl<'a, T, E> Attempts<'a, T, E> {
    pub(super) fn new(
        state: RetryState,
        gate: Option<&'a Gate>,
        budget: Option<&'a RetryBudget>,
    ) -> Self {
        Self {
            state,
            pass: gate.map(Gate::pass),
            budget,
            deadline: NONE,
            waits_since: NONE,
            not_before: 0,
            sent: 0,
            is_fresh: true,
            is_unpaid: false,
            last: None,
            outcome: None,
        }
    }

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
    fn begin(&mut self, now: Duration) -> bool {
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

    /// Takes the result of a request. Returns what follows from an error, `None` after a success.
    ///
    /// On [`Step::Reauthenticate`] get another credential before the next one is sent; the wait of
    /// a [`Step::Wait`] is [`next`](Self::next)'s to sleep. With a gate that of a throttled call is
    /// zero, for it waits in the line.
    ///
    /// ```
    /// use std::time::Duration;
    /// use apig_errors::{ApigError, Code, Idempotency, RetryPolicy, Step};
    ///
    /// let call = RetryPolicy::new().call(Idempotency::NotIdempotent);
    /// let mut attempts = call.attempts::<()>();
    /// let _ = attempts.turn(Duration::ZERO);
    /// let step = attempts.settle(Duration::ZERO, Err(ApigError::new(401, Code::APIG_0307)));
    /// assert_eq!(step, Some(Step::Reauthenticate));
    /// ```
    pub fn settle(&mut self, now: Duration, result: Result<T, E>) -> Option<Step>
    where
        E: ApigRetryable,
    {
        // A result of what nobody was asked for.
        self.begin(now);
        match result {
            Ok(value) => {
                self.on_success();
                self.outcome = Some(Outcome::Served(value));
                None
            }
            Err(error) => Some(self.on_error(now, error)),
        }
    }

    /// A success, of which the caller has the value.
    pub(super) fn on_success(&mut self) {
        match (&mut self.pass, self.budget) {
            (Some(pass), _) => pass.on_success(),
            (None, Some(budget)) => budget.deposit(),
            (None, None) => {}
        }
    }

    /// Takes an error, which [`error`](Self::error) then returns.
    pub(super) fn on_error(&mut self, now: Duration, error: E) -> Step
    where
        E: ApigRetryable,
    {
        let (waited, spent) = (self.state.waited(), self.spent(now));
        self.state.set_waited(spent);
        let step = match &mut self.pass {
            Some(pass) => {
                pass.on_error(now, &error);
                self.state.on_error_in_line(&error)
            }
            None => self.state.on_error(&error),
        };
        self.state.set_waited(waited);
        match step {
            Step::Wait(wait) => {
                self.add_wait(wait);
                self.not_before = after(now, wait);
                // What the throttle refused cost the backend nothing.
                self.is_unpaid = error.verdict().retry == Retry::Backoff;
            }
            Step::Reauthenticate => {}
            Step::Stop(reason) => {
                self.last = Some(error);
                let wait = self.last.as_ref().and_then(ApigRetryable::wait_hint);
                self.stop(reason, wait.filter(|_| reason == StopReason::WaitTooLong));
                return step;
            }
        }
        self.last = Some(error);
        step
    }

    /// Gives the call up, for a reason of the caller's: [`StopReason::RenewalFailed`], say.
    ///
    /// A call that is decided stays as it is.
    ///
    /// ```
    /// use apig_errors::{ApigError, Idempotency, RetryPolicy, StopReason};
    ///
    /// let call = RetryPolicy::new().call::<ApigError>(Idempotency::Idempotent);
    /// let mut attempts = call.attempts::<()>();
    /// attempts.give_up(StopReason::RenewalFailed);
    /// assert_eq!(attempts.finish().unwrap_err().reason, StopReason::RenewalFailed);
    /// ```
    pub fn give_up(&mut self, reason: StopReason) {
        if self.outcome.is_none() {
            self.stop(reason, None);
        }
    }

    /// Returns how many requests were sent.
    ///
    /// ```
    /// use apig_errors::{ApigError, Idempotency, RetryPolicy};
    ///
    /// let call = RetryPolicy::new().call::<ApigError>(Idempotency::Idempotent);
    /// assert_eq!(call.attempts::<()>().sent(), 0);
    /// ```
    #[must_use]
    pub const fn sent(&self) -> u32 {
        self.sent
    }

    /// Returns the last error, also of a call that was given up.
    ///
    /// ```
    /// use std::time::Duration;
    /// use apig_errors::{ApigError, Idempotency, RetryPolicy};
    ///
    /// let mut attempts = RetryPolicy::new().call(Idempotency::Idempotent).attempts::<()>();
    /// let _ = attempts.turn(Duration::ZERO);
    /// attempts.settle(Duration::ZERO, Err(ApigError::from_status(404)));
    /// assert_eq!(attempts.error().unwrap().status(), 404);
    /// ```
    #[must_use]
    pub const fn error(&self) -> Option<&E> {
        self.last.as_ref()
    }

    /// Returns the result.
    ///
    /// # Errors
    ///
    /// [`GaveUp`]; with [`StopReason::Abandoned`] where the loop was left before the call was decided.
    ///
    /// ```
    /// use apig_errors::{ApigError, Idempotency, RetryPolicy, StopReason};
    ///
    /// let call = RetryPolicy::new().call::<ApigError>(Idempotency::Idempotent);
    /// let undecided = call.attempts::<()>().finish();
    /// assert_eq!(undecided.unwrap_err().reason, StopReason::Abandoned);
    /// ```
    pub fn finish(mut self) -> Result<T, GaveUp<E>> {
        self.take()
    }

    /// The result, without a move of all that is here.
    pub(super) fn take(&mut self) -> Result<T, GaveUp<E>> {
        let (reason, wait) = match self.outcome.take() {
            Some(Outcome::Served(value)) => return Ok(value),
            Some(Outcome::Stopped { reason, wait }) => (reason, wait),
            None => (StopReason::Abandoned, None),
        };
        let (attempts, waited) = (self.sent, self.state.waited());
        Err(GaveUp { error: self.last.take(), reason, attempts, waited, wait })
    }

    /// Does not send yet, although it was its turn.
    pub(crate) fn step_aside(&mut self) {
        self.sent -= 1;
        if let Some(pass) = &mut self.pass {
            pass.on_nothing();
        }
    }

    /// There is no credential to send with: waits for the next renewal where that is worth it.
    pub(super) fn postpone(&mut self, now: Duration, failed: NotRenewed<E>) {
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

    fn add_wait(&mut self, wait: Duration) {
        self.state.set_waited(self.state.waited().saturating_add(wait));
    }

    /// The latest time that it would wait until.
    fn latest(&self, now: Duration) -> Duration {
        let left = self.state.policy().max_total_wait().saturating_sub(self.state.waited());
        let latest = now.saturating_add(left);
        if self.deadline == NONE {
            latest
        } else {
            latest.min(Duration::from_micros(self.deadline))
        }
    }

    /// What of the total wait is gone; what the deadline takes away is gone too.
    fn spent(&self, now: Duration) -> Duration {
        let left = self.latest(now).saturating_sub(now);
        self.state.policy().max_total_wait().saturating_sub(left)
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

    fn stop(&mut self, reason: StopReason, wait: Option<Duration>) {
        self.is_fresh = false;
        self.outcome = Some(Outcome::Stopped { reason, wait });
        // Others need not wait for it.
        self.pass = None;
    }
}

/// Rounded up: a wait is a lower bound.
fn after(now: Duration, wait: Duration) -> u64 {
    micros(now.saturating_add(wait).saturating_add(Duration::from_nanos(999)))
}

impl<T, E> fmt::Debug for Attempts<'_, T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Attempts")
            .field("state", &self.state)
            .field("sent", &self.sent)
            .finish_non_exhaustive()
    }
}
