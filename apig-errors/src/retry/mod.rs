//! Deciding what to do after a failure: no clock, no sleep, no runtime.

#[cfg(feature = "std")]
mod blocking;
mod budget;
#[cfg(any(feature = "reqwest-middleware-0-5", feature = "tower-0-5"))]
mod calls;
#[cfg(feature = "std")]
mod clock;
mod credential;
mod driver;
mod gate;
mod jitter;
mod lock;
mod policy;
mod state;
mod step;

use core::time::Duration;

#[cfg(any(feature = "reqwest-middleware-0-5", feature = "tower-0-5"))]
pub(crate) use self::calls::Calls;
#[cfg(feature = "std")]
pub use self::clock::now;
pub use self::{
    budget::RetryBudget,
    credential::{Credential, Lease, NotRenewed},
    driver::{Attempts, Call, GaveUp, Renewing, Turn},
    gate::{Enter, Gate, Pass},
    policy::RetryPolicy,
    state::RetryState,
    step::{Step, StopReason},
};

/// Microseconds, as far as they go: half a million years.
fn micros(duration: Duration) -> u64 {
    u64::try_from(duration.as_micros()).unwrap_or(u64::MAX)
}
