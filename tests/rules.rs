//! What holds for every answer, whoever wrote it: the oracles of the property tests and of the fuzz
//! targets.
//!
//! Where the library is fast these are plain: second implementations, written from the rules and
//! not from the code.

use std::time::Duration;

use apig_errors::{
    ApigError, ApigRetryable, Code, Family, ParseCodeError, Retry, Throttle, ThrottlePolicy,
    Verdict,
};
use http::{HeaderMap, StatusCode};

/// Statuses of every kind of verdict, documented and not.
pub(crate) const STATUSES: [u16; 10] = [0, 200, 400, 401, 403, 413, 429, 500, 504, 65_535];

/// Every rule that holds for each answer.
pub(crate) fn check(error: &ApigError) {
    check_bounds(error);
    check_safe_to_log(error);
    check_masks(error.message());
    check_verdict(error);
    check_round_trip(error);
    if let Some(raw_code) = error.raw_code() {
        assert!(is_usable(raw_code), "{raw_code:?}");
    }
}

/// Every rule for an answer with headers: they add a request id and waits, and change nothing else.
pub(crate) fn check_answer(status: StatusCode, headers: &HeaderMap, body: &[u8]) {
    let error = ApigError::from_http(status, headers, body);
    check(&error);

    let bare = ApigError::parse(status.as_u16(), body);
    assert_eq!((error.raw_code(), error.message()), (bare.raw_code(), bare.message()));
    assert_eq!((error.verdict(), error.actor()), (bare.verdict(), bare.actor()));
    if let Some(id) = bare.request_id() {
        assert_eq!(error.request_id(), Some(id));
    }

    // A number of seconds is never undercut.
    for value in headers.get_all("retry-after") {
        let seconds = value.to_str().ok().map(str::trim);
        let is_number = |text: &&str| text.bytes().all(|byte| byte.is_ascii_digit());
        if let Some(seconds) = seconds.filter(is_number).and_then(|text| text.parse().ok()) {
            assert!(error.wait_hint() >= Some(Duration::from_secs(seconds)));
        }
    }
    if !headers.contains_key("retry-after") {
        let window = error.throttle().and_then(|throttle| throttle.window);
        let counts = error.verdict().retry == Retry::Throttled;
        assert_eq!(error.wait_hint(), window.filter(|_| counts));
    }
}

/// What is stored is bounded, and what is shown of it too.
pub(crate) fn check_bounds(error: &ApigError) {
    assert!(error.message().len() <= 4096);
    assert!(error.raw_code().is_none_or(|code| (1..=64).contains(&code.len())));
    assert!(error.request_id().is_none_or(|id| (1..=128).contains(&id.len())));
    // Code and status, 512 characters, an escape of ten characters for each byte of the request id.
    assert!(error.to_string().chars().count() <= 64 + 16 + 512 + 12 + 1280);
}

/// Neither `Display` nor `Debug` holds a character that drives a terminal or forges a line.
pub(crate) fn check_safe_to_log(error: &ApigError) {
    for text in [error.to_string(), format!("{error:?}")] {
        assert!(!text.contains(is_unsafe), "{text:?}");
    }
}

/// Control characters, separators of lines and paragraphs, and what turns the reading direction.
pub(crate) fn is_unsafe(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{2028}' | '\u{2029}' | '\u{61c}' | '\u{200e}' | '\u{200f}')
        || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The verdict, the code and the actor rest on the raw code and the status alone.
pub(crate) fn check_verdict(error: &ApigError) {
    for status in STATUSES.into_iter().chain([error.status()]) {
        let code = error.raw_code().and_then(|code| plain_code(code).ok());
        let verdict = code.map_or(Verdict::of_status(status), |code| code.verdict(status));
        let bare = ApigError::of_status(status).with_raw_code(error.raw_code().unwrap_or_default());
        assert_eq!((bare.code(), bare.verdict()), (code, verdict));
        if status == error.status() {
            assert_eq!((error.code(), error.verdict()), (code, verdict));
            assert_eq!((error.actor(), error.row()), (bare.actor(), bare.row()));
        }
    }
}

/// `to_body` says the same as the answer that it is made from.
pub(crate) fn check_round_trip(error: &ApigError) {
    if error.raw_code().is_none() && error.message().is_empty() {
        // Nothing that a reader could find: the body's own text is its message then.
        return;
    }
    let again = ApigError::parse(error.status(), error.to_body().as_bytes());
    assert_eq!(again.raw_code(), error.raw_code());
    assert_eq!(again.message(), error.message());
    assert_eq!(again.request_id(), error.request_id());
    assert_eq!(again.to_body(), error.to_body());
}

// --- Codes. -----------------------------------------------------------------------------------

/// Whether a text can be a code, of whatever service.
pub(crate) fn is_usable(text: &str) -> bool {
    let last = text.rsplit('.').next().unwrap_or_default();
    (1..=64).contains(&text.len())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c))
        && last.chars().any(|c| c != '0')
        && !(text.len() <= 3 && text.chars().all(|c| c.is_ascii_digit()))
}

