//! What the tests of the retry policy have in common: a failure that says what it is said to, and
//! dice.

use std::time::Duration;

use apig_errors::{ApigRetryable, Delivery, Idempotency, Retry, Verdict};

pub(crate) const CLASSES: [Retry; 4] =
    [Retry::Never, Retry::Backoff, Retry::Throttled, Retry::Reauthenticate];
pub(crate) const DELIVERIES: [Delivery; 2] = [Delivery::NotDelivered, Delivery::MaybeDelivered];
pub(crate) const REQUESTS: [Idempotency; 2] = [Idempotency::Idempotent, Idempotency::NotIdempotent];
pub(crate) const SECOND: Duration = Duration::from_secs(1);

#[derive(Clone, Copy, Debug)]
pub(crate) struct Failure {
    pub(crate) retry: Retry,
    pub(crate) delivery: Delivery,
    pub(crate) hint: Option<Duration>,
}

impl ApigRetryable for Failure {
    fn verdict(&self) -> Verdict {
        Verdict::new(self.retry, self.delivery)
    }

    fn wait_hint(&self) -> Option<Duration> {
        self.hint
    }
}

/// What failures, policies and seeds are drawn from. (Xorshift: not the jitter's generator.)
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub(crate) fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    pub(crate) fn below(&mut self, end: usize) -> usize {
        let roll = self.roll() % u64::try_from(end).unwrap();
        usize::try_from(roll).unwrap()
    }
}
