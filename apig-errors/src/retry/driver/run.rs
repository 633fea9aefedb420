//! Running a call: the loop over its attempts, async and blocking, with a credential and without.

use core::time::Duration;

use super::{Attempts, Call, GaveUp, Renewing};
use crate::{ApigRetryable, Lease, Retry, Step};

impl<E, H> Call<'_, E, (), H>
where
    E: ApigRetryable,
    H: FnMut(u32, &E, &Step),
{
    /// Runs the call: sends, waits and sends again until it succeeds or has to be given up.
    ///
    /// The future is `Send` where the closures, their futures and the error are; it runs on any
    /// runtime. `now` as for [`Gate`](crate::Gate): with `std` `apig_errors::now`, `sleep` the runtime's.
    ///
    /// # Errors
    ///
    /// [`GaveUp`] with the last error.
    ///
    /// ```
    /// # tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(async {
    /// use apig_errors::{ApigError, Idempotency, RetryPolicy, now};
    /// use tokio::time::sleep;
    ///
    /// let request = RetryPolicy::interactive().call(Idempotency::Idempotent);
    /// let served = request.run(now, sleep, || async { Ok::<_, ApigError>("order 7") }).await;
    /// assert_eq!(served.unwrap(), "order 7");
    /// # });
    /// ```
    pub fn run<T, N, S, SF, F, FF>(
        self,
        now: N,
        mut sleep: S,
        mut send: F,
    ) -> impl Future<Output = Result<T, GaveUp<E>>>
    where
        N: Fn() -> Duration,
        S: FnMut(Duration) -> SF,
        SF: Future<Output = ()>,
        F: FnMut() -> FF,
        FF: Future<Output = Result<T, E>>,
    {
        let (mut attempts, (), mut on_step) = self.split();
        async move {
            while attempts.next(&now, &mut sleep).await {
                match send().await {
                    Ok(value) => {
                        attempts.on_success();
                        return Ok(value);
                    }
                    Err(error) => failed(&mut attempts, now(), error, &mut on_step),
                }
            }
            attempts.take()
        }
    }

    /// The same as [`run`](Self::run) for code that blocks.
    ///
    /// # Errors
    ///
    /// [`GaveUp`] with the last error.
    ///
    /// ```
    /// use apig_errors::{ApigError, Idempotency, RetryPolicy, now};
    ///
    /// let served = RetryPolicy::interactive()
    ///     .call(Idempotency::Idempotent)
    ///     .run_blocking(now, std::thread::sleep, || Ok::<_, ApigError>("order 7"));
    /// assert_eq!(served.unwrap(), "order 7");
    /// ```
    pub fn run_blocking<T, N, S, F>(self, now: N, mut sleep: S, mut send: F) -> Result<T, GaveUp<E>>
    where
        N: Fn() -> Duration,
        S: FnMut(Duration),
        F: FnMut() -> Result<T, E>,
    {
        let (mut attempts, (), mut on_step) = self.split();
        while attempts.next_blocking(&now, &mut sleep) {
            match send() {
                Ok(value) => {
                    attempts.on_success();
                    return Ok(value);
                }
                Err(error) => failed(&mut attempts, now(), error, &mut on_step),
            }
        }
        attempts.take()
    }
}

