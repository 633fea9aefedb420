//! [`Call`]: what a call is run with.

use core::{fmt, marker::PhantomData, time::Duration};

use super::Attempts;
use crate::{Credential, Gate, Idempotency, RetryBudget, RetryPolicy, RetryState, Step};

/// One call, to be run: made by [`RetryPolicy::call`].
///
/// [`run`](Self::run) for async code, with the `sleep` of its runtime, [`run_blocking`](Self::run_blocking)
/// for threads, [`attempts`](Self::attempts) for a loop of your own, which needs no closures.
/// The longest wait is the policy's [`max_total_wait`](RetryPolicy::with_max_total_wait): 90 s, 2 s
/// for [`RetryPolicy::interactive`], 5 minutes for [`RetryPolicy::batch`].
///
/// Nothing is shared with other calls unless it is given here: a [`Gate`], a [`RetryBudget`], a
/// [`Credential`]. All of them are as they should be when the future is dropped half-way, at whatever
/// point, and when a closure panics.
///
/// ```
/// # tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(async {
/// use apig_errors::{ApigError, Credential, Gate, Idempotency, RetryPolicy, now};
/// use tokio::time::sleep;
///
/// static GATE: Gate = Gate::new();
/// static TOKEN: Credential<String> = Credential::new();
///
/// async fn log_in() -> Result<String, ApigError> {
///     Ok("token".to_owned())
/// }
/// async fn send(path: &str, token: String) -> Result<String, ApigError> {
///     Ok(format!("{path} with {token}"))
/// }
///
/// // Waits for 2 s at most.
/// let served = RetryPolicy::interactive()
///     .call(Idempotency::Idempotent)
///     .gate(&GATE)
///     .credential(&TOKEN, log_in)
///     .on_step(|attempt, error: &ApigError, step| eprintln!("{attempt}: {error}: {step:?}"))
///     .run(now, sleep, |token| send("/orders/7", token))
///     .await;
/// assert_eq!(served.unwrap(), "/orders/7 with token");
/// # });
/// ```
#[must_use = "a call does nothing until it is run"]
pub struct Call<'a, E, C = (), H = fn(u32, &E, &Step)> {
    pub(super) state: RetryState,
    gate: Option<&'a Gate>,
    budget: Option<&'a RetryBudget>,
    credential: C,
    on_step: H,
    error: PhantomData<fn(E)>,
}

/// The credential of a call, and what renews it: a parameter of [`Call`].
///
/// ```
/// use apig_errors::{ApigError, Call, Credential, Idempotency, Renewing, RetryPolicy};
///
/// type LogIn = fn() -> Result<String, ApigError>;
///
/// fn call(token: &Credential<String>) -> Call<'_, ApigError, Renewing<'_, String, LogIn>> {
///     RetryPolicy::new().call(Idempotency::Idempotent).credential(token, || Ok(String::new()))
/// }
/// let token = Credential::new();
/// let call = call(&token);
/// ```
#[derive(Debug)]
pub struct Renewing<'a, T, R> {
    pub(super) credential: &'a Credential<T>,
    pub(super) renew: R,
}

impl<E> Call<'_, E> {
    pub(in crate::retry) fn new(policy: RetryPolicy, request: Idempotency) -> Self {
        Self {
            state: RetryState::unseeded(policy, request),
            gate: None,
            budget: None,
            credential: (),
            on_step: |_, _, _| (),
            error: PhantomData,
        }
    }
}

impl<'a, E, C, H> Call<'a, E, C, H> {
    /// Stands in the line of this gate before each request, and pays retries from its budget.
    ///
    /// ```
    /// use apig_errors::{ApigError, Gate, Idempotency, RetryPolicy};
    ///
    /// static GATE: Gate = Gate::new();
    /// let call = RetryPolicy::new().call::<ApigError>(Idempotency::Idempotent).gate(&GATE);
    /// ```
    pub fn gate(self, gate: &'a Gate) -> Self {
        let budget = self.budget.or(Some(gate.budget()));
        Self { gate: Some(gate), budget, ..self }
    }

    /// Pays retries from this budget, and not from that of the gate.
    ///
    /// ```
    /// use apig_errors::{ApigError, Idempotency, RetryBudget, RetryPolicy};
    ///
    /// static BUDGET: RetryBudget = RetryBudget::new();
    /// let call = RetryPolicy::new().call::<ApigError>(Idempotency::Idempotent).budget(&BUDGET);
    /// ```
    pub fn budget(self, budget: &'a RetryBudget) -> Self {
        Self { budget: Some(budget), ..self }
    }

