//! What to do after a failure, and why a request is not sent again.

use core::time::Duration;

use apig_errors_catalog::__private::words;

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
    /// * switch this step off ([`with_reauthenticate`](crate::RetryPolicy::with_reauthenticate)) for static keys, and for the
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
    Stop(StopReason),
}

words! {
    "apig_errors"
    /// Why a request is not retried.
    ///
    /// [`RetryState`](crate::RetryState) says the first five; the others come from what calls share.
    ///
    /// ```
    /// use apig_errors::{ApigError, Code, Idempotency, RetryPolicy, Step, StopReason};
    ///
    /// let mut state = RetryPolicy::new().start(Idempotency::NotIdempotent);
    /// let step = state.on_error(&ApigError::new(504, Code::APIG_0203));
    /// assert_eq!(step, Step::Stop(StopReason::MaybeDelivered));
    /// assert_eq!(StopReason::MaybeDelivered.to_string(), "MaybeDelivered");
    /// ```
    #[non_exhaustive]
    pub enum StopReason {
        /// The same request will fail again, or the credential cannot be renewed: see the error's
        /// [`actor`](crate::ApigRetryable::actor).
        Permanent,
        /// The backend may have acted on the request, and repeating it could repeat its effect. Find
        /// out by reading before you write again.
        MaybeDelivered,
        /// The credential was refused again after a new one had been asked for.
        AlreadyReauthenticated,
        /// As many requests were sent as [`RetryPolicy::max_attempts`](crate::RetryPolicy::max_attempts)
        /// allows.
        AttemptsExhausted,
        /// The wait does not fit into what is left of
        /// [`RetryPolicy::max_total_wait`](crate::RetryPolicy::max_total_wait), or of the time that the
        /// call was given with [`RetryPolicy::within`](crate::RetryPolicy::within).
        WaitTooLong,
        /// The process has no retry left, and its [`RetryBudget`](crate::RetryBudget) says not to wait
        /// for one.
        BudgetExhausted,
        /// The [`Credential`](crate::Credential) could not be renewed.
        RenewalFailed,
        /// The caller left the loop over [`Attempts`](crate::Attempts) before the call was decided.
        Abandoned,
    }
}
