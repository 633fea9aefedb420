//! [`Pass`]: the place of one call in the line.

use core::{fmt, time::Duration};

use super::{
    Enter, Gate,
    line::{Entry, Place, Refusal},
};
use crate::{ApigError, ApigRetryable, Retry, retry::micros};

/// One call's place in the line of a [`Gate`]: asked before each request, told each outcome.
///
/// For a loop of your own; [`Attempts`](crate::Attempts) does it for you. Dropped, it gives up its
/// place.
///
/// ```
/// use std::time::Duration;
/// use apig_errors::{ApigError, Code, Enter, Gate};
///
/// let gate = Gate::new();
/// let now = Duration::from_secs(100);
/// let mut pass = gate.pass();
/// assert_eq!(pass.enter(now), Enter::Go);
///
/// // Refused: the whole minute may have to pass. It keeps its place in the line.
/// let message = "over ratelimit,limit:5,time:1 minute";
/// pass.on_error(now, &ApigError::new(429, Code::APIG_0308).with_message(message));
/// assert!(matches!(pass.enter(now), Enter::WaitUntil(_)));
/// // Somebody who would wait for a second only hears so at once.
/// let latest = now + Duration::from_secs(1);
/// assert!(matches!(gate.pass().enter_until(now, latest), Enter::TooLong(_)));
/// ```
#[must_use = "a place that is dropped is given up"]
pub struct Pass<'g> {
    pub(super) gate: &'g Gate,
    pub(super) place: Place,
}

impl Pass<'_> {
    /// Asks whether a request may be sent now; it waits for as long as it takes.
    ///
    /// ```
    /// use std::time::Duration;
    /// use apig_errors::{Enter, Gate};
    ///
    /// assert_eq!(Gate::new().pass().enter(Duration::from_secs(5)), Enter::Go);
    /// ```
    pub fn enter(&mut self, now: Duration) -> Enter {
        self.enter_until(now, Duration::MAX)
    }

    /// Asks whether a request may be sent now, for a call that would wait until `latest`.
    ///
    /// ```
    /// use std::time::Duration;
    /// use apig_errors::{Enter, Gate};
    ///
    /// let now = Duration::from_secs(5);
    /// assert_eq!(Gate::new().pass().enter_until(now, now), Enter::Go);
    /// ```
    pub fn enter_until(&mut self, now: Duration, latest: Duration) -> Enter {
        let place = &mut self.place;
        match self.gate.with(|line| line.enter(place, micros(now), micros(latest))) {
            Entry::Go => Enter::Go,
            Entry::Wait(at) => Enter::WaitUntil(Duration::from_micros(at)),
            Entry::TooLong(at) => Enter::TooLong(Duration::from_micros(at)),
        }
    }

    /// Enters where the line is open; else it is as if nobody had asked.
    pub(in crate::retry) fn enter_open(&mut self, now: Duration) -> bool {
        let place = &mut self.place;
        // Whether a success is news does not change by that.
        self.gate.line.with(|line| line.enter_open(place, micros(now)))
    }

    /// Tells that the request succeeded. Pays into the budget.
    ///
    /// ```
    /// use std::time::Duration;
    /// use apig_errors::Gate;
    ///
    /// let gate = Gate::new();
    /// let mut pass = gate.pass();
    /// let _ = pass.enter(Duration::ZERO);
    /// pass.on_success();
    /// ```
    pub fn on_success(&mut self) {
        self.gate.budget.deposit();
        if self.gate.is_quiet.get() {
            self.place = Place::default();
        } else {
            let place = &mut self.place;
            self.gate.with(|line| line.passed(place));
        }
    }

    /// Tells what the request failed with.
    ///
    /// By the class of its verdict: `Throttled` closes the line, `Backoff` counts as a failure of
    /// the backend, `Reauthenticate` says nothing of either, and `Never` is a response like any
    /// other. The window is the [`Throttle`](crate::Throttle)'s, else the
    /// [`wait_hint`](ApigRetryable::wait_hint).
    ///
    /// ```
    /// use std::time::Duration;
    /// use apig_errors::{ApigError, Code, Gate};
    ///
    /// let gate = Gate::new();
    /// let mut pass = gate.pass();
    /// let _ = pass.enter(Duration::ZERO);
    /// pass.on_error(Duration::ZERO, &ApigError::new(429, Code::APIG_0308));
    /// assert!(gate.is_closed());
    /// ```
    pub fn on_error<E: ApigRetryable + ?Sized>(&mut self, now: Duration, error: &E) {
        let (place, now) = (&mut self.place, micros(now));
        match error.verdict().retry {
            Retry::Throttled => {
                let refusal = refusal(error);
                self.gate.with(|line| line.throttled(place, now, refusal));
            }
            Retry::Backoff => self.gate.with(|line| line.failed(place, now)),
            Retry::Reauthenticate => self.gate.with(|line| line.no_news(place)),
            Retry::Never => self.gate.with(|line| line.passed(place)),
        }
    }

    /// Tells that the request is not sent yet. It may be at any time: its place is kept.
    pub(in crate::retry) fn on_nothing(&mut self) {
        let place = &mut self.place;
        self.gate.with(|line| line.unsent(place));
    }
}

impl Drop for Pass<'_> {
    fn drop(&mut self) {
        if !self.place.is_idle() {
            let place = &mut self.place;
            self.gate.with(|line| line.leave(place));
        }
    }
}

impl fmt::Debug for Pass<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pass").field("place", &self.place).finish_non_exhaustive()
    }
}

fn refusal<E: ApigRetryable + ?Sized>(error: &E) -> Refusal {
    let response = error.apig_error();
    let throttle = response.and_then(ApigError::throttle);
    let retry_after = response.and_then(ApigError::retry_after);
    let window = throttle.and_then(|throttle| throttle.window).or_else(|| error.wait_hint());
    Refusal {
        window: window.map(micros),
        limit: throttle.and_then(|throttle| throttle.limit),
        retry_after: retry_after.filter(|after| !after.is_zero()).map(micros),
    }
}
