//! One call on its way.

use core::{ops::RangeInclusive, time::Duration};

use super::{
    RetryPolicy, Step, StopReason,
    jitter::{Random, from_nanos},
};
use crate::{ApigRetryable, Idempotency, Retry};

/// One call on its way: how many failures it has seen, how long it has waited, and whether it has
/// asked for a new credential.
///
/// Made by [`RetryPolicy::start`]; one for each call, not for each request, so that the bounds
/// hold over all repetitions.
///
/// ```
/// use apig_errors::{ApigError, Code, Idempotency, RetryPolicy, Step, StopReason};
///
/// let mut state = RetryPolicy::new().start(Idempotency::NotIdempotent);
///
/// // Refused before the backend saw it: even a POST may be sent again.
/// assert!(matches!(state.on_error(&ApigError::new(429, Code::APIG_0308)), Step::Wait(_)));
///
/// // The backend timed out: it may have finished the work all the same.
/// let step = state.on_error(&ApigError::new(504, Code::APIG_0203));
/// assert_eq!(step, Step::Stop(StopReason::MaybeDelivered));
/// assert_eq!(state.attempts(), 2);
/// ```
#[derive(Clone, Debug)]
pub struct RetryState {
    policy: RetryPolicy,
    request: Idempotency,
    attempts: u32,
    waited: Duration,
    reauthenticated: bool,
    /// `None` until the first draw, where a call that succeeds at once should not pay for a seed.
    random: Option<Random>,
}

impl RetryState {
    pub(super) fn new(policy: RetryPolicy, request: Idempotency) -> Self {
        Self { random: Some(Random::fresh()), ..Self::unseeded(policy, request) }
    }

    /// Draws a seed when it is needed. A clone from before that draws another one.
    pub(super) const fn unseeded(policy: RetryPolicy, request: Idempotency) -> Self {
        Self {
            policy,
            request,
            attempts: 0,
            waited: Duration::ZERO,
            reauthenticated: false,
            random: None,
        }
    }

    /// Takes the jitter from this seed: the same seed and the same errors give the same steps.
    ///
    /// For tests, and for targets without `std`, where the seeds of [`RetryPolicy::start`] are the
    /// same on every device.
    ///
    /// ```
    /// use apig_errors::{ApigError, Idempotency, RetryPolicy};
    ///
    /// let error = ApigError::from_status(503);
    /// let step = || {
    ///     RetryPolicy::new().start(Idempotency::Idempotent).with_seed(7).on_error(&error)
    /// };
    /// assert_eq!(step(), step());
    /// ```
    #[must_use]
    pub const fn with_seed(mut self, seed: u64) -> Self {
        self.random = Some(Random::new(seed));
        self
    }

    /// How many errors this call has seen: as many as requests that were sent and failed.
    ///
    /// ```
    /// use apig_errors::{ApigError, Idempotency, RetryPolicy};
    ///
    /// let mut state = RetryPolicy::new().start(Idempotency::Idempotent);
    /// let _ = state.on_error(&ApigError::from_status(503));
    /// assert_eq!(state.attempts(), 1);
    /// ```
    #[must_use]
    pub const fn attempts(&self) -> u32 {
        self.attempts
    }

    /// The sum of the waits handed out so far, at most
    /// [`max_total_wait`](RetryPolicy::with_max_total_wait).
    ///
    /// ```
    /// use std::time::Duration;
    /// use apig_errors::{ApigError, Code, Idempotency, RetryPolicy};
    ///
    /// let mut state = RetryPolicy::new().start(Idempotency::Idempotent);
    /// let _ = state.on_error(&ApigError::new(429, Code::APIG_0308));
    /// assert!(state.waited() >= Duration::from_secs(1));
    /// ```
    #[must_use]
    pub const fn waited(&self) -> Duration {
        self.waited
    }

