//! What all calls of a client have in common, for a layer that retries between the client and who calls it.

use alloc::{boxed::Box, sync::Arc};
use core::{borrow::Borrow, fmt, pin::Pin, time::Duration};

use super::now;
use crate::{Attempts, Gate, Idempotency, RetryBudget, RetryPolicy};

type Sleep = dyn Fn(Duration) -> Pin<Box<dyn Future<Output = ()> + Send>> + Send + Sync;

#[derive(Clone)]
pub(crate) struct Calls {
    policy: RetryPolicy,
    gate: Option<Arc<dyn Borrow<Gate> + Send + Sync>>,
    budget: Option<Arc<dyn Borrow<RetryBudget> + Send + Sync>>,
    now: Arc<dyn Fn() -> Duration + Send + Sync>,
    sleep: Arc<Sleep>,
}

impl Calls {
    pub(crate) fn new<F>(
        policy: RetryPolicy,
        sleep: impl Fn(Duration) -> F + Send + Sync + 'static,
    ) -> Self
    where
        F: Future<Output = ()> + Send + 'static,
    {
        Self {
            // A layer has no other credential to send with.
            policy: policy.with_reauthenticate(false),
            gate: None,
            budget: None,
            now: Arc::new(now),
            sleep: Arc::new(move |time| Box::pin(sleep(time))),
        }
    }

    pub(crate) fn gate(self, gate: impl Borrow<Gate> + Send + Sync + 'static) -> Self {
        Self { gate: Some(Arc::new(gate)), ..self }
    }

    pub(crate) fn budget(self, budget: impl Borrow<RetryBudget> + Send + Sync + 'static) -> Self {
        Self { budget: Some(Arc::new(budget)), ..self }
    }

    pub(crate) fn clock(self, now: impl Fn() -> Duration + Send + Sync + 'static) -> Self {
        Self { now: Arc::new(now), ..self }
    }

    pub(crate) fn reauthenticate(self, reauthenticate: bool) -> Self {
        Self { policy: self.policy.with_reauthenticate(reauthenticate), ..self }
    }

    pub(crate) fn now(&self) -> Duration {
        (self.now)()
    }

    pub(crate) fn attempts<T, E>(&self, request: Idempotency) -> Attempts<'_, T, E> {
        let mut call = self.policy.call(request);
        if let Some(gate) = &self.gate {
            call = call.gate((**gate).borrow());
        }
        if let Some(budget) = &self.budget {
            call = call.budget((**budget).borrow());
        }
        call.attempts()
    }

    /// Waits for the next turn to send; `false` once the call is decided.
    pub(crate) async fn next<T, E>(&self, attempts: &mut Attempts<'_, T, E>) -> bool {
        attempts.next(&*self.now, &*self.sleep).await
    }
}

impl fmt::Debug for Calls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let gate: Option<&Gate> = self.gate.as_ref().map(|gate| (**gate).borrow());
        f.debug_struct("Calls")
            .field("policy", &self.policy)
            .field("gate", &gate)
            .finish_non_exhaustive()
    }
}
