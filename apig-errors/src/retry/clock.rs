//! A clock for those who have `std`.

use std::{
    sync::OnceLock,
    time::{Duration, Instant},
};

/// Returns the time since this process first asked: the clock of [`Instant`], as what calls share
/// takes it.
///
/// All calls that share a [`Gate`](crate::Gate), a [`RetryBudget`](crate::RetryBudget) or a
/// [`Credential`](crate::Credential) have to take the time from one clock. In a test with tokio's
/// clock paused that is tokio's: `|| start.elapsed()` with a `tokio::time::Instant`.
///
/// ```
/// let before = apig_errors::now();
/// assert!(apig_errors::now() >= before);
/// ```
#[must_use]
pub fn now() -> Duration {
    static START: OnceLock<Instant> = OnceLock::new();

    START.get_or_init(Instant::now).elapsed()
}
