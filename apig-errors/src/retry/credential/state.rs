//! What is known of a credential: which one of the process's it is, what the gateway thinks of it, and who
//! renews it.

use alloc::vec::Vec;
use core::{
    mem,
    task::{Poll, Waker},
    time::Duration,
};

use super::{Lease, NotRenewed, lock_out::LockOut};
use crate::{ApigRetryable, Retry};

/// A new credential that is refused sooner was never good.
const PROBATION: Duration = Duration::from_secs(10);

pub(super) struct State<T> {
    value: Option<T>,
    pub(super) generation: u64,
    standing: Standing,
    renewed_at: Duration,

    pub(super) is_renewing: bool,
    waiting: Vec<Waker>,

    lock_out: LockOut,
}

/// What the gateway thinks of the credential.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    Unproved,
    Accepted,
    Refused,
}

/// When a credential expires, and how long before that it is renewed.
pub(super) struct Expiry<T> {
    pub(super) at: fn(&T) -> Duration,
    pub(super) margin: Duration,
}

impl<T> Expiry<T> {
    /// From when it is renewed.
    pub(super) fn renews(&self, value: &T) -> Duration {
        (self.at)(value).saturating_sub(self.margin)
    }
}

/// What a call that asks for the credential has to do.
pub(super) enum Role<T> {
    Use(Lease<T>),
    /// Renew it; until then this one can be used, ahead of its expiry.
    Renew(Option<Lease<T>>),
    Stop {
        retry_at: Duration,
        is_refused: bool,
    },
}

impl<T> State<T> {
    pub(super) const fn new(value: Option<T>) -> Self {
        Self {
            value,
            generation: 0,
            standing: Standing::Accepted,
            renewed_at: Duration::ZERO,
            is_renewing: false,
            waiting: Vec::new(),
            lock_out: LockOut::new(),
        }
    }

    pub(super) fn with_seed(self, seed: u64) -> Self {
        Self { lock_out: self.lock_out.with_seed(seed), ..self }
    }

    /// That it was accepted would be news.
    pub(super) fn is_unproved(&self) -> bool {
        self.standing == Standing::Unproved
    }

    pub(super) fn lease(&self) -> Option<Lease<T>>
    where
        T: Clone,
    {
        let value = self.value.as_ref().filter(|_| self.standing != Standing::Refused)?;
        Some(Lease { value: value.clone(), generation: self.generation })
    }

    /// `Pending` while another call renews it; that one wakes this one.
    pub(super) fn role(
        &mut self,
        now: Duration,
        expiry: Option<&Expiry<T>>,
        waker: &Waker,
    ) -> Poll<Role<T>>
    where
        T: Clone,
    {
        let (expires, renews) = match (&self.value, expiry) {
            (Some(value), Some(expiry)) => ((expiry.at)(value), expiry.renews(value)),
            _ => (Duration::MAX, Duration::MAX),
        };
        let present = self.lease().filter(|_| now < expires);
        let LockOut { retry_at, was_refused: is_refused, .. } = self.lock_out;
        let is_barred = now < retry_at;
        Poll::Ready(match present {
            Some(lease) if now < renews || self.is_renewing || is_barred => Role::Use(lease),
            _ if self.is_renewing => {
                self.wait(waker);
                return Poll::Pending;
            }
            _ if is_barred => Role::Stop { retry_at, is_refused },
            present => {
                self.is_renewing = true;
                Role::Renew(present)
            }
        })
    }

    /// Wakes this one too when the renewal has come to an end.
    fn wait(&mut self, waker: &Waker) {
        if !self.waiting.iter().any(|waiting| waiting.will_wake(waker)) {
            self.waiting.push(waker.clone());
        }
    }

    /// The turn to renew is over. Returns who has waited for that.
    pub(super) fn end_turn(&mut self) -> Vec<Waker> {
        self.is_renewing = false;
        mem::take(&mut self.waiting)
    }

    pub(super) fn on_renewed<E: ApigRetryable>(
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
                self.lock_out.on_renewed();
                Ok(Lease { value, generation: self.generation })
            }
            Err(error) => {
                let is_refused = match error.verdict().retry {
                    Retry::Backoff | Retry::Throttled => false,
                    Retry::Never | Retry::Reauthenticate => true,
                };
                let at_least = error.wait_hint().unwrap_or_default();
                self.lock_out.on_failure(now, is_refused, at_least);
                Err(NotRenewed { error: Some(error), retry_at: self.lock_out.retry_at, is_refused })
            }
        }
    }

    pub(super) fn on_accepted(&mut self, generation: u64) {
        // Not one that another call has found refused.
        if self.generation == generation && self.standing == Standing::Unproved {
            self.standing = Standing::Accepted;
            self.lock_out.on_accepted();
        }
    }

    pub(super) fn on_refused(&mut self, generation: u64, now: Duration) {
        if self.generation != generation || self.standing == Standing::Refused {
            return;
        }
        let standing = mem::replace(&mut self.standing, Standing::Refused);
        if standing == Standing::Accepted || now.saturating_sub(self.renewed_at) >= PROBATION {
            self.lock_out.on_accepted();
        } else {
            self.lock_out.on_failure(now, true, Duration::ZERO);
        }
    }
}
