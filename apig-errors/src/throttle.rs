//! [`Throttle`]: what the gateway says about the threshold that a call ran into.

use core::time::Duration;

use apig_errors_catalog::__private::words;

/// The throttling threshold that was reached, as far as the response says.
///
/// Read from the message,
/// `…: policy <api|user|app|ip> over ratelimit,limit:<n>,time:<m> <second|minute|hour|day>`, any
/// part of which may be missing, or `Daily quota exhausted`; else, with the feature `http`, from the
/// headers `X-Apig-RateLimit-Api`, `-Api-Allenv`, `-User`, `-App` and `-Ip`. The grammar is that of
/// Huawei Cloud's documentation and of reported responses.
///
/// No decision rests on it: whether a call was throttled is the [`Verdict`](crate::Verdict)'s to
/// say. See [`ApigError::throttle`](crate::ApigError::throttle).
///
/// ```
/// use std::time::Duration;
/// use apig_errors::{ApigError, Code, ThrottleScope};
///
/// let error = ApigError::new(429, Code::APIG_0308).with_message(
///     "The throttling threshold has been reached: policy ip over ratelimit,limit:5,time:1 minute",
/// );
/// let throttle = error.throttle().unwrap();
/// assert_eq!(throttle.scope, Some(ThrottleScope::Ip));
/// assert_eq!(throttle.limit, Some(5));
/// assert_eq!(throttle.window, Some(Duration::from_secs(60)));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Throttle {
    /// What the calls are counted by.
    pub scope: Option<ThrottleScope>,
    /// How many calls a window allows.
    pub limit: Option<u64>,
    /// The *length* of the window, not what is left of it: an upper bound of the wait.
    pub window: Option<Duration>,
}

words! {
    "apig_errors"
    /// What a throttling policy counts the calls by.
    ///
    /// ```
    /// use apig_errors::ThrottleScope;
    ///
    /// assert_eq!(ThrottleScope::User.to_string(), "User");
    /// ```
    #[non_exhaustive]
    pub enum ThrottleScope {
        /// All calls of the API.
        Api,
        /// The calls of one user.
        User,
        /// The calls of one app, that is, of one set of credentials.
        App,
        /// The calls from one IP address.
        Ip,
    }
}

impl ThrottleScope {
    /// The scope that the gateway writes like this, in any case.
    fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|scope| scope.as_str().eq_ignore_ascii_case(word))
    }
}

const DAY: Duration = Duration::from_secs(86_400);

impl Throttle {
    /// Returns a threshold of which nothing is known: for tests and fakes, with the methods below.
    ///
    /// ```
    /// use std::time::Duration;
    /// use apig_errors::{Throttle, ThrottleScope};
    ///
    /// const FIVE_A_MINUTE: Throttle = Throttle::new()
    ///     .with_scope(ThrottleScope::Ip)
    ///     .with_limit(5)
    ///     .with_window(Duration::from_secs(60));
    /// assert_eq!(FIVE_A_MINUTE.limit, Some(5));
    /// assert_eq!(Throttle::new(), Throttle::default());
    /// ```
    #[must_use]
    pub const fn new() -> Self {
        Self { scope: None, limit: None, window: None }
    }

    /// Sets what the calls are counted by. See [`new`](Self::new).
    #[must_use]
    pub const fn with_scope(self, scope: ThrottleScope) -> Self {
        Self { scope: Some(scope), ..self }
    }

    /// Sets how many calls a window allows. See [`new`](Self::new).
    #[must_use]
    pub const fn with_limit(self, limit: u64) -> Self {
        Self { limit: Some(limit), ..self }
    }

    /// Sets the length of the window. See [`new`](Self::new).
    #[must_use]
    pub const fn with_window(self, window: Duration) -> Self {
        Self { window: Some(window), ..self }
    }

    /// What a message says; `None` unless it has the words `over ratelimit` or
    /// `Daily quota exhausted`. Everything else is prose, however much it speaks of limits.
    pub(crate) fn of_message(message: &str) -> Option<Self> {
        let daily = find_words(message, &["daily", "quota", "exhausted"]).is_some();
        match find_words(message, &["over", "rate", "limit"]) {
            Some((before, after)) => {
                let scope = before.trim_end().rsplit(|c: char| !c.is_ascii_alphanumeric()).next();
                let said = Self::of_members(scope.and_then(ThrottleScope::from_word), after);
                Some(Self { window: said.window.or(daily.then_some(DAY)), ..said })
            }
            None if daily => Some(Self { window: Some(DAY), ..Self::new() }),
            None => None,
        }
    }

    /// What a header says, such as `remain:0,limit:10,time:10 second`. The header is on responses
    /// of every kind, so it counts only when nothing remains.
    pub(crate) fn of_header(scope: ThrottleScope, value: &str) -> Option<Self> {
        let (_, remain) = members(value).find(|(name, _)| name.eq_ignore_ascii_case("remain"))?;
        (number(remain) == Some(0)).then(|| Self::of_members(Some(scope), value))
    }

