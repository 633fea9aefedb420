//! One credential for all calls of a process, renewed by one of them.

use alloc::vec::Vec;
use core::{
    error::Error,
    fmt,
    future::poll_fn,
    mem,
    task::{Poll, Waker},
    time::Duration,
};

use super::{
    jitter::Random,
    lock::{Hint, Lock},
};
use crate::{ApigRetryable, Retry};

/// The credential of a process: a token, a temporary key. Of all calls that find it refused, one
/// renews it and the others wait for that one.
///
/// [`Call::credential`](crate::Call::credential) does it for you. In a loop of your own:
/// [`get`](Self::get) before each request, [`refuse`](Self::refuse) after a
/// [`Step::Reauthenticate`](crate::Step::Reauthenticate), [`accept`](Self::accept) after a success.
///
/// More than five failures with one key in a row lock it for five minutes (Huawei Cloud's FAQ on IAM
/// authentication), so
///
/// * a renewal that failed is not repeated before a back-off: 1 s, doubled up to 30 s, a quarter
///   more at most as jitter, and no less than the error's
///   [`wait_hint`](ApigRetryable::wait_hint); anyone who asks until then gets [`NotRenewed`] at once;
/// * five renewals in a row that were *refused* are followed by none for five minutes. Refused is one
///   whose error is neither `Backoff` nor `Throttled`, and one whose credential was refused within
///   ten seconds and before it was accepted once. An identity service that is down locks nothing.
///
/// With [`renew_before`](Self::renew_before) one call renews ahead of the expiry, while the others
/// go on with what there is.
///
/// A future that renews and is dropped, or panics, leaves the renewal to the next one that waits. It
/// reads no clock: `now` is the time since any moment, the same for all that ask. Const;
/// with the feature `std` it is `Sync` where `T` is `Send`, without `std` it is not: a single thread's
/// tasks may share it.
///
/// ```
/// use apig_errors::{ApigError, Credential, now};
///
/// static TOKEN: Credential<String> = Credential::new();
///
/// // Nothing there yet: the first call logs in.
/// let log_in = || Ok::<_, ApigError>("first".to_owned());
/// let first = TOKEN.get_blocking(now, log_in)?;
/// assert_eq!(first.value, "first");
/// // No other log-in, until it is refused.
/// let again = TOKEN.get_blocking(now, || -> Result<_, ApigError> { unreachable!() })?;
/// TOKEN.accept(&again);
/// TOKEN.refuse(&again, now());
/// let second = TOKEN.get_blocking(now, || Ok::<_, ApigError>("second".to_owned()))?;
/// assert_eq!(second.value, "second");
/// // A late refusal of the first one is no news.
/// TOKEN.refuse(&first, now());
/// assert_eq!(TOKEN.current().unwrap().value, "second");
/// # Ok::<_, apig_errors::NotRenewed<ApigError>>(())
/// ```
pub struct Credential<T> {
    state: Lock<State<T>>,
    /// That it was accepted would be news.
    is_unproved: Hint,
    expiry: Option<Expiry<T>>,
}

/// When a credential expires, and how long before that it is renewed.
struct Expiry<T> {
    at: fn(&T) -> Duration,
    margin: Duration,
}

/// A credential as it was handed out, and which one of the process's it is.
///
/// ```
/// let token = apig_errors::Credential::with_value("secret").current().unwrap();
/// assert_eq!(token.value, "secret");
/// // It is not written to logs.
/// assert!(!format!("{token:?}").contains("secret"));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Lease<T> {
    /// What to sign or to send with.
    pub value: T,
    pub(super) generation: u64,
}

/// There is no credential, and why.
///
/// ```
/// use std::time::Duration;
/// use apig_errors::{ApigError, Credential};
///
/// let token = Credential::<String>::new();
/// let down = || Err(ApigError::from_status(503));
/// let failed = token.get_blocking(|| Duration::ZERO, down).unwrap_err();
/// assert_eq!(failed.error.unwrap().status(), 503);
/// // Nobody asks the identity service again before this.
/// assert!(failed.retry_at >= Duration::from_secs(1));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NotRenewed<E> {
    /// What the renewal failed with; `None` where this call did not try it itself.
    pub error: Option<E>,
    /// No renewal is tried before this time, of the clock that `now` is from.
    pub retry_at: Duration,
    /// Whether the last renewal was refused, so that it is not worth waiting for the next one.
    pub is_refused: bool,
}

const FIRST_DELAY: Duration = Duration::from_secs(1);
const LONGEST_DELAY: Duration = Duration::from_secs(30);
/// So many refused renewals in a row, and no other one for so long.
const REFUSALS: u32 = 5;
const LOCKED: Duration = Duration::from_secs(300);
/// A new credential that is refused sooner was never good.
const PROBATION: Duration = Duration::from_secs(10);