/// What `Code::parse` has to give.
pub(crate) fn plain_code(text: &str) -> Result<Code, ParseCodeError> {
    let families = [("APIG", Family::Apig), ("APIGW", Family::Apigw), ("APIC", Family::Apic)];
    let Some((head, digits)) = text.split_once('.') else { return Err(ParseCodeError::Malformed) };
    for (name, family) in families {
        if head == name && digits.len() == 4 && digits.chars().all(|c| c.is_ascii_digit()) {
            let number = digits.parse().expect("four digits");
            return Ok(Code::new(family, number).expect("at most 9999"));
        }
    }
    let is_ours = families.iter().any(|(name, _)| head.eq_ignore_ascii_case(name));
    Err(if is_ours || !is_usable(text) {
        ParseCodeError::Malformed
    } else {
        ParseCodeError::Foreign
    })
}

// --- Throttling. ------------------------------------------------------------------------------

/// What the message of an answer has to tell of a threshold.
pub(crate) fn plain_throttle(message: &str) -> Option<Throttle> {
    let chars: Vec<char> = message.chars().collect();
    let daily = find(&chars, &["daily", "quota", "exhausted"]).is_some();
    let found = find(&chars, &["over", "rate", "limit"]);
    if found.is_none() && !daily {
        return None;
    }
    let mut throttle = throttle(None, "");
    if let Some((start, end)) = found {
        let before: String = chars[..start].iter().collect();
        let word = before.trim_end().rsplit(|c: char| !c.is_ascii_alphanumeric()).next();
        let policy = match word.unwrap_or_default().to_ascii_lowercase().as_str() {
            "api" => Some(ThrottlePolicy::Api),
            "user" => Some(ThrottlePolicy::User),
            "app" => Some(ThrottlePolicy::App),
            "ip" => Some(ThrottlePolicy::Ip),
            _ => None,
        };
        throttle = self::throttle(policy, &chars[end..].iter().collect::<String>());
    }
    if daily && throttle.window.is_none() {
        throttle.window = Some(Duration::from_secs(86_400));
    }
    Some(throttle)
}

/// What a throttling header has to tell.
pub(crate) fn plain_header(policy: ThrottlePolicy, value: &str) -> Option<Throttle> {
    let remain = members(value).find(|(name, _)| name == "remain")?.1;
    (number(&remain)?.0 == 0).then(|| throttle(Some(policy), value))
}

/// Where the words begin and end, as whole words, with or without blanks between them.
fn find(chars: &[char], words: &[&str]) -> Option<(usize, usize)> {
    let is_word = |at: usize| chars.get(at).is_some_and(|c| c.is_alphanumeric() || *c == '_');
    'starts: for start in 0..chars.len() {
        if start > 0 && is_word(start - 1) {
            continue;
        }
        let mut at = start;
        for (nth, word) in words.iter().enumerate() {
            while nth > 0 && chars.get(at).is_some_and(|c| c.is_whitespace()) {
                at += 1;
            }
            for letter in word.chars() {
                if !chars.get(at).is_some_and(|c| c.eq_ignore_ascii_case(&letter)) {
                    continue 'starts;
                }
                at += 1;
            }
        }
        if !is_word(at) {
            return Some((start, at));
        }
    }
    None
}

fn throttle(policy: Option<ThrottlePolicy>, text: &str) -> Throttle {
    // Not exhaustive, so made of one that says nothing.
    let mut throttle = ApigError::of_status(429)
        .with_message("over ratelimit")
        .throttle()
        .expect("the words say that there is one");
    throttle.policy = policy;
    throttle.limit =
        members(text).filter(|(name, _)| name == "limit").find_map(|(_, n)| Some(number(&n)?.0));
    throttle.window =
        members(text).filter(|(name, _)| name == "time").find_map(|(_, time)| window(&time));
    throttle
}

