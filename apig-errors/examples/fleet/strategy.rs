//! What a client does about a failure: by the status alone, or by what the response says.

use std::time::Duration;

use apig_errors::{ApigError, Idempotency, RetryPolicy, RetryState, Step, StopReason};

use crate::world::{Request, Response, SECOND, Time};

/// How the clients of a fleet repeat what failed.
pub(crate) enum Strategy {
    /// 429 and 5xx: three times more, after 1, 2 and 4 seconds.
    Status,
    /// Anything: a second later, until it succeeds.
    FixedSecond,
    /// What this library says.
    Policy(RetryPolicy),
}

/// One call, until it succeeds or is given up.
pub(crate) enum Call {
    Status { retries: u32 },
    FixedSecond,
    Policy(Box<RetryState>),
}

/// What comes after a failure.
pub(crate) enum Next {
    Send {
        after: Time,
    },
    GiveUp,
    /// As `GiveUp`, but it is known that the request may have been done.
    LookUp,
}

impl Strategy {
    pub(crate) fn call(&self, request: Request, seed: u64) -> Call {
        match self {
            Self::Status => Call::Status { retries: 0 },
            Self::FixedSecond => Call::FixedSecond,
            Self::Policy(policy) => {
                let idempotency = match request {
                    Request::Get | Request::LookUp => Idempotency::Idempotent,
                    Request::Post => Idempotency::NotIdempotent,
                };
                Call::Policy(Box::new(policy.start(idempotency).with_seed(seed)))
            }
        }
    }
}

impl Call {
    pub(crate) fn after_failure(&mut self, response: &Response) -> Next {
        match self {
            Self::Status { retries } => {
                let is_repeated = response.status == 429 || response.status >= 500;
                if !is_repeated || *retries == 3 {
                    return Next::GiveUp;
                }
                *retries += 1;
                Next::Send { after: SECOND << (*retries - 1) }
            }
            Self::FixedSecond => Next::Send { after: SECOND },
            Self::Policy(state) => {
                let error = ApigError::parse(response.status, response.body.as_bytes());
                match state.on_error(&error) {
                    Step::Wait(wait) => Next::Send { after: micros(wait) },
                    Step::Stop(StopReason::MaybeDelivered) => Next::LookUp,
                    // Nothing here asks for a new credential.
                    Step::Stop(_) | Step::Reauthenticate => Next::GiveUp,
                }
            }
        }
    }
}

/// Rounded up: a wait is a lower bound.
fn micros(wait: Duration) -> Time {
    Time::try_from(wait.as_nanos().div_ceil(1_000)).expect("at most minutes")
}
