//! The bounds on the retries of one call.

use core::time::Duration;

use super::{Call, RetryState};
use crate::Idempotency;

/// How often, how long and how far apart a request may be repeated.
///
/// A policy decides, it does not act: [`start`](Self::start) gives a [`RetryState`] for one call,
/// [`RetryState::on_error`] turns each failure into a [`Step`](crate::Step), and the caller sleeps, renews the
/// credential and sends with whatever it has, in async code or not.
///
/// | bound | default |
/// | --- | --- |
/// | [`max_attempts`](Self::with_max_attempts) | 4 requests |
/// | [`base_delay`](Self::with_base_delay) | 200 ms |
/// | [`max_delay`](Self::with_max_delay) | 20 s |
/// | [`max_total_wait`](Self::with_max_total_wait) | 90 s |
/// | [`reauthenticate`](Self::with_reauthenticate) | `true` |
/// | [`within`](Self::within) | no deadline |
///
/// Two policies have names: [`interactive`](Self::interactive) for somebody who waits for the
/// response, [`batch`](Self::batch) for work that can wait. [`call`](Self::call) is the loop,
/// written for you.
///
/// Every value is allowed, [`Duration::ZERO`] and [`Duration::MAX`] included: nothing here panics
/// or overflows.
///
/// ```
/// use apig_errors::{ApigError, Code, Idempotency, RetryPolicy, Step};
///
/// const POLICY: RetryPolicy = RetryPolicy::new().with_max_attempts(3);
///
/// // Stands for an HTTP client: refused by the throttle, then served.
/// let mut answers = vec![Ok("order 7"), Err(ApigError::new(429, Code::APIG_0308))];
/// let mut send = || answers.pop().unwrap();
///
/// // A POST: it is sent again only because the gateway vouches that it was not delivered.
/// let mut state = POLICY.start(Idempotency::NotIdempotent);
/// let outcome = loop {
///     let error = match send() {
///         Ok(answer) => break Ok(answer),
///         Err(error) => error,
///     };
///     match state.on_error(&error) {
///         Step::Wait(delay) => println!("sleep for {delay:?} here"),
///         Step::Reauthenticate => println!("get a different credential here"),
///         Step::Stop(why) => break Err((why, error)),
///     }
/// };
/// assert_eq!(outcome, Ok("order 7"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RetryPolicy {
    max_attempts: u32,
    pub(super) base_delay: Duration,
    pub(super) max_delay: Duration,
    pub(super) max_total_wait: Duration,
    reauthenticate: bool,
    within: Option<Duration>,
}

impl RetryPolicy {
    /// The default policy, as the table above says.
    ///
    /// ```
    /// use apig_errors::RetryPolicy;
    ///
    /// assert_eq!(RetryPolicy::new(), RetryPolicy::new().with_max_attempts(4));
    /// ```
    #[must_use]
    pub const fn new() -> Self {
        Self {
            max_attempts: 4,
            base_delay: Duration::from_millis(200),
            max_delay: Duration::from_secs(20),
            max_total_wait: Duration::from_secs(90),
            reauthenticate: true,
            within: None,
        }
    }

    /// The policy for somebody who waits: a page, a handler of requests.
    ///
    /// The default, but it begins at 100 ms, and the longest wait of a call is 2 s, the requests'
    /// own time included where a driver knows it ([`within`](Self::within)). A window of a minute
    /// is [`StopReason::WaitTooLong`](crate::StopReason::WaitTooLong) at once.
    ///
    /// ```
    /// use std::time::Duration;
    /// use apig_errors::RetryPolicy;
    ///
    /// let policy = RetryPolicy::interactive();
    /// assert_eq!(policy.max_total_wait(), Duration::from_secs(2));
    /// assert_eq!(policy.deadline(), Some(Duration::from_secs(2)));
    /// ```
    #[must_use]
    pub const fn interactive() -> Self {
        Self::new()
            .with_base_delay(Duration::from_millis(100))
            .with_max_total_wait(Duration::from_secs(2))
            .within(Duration::from_secs(2))
    }

    /// The policy for work that can wait: a queue, a nightly job.
    ///
    /// 20 requests, back-off from 1 s to 20 s; the longest wait of a call is 5 minutes.
    ///
    /// ```
    /// use std::time::Duration;
    /// use apig_errors::RetryPolicy;
    ///
    /// assert_eq!(RetryPolicy::batch().max_total_wait(), Duration::from_secs(300));
    /// ```
    #[must_use]
    pub const fn batch() -> Self {
        Self::new()
            .with_max_attempts(20)
            .with_base_delay(Duration::from_secs(1))
            .with_max_total_wait(Duration::from_secs(300))
    }

