//! What holds for every response, no matter who wrote it: the oracles of the property tests and of the fuzz
//! targets.
//!
//! Where the library is fast these are plain: second implementations, written from the rules and
//! not from the code.

use std::time::Duration;

use apig_errors::{
    ApigError, Code, Family, ParseCodeError, Retry, Throttle, ThrottleScope, Verdict,
};
use http::{HeaderMap, StatusCode};

/// Statuses of every kind of verdict, documented and not.
pub(crate) const STATUSES: [u16; 10] = [0, 200, 400, 401, 403, 413, 429, 500, 504, 65_535];

/// Every rule that holds for each response.
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

/// Every rule for a response with headers: they add a request id and waits, and change nothing else.
pub(crate) fn check_response(status: StatusCode, headers: &HeaderMap, body: &[u8]) {
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
    // An id between brackets that are not escaped is the id.
    let shown = error.to_string();
    let forged = shown.matches("[request ").count() - shown.matches(r"\[request ").count();
    assert_eq!(forged, usize::from(error.request_id().is_some()), "{shown:?}");
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
        let verdict = code.map_or(Verdict::from_status(status), |code| code.verdict(status));
        let bare =
            ApigError::from_status(status).with_raw_code(error.raw_code().unwrap_or_default());
        assert_eq!((bare.code(), bare.verdict()), (code, verdict));
        if status == error.status() {
            assert_eq!((error.code(), error.verdict()), (code, verdict));
            assert_eq!((error.actor(), error.row()), (bare.actor(), bare.row()));
        }
    }
}

/// `to_body` says the same as the response that it is made from.
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

/// What the message of a response has to tell of a threshold.
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
            "api" => Some(ThrottleScope::Api),
            "user" => Some(ThrottleScope::User),
            "app" => Some(ThrottleScope::App),
            "ip" => Some(ThrottleScope::Ip),
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
pub(crate) fn plain_header(policy: ThrottleScope, value: &str) -> Option<Throttle> {
    let remain = members(value).find(|(name, _)| name == "remain")?.1;
    (number(&remain)?.0 == 0).then(|| throttle(Some(policy), value))
}

/// Where the words begin and end, as whole words, with or without whitespace between them.
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

fn throttle(policy: Option<ThrottleScope>, text: &str) -> Throttle {
    let mut throttle = Throttle::new();
    throttle.scope = policy;
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

/// No value right after a name and `=` is shown: the plain form of the rule of masking, applied to what was
/// shown. (The other forms, with quotes, brackets and escapes, are tests of `display.rs`.)
pub(crate) fn check_masks(message: &str) {
    if !message.is_ascii() || message.contains(|c| is_unsafe(c) || "\\\"'`()[]{}<>|%&".contains(c))
    {
        return;
    }
    let shown = ApigError::from_status(0).with_message(message).to_string();
    let Some(shown) = shown.strip_prefix("HTTP 0: ") else { return };
    // The whole is cut at 512 characters, in a mask as well.
    let (shown, is_cut) = match shown.strip_suffix('…') {
        Some(shown) => (shown, true),
        None => (shown, false),
    };
    let ends = |c: char| c.is_whitespace() || ",;".contains(c);
    let in_name = |c: char| c.is_ascii_alphanumeric() || "_-".contains(c);
    for (at, _) in shown.match_indices('=') {
        let before = shown[..at].trim_end_matches('-');
        let name = &before[before.trim_end_matches(in_name).len()..];
        let value = shown[at + 1..].split(ends).next().unwrap_or_default();
        let begins_with_name = value.split(|c| !in_name(c)).next().is_some_and(is_masked_name);
        let is_last = at + 1 + value.len() == shown.len();
        if !is_masked_name(name) || begins_with_name || (is_cut && is_last) {
            continue;
        }
        if value.starts_with(|c: char| c.is_ascii_alphanumeric()) {
            let hidden = value.strip_suffix("****");
            assert!(hidden.is_some_and(|value| value.len() <= 4), "{value:?} shows in {shown:?}");
        }
    }
}

/// Whether an identifier ends with one of the names whose value is a word.
fn is_masked_name(identifier: &str) -> bool {
    use apig_errors::__private1_0::{Kind, NAMES};

    // The words of the identifier, each in small letters.
    let mut words: Vec<String> = vec![String::new()];
    let chars: Vec<char> = identifier.chars().collect();
    for (at, c) in chars.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| chars[before]);
        let after = chars.get(at + 1);
        let hump = c.is_ascii_uppercase()
            && before.is_some_and(|before| {
                before.is_ascii_lowercase()
                    || before.is_ascii_digit()
                    || after.is_some_and(char::is_ascii_lowercase)
            });
        if hump || "_-".contains(*c) {
            words.push(String::new());
        }
        if c.is_ascii_alphanumeric() {
            words.last_mut().expect("one").push(c.to_ascii_lowercase());
        }
    }
    (0..words.len()).any(|from| {
        let name = words[from..].concat();
        NAMES.iter().any(|(known, kind)| *known == name && matches!(kind, Kind::Key | Kind::Word))
    })
}
