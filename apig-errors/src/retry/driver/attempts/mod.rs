//! The attempts of one call, for a loop of the caller's own: what a result leads to.

mod turn;

use core::{fmt, time::Duration};

pub use self::turn::Turn;
use super::GaveUp;
use crate::{
    ApigRetryable, Gate, Pass, Retry, RetryBudget, RetryState, Step, StopReason, retry::micros,
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

    fn add_wait(&mut self, wait: Duration) {
        self.state.set_waited(self.state.waited().saturating_add(wait));
    }

    /// What of the total wait is gone; what the deadline takes away is gone too.
    fn spent(&self, now: Duration) -> Duration {
        let left = self.latest(now).saturating_sub(now);
        self.state.policy().max_total_wait().saturating_sub(left)
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
