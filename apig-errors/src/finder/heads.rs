//! Status lines and headers: what `curl -i` and `curl -v` show before a body.

use alloc::string::String;
use core::time::Duration;

use super::{members, steps};
use crate::{Throttle, ThrottleScope};

/// Where a status is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Form {
    /// `HTTP/1.1 503 Service Unavailable`: headers and a body come after it.
    #[default]
    StatusLine,
    /// `"GET / HTTP/1.1" 503`: what comes after the line is another's.
    AccessLog,
    /// `HTTP 503`.
    Prose,
}

/// What a status line and the headers after it say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) form: Form,
    pub(super) status: Option<u16>,
    pub(super) request_id: Option<String>,
    pub(super) retry_after: Option<Duration>,
    pub(super) throttle: Option<Throttle>,
}

const THROTTLES: [(&str, ThrottleScope); 5] = [
    ("x-apig-ratelimit-api", ThrottleScope::Api),
    ("x-apig-ratelimit-api-allenv", ThrottleScope::Api),
    ("x-apig-ratelimit-user", ThrottleScope::User),
    ("x-apig-ratelimit-app", ThrottleScope::App),
    ("x-apig-ratelimit-ip", ThrottleScope::Ip),
];

/// The next status line at or after this place, of an error or not, with the headers after it.
pub(super) fn next_head(text: &str, from: usize) -> Option<Head> {
    let mut at = from;
    loop {
        let start = at + find_http(&text[at..])?;
        at = start + 4;
        let rest = &text[at..];
        let is_line = rest.starts_with('/');
        let (rest, is_quoted) = if is_line { after_version(rest) } else { (rest, false) };
        let spaces = rest.len() - rest.trim_start_matches(' ').len();
        steps::count(spaces + VERSION);
        let digits = rest[spaces..].get(..3).unwrap_or_default();
        let Some(status) = digits.parse().ok().filter(|status| (100..=599_u16).contains(status))
        else {
            continue;
        };
        let mut head = Head {
            start,
            end: at,
            form: match (is_line, is_quoted) {
                (true, true) => Form::AccessLog,
                (true, false) => Form::StatusLine,
                (false, _) => Form::Prose,
            },
            status: Some(status),
            ..Head::default()
        };
        if is_line {
            read_headers(text, &mut head);
        }
        return Some(head);
    }
}

/// More than `/1.1` and the quote of an access log have, in bytes.
const VERSION: usize = 16;

/// What comes after the version and a space, empty where there is none; and whether the version ends
/// what is quoted, as the request does in an access log.
fn after_version(rest: &str) -> (&str, bool) {
    let end = rest.bytes().take(VERSION).position(|byte| matches!(byte, b' ' | b'\n'));
    end.map_or(("", false), |end| (&rest[end + 1..], rest[..end].ends_with('"')))
}

/// `str::find` prepares itself for needles that repeat, which takes longer than a line does.
fn find_http(text: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        let next = text[at..].find('H');
        steps::count(next.unwrap_or(text.len() - at) + 1);
        at += next?;
        if text[at..].starts_with("HTTP") {
            return Some(at);
        }
        at += 1;
    }
}

/// Reads the lines after the status line, up to the first that is no header.
fn read_headers(text: &str, head: &mut Head) {
    let rest = &text[head.start..];
    let mut at = rest.find('\n').map_or(rest.len(), |end| end + 1);
    head.end = head.start + at;
    while let Some(line) = rest.get(at..).and_then(|rest| rest.split_inclusive('\n').next()) {
        let header = line.trim_start_matches(['<', ' ']).trim_end();
        let Some((name, value)) = header.split_once(':') else { break };
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        {
            break;
        }
        let value = value.trim();
        if name.eq_ignore_ascii_case("retry-after") {
            let seconds = value.parse().ok().map(Duration::from_secs);
            head.retry_after = head.retry_after.max(seconds);
        } else if name.eq_ignore_ascii_case("x-request-id") {
            head.request_id =
                Some(members::word(value)).filter(|id| !id.is_empty()).or(head.request_id.take());
        } else if let Some((_, scope)) =
            THROTTLES.iter().find(|(of, _)| name.eq_ignore_ascii_case(of))
        {
            let other = Throttle::of_header(*scope, value);
            if head
                .throttle
                .is_none_or(|known| other.is_some_and(|other| other.window > known.window))
            {
                head.throttle = other;
            }
        }
        steps::count(line.len());
        at += line.len();
        head.end = head.start + at;
    }
}

/// The status that a text ends with, directly before a body: `… 429 {`.
pub(super) fn status_at_end(text: &str) -> Option<u16> {
    let text = text.trim_end_matches([' ', '"', '\'', ':', '-', '\t', '\\']);
    let start = text.len().checked_sub(3).filter(|&at| text.is_char_boundary(at))?;
    let is_longer =
        text[..start].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | ':'));
    members::status(&text[start..]).filter(|_| !is_longer)
}

/// The lines above that belong to what comes after them: those that name something, back to the first
/// that does not.
pub(super) fn context(before: &str) -> &str {
    let mut start = before.rfind('\n').map_or(0, |end| end + 1);
    while start > 0 {
        let above = &before[..start - 1];
        steps::count(1);
        let line_start = above.rfind('\n').map_or(0, |end| end + 1);
        if !members::has_name(&above[line_start..]) {
            break;
        }
        start = line_start;
    }
    &before[start..]
}