    /// How many requests may be sent for one call, the first one and the one after a new
    /// credential included. Default 4; 0 reads as 1.
    ///
    /// ```
    /// use apig_errors::{ApigError, Idempotency, RetryPolicy, Step, StopReason};
    ///
    /// let mut state = RetryPolicy::new().with_max_attempts(1).start(Idempotency::Idempotent);
    /// let step = state.on_error(&ApigError::from_status(503));
    /// assert_eq!(step, Step::Stop(StopReason::AttemptsExhausted));
    /// ```
    #[must_use]
    pub const fn with_max_attempts(self, max_attempts: u32) -> Self {
        Self { max_attempts, ..self }
    }

    /// The upper end of the first back-off; it doubles with each failure. Default 200 ms.
    ///
    /// A throttled call whose answer names no time to wait starts from one second where this is
    /// shorter.
    ///
    /// ```
    /// use std::time::Duration;
    /// use apig_errors::{ApigError, Idempotency, RetryPolicy, Step};
    ///
    /// let policy = RetryPolicy::new().with_base_delay(Duration::from_millis(50));
    /// let step = policy.start(Idempotency::Idempotent).on_error(&ApigError::from_status(503));
    /// assert!(matches!(step, Step::Wait(delay) if delay <= Duration::from_millis(50)));
    /// ```
    #[must_use]
    pub const fn with_base_delay(self, base_delay: Duration) -> Self {
        Self { base_delay, ..self }
    }

    /// Where the doubling ends. Default 20 s.
    ///
    /// It bounds this policy's own back-off, not a wait that the answer asked for: a `Retry-After`
    /// or a throttling window may be longer. A throttled call whose answer names no time still
    /// waits for a second at least.
    ///
    /// ```
    /// use std::time::Duration;
    /// use apig_errors::{ApigError, Idempotency, RetryPolicy, Step};
    ///
    /// let policy = RetryPolicy::new().with_max_delay(Duration::from_millis(300));
    /// let mut state = policy.start(Idempotency::Idempotent);
    /// for _ in 0..3 {
    ///     let step = state.on_error(&ApigError::from_status(503));
    ///     assert!(matches!(step, Step::Wait(delay) if delay <= Duration::from_millis(300)));
    /// }
    /// ```
    #[must_use]
    pub const fn with_max_delay(self, max_delay: Duration) -> Self {
        Self { max_delay, ..self }
    }

    /// The bound on the sum of the waits handed out for one call. Default 90 s.
    ///
    /// The time that the requests themselves take is not counted: no clock is read. A wait that
    /// must not be cut short and does not fit ends the call at once, with
    /// [`StopReason::WaitTooLong`](crate::StopReason::WaitTooLong).
    ///
    /// ```
    /// use std::time::Duration;
    /// use apig_errors::{ApigError, Code, Idempotency, RetryPolicy, Step, StopReason};
    ///
    /// let daily = ApigError::new(429, Code::APIG_0308)
    ///     .with_retry_after(Duration::from_secs(24 * 60 * 60));
    /// let mut state = RetryPolicy::new().start(Idempotency::Idempotent);
    /// assert_eq!(state.on_error(&daily), Step::Stop(StopReason::WaitTooLong));
    /// ```
    #[must_use]
    pub const fn with_max_total_wait(self, max_total_wait: Duration) -> Self {
        Self { max_total_wait, ..self }
    }

    /// Whether [`Step::Reauthenticate`](crate::Step::Reauthenticate) may be handed out, once a call. Default `true`.
    ///
    /// With `false` a refused credential is [`StopReason::Permanent`](crate::StopReason::Permanent).
    /// Switch it off where there is no
    /// other credential to get (a static AK/SK or `AppCode`), and inside the renewal itself, which
    /// would otherwise renew in order to renew.
    ///
    /// ```
    /// use apig_errors::{ApigError, Code, Idempotency, RetryPolicy, Step, StopReason};
    ///
    /// let expired = ApigError::new(401, Code::APIG_0307);
    /// let mut state = RetryPolicy::new().start(Idempotency::NotIdempotent);
    /// assert_eq!(state.on_error(&expired), Step::Reauthenticate);
    ///
    /// let mut state = RetryPolicy::new().with_reauthenticate(false).start(Idempotency::NotIdempotent);
    /// assert_eq!(state.on_error(&expired), Step::Stop(StopReason::Permanent));
    /// ```
    #[must_use]
    pub const fn with_reauthenticate(self, reauthenticate: bool) -> Self {
        Self { reauthenticate, ..self }
    }