    /// Returns what to do after this error. The first that holds:
    ///
    /// 1. The class is `Never`, or `Reauthenticate` where the policy switched that off:
    ///    [`StopReason::Permanent`].
    /// 2. The request may have been delivered and is not idempotent: [`StopReason::MaybeDelivered`].
    /// 3. No attempt is left: [`StopReason::AttemptsExhausted`].
    /// 4. `Reauthenticate`: [`Step::Reauthenticate`]; the second time in this call
    ///    [`StopReason::AlreadyReauthenticated`].
    /// 5. `Throttled`: the longer of the error's [`wait_hint`](ApigRetryable::wait_hint) and the
    ///    back-off (without a hint, which one of zero is not, from one second at least, doubling),
    ///    plus up to a quarter of it as jitter. Never less: calls that are refused may count against
    ///    the window. Where that is more than what is left of
    ///    [`max_total_wait`](RetryPolicy::with_max_total_wait): [`StopReason::WaitTooLong`], at once.
    /// 6. `Backoff`: a random part of the back-off, from nothing to all of it ("full jitter"), or
    ///    the hint where that is longer. A hint that is more than what is left, and anything where
    ///    nothing is left, is [`StopReason::WaitTooLong`]; else the wait is cut to what is left.
    ///
    /// The back-off is [`base_delay`](RetryPolicy::with_base_delay), doubled with each error seen in
    /// this call, at most [`max_delay`](RetryPolicy::with_max_delay).
    ///
    /// It never panics, and a state that said [`Step::Stop`] may be asked again, under the same
    /// bounds.
    ///
    /// ```
    /// use apig_errors::{ApigError, Code, Idempotency, RetryPolicy, Step, StopReason};
    ///
    /// // "Request entity too large": the same body is too large the next time.
    /// let too_large = ApigError::new(413, Code::APIG_0201);
    /// let mut state = RetryPolicy::new().start(Idempotency::Idempotent);
    /// assert_eq!(state.on_error(&too_large), Step::Stop(StopReason::Permanent));
    /// ```
    pub fn on_error<E: ApigRetryable + ?Sized>(&mut self, error: &E) -> Step {
        let next = self.next(error);
        self.step(next)
    }

    /// The same for a call that stands in a line: a refused one waits there, not here.
    pub(super) fn on_error_in_line<E: ApigRetryable + ?Sized>(&mut self, error: &E) -> Step {
        let next = match self.next(error) {
            Ok(Next::Wait(_)) | Err(StopReason::WaitTooLong)
                if error.verdict().retry == Retry::Throttled =>
            {
                Ok(Next::Wait(Wait::NONE))
            }
            next => next,
        };
        self.step(next)
    }

    /// Takes over what has been waited elsewhere.
    pub(super) fn set_waited(&mut self, waited: Duration) {
        self.waited = waited;
    }

    pub(super) fn set_within(&mut self, within: Duration) {
        self.policy = self.policy.clone().within(within);
    }

    pub(super) fn random(&mut self) -> &mut Random {
        self.random.get_or_insert_with(Random::fresh)
    }

    pub(super) const fn policy(&self) -> &RetryPolicy {
        &self.policy
    }

    fn step(&mut self, next: Result<Next, StopReason>) -> Step {
        self.attempts = self.attempts.saturating_add(1);
        match next {
            Ok(Next::Wait(wait)) => {
                let wait = wait.draw(self.random());
                self.waited = self.waited.saturating_add(wait);
                Step::Wait(wait)
            }
            Ok(Next::Reauthenticate) => {
                self.reauthenticated = true;
                Step::Reauthenticate
            }
            Err(why) => Step::Stop(why),
        }
    }

    /// Returns the shortest and the longest wait that [`on_error`](Self::on_error) would draw for
    /// this error, or `None` where it would not say [`Step::Wait`].
    ///
    /// The state stays as it is: for logs and for tools that explain.
    ///
    /// ```
    /// use std::time::Duration;
    /// use apig_errors::{ApigError, Code, Idempotency, RetryPolicy};
    ///
    /// let state = RetryPolicy::new().start(Idempotency::NotIdempotent);
    /// let throttled = ApigError::new(429, Code::APIG_0308);
    /// let range = Duration::from_secs(1)..=Duration::from_millis(1_250);
    /// assert_eq!(state.wait_range(&throttled), Some(range));
    /// assert_eq!(state.wait_range(&ApigError::new(504, Code::APIG_0203)), None);
    /// ```
    #[must_use]
    pub fn wait_range<E: ApigRetryable + ?Sized>(
        &self,
        error: &E,
    ) -> Option<RangeInclusive<Duration>> {
        match self.next(error) {
            Ok(Next::Wait(wait)) => Some(wait.least..=wait.most),
            Ok(Next::Reauthenticate) | Err(_) => None,
        }
    }

