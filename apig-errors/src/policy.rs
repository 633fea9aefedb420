//! Deciding what to do after a failure: no clock, no sleep, no runtime.

use core::{fmt, time::Duration};

use crate::{ApigRetryable, Idempotency, Retry};

/// How often, how long and how far apart a request may be repeated.
///
/// A policy decides, it does not act: [`start`](Self::start) gives a [`RetryState`] for one call,
/// [`RetryState::on_error`] turns each failure into a [`Step`], and the caller sleeps, renews the
/// credential and sends with whatever it has, in async code or not.
///
/// | bound | default |
/// | --- | --- |
/// | [`max_attempts`](Self::max_attempts) | 4 requests |
/// | [`base_delay`](Self::base_delay) | 200 ms |
/// | [`max_delay`](Self::max_delay) | 20 s |
/// | [`max_total_wait`](Self::max_total_wait) | 90 s |
/// | [`reauthenticate`](Self::reauthenticate) | `true` |
///
/// Every value is allowed, [`Duration::ZERO`] and [`Duration::MAX`] included: nothing here panics
/// or overflows.
///
/// ```
/// use apig_errors::{ApigError, Code, Idempotency, RetryPolicy, Step};
///
/// const POLICY: RetryPolicy = RetryPolicy::new().max_attempts(3);
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RetryPolicy {
    max_attempts: u32,
    base_delay: Duration,
    max_delay: Duration,
    max_total_wait: Duration,
    reauthenticate: bool,
}

impl RetryPolicy {
    /// The default policy, as the table above says.
    ///
    /// ```
    /// use apig_errors::RetryPolicy;
    ///
    /// assert_eq!(RetryPolicy::new(), RetryPolicy::new().max_attempts(4));
    /// ```
    #[must_use]
    pub const fn new() -> Self {
        Self {
            max_attempts: 4,
            base_delay: Duration::from_millis(200),
            max_delay: Duration::from_secs(20),
            max_total_wait: Duration::from_secs(90),
            reauthenticate: true,
        }
    }