    /// What such a header says on a response of any kind, and what part of the limit remains, in thousandths.
    #[cfg(feature = "http")]
    pub(crate) fn of_any_header(scope: ThrottleScope, value: &str) -> Option<(u64, Self)> {
        let (_, remain) = members(value).find(|(name, _)| name.eq_ignore_ascii_case("remain"))?;
        let throttle = Self::of_members(Some(scope), value);
        let remains = number(remain)?.saturating_mul(1_000).checked_div(throttle.limit?)?;
        throttle.window.is_some().then_some((remains, throttle))
    }

    /// `limit:<n>,time:<m> <unit>`, in any order; the first value that can be read counts.
    fn of_members(scope: Option<ThrottleScope>, text: &str) -> Self {
        let (mut limit, mut window) = (None, None);
        for (name, value) in members(text) {
            if name.eq_ignore_ascii_case("limit") {
                limit = limit.or_else(|| number(value));
            } else if name.eq_ignore_ascii_case("time") {
                window = window.or_else(|| duration(value));
            }
        }
        Self { scope, limit, window }
    }
}

/// The first place where these words are one after the other, in any case, with or without whitespace
/// between them: what is before and what is after it.
fn find_words<'t>(text: &'t str, words: &[&str]) -> Option<(&'t str, &'t str)> {
    let part_of_a_word = |c: char| c.is_alphanumeric() || c == '_';
    text.char_indices().find_map(|(at, first)| {
        let (before, from) = text.split_at(at);
        // Also keeps the time linear: no run of whitespace is skipped from each of its characters.
        if first.is_whitespace() || before.ends_with(part_of_a_word) {
            return None;
        }
        let mut after = from;
        for word in words {
            after = strip_word(after.trim_start(), word)?;
        }
        (!after.starts_with(part_of_a_word)).then_some((before, after))
    })
}

fn strip_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let (start, rest) = text.split_at_checked(word.len())?;
    start.eq_ignore_ascii_case(word).then_some(rest)
}

/// The `name:value` pairs between commas, without the whitespace around either.
fn members(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split(',').filter_map(|member| {
        let (name, value) = member.split_once(':')?;
        Some((name.trim(), value.trim()))
    })
}

/// The number at the beginning, and what is after it; saturates.
fn leading_number(text: &str) -> Option<(u64, &str)> {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = &text[..text.len() - rest.len()];
    let number = digits.bytes().fold(0_u64, |number, digit| {
        number.saturating_mul(10).saturating_add(u64::from(digit - b'0'))
    });
    (!digits.is_empty()).then_some((number, rest))
}

/// A number that is not the beginning of a word.
fn number(text: &str) -> Option<u64> {
    let (number, rest) = leading_number(text)?;
    (!rest.starts_with(char::is_alphanumeric)).then_some(number)
}

/// `1 minute`, `10seconds`, `2 hours.`; saturates.
fn duration(text: &str) -> Option<Duration> {
    let (number, rest) = leading_number(text)?;
    let unit = rest.trim_start().split(|c: char| !c.is_alphanumeric()).next()?;
    let seconds = [("second", 1), ("minute", 60), ("hour", 3600), ("day", 86_400)]
        .into_iter()
        .find(|(name, _)| {
            strip_word(unit, name)
                .is_some_and(|rest| rest.is_empty() || rest.eq_ignore_ascii_case("s"))
        })
        .map(|(_, seconds)| seconds)?;
    Some(Duration::from_secs(number.saturating_mul(seconds)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_stand_together_and_whole() {
        let words = ["over", "rate", "limit"];
        for text in ["over ratelimit", "OVER RATE LIMIT,", "x: overratelimit!", "–over\trate limit"]
        {
            assert!(find_words(text, &words).is_some(), "{text}");
        }
        for text in ["moreover ratelimit", "over ratelimits", "over the ratelimit", "over rate", ""]
        {
            assert_eq!(find_words(text, &words), None, "{text}");
        }
    }

    #[test]
    fn numbers_saturate() {
        assert_eq!(number("18446744073709551616"), Some(u64::MAX));
        assert_eq!(duration("18446744073709551616 day"), Some(Duration::from_secs(u64::MAX)));
        assert_eq!(duration("213503982334602 day"), Some(Duration::from_secs(u64::MAX)));
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in ["", "XX", "5x", "-1", "\u{661}"] {
            assert_eq!(number(text), None, "{text}");
        }
        assert_eq!(number("5."), Some(5));
    }

    #[test]
    fn units_are_read_in_any_case_and_number() {
        for (text, seconds) in [
            ("1 second", 1),
            ("2 Minutes.", 120),
            ("3hours", 10_800),
            ("1  DAY", 86_400),
            ("0 day", 0),
        ] {
            assert_eq!(duration(text), Some(Duration::from_secs(seconds)), "{text}");
        }
        for text in ["1", "1 month", "minute", "1 minutess", "1 min", "1 daylight"] {
            assert_eq!(duration(text), None, "{text}");
        }
    }
}
