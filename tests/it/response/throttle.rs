//! What is read of a throttling threshold from a message.

use std::time::Duration;

use apig_errors::{ApigError, Throttle, ThrottleScope};

fn throttle(message: &str) -> Option<Throttle> {
    ApigError::from_status(429).with_message(message).throttle()
}

#[track_caller]
fn assert_says(
    message: &str,
    policy: Option<ThrottleScope>,
    limit: Option<u64>,
    window: Option<u64>,
) {
    let throttle = throttle(message).unwrap_or_else(|| panic!("nothing is read: {message}"));
    assert_eq!(throttle.scope, policy, "{message}");
    assert_eq!(throttle.limit, limit, "{message}");
    assert_eq!(throttle.window, window.map(Duration::from_secs), "{message}");
}

#[test]
fn each_policy() {
    for (word, policy) in [
        ("api", ThrottleScope::Api),
        ("user", ThrottleScope::User),
        ("app", ThrottleScope::App),
        ("ip", ThrottleScope::Ip),
        ("IP", ThrottleScope::Ip),
    ] {
        let message = format!(
            "The throttling threshold has been reached: policy {word} over ratelimit,limit:5,time:1 minute"
        );
        assert_says(&message, Some(policy), Some(5), Some(60));
    }
}

#[test]
fn a_policy_is_written_by_its_name_and_padded() {
    let policies = [ThrottleScope::Api, ThrottleScope::User, ThrottleScope::App, ThrottleScope::Ip];
    for policy in policies {
        assert_eq!(policy.to_string(), policy.as_str());
        assert_eq!(policy.to_string(), format!("{policy:?}"));
    }
    assert_eq!(format!("{:>5}|{:-<4}", ThrottleScope::Api, ThrottleScope::Ip), "  Api|Ip--");
}

#[test]
fn each_unit() {
    for (unit, seconds) in [("second", 1), ("minute", 60), ("hour", 3600), ("day", 86_400)] {
        for form in [unit.to_owned(), format!("{unit}s"), unit.to_uppercase(), format!("{unit}.")] {
            let message = format!("policy ip over ratelimit,limit:5,time:3 {form}");
            assert_says(&message, Some(ThrottleScope::Ip), Some(5), Some(3 * seconds));
        }
    }
}

#[test]
fn blanks_are_optional() {
    let all = (Some(ThrottleScope::User), Some(10), Some(60));
    for message in [
        "policy user over ratelimit,limit:10,time:1minute",
        "policy user over ratelimit , limit : 10 , time : 1  minute",
        "Policy User Over Rate Limit, Limit: 10, Time: 1 Minute.",
        "user overratelimit,time:1 minute,limit:10",
    ] {
        assert_says(message, all.0, all.1, all.2);
    }
}

#[test]
fn any_part_may_be_missing() {
    assert_says("over ratelimit", None, None, None);
    assert_says("policy app over ratelimit", Some(ThrottleScope::App), None, None);
    assert_says("policy sign over ratelimit,limit:5", None, Some(5), None);
    assert_says("over ratelimit,time:1 minute", None, None, Some(60));
    assert_says(
        "policy ip over ratelimit,limit:XX,time:1 minute",
        Some(ThrottleScope::Ip),
        None,
        Some(60),
    );
    assert_says("over ratelimit,limit:5,time:soon", None, Some(5), None);
    assert_says("over ratelimit,limit:5,time:1 fortnight", None, Some(5), None);
    assert_says("over ratelimit,limit:,time:", None, None, None);
    // Given twice, the first that can be read counts.
    assert_says(
        "over ratelimit,limit:X,limit:5,limit:6,time:1 minute,time:1 day",
        None,
        Some(5),
        Some(60),
    );
}

#[test]
fn numbers_saturate() {
    let huge = "99999999999999999999999999";
    assert_says(
        &format!("over ratelimit,limit:{huge},time:{huge} day"),
        None,
        Some(u64::MAX),
        Some(u64::MAX),
    );
}

#[test]
fn a_daily_quota_is_a_window_of_a_day() {
    assert_says("Daily quota exhausted", None, None, Some(86_400));
    assert_says("Sorry: DAILY QUOTA EXHAUSTED!", None, None, Some(86_400));
    assert_says(
        "Daily quota exhausted: policy app over ratelimit,limit:9",
        Some(ThrottleScope::App),
        Some(9),
        Some(86_400),
    );
}

/// 6.2: prose, however much it speaks of limits, and echoed headers are no throttle.
#[test]
fn nothing_else_counts() {
    for message in [
        "",
        "The throttling threshold has been reached.",
        "The parameter value is too large,parameterName:call_limits.",
        "Too many requests, the rate limit is 2000000 tokens per minute.",
        "X-Apig-Ratelimit-Api: remain:99,limit:100,time:1 minute",
        "X-Apig-Ratelimit-Api: remain:0,limit:100,time:1 minute",
        "limit:5,time:1 minute",
        "moreover ratelimit,limit:5,time:1 minute",
        "over ratelimits,limit:5,time:1 minute",
        "policy ip over the ratelimit,limit:5,time:1 minute",
        "The request throttling policy binding record does not exist",
        "Your daily quota is exhausted",
    ] {
        assert_eq!(throttle(message), None, "{message}");
    }
}

#[test]
fn what_stands_before_the_words_is_not_read() {
    assert_says(
        "limit:1,time:1 day; policy ip over ratelimit",
        Some(ThrottleScope::Ip),
        None,
        None,
    );
}

#[test]
fn time_is_linear() {
    for part in [" ", "over ", "over rate ", "o", "é", "daily quota "] {
        assert_eq!(throttle(&part.repeat(4096)), None);
    }
}
