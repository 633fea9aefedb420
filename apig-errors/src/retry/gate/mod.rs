//! The line that all calls of a process stand in while something is against sending.

mod gaps;
mod history;
mod line;

use core::{fmt, time::Duration};

use self::line::{Entry, Line, Place, Refusal};
use super::{
    RetryBudget,
    lock::{Hint, Lock},
    micros,
};
use crate::{ApigError, ApigRetryable, Retry, Throttle};

/// What the calls of one process share: a line that is open as long as all goes well.
///
/// One for each thing that the gateway counts (an API, a user, an app, an address), in a `static` or
/// a field. [`RetryPolicy::call`](crate::RetryPolicy::call) takes it as
/// [`gate`](crate::Call::gate); [`pass`](Self::pass) is what stands below that.
///
/// The line closes for two reasons, and reopens when one request, the probe, has gone through.
///
/// * **Throttled**: one call was refused. Limit and window are read out of the response. The line
///   pauses, from a fifth of the window where many wait to all of it where one does, and not before
///   the oldest of the process's own requests can have left the window. Then it lets through as
///   many calls in a window as the limit says or as were seen to pass: 10 % fewer after each
///   refusal, or 2 % where the quota has gone well before; 6 % more and then up to 25 % after six
///   windows that were used up and went well. An eighth of a window may be caught up at once. A
///   threshold that is all its own is used 20 ms a window slower, so that requests may overtake
///   each other.
/// * **An outage**: ten transient failures in a row. Probes follow after half a second, then ever
///   later up to five seconds. It reopens at one and a half times the rate of late.
///
/// Limit, window and `Retry-After` are those of the error's [`apig_error`](crate::ApigRetryable::apig_error):
/// keep the [`ApigError`] in the variant of your enum that the throttle's responses become. Of one
/// that keeps a wait alone it is the window, and the limit has to be found.
///
/// Nobody is refused for that: calls wait, in the order of their arrival, for as long as their
/// policy lets them. Who would have to wait for longer hears so at once
/// ([`StopReason::WaitTooLong`](crate::StopReason::WaitTooLong)), so that a short
/// [`max_total_wait`](crate::RetryPolicy::with_max_total_wait) makes it a circuit breaker. After
/// eight windows that needed less than half of it the quota is forgotten.
///
/// It reads no clock. `now` is the time since any moment that all its calls share; a `now` that goes
/// back counts as the latest one that was seen. It never panics. A call that is dropped gives up
/// its place; where it was the probe, another call is the next one (after ten seconds in any case).
///
/// With the feature `std` it is `Sync`: each question is one short lock, and a success is none
/// while the line is open. Without `std` it is not: wrap it in the mutex of the platform, such as
/// `critical_section`'s. About 1.3 KiB, nothing allocated.
///
/// ```
/// use std::time::Duration;
/// use apig_errors::{ApigError, Enter, Gate};
///
/// static GATE: Gate = Gate::new();
///
/// // Ten failures in a row, each of another call, at second 1.
/// let down = ApigError::from_status(503);
/// let second = Duration::from_secs(1);
/// for _ in 0..10 {
///     let mut pass = GATE.pass();
///     assert_eq!(pass.enter(second), Enter::Go);
///     pass.on_error(second, &down);
/// }
/// // Nobody sends now; a probe may go within half a second.
/// let mut pass = GATE.pass();
/// let Enter::WaitUntil(then) = pass.enter(second) else { unreachable!() };
/// assert!(then > second && then <= 2 * second);
/// assert_eq!(pass.enter(2 * second), Enter::Go);
///
/// // It went through, so the others follow.
/// pass.on_success();
/// assert_eq!(GATE.pass().enter(2 * second + second / 2), Enter::Go);
/// ```
#[derive(Debug)]
pub struct Gate {
    line: Lock<Line>,
    /// A success is no news.
    is_quiet: Hint,
    budget: RetryBudget,
}

/// Whether a request may be sent now.
///
/// ```
/// use std::time::Duration;
/// use apig_errors::{Enter, Gate};
///
/// assert_eq!(Gate::new().pass().enter(Duration::ZERO), Enter::Go);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[must_use = "a request that was not let through must not be sent"]
pub enum Enter {
    /// Send it now.
    Go,
    /// Ask again at this time of the clock that `now` is from.
    ///
    /// That may be earlier than its turn: the line may move faster than it did.
    WaitUntil(Duration),
    /// Its turn comes at about this time, which is later than it would wait for.
    TooLong(Duration),
}

impl Gate {
    /// Returns an open gate with the default [`RetryBudget`].
    ///
    /// ```
    /// static GATE: apig_errors::Gate = apig_errors::Gate::new();
    /// assert!(!GATE.is_closed());
    /// ```
    #[must_use]
    pub const fn new() -> Self {
        Self { line: Lock::new(Line::new()), is_quiet: Hint::new(true), budget: RetryBudget::new() }
    }