    /// One arm a rule, in the order of the documentation of [`on_error`](Self::on_error).
    fn next<E: ApigRetryable + ?Sized>(&self, error: &E) -> Result<Next, StopReason> {
        let verdict = error.verdict();
        let wait = match verdict.retry {
            Retry::Never => return Err(StopReason::Permanent),
            Retry::Reauthenticate if !self.policy.reauthenticate() => {
                return Err(StopReason::Permanent);
            }
            _ if !verdict.permits(self.request) => return Err(StopReason::MaybeDelivered),
            _ if self.attempts.saturating_add(1) >= self.policy.max_attempts() => {
                return Err(StopReason::AttemptsExhausted);
            }
            Retry::Reauthenticate if self.reauthenticated => {
                return Err(StopReason::AlreadyReauthenticated);
            }
            Retry::Reauthenticate => return Ok(Next::Reauthenticate),
            Retry::Throttled => self.throttled(error.wait_hint()),
            Retry::Backoff => self.backed_off(error.wait_hint()),
        };
        wait.map(Next::Wait).ok_or(StopReason::WaitTooLong)
    }

    /// The wait for a throttling window, or `None` where there is no time for it.
    fn throttled(&self, hint: Option<Duration>) -> Option<Wait> {
        const SHORTEST_WINDOW: Duration = Duration::from_secs(1);

        let least = match hint.filter(|hint| !hint.is_zero()) {
            Some(hint) => hint.max(self.back_off(Duration::ZERO)),
            // The gateway counts in seconds, minutes, hours and days: anything shorter than the
            // shortest window is a call wasted.
            None => self.back_off(SHORTEST_WINDOW),
        };
        // What remains after the wait bounds the jitter alone: the wait itself is never cut.
        let spare = self.left().checked_sub(least)?;
        let jitter = least / 4;
        Some(Wait { least, most: least.saturating_add(jitter.min(spare)), base: least, jitter })
    }

    /// The wait for a passing fault, or `None` where there is no time for it.
    fn backed_off(&self, hint: Option<Duration>) -> Option<Wait> {
        let left = self.left();
        let least = hint.unwrap_or_default();
        if left.is_zero() || least > left {
            return None;
        }
        let jitter = self.back_off(Duration::ZERO);
        Some(Wait { least, most: jitter.max(least).min(left), base: Duration::ZERO, jitter })
    }

    /// The back-off that the errors seen so far have led to, where neither of its ends is below
    /// `floor`.
    fn back_off(&self, floor: Duration) -> Duration {
        let RetryPolicy { base_delay, max_delay, .. } = self.policy;
        doubled(base_delay.max(floor), self.attempts, max_delay.max(floor))
    }

    /// What is left of the policy's total wait.
    fn left(&self) -> Duration {
        self.policy.max_total_wait.saturating_sub(self.waited)
    }
}

/// A step before the dice are thrown.
enum Next {
    Wait(Wait),
    Reauthenticate,
}

/// `base` and a random part of `jitter`, but no less than `least` and no more than `most`.
struct Wait {
    least: Duration,
    most: Duration,
    base: Duration,
    jitter: Duration,
}

impl Wait {
    const NONE: Self = Self {
        least: Duration::ZERO,
        most: Duration::ZERO,
        base: Duration::ZERO,
        jitter: Duration::ZERO,
    };

    fn draw(&self, random: &mut Random) -> Duration {
        self.base.saturating_add(random.up_to(self.jitter)).clamp(self.least, self.most)
    }
}

/// `base`, doubled so many times, at most `cap`.
fn doubled(base: Duration, doublings: u32, cap: Duration) -> Duration {
    let factor = 1_u128.checked_shl(doublings).unwrap_or(u128::MAX);
    from_nanos(base.as_nanos().saturating_mul(factor).min(cap.as_nanos()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubling_is_exact_until_the_cap_and_never_overflows() {
        let (base, cap) = (Duration::from_millis(200), Duration::from_secs(20));
        let waits = [0, 1, 2, 6, 7, 31, 63, 64, 127, 128, u32::MAX].map(|n| doubled(base, n, cap));
        let expected = [200, 400, 800, 12_800].map(Duration::from_millis);
        assert_eq!(waits[..4], expected);
        assert!(waits[4..].iter().all(|&wait| wait == cap));

        let tick = Duration::from_nanos(1);
        assert_eq!(doubled(tick, 64, Duration::MAX).as_nanos(), 1 << 64);
        assert_eq!(doubled(tick, 127, Duration::MAX), Duration::MAX);
        assert_eq!(doubled(Duration::MAX, u32::MAX, Duration::MAX), Duration::MAX);
        assert_eq!(doubled(Duration::ZERO, u32::MAX, Duration::MAX), Duration::ZERO);
        assert_eq!(doubled(Duration::MAX, 3, Duration::ZERO), Duration::ZERO);
    }
}
