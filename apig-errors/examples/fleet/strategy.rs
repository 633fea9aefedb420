//! What a client does about a failure: by the status alone, or by what the response says.

use std::time::Duration;

use apig_errors::{
    ApigError, Attempts, Gate, Idempotency, RetryPolicy, RetryState, Step, StopReason, Turn,
};

use crate::world::{Request, Response, SECOND, Time};

/// How the clients of a fleet repeat what failed.
pub(crate) enum Strategy {
    /// 429 and 5xx: three times more, after 1, 2 and 4 seconds.
    Status,
    /// Anything: a second later, until it succeeds.
    FixedSecond,
    /// What this library says.
    Policy(RetryPolicy),
    /// The same, and the calls of each process share a gate.
    Gates(RetryPolicy, Vec<Gate>),
}

/// One call, until it succeeds or is given up.
pub(crate) enum Call<'g> {
    Status { retries: u32 },
    FixedSecond,
    Policy(Box<RetryState>),
    Gate(Box<Attempts<'g, (), ApigError>>),
}

/// What comes before a request, and after a failure.
pub(crate) enum Next {
    Send {
        after: Time,
    },
    GiveUp,
    /// As `GiveUp`, but it is known that the request may have been done.
    LookUp,
}

impl Strategy {
    /// The policy with a gate for each of `processes`.
    pub(crate) fn gates(policy: RetryPolicy, processes: usize) -> Self {
        let seeds = (0..).take(processes);
        Self::Gates(policy, seeds.map(|seed| Gate::new().with_seed(seed)).collect())
    }

    pub(crate) fn call(&self, request: Request, client: usize, seed: u64) -> Call<'_> {
        let idempotency = match request {
            Request::Get | Request::LookUp => Idempotency::Idempotent,
            Request::Post => Idempotency::NotIdempotent,
        };
        match self {
            Self::Status => Call::Status { retries: 0 },
            Self::FixedSecond => Call::FixedSecond,
            Self::Policy(policy) => {
                Call::Policy(Box::new(policy.start(idempotency).with_seed(seed)))
            }
            Self::Gates(policy, gates) => {
                let call = policy.call(idempotency).gate(&gates[client % gates.len()]);
                Call::Gate(Box::new(call.with_seed(seed).attempts()))
            }
        }
    }
}

impl Call<'_> {
    /// Whether the request may be sent now, and else when to ask again.
    pub(crate) fn before(&mut self, now: Time) -> Next {
        let Self::Gate(attempts) = self else { return Next::Send { after: 0 } };
        match attempts.turn(Duration::from_micros(now)) {
            Turn::Send => Next::Send { after: 0 },
            Turn::WaitUntil(then) => Next::Send { after: micros(then) - now },
            Turn::Done => Next::GiveUp,
        }
    }

    pub(crate) fn after_success(&mut self, now: Time) {
        if let Self::Gate(attempts) = self {
            attempts.settle(Duration::from_micros(now), Ok(()));
        }
    }

    pub(crate) fn after_failure(&mut self, now: Time, response: &Response) -> Next {
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
            Self::Gate(attempts) => {
                let error = ApigError::parse(response.status, response.body.as_bytes());
                match attempts.settle(Duration::from_micros(now), Err(error)) {
                    // The next question gives the wait.
                    Some(Step::Wait(_)) => Next::Send { after: 0 },
                    Some(Step::Stop(StopReason::MaybeDelivered)) => Next::LookUp,
                    _ => Next::GiveUp,
                }
            }
        }
    }
}

/// Rounded up: a wait is a lower bound.
fn micros(wait: Duration) -> Time {
    Time::try_from(wait.as_nanos().div_ceil(1_000)).expect("at most minutes")
}
