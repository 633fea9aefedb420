//! One credential for all calls of a process, renewed by one of them.

mod lease;
mod lock_out;
mod not_renewed;
mod state;

use core::{fmt, future::poll_fn, task::Waker, time::Duration};

use self::state::{Expiry, Role, State};
pub use self::{lease::Lease, not_renewed::NotRenewed};
use super::lock::{Hint, Lock};
use crate::ApigRetryable;

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
        Self { state: Lock::new(State::new(value)), is_unproved: Hint::new(false), expiry: None }
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
        Self { state: Lock::new(self.state.into_inner().with_seed(seed)), ..self }
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
        self.with(|state| state.on_accepted(generation));
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
        self.with(|state| state.on_refused(generation, now));
    }

    fn with<R>(&self, change: impl FnOnce(&mut State<T>) -> R) -> R {
        self.state.with(|state| {
            let result = change(state);
            self.is_unproved.set(state.is_unproved());
            result
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
        let is_fresh =
            self.expiry.as_ref().is_none_or(|expiry| now() < expiry.renews(&lease.value));
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
        let role = poll_fn(|context| {
            let (now, expiry) = (now(), self.expiry.as_ref());
            self.state.with(|state| state.role(now, expiry, context.waker()))
        });
        let present = match role.await {
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
        let waiting = self.0.state.with(State::end_turn);
        // Outside of the lock: a waker may run what it wakes.
        waiting.into_iter().for_each(Waker::wake);
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