fn members(text: &str) -> impl Iterator<Item = (String, String)> {
    text.split(',').filter_map(|member| {
        let (name, value) = member.split_once(':')?;
        Some((name.trim().to_ascii_lowercase(), value.trim().to_owned()))
    })
}

/// The digits at the beginning, saturated, and the rest; none where the rest is part of the word.
fn number(text: &str) -> Option<(u64, &str)> {
    let (number, rest) = digits(text)?;
    (!rest.chars().next().is_some_and(char::is_alphanumeric)).then_some((number, rest))
}

fn digits(text: &str) -> Option<(u64, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    // What has digits and is no `u64` is too large for one.
    (end > 0).then(|| (digits.parse().unwrap_or(u64::MAX), rest))
}

fn window(text: &str) -> Option<Duration> {
    let (number, rest) = digits(text)?;
    let unit: String =
        rest.trim_start().chars().take_while(|c| c.is_alphanumeric()).collect::<String>();
    let seconds = match unit.to_ascii_lowercase().as_str() {
        "second" | "seconds" => 1,
        "minute" | "minutes" => 60,
        "hour" | "hours" => 3600,
        "day" | "days" => 86_400,
        _ => return None,
    };
    Some(Duration::from_secs(number.saturating_mul(seconds)))
}

// --- Masks. -----------------------------------------------------------------------------------

/// The names of what is masked.
pub(crate) const NAMES: [&str; 29] = [
    "ak",
    "sk",
    "appkey",
    "app_key",
    "appcode",
    "AppSecret",
    "app_secret",
    "X-Apig-AppCode",
    "Access",
    "AccessKey",
    "access_key",
    "Credential",
    "Signature",
    "Authorization",
    "X-Auth-Token",
    "X-Subject-Token",
    "X-Security-Token",
    "Cookie",
    "access_token",
    "refresh_token",
    "client_secret",
    "SecretKey",
    "secret",
    "password",
    "passwd",
    "token",
    "api_key",
    "apikey",
    "X-Api-Key",
];

/// No value of a secret is shown: the rule of masking, applied to what was shown.
///
/// A text with escapes is passed over, for what is shown of it can be read in more than one way.
pub(crate) fn check_masks(message: &str) {
    if message.is_empty() || message.contains(|c| is_unsafe(c) || c == '\\') {
        return;
    }
    let shown = ApigError::of_status(0).with_message(message).to_string();
    let shown = shown.strip_prefix("HTTP 0: ").expect("the message is shown");
    // The whole is cut at 512 characters, in a mask as well.
    let (shown, is_cut) = match shown.strip_suffix('…') {
        Some(shown) => (shown, true),
        None => (shown, false),
    };
    for (at, first) in shown.char_indices() {
        // What no name begins with is most of it.
        if !matches!(first.to_ascii_lowercase(), 'a' | 'c' | 'p' | 'r' | 's' | 't' | 'x')
            || shown[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_')
        {
            continue;
        }
        for name in NAMES {
            let Some((start, rest)) = shown[at..].split_at_checked(name.len()) else { continue };
            let is_separator = |c: char| c.is_whitespace() || "\"'`:：=>([]{<".contains(c);
            let value = rest.trim_start_matches(is_separator);
            let separators = &rest[..rest.len() - value.len()];
            if !start.eq_ignore_ascii_case(name) || separators.is_empty() {
                continue;
            }
            let whole_line = ["Authorization", "Cookie"].contains(&name);
            let value = if whole_line {
                // The scheme of an `Authorization` is shown, and may be all that is.
                match value.split_once(char::is_whitespace) {
                    Some((_, credentials)) if name == "Authorization" => credentials.trim_start(),
                    // Cut before the end of the first word, which may be a scheme.
                    None if name == "Authorization" && is_cut => continue,
                    _ => value,
                }
            } else {
                let ends = |c: char| c.is_whitespace() || "\"'`,;&()[]{}<>".contains(c);
                value.split(ends).next().unwrap_or_default()
            };
            assert!(
                is_masked(value) || !(separators.contains('=') || is_secret(value)),
                "{value:?} of {name} shows in {shown:?}"
            );
        }
    }
}

/// Eight characters or more, with a digit.
fn is_secret(value: &str) -> bool {
    value.chars().count() >= 8 && value.chars().any(|c| c.is_ascii_digit())
}

/// At most four characters and (what is left of) the mask.
fn is_masked(value: &str) -> bool {
    let stars = value.chars().rev().take_while(|c| *c == '*').count().min(4);
    value.chars().count() - stars <= 4
}