struct State<T> {
    value: Option<T>,
    generation: u64,
    standing: Standing,
    renewed_at: Duration,

    is_renewing: bool,
    waiting: Vec<Waker>,

    /// Renewals that failed in a row, whatever with; and that were refused.
    failed: u32,
    refusals: u32,
    /// Whether the last of them was refused.
    was_refused: bool,
    retry_at: Duration,
    random: Option<Random>,
}

/// What the gateway thinks of the credential.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    Unproved,
    Accepted,
    Refused,
}

/// What a call that asks for the credential has to do.
enum Role<T> {
    Use(Lease<T>),
    /// Renew it; until then this one can be used, ahead of its expiry.
    Renew(Option<Lease<T>>),
    Stop {
        retry_at: Duration,
        is_refused: bool,
    },
}

impl<T> Credential<T> {
    /// Returns a place for a credential that the first call gets.
    ///
    /// ```
    /// static TOKEN: apig_errors::Credential<String> = apig_errors::Credential::new();
    /// assert!(TOKEN.current().is_none());
    /// ```
    #[must_use]
    pub const fn new() -> Self {
        Self::holding(None)
    }

    /// Returns a credential that there is already.
    ///
    /// ```
    /// let token = apig_errors::Credential::with_value("from the environment");
    /// assert!(token.current().is_some());
    /// ```
    #[must_use]
    pub const fn with_value(value: T) -> Self {
        Self::holding(Some(value))
    }

    const fn holding(value: Option<T>) -> Self {
        Self {
            state: Lock::new(State {
                value,
                generation: 0,
                standing: Standing::Accepted,
                renewed_at: Duration::ZERO,
                is_renewing: false,
                waiting: Vec::new(),
                failed: 0,
                refusals: 0,
                was_refused: false,
                retry_at: Duration::ZERO,
                random: None,
            }),
            is_unproved: Hint::new(false),
            expiry: None,
        }
    }

    /// Renews ahead: from `margin` before the time that `expiry` reads out of the credential, on the
    /// clock that `now` is from, one call renews it, and the others use the present one until then.
    ///
    /// ```
    /// use std::time::Duration;
    /// use apig_errors::{ApigError, Credential};
    ///
    /// #[derive(Clone)]
    /// struct Token { expires_at: Duration }
    ///
    /// static TOKEN: Credential<Token> =
    ///     Credential::new().renew_before(|token| token.expires_at, Duration::from_secs(60));
    ///
    /// let seconds = Duration::from_secs;
    /// let log_in = |until| move || Ok::<_, ApigError>(Token { expires_at: seconds(until) });
    /// TOKEN.get_blocking(|| seconds(0), log_in(3_600)).unwrap();
    /// let token = TOKEN.get_blocking(|| seconds(3_539), log_in(9_999)).unwrap();
    /// assert_eq!(token.value.expires_at, seconds(3_600));
    /// let token = TOKEN.get_blocking(|| seconds(3_540), log_in(7_200)).unwrap();
    /// assert_eq!(token.value.expires_at, seconds(7_200));
    /// ```
    #[must_use]
    pub const fn renew_before(mut self, expiry: fn(&T) -> Duration, margin: Duration) -> Self {
        self.expiry = Some(Expiry { at: expiry, margin });
        self
    }

    /// Takes the jitter of the back-off from this seed: for tests, and for targets without `std`, where
    /// the seeds count up from zero on every device.
    ///
    /// ```
    /// let token = apig_errors::Credential::<String>::new().with_seed(7);
    /// ```
    #[must_use]
    pub fn with_seed(self, seed: u64) -> Self {
        let mut state = self.state.into_inner();
        state.random = Some(Random::new(seed));
        Self { state: Lock::new(state), ..self }
    }

    /// Tells that a request with this credential succeeded: what went wrong before is over.
    ///
    /// ```
    /// let token = apig_errors::Credential::with_value("secret");
    /// token.accept(&token.current().unwrap());
    /// ```
    pub fn accept(&self, lease: &Lease<T>) {
        self.accepted(lease.generation);
    }

    pub(super) fn accepted(&self, generation: u64) {
        if !self.is_unproved.get() {
            return;
        }
        self.with(|state| {
            // Not one that another call has found refused.
            if state.generation == generation && state.standing == Standing::Unproved {
                state.standing = Standing::Accepted;
                state.refusals = 0;
            }
        });
    }