impl<K, E, R, H> Call<'_, E, Renewing<'_, K, R>, H>
where
    K: Clone,
    E: ApigRetryable,
    H: FnMut(u32, &E, &Step),
{
    /// Runs the call with a credential: as without, and `send` gets it by value.
    ///
    /// # Errors
    ///
    /// [`GaveUp`] with the last error, or with that of a renewal.
    ///
    /// ```
    /// # tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(async {
    /// use apig_errors::{ApigError, Credential, Idempotency, RetryPolicy, now};
    /// use tokio::time::sleep;
    ///
    /// static TOKEN: Credential<String> = Credential::new();
    ///
    /// let served = RetryPolicy::interactive()
    ///     .call(Idempotency::Idempotent)
    ///     .credential(&TOKEN, || async { Ok("token".to_owned()) })
    ///     .run(now, sleep, |token| async move { Ok::<_, ApigError>(format!("with {token}")) })
    ///     .await;
    /// assert_eq!(served.unwrap(), "with token");
    /// # });
    /// ```
    pub fn run<T, N, S, SF, F, FF, RF>(
        self,
        now: N,
        mut sleep: S,
        mut send: F,
    ) -> impl Future<Output = Result<T, GaveUp<E>>>
    where
        N: Fn() -> Duration,
        S: FnMut(Duration) -> SF,
        SF: Future<Output = ()>,
        R: FnMut() -> RF,
        RF: Future<Output = Result<K, E>>,
        F: FnMut(K) -> FF,
        FF: Future<Output = Result<T, E>>,
    {
        let reauthenticate = self.state.policy().reauthenticate();
        let (mut attempts, Renewing { credential, mut renew }, mut on_step) = self.split();
        async move {
            while attempts.next(&now, &mut sleep).await {
                let lease = if let Some(lease) = credential.ready(&now) {
                    lease
                } else {
                    // The others in the line do not wait for the renewal.
                    attempts.step_aside();
                    match credential.get(&now, &mut renew).await {
                        Ok(lease) if attempts.next(&now, &mut sleep).await => {
                            credential.ready(&now).unwrap_or(lease)
                        }
                        Ok(_) => break,
                        Err(failed) => {
                            attempts.postpone(now(), failed);
                            continue;
                        }
                    }
                };
                let Lease { value, generation } = lease;
                match send(value).await {
                    Ok(value) => {
                        credential.accepted(generation);
                        attempts.on_success();
                        return Ok(value);
                    }
                    Err(error) => {
                        let now = now();
                        if reauthenticate && error.verdict().retry == Retry::Reauthenticate {
                            credential.refused(generation, now);
                        }
                        failed(&mut attempts, now, error, &mut on_step);
                    }
                }
            }
            attempts.take()
        }
    }

    /// The same as [`run`](Self::run) for code that blocks.
    ///
    /// # Errors
    ///
    /// [`GaveUp`] with the last error, or with that of a renewal.
    ///
    /// ```
    /// use apig_errors::{ApigError, Credential, Idempotency, RetryPolicy, now};
    ///
    /// static TOKEN: Credential<String> = Credential::new();
    ///
    /// let served = RetryPolicy::interactive()
    ///     .call(Idempotency::Idempotent)
    ///     .credential(&TOKEN, || Ok("token".to_owned()))
    ///     .run_blocking(now, std::thread::sleep, |token| Ok::<_, ApigError>(token.len()));
    /// assert_eq!(served.unwrap(), 5);
    /// ```
    #[cfg(feature = "std")]
    pub fn run_blocking<T, N, S, F>(self, now: N, mut sleep: S, mut send: F) -> Result<T, GaveUp<E>>
    where
        N: Fn() -> Duration,
        S: FnMut(Duration),
        R: FnMut() -> Result<K, E>,
        F: FnMut(K) -> Result<T, E>,
    {
        let reauthenticate = self.state.policy().reauthenticate();
        let (mut attempts, Renewing { credential, mut renew }, mut on_step) = self.split();
        while attempts.next_blocking(&now, &mut sleep) {
            let lease = if let Some(lease) = credential.ready(&now) {
                lease
            } else {
                attempts.step_aside();
                match credential.get_blocking(&now, &mut renew) {
                    Ok(lease) if attempts.next_blocking(&now, &mut sleep) => {
                        credential.ready(&now).unwrap_or(lease)
                    }
                    Ok(_) => break,
                    Err(failed) => {
                        attempts.postpone(now(), failed);
                        continue;
                    }
                }
            };
            let Lease { value, generation } = lease;
            match send(value) {
                Ok(value) => {
                    credential.accepted(generation);
                    attempts.on_success();
                    return Ok(value);
                }
                Err(error) => {
                    let now = now();
                    if reauthenticate && error.verdict().retry == Retry::Reauthenticate {
                        credential.refused(generation, now);
                    }
                    failed(&mut attempts, now, error, &mut on_step);
                }
            }
        }
        attempts.take()
    }
}

/// Takes what a request failed with, and reports it to the hook.
fn failed<T, E, H>(attempts: &mut Attempts<'_, T, E>, now: Duration, error: E, on_step: &mut H)
where
    E: ApigRetryable,
    H: FnMut(u32, &E, &Step),
{
    let attempt = attempts.sent();
    let step = attempts.on_error(now, error);
    if let Some(error) = attempts.error() {
        on_step(attempt, error, &step);
    }
}
