//! The line that all calls of a process stand in while something is against sending.

mod gaps;
mod history;
mod line;
mod pass;

use core::time::Duration;

use self::line::{Line, Place};
pub use self::pass::Pass;
use super::{
    RetryBudget,
    lock::{Hint, Lock},
    micros,
};
use crate::Throttle;

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
/// keep the [`ApigError`](crate::ApigError) in the variant of your enum that the throttle's responses become. Of one
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