    /// How many requests may be sent for one call, the first one and the one after a new
    /// credential included. Default 4; 0 reads as 1.
    ///
    /// ```
    /// use apig_errors::{ApigError, Idempotency, RetryPolicy, Step, Stop};
    ///
    /// let mut state = RetryPolicy::new().max_attempts(1).start(Idempotency::Idempotent);
    /// let step = state.on_error(&ApigError::of_status(503));
    /// assert_eq!(step, Step::Stop(Stop::AttemptsExhausted));
    /// ```
    #[must_use]
    pub const fn max_attempts(self, max_attempts: u32) -> Self {
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
    /// let policy = RetryPolicy::new().base_delay(Duration::from_millis(50));
    /// let step = policy.start(Idempotency::Idempotent).on_error(&ApigError::of_status(503));
    /// assert!(matches!(step, Step::Wait(delay) if delay <= Duration::from_millis(50)));
    /// ```
    #[must_use]
    pub const fn base_delay(self, base_delay: Duration) -> Self {
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
    /// let policy = RetryPolicy::new().max_delay(Duration::from_millis(300));
    /// let mut state = policy.start(Idempotency::Idempotent);
    /// for _ in 0..3 {
    ///     let step = state.on_error(&ApigError::of_status(503));
    ///     assert!(matches!(step, Step::Wait(delay) if delay <= Duration::from_millis(300)));
    /// }
    /// ```
    #[must_use]
    pub const fn max_delay(self, max_delay: Duration) -> Self {
        Self { max_delay, ..self }
    }

    /// The bound on the sum of the waits handed out for one call. Default 90 s.
    ///
    /// The time that the requests themselves take is not counted: no clock is read. A wait that
    /// must not be cut short and does not fit ends the call at once, with [`Stop::WaitTooLong`].
    ///
    /// ```
    /// use std::time::Duration;
    /// use apig_errors::{ApigError, Code, Idempotency, RetryPolicy, Step, Stop};
    ///
    /// let daily = ApigError::new(429, Code::APIG_0308)
    ///     .with_retry_after(Duration::from_secs(24 * 60 * 60));
    /// let mut state = RetryPolicy::new().start(Idempotency::Idempotent);
    /// assert_eq!(state.on_error(&daily), Step::Stop(Stop::WaitTooLong));
    /// ```
    #[must_use]
    pub const fn max_total_wait(self, max_total_wait: Duration) -> Self {
        Self { max_total_wait, ..self }
    }

    /// Whether [`Step::Reauthenticate`] may be handed out, once a call. Default `true`.
    ///
    /// With `false` a refused credential is [`Stop::Permanent`]. Switch it off where there is no
    /// other credential to get (a static AK/SK or `AppCode`), and inside the renewal itself, which
    /// would otherwise renew in order to renew.
    ///
    /// ```
    /// use apig_errors::{ApigError, Code, Idempotency, RetryPolicy, Step, Stop};
    ///
    /// let expired = ApigError::new(401, Code::APIG_0307);
    /// let mut state = RetryPolicy::new().start(Idempotency::NotIdempotent);
    /// assert_eq!(state.on_error(&expired), Step::Reauthenticate);
    ///
    /// let mut state = RetryPolicy::new().reauthenticate(false).start(Idempotency::NotIdempotent);
    /// assert_eq!(state.on_error(&expired), Step::Stop(Stop::Permanent));
    /// ```
    #[must_use]
    pub const fn reauthenticate(self, reauthenticate: bool) -> Self {
        Self { reauthenticate, ..self }
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
        RetryState {
            policy: *self,
            request,
            attempts: 0,
            waited: Duration::ZERO,
            reauthenticated: false,
            random: Random(fresh_seed()),
        }
    }
}

/// The same as [`RetryPolicy::new`].
impl Default for RetryPolicy {
    fn default() -> Self {
        Self::new()
    }
}

/// One call on its way: how many failures it has seen, how long it has waited, and whether it has
/// asked for a new credential.
///
/// Made by [`RetryPolicy::start`]; one for each call, not for each request, so that the bounds
/// hold over all repetitions.
///
/// ```
/// use apig_errors::{ApigError, Code, Idempotency, RetryPolicy, Step, Stop};
///
/// let mut state = RetryPolicy::new().start(Idempotency::NotIdempotent);
///
/// // Refused before the backend saw it: even a POST may be sent again.
/// assert!(matches!(state.on_error(&ApigError::new(429, Code::APIG_0308)), Step::Wait(_)));
///
/// // The backend timed out: it may have finished the work all the same.
/// let step = state.on_error(&ApigError::new(504, Code::APIG_0203));
/// assert_eq!(step, Step::Stop(Stop::MaybeDelivered));
/// assert_eq!(state.attempts(), 2);
/// ```
#[derive(Clone, Debug)]
pub struct RetryState {
    policy: RetryPolicy,
    request: Idempotency,
    attempts: u32,
    waited: Duration,
    reauthenticated: bool,
    random: Random,
}

impl RetryState {
    /// Takes the jitter from this seed: the same seed and the same errors give the same steps.
    ///
    /// For tests, and for targets without `std`, where the seeds of [`RetryPolicy::start`] are the
    /// same on every device.
    ///
    /// ```
    /// use apig_errors::{ApigError, Idempotency, RetryPolicy};
    ///
    /// let error = ApigError::of_status(503);
    /// let step = || {
    ///     RetryPolicy::new().start(Idempotency::Idempotent).with_seed(7).on_error(&error)
    /// };
    /// assert_eq!(step(), step());
    /// ```
    #[must_use]
    pub const fn with_seed(self, seed: u64) -> Self {
        Self { random: Random(seed), ..self }
    }

    /// How many errors this call has seen: as many as requests that were sent and failed.
    ///
    /// ```
    /// use apig_errors::{ApigError, Idempotency, RetryPolicy};
    ///
    /// let mut state = RetryPolicy::new().start(Idempotency::Idempotent);
    /// let _ = state.on_error(&ApigError::of_status(503));
    /// assert_eq!(state.attempts(), 1);
    /// ```
    #[must_use]
    pub const fn attempts(&self) -> u32 {
        self.attempts
    }

    /// The sum of the waits handed out so far, at most
    /// [`max_total_wait`](RetryPolicy::max_total_wait).
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

    /// What to do after this error. The first that holds:
    ///
    /// 1. The class is `Never`, or `Reauthenticate` where the policy switched that off:
    ///    [`Stop::Permanent`].
    /// 2. The request may have been delivered and is not idempotent: [`Stop::MaybeDelivered`].
    /// 3. No attempt is left: [`Stop::AttemptsExhausted`].
    /// 4. `Reauthenticate`: [`Step::Reauthenticate`]; the second time in this call
    ///    [`Stop::AlreadyReauthenticated`].
    /// 5. `Throttled`: the longer of the error's [`wait_hint`](ApigRetryable::wait_hint) and the
    ///    back-off (without a hint, which one of zero is not, from one second at least, doubling),
    ///    plus up to a quarter of it as jitter. Never less: calls that are refused may count against
    ///    the window. Where that is more than what is left of
    ///    [`max_total_wait`](RetryPolicy::max_total_wait): [`Stop::WaitTooLong`], at once.
    /// 6. `Backoff`: a random part of the back-off, from nothing to all of it ("full jitter"), or
    ///    the hint where that is longer. A hint that is more than what is left, and anything where
    ///    nothing is left, is [`Stop::WaitTooLong`]; else the wait is cut to what is left.
    ///
    /// The back-off is [`base_delay`](RetryPolicy::base_delay), doubled with each error seen in
    /// this call, at most [`max_delay`](RetryPolicy::max_delay).
    ///
    /// Total: it never panics, and a state that said [`Step::Stop`] may be asked again, under the
    /// same bounds.
    ///
    /// ```
    /// use apig_errors::{ApigError, Code, Idempotency, RetryPolicy, Step, Stop};
    ///
    /// // "Request entity too large": the same body is too large the next time.
    /// let too_large = ApigError::new(413, Code::APIG_0201);
    /// let mut state = RetryPolicy::new().start(Idempotency::Idempotent);
    /// assert_eq!(state.on_error(&too_large), Step::Stop(Stop::Permanent));
    /// ```
    pub fn on_error<E: ApigRetryable + ?Sized>(&mut self, error: &E) -> Step {
        let doublings = self.attempts;
        self.attempts = self.attempts.saturating_add(1);

        // One arm a rule, in the order of the documentation above.
        let verdict = error.verdict();
        let wait = match verdict.retry {
            Retry::Never => return Step::Stop(Stop::Permanent),
            Retry::Reauthenticate if !self.policy.reauthenticate => {
                return Step::Stop(Stop::Permanent);
            }
            _ if !verdict.permits(self.request) => return Step::Stop(Stop::MaybeDelivered),
            _ if self.attempts >= self.policy.max_attempts => {
                return Step::Stop(Stop::AttemptsExhausted);
            }
            Retry::Reauthenticate if self.reauthenticated => {
                return Step::Stop(Stop::AlreadyReauthenticated);
            }
            Retry::Reauthenticate => {
                self.reauthenticated = true;
                return Step::Reauthenticate;
            }
            Retry::Throttled => self.throttled(doublings, error.wait_hint()),
            Retry::Backoff => self.backed_off(doublings, error.wait_hint()),
        };
        match wait {
            Some(wait) => {
                self.waited = self.waited.saturating_add(wait);
                Step::Wait(wait)
            }
            None => Step::Stop(Stop::WaitTooLong),
        }
    }

    /// The wait for a throttling window, or `None` where there is no time for it.
    fn throttled(&mut self, doublings: u32, hint: Option<Duration>) -> Option<Duration> {
        const SHORTEST_WINDOW: Duration = Duration::from_secs(1);

        let RetryPolicy { base_delay, max_delay, .. } = self.policy;
        let wait = match hint.filter(|hint| !hint.is_zero()) {
            Some(hint) => hint.max(doubled(base_delay, doublings, max_delay)),
            // The gateway counts in seconds, minutes, hours and days: anything shorter than the
            // shortest window is a call wasted.
            None => {
                doubled(base_delay.max(SHORTEST_WINDOW), doublings, max_delay.max(SHORTEST_WINDOW))
            }
        };
        // What remains after the wait bounds the jitter alone: the wait itself is never cut.
        let spare = self.left().checked_sub(wait)?;
        Some(wait.saturating_add(self.random.up_to(wait / 4).min(spare)))
    }

    /// The wait for a passing fault, or `None` where there is no time for it.
    fn backed_off(&mut self, doublings: u32, hint: Option<Duration>) -> Option<Duration> {
        let RetryPolicy { base_delay, max_delay, .. } = self.policy;
        let left = self.left();
        let hint = hint.unwrap_or_default();
        if left.is_zero() || hint > left {
            return None;
        }
        let back_off = self.random.up_to(doubled(base_delay, doublings, max_delay));
        Some(back_off.max(hint).min(left))
    }

    /// What is left of the policy's total wait.
    fn left(&self) -> Duration {
        self.policy.max_total_wait.saturating_sub(self.waited)
    }
}

/// What to do after a failure.
///
/// Exhaustive on purpose: a new step has to break the loops that do not know it.
///
/// ```
/// use apig_errors::{ApigError, Code, Idempotency, RetryPolicy, Step};
///
/// let mut state = RetryPolicy::new().start(Idempotency::NotIdempotent);
/// match state.on_error(&ApigError::new(401, Code::APIG_0307)) {
///     Step::Wait(delay) => std::thread::sleep(delay),
///     Step::Reauthenticate => println!("renew the token, sign anew, send again"),
///     Step::Stop(why) => println!("given up: {why}"),
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[must_use = "a step says whether the request may be sent again, and when"]
pub enum Step {
    /// Wait for this long, then send the request again.
    ///
    /// Sign it anew: a signature is bound to the time at which it was made.
    Wait(Duration),
    /// Get a *different* credential at once, then send the request again.
    ///
    /// More than five failures with one key in a row lock it for five minutes (Huawei Cloud's FAQ
    /// on IAM authentication), so
    ///
    /// * renew once for the whole process: of all calls that fail with the same credential one
    ///   renews it, and the others wait for the result;
    /// * stop unless the new credential differs from the one that was refused;
    /// * sign every send anew, never replay signed headers;
    /// * switch this step off ([`RetryPolicy::reauthenticate`]) for static keys, and for the
    ///   requests of the renewal itself.
    ///
    /// ```
    /// use std::sync::Mutex;
    ///
    /// /// The token of the whole process.
    /// struct Session(Mutex<String>);
    ///
    /// impl Session {
    ///     /// Replaces the token that was refused, unless another call has done so already.
    ///     /// `None`: there is no different one, so stop.
    ///     fn renew(&self, refused: &str, log_in: impl FnOnce() -> String) -> Option<String> {
    ///         let mut token = self.0.lock().unwrap();
    ///         if *token == refused {
    ///             *token = log_in();
    ///         }
    ///         (*token != refused).then(|| token.clone())
    ///     }
    /// }
    ///
    /// let session = Session(Mutex::new("old".to_owned()));
    /// assert_eq!(session.renew("old", || "new".to_owned()).as_deref(), Some("new"));
    /// assert_eq!(session.renew("old", || unreachable!()).as_deref(), Some("new"));
    /// assert_eq!(session.renew("new", || "new".to_owned()), None);
    /// ```
    Reauthenticate,
    /// Do not send the request again; hand the error to the caller.
    Stop(Stop),
}

/// Why a request is not sent again.
///
/// ```
/// use apig_errors::{ApigError, Code, Idempotency, RetryPolicy, Step, Stop};
///
/// let mut state = RetryPolicy::new().start(Idempotency::NotIdempotent);
/// let step = state.on_error(&ApigError::new(504, Code::APIG_0203));
/// assert_eq!(step, Step::Stop(Stop::MaybeDelivered));
/// assert_eq!(Stop::MaybeDelivered.to_string(), "MaybeDelivered");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Stop {
    /// The same request will fail again, or the credential cannot be renewed: see the error's
    /// [`actor`](ApigRetryable::actor).
    Permanent,
    /// The backend may have acted on the request, and repeating it could repeat its effect. Find
    /// out by reading before you write again.
    MaybeDelivered,
    /// The credential was refused again after a new one had been asked for.
    AlreadyReauthenticated,
    /// As many requests were sent as [`RetryPolicy::max_attempts`] allows.
    AttemptsExhausted,
    /// The wait does not fit into what is left of [`RetryPolicy::max_total_wait`].
    WaitTooLong,
}

impl Stop {
    /// The variant's name, as it is written in Rust: a stable label for logs and metrics.
    ///
    /// ```
    /// assert_eq!(apig_errors::Stop::WaitTooLong.as_str(), "WaitTooLong");
    /// ```
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Permanent => "Permanent",
            Self::MaybeDelivered => "MaybeDelivered",
            Self::AlreadyReauthenticated => "AlreadyReauthenticated",
            Self::AttemptsExhausted => "AttemptsExhausted",
            Self::WaitTooLong => "WaitTooLong",
        }
    }
}

