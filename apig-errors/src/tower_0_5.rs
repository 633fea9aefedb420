//! For stacks of tower 0.5: a [layer](RetryLayer) that retries by verdict.
//!
//! Its traits are those of `tower-service` and `tower-layer` 0.3, and nothing else of tower is compiled; so it
//! fits whatever is made of these, axum and tonic among them.

mod erased;

use alloc::{boxed::Box, sync::Arc};
use core::{
    borrow::Borrow,
    fmt,
    future::poll_fn,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use tower_layer::Layer;
use tower_service::Service;

pub use self::erased::Erased;
use crate::{ApigRetryable, Gate, GaveUp, Idempotency, RetryBudget, RetryPolicy, retry::Calls};

/// A layer that retries as [`Call::run`](crate::Call::run) does: by verdict, in the line of a [`Gate`], paid
/// from a [`RetryBudget`].
///
/// All services that it makes share gate and budget. The inner service gives a failed response as an error with
/// a verdict (`E: ApigRetryable`); one whose error is a `BoxError` becomes such with
/// `.map_err(`[`Erased::from`]`)`. The error of a call that was given up is [`GaveUp`], which says why.
///
/// A `tower::retry::Policy` is asked after the first request only. This is a layer of its own because in an outage
/// the first request, too, has to wait in the line.
///
/// * A request that may have been delivered and is not idempotent is sent once.
/// * A request that cannot be cloned is sent once: [`StopReason::Abandoned`](crate::StopReason::Abandoned).
/// * It is always ready, and waits for the inner service once it is its turn, so that nobody who waits in the line
///   holds a permit of a limit below. While that service is not ready, others may go first.
/// * For logs and metrics of each attempt, put their layer below this one.
///
/// The longest wait is the policy's [`max_total_wait`](RetryPolicy::with_max_total_wait). The future may be dropped
/// at any point; it is boxed, one allocation a call.
///
/// ```
/// # tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap().block_on(async {
/// use apig_errors::{ApigError, Code, Gate, Idempotency, RetryPolicy, tower_0_5::RetryLayer};
/// use http::Request;
/// use tower::{Service, ServiceBuilder};
///
/// static GATE: Gate = Gate::new();
///
/// // Waits for 2 s at most.
/// let retry = RetryLayer::new(
///     RetryPolicy::interactive(),
///     tokio::time::sleep,
///     |request: &Request<String>| Idempotency::from(request.method()),
/// );
/// // Stands for an HTTP client: a fault that passes, then a response.
/// let mut responses = vec![Ok("order 7"), Err(ApigError::new(503, Code::APIG_0613))].into_iter().rev();
/// let responses = std::sync::Arc::new(std::sync::Mutex::new(responses));
/// let mut orders = ServiceBuilder::new().layer(retry.gate(&GATE)).service_fn(move |_| {
///     let response = responses.lock().unwrap().next().unwrap();
///     async move { response }
/// });
/// assert_eq!(orders.call(Request::post("/orders").body(String::new()).unwrap()).await.unwrap(), "order 7");
/// # });
/// ```
pub struct RetryLayer<R> {
    calls: Calls,
    idempotency: Arc<dyn Fn(&R) -> Idempotency + Send + Sync>,
    clone: Arc<CloneRequest<R>>,
}

type CloneRequest<R> = dyn Fn(&R) -> Option<R> + Send + Sync;

impl<R> RetryLayer<R> {
    /// Returns a layer for requests that are cloned with `Clone`.
    ///
    /// `sleep` is the runtime's, such as `tokio::time::sleep`. `idempotency` says of each request whether it may
    /// be sent twice without harm: with the feature `http`, `Idempotency::from(request.method())`.
    ///
    /// ```
    /// use apig_errors::{Idempotency, RetryPolicy, tower_0_5::RetryLayer};
    ///
    /// let policy = RetryPolicy::interactive();
    /// let layer = RetryLayer::new(policy, tokio::time::sleep, |_: &String| Idempotency::NotIdempotent);
    /// ```
    pub fn new<F>(
        policy: RetryPolicy,
        sleep: impl Fn(Duration) -> F + Send + Sync + 'static,
        idempotency: impl Fn(&R) -> Idempotency + Send + Sync + 'static,
    ) -> Self
    where
        F: Future<Output = ()> + Send + 'static,
        R: Clone,
    {
        Self::with_clone(policy, sleep, idempotency, |request: &R| Some(request.clone()))
    }

    /// Returns a layer for requests that `clone` clones, where that is possible.
    ///
    /// ```
    /// use apig_errors::{Idempotency, RetryPolicy, tower_0_5::RetryLayer};
    /// use reqwest::Request;
    ///
    /// let layer = RetryLayer::with_clone(
    ///     RetryPolicy::interactive(),
    ///     tokio::time::sleep,
    ///     |request: &Request| Idempotency::from(request.method()),
    ///     Request::try_clone,
    /// );
    /// ```
    pub fn with_clone<F>(
        policy: RetryPolicy,
        sleep: impl Fn(Duration) -> F + Send + Sync + 'static,
        idempotency: impl Fn(&R) -> Idempotency + Send + Sync + 'static,
        clone: impl Fn(&R) -> Option<R> + Send + Sync + 'static,
    ) -> Self
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let calls = Calls::new(policy, sleep);
        Self { calls, idempotency: Arc::new(idempotency), clone: Arc::new(clone) }
    }

    /// Lets each request stand in the line of this gate, and pays retries from its budget: a `&'static Gate`, an
    /// `Arc<Gate>`, or one that is the layer's alone.
    ///
    /// ```
    /// use apig_errors::{Gate, Idempotency, RetryPolicy, tower_0_5::RetryLayer};
    ///
    /// static GATE: Gate = Gate::new();
    /// let policy = RetryPolicy::interactive();
    /// let layer = RetryLayer::new(policy, tokio::time::sleep, |()| Idempotency::Idempotent).gate(&GATE);
    /// ```
    #[must_use]
    pub fn gate(self, gate: impl Borrow<Gate> + Send + Sync + 'static) -> Self {
        Self { calls: self.calls.gate(gate), ..self }
    }

    /// Pays retries from this budget, and not from that of the gate.
    ///
    /// ```
    /// use apig_errors::{Idempotency, RetryBudget, RetryPolicy, tower_0_5::RetryLayer};
    ///
    /// let policy = RetryPolicy::interactive();
    /// let layer = RetryLayer::new(policy, tokio::time::sleep, |()| Idempotency::Idempotent)
    ///     .budget(RetryBudget::new().with_fail_fast(true));
    /// ```
    #[must_use]
    pub fn budget(self, budget: impl Borrow<RetryBudget> + Send + Sync + 'static) -> Self {
        Self { calls: self.calls.budget(budget), ..self }
    }

    /// Takes the time from this clock instead of [`now`](crate::now): for tests.
    ///
    /// ```
    /// use apig_errors::{Idempotency, RetryPolicy, tower_0_5::RetryLayer};
    ///
    /// let start = tokio::time::Instant::now();
    /// let policy = RetryPolicy::interactive();
    /// let layer = RetryLayer::new(policy, tokio::time::sleep, |()| Idempotency::Idempotent)
    ///     .clock(move || start.elapsed());
    /// ```
    #[must_use]
    pub fn clock(self, now: impl Fn() -> Duration + Send + Sync + 'static) -> Self {
        Self { calls: self.calls.clock(now), ..self }
    }

    /// Whether a request whose credential was refused is sent once more. Default `false`, whatever the policy says:
    /// the layer has no other credential.
    ///
    /// For stacks in which a service below takes the credential for each request out of a
    /// [`Credential`](crate::Credential), and [refuses](crate::Credential::refuse) it.
    ///
    /// ```
    /// use apig_errors::{Idempotency, RetryPolicy, tower_0_5::RetryLayer};
    ///
    /// let policy = RetryPolicy::interactive();
    /// let layer = RetryLayer::new(policy, tokio::time::sleep, |()| Idempotency::Idempotent)
    ///     .reauthenticate(true);
    /// ```
    #[must_use]
    pub fn reauthenticate(self, reauthenticate: bool) -> Self {
        Self { calls: self.calls.reauthenticate(reauthenticate), ..self }
    }
}