    /// How long a call may take in all, the requests' own time included: no wait ends later, and no
    /// request is sent later. Default: no such bound.
    ///
    /// It begins with the first question to [`Attempts`](crate::Attempts), and holds for the driver
    /// ([`call`](Self::call)) alone: a [`RetryState`] reads no clock. It does not interrupt a request
    /// under way; that one's timeout is the client's.
    ///
    /// ```
    /// use std::time::Duration;
    /// use apig_errors::RetryPolicy;
    ///
    /// const POLICY: RetryPolicy = RetryPolicy::new().within(Duration::from_secs(10));
    /// assert_eq!(POLICY.deadline(), Some(Duration::from_secs(10)));
    /// ```
    #[must_use]
    pub const fn within(self, duration: Duration) -> Self {
        Self { within: Some(duration), ..self }
    }

    /// Returns how many requests may be sent for one call: 1 at least.
    ///
    /// ```
    /// assert_eq!(apig_errors::RetryPolicy::new().max_attempts(), 4);
    /// ```
    #[must_use]
    pub const fn max_attempts(&self) -> u32 {
        if self.max_attempts == 0 { 1 } else { self.max_attempts }
    }

    /// Returns the upper end of the first back-off.
    ///
    /// ```
    /// use std::time::Duration;
    /// assert_eq!(apig_errors::RetryPolicy::new().base_delay(), Duration::from_millis(200));
    /// ```
    #[must_use]
    pub const fn base_delay(&self) -> Duration {
        self.base_delay
    }

    /// Returns where the doubling of the back-off ends.
    ///
    /// ```
    /// use std::time::Duration;
    /// assert_eq!(apig_errors::RetryPolicy::new().max_delay(), Duration::from_secs(20));
    /// ```
    #[must_use]
    pub const fn max_delay(&self) -> Duration {
        self.max_delay
    }

    /// Returns the bound on the sum of the waits of one call.
    ///
    /// ```
    /// use std::time::Duration;
    /// assert_eq!(apig_errors::RetryPolicy::new().max_total_wait(), Duration::from_secs(90));
    /// ```
    #[must_use]
    pub const fn max_total_wait(&self) -> Duration {
        self.max_total_wait
    }

    /// Returns whether [`Step::Reauthenticate`](crate::Step::Reauthenticate) may be handed out.
    ///
    /// ```
    /// assert!(apig_errors::RetryPolicy::new().reauthenticate());
    /// ```
    #[must_use]
    pub const fn reauthenticate(&self) -> bool {
        self.reauthenticate
    }

    /// Returns how long a call may take in all, where that is bounded.
    ///
    /// ```
    /// assert_eq!(apig_errors::RetryPolicy::new().deadline(), None);
    /// ```
    #[must_use]
    pub const fn deadline(&self) -> Option<Duration> {
        self.within
    }

    /// Returns one call to be run under this policy: [`Call::run`], [`Call::run_blocking`], or, for
    /// a loop of your own, [`Call::attempts`].
    ///
    /// `request` says whether the request may be sent twice without harm; with the feature `http`,
    /// `Idempotency::from(&method)`.
    ///
    /// ```
    /// use apig_errors::{ApigError, Idempotency, RetryPolicy};
    ///
    /// let served = RetryPolicy::new().call(Idempotency::NotIdempotent).run_blocking(
    ///     apig_errors::now,
    ///     std::thread::sleep,
    ///     || Ok::<_, ApigError>("order 7"),
    /// );
    /// assert_eq!(served.unwrap(), "order 7");
    /// ```
    pub fn call<'a, E>(&self, request: Idempotency) -> Call<'a, E> {
        Call::new(self.clone(), request)
    }

    /// Starts one call: everything from the first request to the last repetition of it.
    ///
    /// `request` says whether the request may be sent twice without harm; with the feature `http`,
    /// `Idempotency::from(&method)`.
    ///
    /// The jitter's seed is fresh for each call, from [`RandomState`] with the feature `std`.
    /// Without `std` there is no entropy to draw on and the seeds count up from zero in every
    /// process: give [`with_seed`](RetryState::with_seed) something that differs between devices,
    /// or a fleet that fails together retries together.
    ///
    /// [`RandomState`]: https://doc.rust-lang.org/std/hash/struct.RandomState.html
    ///
    /// ```
    /// use apig_errors::{Idempotency, RetryPolicy};
    ///
    /// let state = RetryPolicy::new().start(Idempotency::NotIdempotent);
    /// assert_eq!(state.attempts(), 0);
    /// ```
    #[must_use]
    pub fn start(&self, request: Idempotency) -> RetryState {
        RetryState::new(self.clone(), request)
    }
}

/// The same as [`RetryPolicy::new`].
impl Default for RetryPolicy {
    fn default() -> Self {
        Self::new()
    }
}