    /// Tells that this credential was refused: the next [`get`](Self::get) renews it, unless that has
    /// been done.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// let token = apig_errors::Credential::with_value("secret");
    /// token.refuse(&token.current().unwrap(), Duration::ZERO);
    /// assert!(token.current().is_none());
    /// ```
    pub fn refuse(&self, lease: &Lease<T>, now: Duration) {
        self.refused(lease.generation, now);
    }

    pub(super) fn refused(&self, generation: u64, now: Duration) {
        self.with(|state| {
            if state.generation != generation || state.standing == Standing::Refused {
                return;
            }
            let standing = mem::replace(&mut state.standing, Standing::Refused);
            if standing == Standing::Accepted || now.saturating_sub(state.renewed_at) >= PROBATION {
                state.refusals = 0;
            } else {
                state.on_failure(now, true, Duration::ZERO);
            }
        });
    }

    fn with<R>(&self, change: impl FnOnce(&mut State<T>) -> R) -> R {
        self.state.with(|state| {
            let result = change(state);
            self.is_unproved.set(state.standing == Standing::Unproved);
            result
        })
    }

    /// `Pending` while another call renews it; that one wakes this one.
    fn role(&self, now: Duration, waker: &Waker) -> Poll<Role<T>>
    where
        T: Clone,
    {
        self.state.with(|state| {
            let (expires, renews) = match (&state.value, &self.expiry) {
                (Some(value), Some(Expiry { at, margin })) => {
                    let expires = at(value);
                    (expires, expires.saturating_sub(*margin))
                }
                _ => (Duration::MAX, Duration::MAX),
            };
            let present = state.lease().filter(|_| now < expires);
            let is_barred = now < state.retry_at;
            Poll::Ready(match present {
                Some(lease) if now < renews || state.is_renewing || is_barred => Role::Use(lease),
                _ if state.is_renewing => {
                    state.wait(waker);
                    return Poll::Pending;
                }
                _ if is_barred => {
                    Role::Stop { retry_at: state.retry_at, is_refused: state.was_refused }
                }
                present => {
                    state.is_renewing = true;
                    Role::Renew(present)
                }
            })
        })
    }
}

impl<T: Clone> Credential<T> {
    /// Returns the credential, if there is one that was not refused. Does not renew, does not wait.
    ///
    /// The clone is made under the lock: it must not ask for this credential itself.
    ///
    /// ```
    /// let token = apig_errors::Credential::with_value("secret");
    /// assert_eq!(token.current().unwrap().value, "secret");
    /// ```
    #[must_use]
    pub fn current(&self) -> Option<Lease<T>> {
        self.state.with(|state| state.lease())
    }

    /// What [`get`](Self::get) returns where it neither renews nor waits.
    pub(super) fn ready(&self, now: impl Fn() -> Duration) -> Option<Lease<T>> {
        let lease = self.current()?;
        let is_fresh = self
            .expiry
            .as_ref()
            .is_none_or(|Expiry { at, margin }| now() < at(&lease.value).saturating_sub(*margin));
        is_fresh.then_some(lease)
    }

    /// Returns the credential; where there is none, or it was refused or is about to expire, renews
    /// it first, or waits for the call that does.
    ///
    /// `renew` is called once at most, and only by the one call whose turn it is. Dropped half-way,
    /// the turn passes on.
    ///
    /// # Errors
    ///
    /// [`NotRenewed`] where the renewal failed, or another one has failed a short time ago.
    ///
    /// ```
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// use apig_errors::{ApigError, Credential, now};
    ///
    /// static TOKEN: Credential<String> = Credential::new();
    ///
    /// let log_in = || async { Ok::<_, ApigError>("token".to_owned()) };
    /// assert_eq!(TOKEN.get(now, log_in).await.unwrap().value, "token");
    /// # });
    /// ```
    pub async fn get<E, N, R, F>(&self, now: N, renew: R) -> Result<Lease<T>, NotRenewed<E>>
    where
        E: ApigRetryable,
        N: Fn() -> Duration,
        R: FnOnce() -> F,
        F: Future<Output = Result<T, E>>,
    {
        let present = match poll_fn(|context| self.role(now(), context.waker())).await {
            Role::Use(lease) => return Ok(lease),
            Role::Renew(present) => present,
            Role::Stop { retry_at, is_refused } => {
                return Err(NotRenewed { error: None, retry_at, is_refused });
            }
        };
        let turn = Turn(self);
        let renewed = renew().await;
        let result = self.with(|state| state.on_renewed(now(), renewed));
        drop(turn);
        match (result, present) {
            (Ok(lease), _) | (Err(_), Some(lease)) => Ok(lease),
            (Err(failed), None) => Err(failed),
        }
    }