impl<S, R> Layer<S> for RetryLayer<R> {
    type Service = RetryService<S, R>;

    fn layer(&self, inner: S) -> RetryService<S, R> {
        RetryService { inner, layer: self.clone() }
    }
}

/// The service that [`RetryLayer`] makes of another one.
///
/// ```
/// use apig_errors::{ApigError, Idempotency, RetryPolicy, tower_0_5::{RetryLayer, RetryService}};
/// use tower::{Layer, util::{ServiceFn, service_fn}};
///
/// async fn send(_: u8) -> Result<(), ApigError> {
///     Ok(())
/// }
/// let policy = RetryPolicy::interactive();
/// let layer = RetryLayer::new(policy, tokio::time::sleep, |_: &u8| Idempotency::Idempotent);
/// let service: RetryService<ServiceFn<_>, u8> = layer.layer(service_fn(send));
/// ```
pub struct RetryService<S, R> {
    inner: S,
    layer: RetryLayer<R>,
}

impl<S, R> Service<R> for RetryService<S, R>
where
    S: Service<R> + Clone + Send + 'static,
    S::Response: Send,
    S::Error: ApigRetryable + Send,
    S::Future: Send,
    R: Send + 'static,
{
    type Response = S::Response;
    type Error = GaveUp<S::Error>;
    type Future =
        Pin<Box<dyn Future<Output = Result<S::Response, GaveUp<S::Error>>> + Send + 'static>>;

    /// Always ready.
    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: R) -> Self::Future {
        let Self { inner, layer: RetryLayer { calls, idempotency, clone } } = self.clone();
        Box::pin(async move {
            let mut attempts = calls.attempts(idempotency(&request));
            let mut next = Some(request);
            while let Some(request) = next.take() {
                if !calls.next(&mut attempts).await {
                    break;
                }
                let mut service = inner.clone();
                let at_once = poll_fn(|context| Poll::Ready(service.poll_ready(context))).await;
                let ready = if let Poll::Ready(ready) = at_once {
                    ready
                } else {
                    // The others in the line do not wait for this.
                    attempts.step_aside();
                    let ready = poll_fn(|context| service.poll_ready(context)).await;
                    if !calls.next(&mut attempts).await {
                        break;
                    }
                    ready
                };
                next = clone(&request);
                let result = match ready {
                    Ok(()) => service.call(request).await,
                    Err(error) => Err(error),
                };
                attempts.settle(calls.now(), result);
            }
            attempts.finish()
        })
    }
}

impl<R> Clone for RetryLayer<R> {
    fn clone(&self) -> Self {
        let Self { calls, idempotency, clone } = self;
        Self { calls: calls.clone(), idempotency: idempotency.clone(), clone: clone.clone() }
    }
}

impl<S: Clone, R> Clone for RetryService<S, R> {
    fn clone(&self) -> Self {
        Self { inner: self.inner.clone(), layer: self.layer.clone() }
    }
}

impl<R> fmt::Debug for RetryLayer<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RetryLayer").field("calls", &self.calls).finish_non_exhaustive()
    }
}

impl<S: fmt::Debug, R> fmt::Debug for RetryService<S, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RetryService")
            .field("inner", &self.inner)
            .field("layer", &self.layer)
            .finish()
    }
}
