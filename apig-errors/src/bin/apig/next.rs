//! What the default policy does next, told as a range and not as one throw of its dice.

use std::time::Duration;

use apig_errors::{ApigRetryable, Idempotency, Retry, RetryPolicy, Step, Stop};

/// The default policy's bounds; that they are is tested below.
pub(crate) const BASE_DELAY: Duration = Duration::from_millis(200);
pub(crate) const MAX_DELAY: Duration = Duration::from_secs(20);
pub(crate) const MAX_TOTAL_WAIT: Duration = Duration::from_secs(90);
pub(crate) const MAX_ATTEMPTS: u32 = 4;

/// What comes after a call's first failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// Send again after a wait that is drawn from this range, both ends included.
    Wait {
        least: Duration,
        most: Duration,
    },
    Reauthenticate,
    Stop(Stop),
}

impl Next {
    pub(crate) fn after(error: &impl ApigRetryable, request: Idempotency) -> Self {
        match RetryPolicy::new().start(request).on_error(error) {
            Step::Wait(_) => Self::range(error),
            Step::Reauthenticate => Self::Reauthenticate,
            Step::Stop(why) => Self::Stop(why),
        }
    }

    /// The rules of [`RetryState::on_error`](apig_errors::RetryState::on_error) for the first
    /// failure of a call.
    fn range(error: &impl ApigRetryable) -> Self {
        let hint = error.wait_hint();
        let (least, most) = if error.verdict().retry == Retry::Throttled {
            // One of zero is none.
            let hint = hint.filter(|hint| !hint.is_zero());
            let wait = hint.map_or(Duration::from_secs(1), |hint| hint.max(BASE_DELAY));
            (wait, wait.saturating_add(wait / 4).min(MAX_TOTAL_WAIT))
        } else {
            let hint = hint.unwrap_or_default();
            (hint, hint.max(BASE_DELAY))
        };
        Self::Wait { least, most }
    }

    /// Whether the request is sent again at all.
    pub(crate) fn sends_again(self) -> bool {
        !matches!(self, Self::Stop(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use apig_errors::{ApigError, Code};

    #[test]
    fn the_bounds_are_those_of_the_default_policy() {
        let policy = RetryPolicy::new()
            .base_delay(BASE_DELAY)
            .max_delay(MAX_DELAY)
            .max_total_wait(MAX_TOTAL_WAIT)
            .max_attempts(MAX_ATTEMPTS);
        assert_eq!(policy, RetryPolicy::default());
    }

    /// Throws the dice often: all waits are within the range, and some are near either end.
    #[test]
    fn the_range_is_the_one_that_the_policy_draws_from() {
        let throttled = || ApigError::new(429, Code::APIG_0308);
        let seconds = Duration::from_secs;
        for (error, least, most) in [
            (ApigError::new(503, Code::APIG_0202), Duration::ZERO, BASE_DELAY),
            (ApigError::of_status(503).with_retry_after(seconds(5)), seconds(5), seconds(5)),
            (
                ApigError::of_status(503).with_retry_after(Duration::from_millis(100)),
                Duration::from_millis(100),
                BASE_DELAY,
            ),
            (throttled(), seconds(1), Duration::from_millis(1250)),
            (throttled().with_message("over ratelimit,time:1 minute"), seconds(60), seconds(75)),
            // Cut to what the policy waits in all.
            (throttled().with_retry_after(seconds(80)), seconds(80), seconds(90)),
            (throttled().with_retry_after(seconds(90)), seconds(90), seconds(90)),
            (throttled().with_retry_after(Duration::ZERO), seconds(1), Duration::from_millis(1250)),
            (
                throttled().with_retry_after(Duration::from_millis(1)),
                BASE_DELAY,
                Duration::from_millis(250),
            ),
        ] {
            assert_eq!(
                Next::after(&error, Idempotency::Idempotent),
                Next::Wait { least, most },
                "{error}"
            );
            let mut drawn: Vec<Duration> = (0..400)
                .map(|seed| {
                    let state = RetryPolicy::new().start(Idempotency::Idempotent);
                    match state.with_seed(seed).on_error(&error) {
                        Step::Wait(wait) => wait,
                        step => panic!("{step:?}"),
                    }
                })
                .collect();
            drawn.sort_unstable();
            assert!(
                least <= drawn[0] && drawn[399] <= most,
                "{error}: {:?}",
                (drawn[0], drawn[399])
            );
            let near = most.saturating_sub(least) / 10;
            assert!(drawn[0] <= least + near && most <= drawn[399] + near, "{error}");
        }
    }

    #[test]
    fn everything_else_is_the_policys_own_step() {
        let after = |error: ApigError, request| Next::after(&error, request);
        let refused = ApigError::new(401, Code::APIG_0307);
        assert_eq!(after(refused, Idempotency::NotIdempotent), Next::Reauthenticate);
        let timeout = ApigError::new(504, Code::APIG_0203);
        assert_eq!(after(timeout, Idempotency::NotIdempotent), Next::Stop(Stop::MaybeDelivered));
        let daily = ApigError::new(429, Code::APIG_0308).with_message("Daily quota exhausted");
        assert_eq!(after(daily, Idempotency::Idempotent), Next::Stop(Stop::WaitTooLong));
    }
}