    /// Returns an open gate for one of `processes` that share a threshold in equal parts.
    ///
    /// Its quota starts at that part of the limit which the first refusal names, instead of the
    /// process's own rate. Default 1; 0 reads as 1. A wrong number costs some windows: the quota
    /// grows and shrinks from there.
    ///
    /// ```
    /// use apig_errors::Gate;
    ///
    /// static GATE: Gate = Gate::with_share(10);
    /// ```
    #[must_use]
    pub const fn with_share(processes: u32) -> Self {
        let line = Line::new().with_share(processes);
        Self { line: Lock::new(line), is_quiet: Hint::new(true), budget: RetryBudget::new() }
    }

    /// Replaces the budget that its calls' retries are paid from.
    ///
    /// ```
    /// use apig_errors::{Gate, RetryBudget};
    ///
    /// let gate = Gate::new().with_budget(RetryBudget::new().with_capacity(50));
    /// assert_eq!(gate.budget().capacity(), 50);
    /// ```
    #[must_use]
    pub fn with_budget(self, budget: RetryBudget) -> Self {
        Self { budget, ..self }
    }

    /// Takes the jitter of the pauses from this seed: for tests, and for targets without `std`,
    /// where the seeds count up from zero on every device.
    ///
    /// ```
    /// let gate = apig_errors::Gate::new().with_seed(7);
    /// ```
    #[must_use]
    pub fn with_seed(self, seed: u64) -> Self {
        Self { line: Lock::new(self.line.into_inner().with_seed(seed)), ..self }
    }

    /// Returns the budget that its calls' retries are paid from.
    ///
    /// ```
    /// assert_eq!(apig_errors::Gate::new().budget().capacity(), 10);
    /// ```
    #[must_use]
    pub const fn budget(&self) -> &RetryBudget {
        &self.budget
    }

    /// Returns a place in the line for one call, for all of its attempts.
    ///
    /// ```
    /// let gate = apig_errors::Gate::new();
    /// let pass = gate.pass();
    /// ```
    pub fn pass(&self) -> Pass<'_> {
        Pass { gate: self, place: Place::default() }
    }

    /// Returns whether it is closed at present: nothing but probes goes through. For health pages.
    ///
    /// ```
    /// assert!(!apig_errors::Gate::new().is_closed());
    /// ```
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.line.with(|line| line.is_closed())
    }

    /// Returns how many calls it lets through in how much time, or `None` where there is no bound.
    ///
    /// ```
    /// assert_eq!(apig_errors::Gate::new().quota(), None);
    /// ```
    #[must_use]
    pub fn quota(&self) -> Option<(u64, Duration)> {
        let quota = self.line.with(|line| line.quota());
        quota.map(|(calls, window)| (calls, Duration::from_micros(window)))
    }

    /// Reports the threshold before it has refused a call: with the feature `http`,
    /// `Throttle::from_headers` reads it out of the headers of successes.
    ///
    /// Nothing waits for that. It is what counts once a call is refused by a response that names no limit or
    /// no window of its own. The latest one counts; one without a limit or without a window is none.
    ///
    /// ```
    /// use std::time::Duration;
    /// use apig_errors::{ApigError, Code, Gate, Throttle};
    ///
    /// let gate = Gate::new();
    /// gate.hint(&Throttle::new().with_limit(5).with_window(Duration::from_secs(60)));
    /// assert_eq!(gate.quota(), None);
    ///
    /// let mut calls: Vec<_> = (0..6).map(|_| gate.pass()).collect();
    /// for pass in &mut calls {
    ///     let _ = pass.enter(Duration::from_secs(100));
    /// }
    /// calls[5].on_error(Duration::from_secs(100), &ApigError::new(429, Code::APIG_0308));
    /// assert_eq!(gate.quota(), Some((5, Duration::from_secs(60))));
    /// ```
    pub fn hint(&self, throttle: &Throttle) {
        if let (Some(limit), Some(window)) = (throttle.limit, throttle.window) {
            self.with(|line| line.hint(limit, micros(window)));
        }
    }

    fn with<R>(&self, change: impl FnOnce(&mut Line) -> R) -> R {
        self.line.with(|line| {
            let result = change(line);
            self.is_quiet.set(line.is_quiet());
            result
        })
    }
}

/// The same as [`Gate::new`].
impl Default for Gate {
    fn default() -> Self {
        Self::new()
    }
}

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
    gate: &'g Gate,
    place: Place,
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
    pub(super) fn enter_open(&mut self, now: Duration) -> bool {
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
    pub(super) fn on_nothing(&mut self) {
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