    /// The same as [`RetryPolicy::within`] for this call.
    ///
    /// ```
    /// use std::time::Duration;
    /// use apig_errors::{ApigError, Idempotency, RetryPolicy};
    ///
    /// let call = RetryPolicy::new()
    ///     .call::<ApigError>(Idempotency::Idempotent)
    ///     .within(Duration::from_secs(5));
    /// ```
    pub fn within(mut self, duration: Duration) -> Self {
        self.state.set_within(duration);
        self
    }

    /// Takes the jitter from this seed, as [`RetryState::with_seed`](crate::RetryState::with_seed)
    /// does.
    ///
    /// ```
    /// use apig_errors::{ApigError, Idempotency, RetryPolicy};
    ///
    /// let call = RetryPolicy::new().call::<ApigError>(Idempotency::Idempotent).with_seed(7);
    /// ```
    pub fn with_seed(self, seed: u64) -> Self {
        Self { state: self.state.with_seed(seed), ..self }
    }

    /// Calls `hook` after each error, with the number of the attempt (from 1), the error and what
    /// follows: for logs and metrics.
    ///
    /// A call that the line turns away has no error, and is not told here. The type of the error has
    /// to be written where the closure needs it.
    ///
    /// ```
    /// use apig_errors::{ApigError, Idempotency, RetryPolicy, now};
    ///
    /// let mut log = Vec::new();
    /// let failed = RetryPolicy::new()
    ///     .call(Idempotency::Idempotent)
    ///     .on_step(|attempt, error: &ApigError, step| log.push(format!("{attempt} {error} {step:?}")))
    ///     .run_blocking(now, std::thread::sleep, || Err::<(), _>(ApigError::from_status(404)));
    /// assert!(failed.is_err());
    /// assert_eq!(log, ["1 HTTP 404 Stop(Permanent)"]);
    /// ```
    pub fn on_step<K: FnMut(u32, &E, &Step)>(self, hook: K) -> Call<'a, E, C, K> {
        let Self { state, gate, budget, credential, on_step: _, error } = self;
        Call { state, gate, budget, credential, on_step: hook, error }
    }

    /// Returns the attempts, for a loop of your own. Credential and hook are that loop's to see to.
    ///
    /// ```
    /// use apig_errors::{ApigError, Idempotency, RetryPolicy, now};
    ///
    /// let mut attempts = RetryPolicy::new().call(Idempotency::Idempotent).attempts();
    /// while attempts.next_blocking(now, std::thread::sleep) {
    ///     attempts.settle(now(), Ok::<_, ApigError>("order 7"));
    /// }
    /// assert_eq!(attempts.finish().unwrap(), "order 7");
    /// ```
    pub fn attempts<T>(self) -> Attempts<'a, T, E> {
        Attempts::new(self.state, self.gate, self.budget)
    }

    /// Separates what the loop needs from what it is told by.
    pub(super) fn split<T>(self) -> (Attempts<'a, T, E>, C, H) {
        let Self { state, gate, budget, credential, on_step, error: _ } = self;
        (Attempts::new(state, gate, budget), credential, on_step)
    }
}

impl<'a, E, H> Call<'a, E, (), H> {
    /// Sends with this credential, by value: renewed with `renew` where it is refused, about to
    /// expire or not there yet, by one call for all.
    ///
    /// `renew` returns a future for [`run`](Call::run), a `Result` for
    /// [`run_blocking`](Call::run_blocking), with the error type of the request. A renewal
    /// that fails transiently is waited for and tried again as long as the policy's total wait lasts;
    /// one that is refused ends the call
    /// ([`StopReason::RenewalFailed`](crate::StopReason::RenewalFailed)).
    ///
    /// ```
    /// use apig_errors::{ApigError, Credential, Idempotency, RetryPolicy, now};
    ///
    /// static TOKEN: Credential<u32> = Credential::with_value(1);
    ///
    /// let served = RetryPolicy::new()
    ///     .call(Idempotency::NotIdempotent)
    ///     .credential(&TOKEN, || Ok(2))
    ///     .run_blocking(now, std::thread::sleep, |token| match token {
    ///         1 => Err(ApigError::new(401, apig_errors::Code::APIG_0307)),
    ///         _ => Ok("order 7"),
    ///     });
    /// assert_eq!(served.unwrap(), "order 7");
    /// ```
    pub fn credential<T, R>(
        self,
        credential: &'a Credential<T>,
        renew: R,
    ) -> Call<'a, E, Renewing<'a, T, R>, H> {
        let Self { state, gate, budget, credential: (), on_step, error } = self;
        let credential = Renewing { credential, renew };
        Call { state, gate, budget, credential, on_step, error }
    }
}

impl<E, C, H> fmt::Debug for Call<'_, E, C, H> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call").field("state", &self.state).finish_non_exhaustive()
    }
}