/// Writes the variant's name; width and alignment are respected.
impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// `base`, doubled so many times, at most `cap`.
fn doubled(base: Duration, doublings: u32, cap: Duration) -> Duration {
    let factor = 1_u128.checked_shl(doublings).unwrap_or(u128::MAX);
    from_nanos(base.as_nanos().saturating_mul(factor).min(cap.as_nanos()))
}

/// The inverse of [`Duration::as_nanos`].
fn from_nanos(nanos: u128) -> Duration {
    const NANOS_PER_SEC: u128 = 1_000_000_000;

    match u64::try_from(nanos / NANOS_PER_SEC) {
        Ok(secs) => Duration::new(secs, (nanos % NANOS_PER_SEC) as u32),
        Err(_) => Duration::MAX,
    }
}

/// `SplitMix64`: small, and any seed will do. Jitter has to spread calls, not to keep secrets.
#[derive(Clone, Debug)]
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Uniform over the nanoseconds from zero to `longest`, both included.
    ///
    /// The longest duration has fewer than 2^95 nanoseconds, so the remainder of 128 random bits
    /// is off uniform by less than one part in 2^33.
    fn up_to(&mut self, longest: Duration) -> Duration {
        let bits = u128::from(self.next()) << 64 | u128::from(self.next());
        from_nanos(bits % (longest.as_nanos() + 1))
    }
}

