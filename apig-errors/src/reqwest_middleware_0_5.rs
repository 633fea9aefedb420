//! For clients of reqwest-middleware 0.5: a [middleware](RetryMiddleware) that retries by verdict, and a verdict for
//! its errors.

mod peeked;

use alloc::{boxed::Box, sync::Arc};
use core::{borrow::Borrow, fmt, pin::Pin, time::Duration};

use http::Extensions;
use reqwest::{Request, Response};
use reqwest_middleware::{Error, Middleware, Next};

use crate::{
    Actor, ApigError, ApigRetryable, Code, Delivery, Gate, GaveUp, Idempotency, Retry, RetryBudget,
    RetryPolicy, Verdict, retry::Calls, verdict_of,
};

/// A middleware that retries as [`Call::run`](crate::Call::run) does: by the verdict on the response's body, in the
/// line of a [`Gate`], paid from a [`RetryBudget`].
///
/// What the caller gets is what the client gives: the last response, whatever its status, and its body can still be
/// read. Its extensions hold a [`GaveUp<ApigError>`](GaveUp), which says why it is not retried. A call that was never
/// sent, as the line was too long, is that `GaveUp` as an [`Error::Middleware`].
///
/// * Of the body of an error at most 64 KiB are read for the verdict, in the time that the client's time-outs
///   allow. A response that is no error (400 to 599) is not touched.
/// * A request that may have been delivered and is not idempotent is sent once. By default its method decides;
///   [`idempotency`](Self::idempotency) is for those that know better.
/// * A request whose body is a stream cannot be cloned and is sent once: [`StopReason::Abandoned`].
/// * Put it first, so that the others see each attempt; and retry nowhere else.
///
/// The longest wait is the policy's [`max_total_wait`](RetryPolicy::with_max_total_wait). The future may be dropped
/// at any point.
///
/// [`StopReason::Abandoned`]: crate::StopReason::Abandoned
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use apig_errors::{
///     ApigError, Code, Gate, GaveUp, RetryPolicy, StopReason, reqwest_middleware_0_5::RetryMiddleware,
/// };
/// use reqwest_middleware::ClientBuilder;
///
/// static GATE: Gate = Gate::new();
/// # let body = r#"{"error_msg":"Backend timeout.","error_code":"APIG.0203"}"#;
/// # let server = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
/// # let url = format!("http://{}/", server.local_addr()?);
/// # let response = move || async move { (axum::http::StatusCode::GATEWAY_TIMEOUT, body) };
/// # let routes = axum::Router::new().fallback(response);
/// # tokio::spawn(async move { axum::serve(server, routes).await });
///
/// let client = reqwest::Client::builder().no_proxy().build()?;
/// // Waits for 2 s at most.
/// let retry = RetryMiddleware::new(RetryPolicy::interactive(), tokio::time::sleep).gate(&GATE);
/// let client = ClientBuilder::new(client).with(retry).build();
///
/// // The backend timed out: it may have done what the POST asked for.
/// let response = client.post(url).send().await?;
/// let gave_up = response.extensions().get::<GaveUp<ApigError>>().unwrap();
/// assert_eq!((gave_up.attempts, gave_up.reason), (1, StopReason::MaybeDelivered));
/// assert_eq!(gave_up.error.as_ref().unwrap().code(), Some(Code::APIG_0203));
/// assert!(response.text().await?.contains("Backend timeout."));
/// # Ok(())
/// # }
/// ```
pub struct RetryMiddleware {
    calls: Calls,
    idempotency: Arc<dyn Fn(&Request) -> Idempotency + Send + Sync>,
}

impl RetryMiddleware {
    /// Returns a middleware that retries under this policy. `sleep` is the runtime's, such as `tokio::time::sleep`.
    ///
    /// ```
    /// use apig_errors::{RetryPolicy, reqwest_middleware_0_5::RetryMiddleware};
    ///
    /// let retry = RetryMiddleware::new(RetryPolicy::new(), tokio::time::sleep);
    /// ```
    pub fn new<F>(
        policy: RetryPolicy,
        sleep: impl Fn(Duration) -> F + Send + Sync + 'static,
    ) -> Self
    where
        F: Future<Output = ()> + Send + 'static,
    {
        Self {
            calls: Calls::new(policy, sleep),
            idempotency: Arc::new(|request| Idempotency::from(request.method())),
        }
    }

    /// Lets each request stand in the line of this gate, and pays retries from its budget: a `&'static Gate`, an
    /// `Arc<Gate>`, or one that is the client's alone.
    ///
    /// ```
    /// use apig_errors::{Gate, RetryPolicy, reqwest_middleware_0_5::RetryMiddleware};
    ///
    /// static GATE: Gate = Gate::new();
    /// let retry = RetryMiddleware::new(RetryPolicy::new(), tokio::time::sleep).gate(&GATE);
    /// ```
    #[must_use]
    pub fn gate(self, gate: impl Borrow<Gate> + Send + Sync + 'static) -> Self {
        Self { calls: self.calls.gate(gate), ..self }
    }

    /// Pays retries from this budget, and not from that of the gate.
    ///
    /// ```
    /// use apig_errors::{RetryBudget, RetryPolicy, reqwest_middleware_0_5::RetryMiddleware};
    ///
    /// static BUDGET: RetryBudget = RetryBudget::new();
    /// let retry = RetryMiddleware::new(RetryPolicy::new(), tokio::time::sleep).budget(&BUDGET);
    /// ```
    #[must_use]
    pub fn budget(self, budget: impl Borrow<RetryBudget> + Send + Sync + 'static) -> Self {
        Self { calls: self.calls.budget(budget), ..self }
    }

    /// Takes the time from this clock instead of [`now`](crate::now): for tests.
    ///
    /// ```
    /// use apig_errors::{RetryPolicy, reqwest_middleware_0_5::RetryMiddleware};
    ///
    /// let start = tokio::time::Instant::now();
    /// let retry = RetryMiddleware::new(RetryPolicy::new(), tokio::time::sleep)
    ///     .clock(move || start.elapsed());
    /// ```
    #[must_use]
    pub fn clock(self, now: impl Fn() -> Duration + Send + Sync + 'static) -> Self {
        Self { calls: self.calls.clock(now), ..self }
    }

    /// Whether a request whose credential was refused is sent once more. Default `false`, whatever the policy says:
    /// the middleware has no other credential.
    ///
    /// For clients in which a middleware after this one takes the credential for each request out of a
    /// [`Credential`](crate::Credential), and [refuses](crate::Credential::refuse) it.
    ///
    /// ```
    /// use apig_errors::{RetryPolicy, reqwest_middleware_0_5::RetryMiddleware};
    ///
    /// let retry = RetryMiddleware::new(RetryPolicy::new(), tokio::time::sleep).reauthenticate(true);
    /// ```
    #[must_use]
    pub fn reauthenticate(self, reauthenticate: bool) -> Self {
        Self { calls: self.calls.reauthenticate(reauthenticate), ..self }
    }

    /// Says of each request whether it may be sent twice without harm, instead of its method.
    ///
    /// That a POST has an idempotency key does not make it idempotent; that its backend honours the key does.
    ///
    /// ```
    /// use apig_errors::{Idempotency, RetryPolicy, reqwest_middleware_0_5::RetryMiddleware};
    ///
    /// let retry = RetryMiddleware::new(RetryPolicy::new(), tokio::time::sleep).idempotency(|request| {
    ///     match request.headers().contains_key("idempotency-key") {
    ///         true => Idempotency::Idempotent,
    ///         false => Idempotency::from(request.method()),
    ///     }
    /// });
    /// ```
    #[must_use]
    pub fn idempotency(
        self,
        idempotency: impl Fn(&Request) -> Idempotency + Send + Sync + 'static,
    ) -> Self {
        Self { idempotency: Arc::new(idempotency), ..self }
    }

    async fn run(
        &self,
        request: Request,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> Result<Response, Error> {
        let mut attempts = self.calls.attempts((self.idempotency)(&request));
        let mut spare = Some(request);
        while let Some(request) = spare.take() {
            if !self.calls.next(&mut attempts).await {
                break;
            }
            spare = request.try_clone();
            let result = match next.clone().run(request, extensions).await {
                Ok(response) => peeked::refused(response).await,
                Err(error) => Err(Failure::NoResponse(error)),
            };
            attempts.settle(self.calls.now(), result);
        }
        let GaveUp { error, reason, attempts, waited, wait } = match attempts.finish() {
            Ok(response) => return Ok(response),
            Err(gave_up) => gave_up,
        };
        let because = |error| GaveUp { error, reason, attempts, waited, wait };
        match error {
            Some(Failure::Refused(mut response, error)) => {
                response.extensions_mut().insert(because(Some(error)));
                Ok(response)
            }
            Some(Failure::NoResponse(error)) => Err(error),
            None => Err(Error::middleware(because(None))),
        }
    }
}

/// What one attempt came to.
enum Failure {
    Refused(Response, ApigError),
    NoResponse(Error),
}

impl Failure {
    fn seen(&self) -> &dyn ApigRetryable {
        match self {
            Self::Refused(_, error) => error,
            Self::NoResponse(error) => error,
        }
    }
}

impl ApigRetryable for Failure {
    fn verdict(&self) -> Verdict {
        self.seen().verdict()
    }

    fn wait_hint(&self) -> Option<Duration> {
        self.seen().wait_hint()
    }

    fn apig_error(&self) -> Option<&ApigError> {
        self.seen().apig_error()
    }
}

// As `async_trait`, with which the trait is declared, writes it.
impl Middleware for RetryMiddleware {
    fn handle<'life0, 'life1, 'life2, 'async_trait>(
        &'life0 self,
        request: Request,
        extensions: &'life1 mut Extensions,
        next: Next<'life2>,
    ) -> Pin<Box<dyn Future<Output = Result<Response, Error>> + Send + 'async_trait>>
    where
        'life0: 'async_trait,
        'life1: 'async_trait,
        'life2: 'async_trait,
        Self: 'async_trait,
    {
        Box::pin(self.run(request, extensions, next))
    }
}

impl fmt::Debug for RetryMiddleware {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RetryMiddleware").field("calls", &self.calls).finish_non_exhaustive()
    }
}

/// Of `Reqwest` that of the [`reqwest::Error`]; of `Middleware` that of what is in it, as [`verdict_of`] finds it, or
/// of a [`GaveUp`] of a [`RetryMiddleware`]. Anything else is `Never` and `MaybeDelivered`.
///
/// With it, `#[apig(transparent)] Http(#[from] reqwest_middleware::Error)` is right by itself.
///
/// ```
/// use apig_errors::{ApigError, ApigRetryable, Code, Retry};
///
/// let error = reqwest_middleware::Error::middleware(ApigError::new(429, Code::APIG_0308));
/// assert_eq!(error.verdict().retry, Retry::Throttled);
/// ```
#[cfg_attr(docsrs, doc(cfg(feature = "reqwest-middleware-0-5")))]
impl ApigRetryable for Error {
    fn verdict(&self) -> Verdict {
        match self {
            Self::Reqwest(error) => error.verdict(),
            Self::Middleware(error) => match error.downcast_ref::<GaveUp<ApigError>>() {
                Some(gave_up) => gave_up.verdict(),
                None => verdict_of(&**error)
                    .unwrap_or(Verdict::new(Retry::Never, Delivery::MaybeDelivered)),
            },
        }
    }

    fn apig_code(&self) -> Option<Code> {
        self.apig_error()?.apig_code()
    }

    fn actor(&self) -> Option<Actor> {
        self.apig_error()?.actor()
    }

    fn wait_hint(&self) -> Option<Duration> {
        match self {
            Self::Reqwest(_) => None,
            Self::Middleware(error) => match error.downcast_ref::<GaveUp<ApigError>>() {
                Some(gave_up) => gave_up.wait_hint(),
                None => ApigError::find(&**error)?.wait_hint(),
            },
        }
    }

    fn apig_error(&self) -> Option<&ApigError> {
        match self {
            Self::Reqwest(_) => None,
            Self::Middleware(error) => ApigError::find(&**error),
        }
    }
}
