//! What the default policy does next, told as a range and not as one throw of its dice.

use std::time::Duration;

use apig_errors::{ApigRetryable, Idempotency, RetryPolicy, Step, StopReason};

/// What `apig` explains: the default policy.
pub(crate) const POLICY: RetryPolicy = RetryPolicy::new();

/// What comes after a call's first failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// Retry after a wait that is drawn from this range, both ends included.
    Wait {
        least: Duration,
        most: Duration,
    },
    Reauthenticate,
    Stop(StopReason),
}

impl Next {
    pub(crate) fn after(error: &impl ApigRetryable, request: Idempotency) -> Self {
        let mut state = POLICY.start(request);
        if let Some(range) = state.wait_range(error) {
            let (least, most) = range.into_inner();
            return Self::Wait { least, most };
        }
        match state.on_error(error) {
            Step::Wait(wait) => Self::Wait { least: wait, most: wait },
            Step::Reauthenticate => Self::Reauthenticate,
            Step::Stop(why) => Self::Stop(why),
        }
    }

    /// Whether the request is retried at all.
    pub(crate) fn sends_again(self) -> bool {
        !matches!(self, Self::Stop(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use apig_errors::{ApigError, Code};

    const BASE_DELAY: Duration = POLICY.base_delay();

    /// Throws the dice often: all waits are within the range, and some are near either end.
    #[test]
    fn the_range_is_the_one_that_the_policy_draws_from() {
        let throttled = || ApigError::new(429, Code::APIG_0308);
        let seconds = Duration::from_secs;
        for (error, least, most) in [
            (ApigError::new(503, Code::APIG_0202), Duration::ZERO, BASE_DELAY),
            (ApigError::from_status(503).with_retry_after(seconds(5)), seconds(5), seconds(5)),
            (
                ApigError::from_status(503).with_retry_after(Duration::from_millis(100)),
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
                    let state = POLICY.start(Idempotency::Idempotent);
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
        assert_eq!(
            after(timeout, Idempotency::NotIdempotent),
            Next::Stop(StopReason::MaybeDelivered)
        );
        let daily = ApigError::new(429, Code::APIG_0308).with_message("Daily quota exhausted");
        assert_eq!(after(daily, Idempotency::Idempotent), Next::Stop(StopReason::WaitTooLong));
    }
}