/// A seed that no other call of this process has, nor, most likely, any of another process, unless one was
/// forked from the other: then both go on with the same keys.
#[cfg(feature = "std")]
fn fresh_seed() -> u64 {
    use std::hash::{BuildHasher, RandomState};

    // The keys are random in each thread and change with each `new`.
    RandomState::new().hash_one(())
}

/// A seed that no other call of this process has.
#[cfg(all(not(feature = "std"), target_has_atomic = "ptr"))]
fn fresh_seed() -> u64 {
    use core::sync::atomic::{AtomicUsize, Ordering};

    static CALLS: AtomicUsize = AtomicUsize::new(0);
    CALLS.fetch_add(1, Ordering::Relaxed) as u64
}

/// Nothing to draw on, nothing to count with: `with_seed` has to bring the difference.
#[cfg(all(not(feature = "std"), not(target_has_atomic = "ptr")))]
fn fresh_seed() -> u64 {
    0
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

    #[test]
    fn nanoseconds_survive_the_way_there_and_back() {
        for duration in [
            Duration::ZERO,
            Duration::from_nanos(1),
            Duration::from_nanos(999_999_999),
            Duration::from_nanos(1_000_000_001),
            Duration::new(u64::MAX, 999_999_998),
            Duration::MAX,
        ] {
            assert_eq!(from_nanos(duration.as_nanos()), duration);
        }
        assert_eq!(from_nanos(Duration::MAX.as_nanos() + 1), Duration::MAX);
        assert_eq!(from_nanos(u128::MAX), Duration::MAX);
    }

    #[test]
    fn the_generator_is_splitmix64() {
        // The first outputs of the reference implementation (Vigna, splitmix64.c).
        let mut random = Random(1_234_567);
        assert_eq!(random.next(), 6_457_827_717_110_365_317);
        assert_eq!(random.next(), 3_203_168_211_198_807_973);
    }

    #[test]
    fn jitter_is_uniform_and_reaches_both_ends() {
        let mut random = Random(1);
        let mut seen = [0_u32; 4];
        for _ in 0..4_000 {
            let nanos = random.up_to(Duration::from_nanos(3)).subsec_nanos();
            seen[nanos as usize] += 1;
        }
        assert!(seen.iter().all(|times| (900..1_100).contains(times)), "{seen:?}");

        let halves = (0..1_000).filter(|_| random.up_to(Duration::MAX) > Duration::MAX / 2).count();
        assert!((450..550).contains(&halves), "{halves}");
        assert_eq!(random.up_to(Duration::ZERO), Duration::ZERO);
    }

    #[test]
    fn seeds_are_fresh() {
        assert_ne!(fresh_seed(), fresh_seed());
    }
}