    /// The same as [`get`](Self::get) for code that blocks: the thread sleeps while another one
    /// renews.
    ///
    /// # Errors
    ///
    /// As for [`get`](Self::get).
    ///
    /// ```
    /// use apig_errors::{ApigError, Credential, now};
    ///
    /// static TOKEN: Credential<String> = Credential::new();
    ///
    /// let log_in = || Ok::<_, ApigError>("token".to_owned());
    /// assert_eq!(TOKEN.get_blocking(now, log_in).unwrap().value, "token");
    /// ```
    #[cfg(feature = "std")]
    pub fn get_blocking<E, N, R>(&self, now: N, renew: R) -> Result<Lease<T>, NotRenewed<E>>
    where
        E: ApigRetryable,
        N: Fn() -> Duration,
        R: FnOnce() -> Result<T, E>,
    {
        super::blocking::block_on(self.get(now, || core::future::ready(renew())))
    }
}

/// The turn to renew, given back whatever happens.
struct Turn<'c, T>(&'c Credential<T>);

impl<T> Drop for Turn<'_, T> {
    fn drop(&mut self) {
        let waiting = self.0.state.with(|state| {
            state.is_renewing = false;
            mem::take(&mut state.waiting)
        });
        // Outside of the lock: a waker may run what it wakes.
        waiting.into_iter().for_each(Waker::wake);
    }
}

impl<T> State<T> {
    fn lease(&self) -> Option<Lease<T>>
    where
        T: Clone,
    {
        let value = self.value.as_ref().filter(|_| self.standing != Standing::Refused)?;
        Some(Lease { value: value.clone(), generation: self.generation })
    }

    /// Wakes this one too when the renewal has come to an end.
    fn wait(&mut self, waker: &Waker) {
        if !self.waiting.iter().any(|waiting| waiting.will_wake(waker)) {
            self.waiting.push(waker.clone());
        }
    }

    fn on_renewed<E: ApigRetryable>(
        &mut self,
        now: Duration,
        renewed: Result<T, E>,
    ) -> Result<Lease<T>, NotRenewed<E>>
    where
        T: Clone,
    {
        match renewed {
            Ok(value) => {
                self.value = Some(value.clone());
                self.generation += 1;
                self.standing = Standing::Unproved;
                self.renewed_at = now;
                self.failed = self.refusals;
                Ok(Lease { value, generation: self.generation })
            }
            Err(error) => {
                let is_refused = match error.verdict().retry {
                    Retry::Backoff | Retry::Throttled => false,
                    Retry::Never | Retry::Reauthenticate => true,
                };
                self.on_failure(now, is_refused, error.wait_hint().unwrap_or_default());
                Err(NotRenewed { error: Some(error), retry_at: self.retry_at, is_refused })
            }
        }
    }

    fn on_failure(&mut self, now: Duration, is_refused: bool, at_least: Duration) {
        self.was_refused = is_refused;
        self.refusals += u32::from(is_refused);
        if self.refusals == REFUSALS {
            self.retry_at = now.saturating_add(LOCKED);
            self.refusals = 0;
            self.failed = 0;
            return;
        }
        let delay = FIRST_DELAY.saturating_mul(1 << self.failed.min(5)).min(LONGEST_DELAY);
        let delay = delay.max(at_least);
        let jitter = self.random.get_or_insert_with(Random::fresh).up_to(delay / 4);
        self.failed = self.failed.saturating_add(1);
        self.retry_at = now.saturating_add(delay).saturating_add(jitter);
    }
}

/// The same as [`Credential::new`].
impl<T> Default for Credential<T> {
    fn default() -> Self {
        Self::new()
    }
}

/// Does not write the credential.
impl<T> fmt::Debug for Credential<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (generation, is_renewing) =
            self.state.with(|state| (state.generation, state.is_renewing));
        f.debug_struct("Credential")
            .field("generation", &generation)
            .field("is_renewing", &is_renewing)
            .finish_non_exhaustive()
    }
}

/// Does not write the credential.
impl<T> fmt::Debug for Lease<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lease").field("generation", &self.generation).finish_non_exhaustive()
    }
}

impl<E> fmt::Display for NotRenewed<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.error, self.is_refused) {
            (Some(_), _) => f.write_str("the credential could not be renewed"),
            (None, true) => {
                f.write_str("the renewal of the credential was refused a short time ago")
            }
            (None, false) => f.write_str("the renewal of the credential failed a short time ago"),
        }
    }
}

/// The source is the renewal's error.
impl<E: Error + 'static> Error for NotRenewed<E> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.error.as_ref().map(|error| error as _)
    }
}
