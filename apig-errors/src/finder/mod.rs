//! [`responses_in`]: the gateway's responses in what people paste: logs, terminals, mails.

mod codes;
mod found;
mod heads;
mod members;
mod objects;
mod plain;
mod steps;
#[cfg(test)]
mod tests;

use alloc::{borrow::Cow, string::String, vec::Vec};
use core::ops::Range;

use apig_errors_catalog::Code;

pub use self::found::Found;
use self::{
    codes::CodeAt,
    heads::{Form, Head},
    members::Members,
    objects::Objects,
};
use crate::ErrorBody;

/// The most that is read on either side of a code, in bytes.
const REACH: usize = 4096;

/// Finds the gateway's responses in a text, in their order: a log, a terminal's copy, `curl -i`.
///
/// JSON is read as it is, escaped, wrapped, with a prefix on each line, with colours, or cut; so are
/// dictionaries of Python and Ruby, maps of Go, dumps of Java and Node, `key=value`, YAML, XML, tables,
/// `CODE: message`, `[CODE]message`, and what [`ApigError`](crate::ApigError) writes itself. A status line of an error
/// counts as a response too, with the headers after it.
///
/// An object whose code has the name `code` alone may be anything of a program's own: it is given too, and is no
/// [error](Found::is_error) by itself.
///
/// Only a code in a JSON object that is unbroken, outside arrays and before any break, is
/// [structured](Found::is_structured), and can vouch that nothing was delivered. Never panics or fails;
/// the time is linear in the text's length.
///
/// ```
/// use apig_errors::{Code, Delivery, responses_in};
///
/// let log = "12:00 429 {\"error_code\":\"APIG.0308\",\"request_id\":\"914a39d6\"}\n\
///            12:05 call failed: APIG.0203: Backend timeout\n";
/// let found: Vec<_> = responses_in(log).collect();
/// assert_eq!(found[0].code(), Some(Code::APIG_0308));
/// assert_eq!((found[0].status(), found[0].request_id()), (Some(429), Some("914a39d6")));
/// assert_eq!(found[1].message(), "Backend timeout");
/// assert!(found[0].is_structured() && !found[1].is_structured());
/// ```
pub fn responses_in(text: &str) -> impl Iterator<Item = Found<'_>> {
    let mut found = in_objects(text);
    in_prose(text, &mut found);
    // Nearly all lines of a log have one, and nothing to be sorted out.
    if found.len() <= 1 {
        return with_heads(text, found).into_iter();
    }
    found.sort_by_key(|found| (found.range.start, found.range.end));
    // An object of a program's own, with a response of the gateway inside, is not the response.
    let mut kept: Vec<Found<'_>> = Vec::with_capacity(found.len());
    for one in found {
        while let Some(last) = kept.last().filter(|last| last.range.end > one.range.start) {
            if last.is_error {
                break;
            }
            kept.pop();
        }
        if kept.last().is_none_or(|last| last.range.end <= one.range.start) {
            kept.push(one);
        }
    }
    with_heads(text, kept).into_iter()
}

/// Whether an object says its code by a name that is for codes alone, and not by `code`.
fn is_named_error_code(object: &str, raw_code: &str) -> bool {
    const NAMES: [&str; 4] = ["error_code", "errorCode", "errorcode", "errCode"];
    steps::count(object.len());
    let before = object.split_once(raw_code).map_or("", |(before, _)| before);
    let name = before.trim_end_matches(['"', '\\', ' ', ':', '\n', '\t', '\r']);
    NAMES.iter().any(|own| name.ends_with(own))
}

/// The responses in JSON objects.
fn in_objects(text: &str) -> Vec<Found<'_>> {
    let mut found: Vec<Found<'_>> = Vec::new();
    let mut last_end = 0;
    for object in Objects::in_text(text) {
        steps::count(object.text.len());
        let read = ErrorBody::parse(&object.text);
        let Some(end) = object.end else { continue };
        let end = object.start + end;
        let Some(raw_code) = read.raw_code().filter(|_| text.is_char_boundary(end)) else {
            continue;
        };
        let is_error = Code::parse(raw_code).is_ok()
            || is_named_error_code(&text[object.start..end], raw_code);
        let request_id = read.request_id().map(|id| id.replace(['\r', '\n'], ""));
        let before =
            &text[floor(text, last_end.min(object.start).max(object.start.saturating_sub(256)))
                ..object.start];
        let status = heads::status_at_end(before).or_else(|| {
            let line = before.rsplit('\n').next().unwrap_or_default();
            members::before(&plain::plain(line)).status
        });
        found.push(Found {
            raw_code: Some(Cow::Owned(String::from(raw_code))),
            message: Cow::Owned(read.message().into()),
            request_id: request_id.map(Cow::Owned),
            status,
            retry_after: None,
            throttle: None,
            range: object.start..end,
            is_structured: !object.is_after_break && !object.is_in_array,
            is_error,
        });
        last_end = last_end.max(end);
    }
    found
}

/// The responses whose code is no member of an object that was read.
fn in_prose<'t>(text: &'t str, found: &mut Vec<Found<'t>>) {
    let mut codes: Vec<CodeAt> = Vec::new();
    let mut covered = found.iter().filter(|found| found.code().is_some()).map(Found::range);
    let mut cover = covered.next();
    let mut borders: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while let Some(code) = codes::next_code(text, at) {
        at = code.end;
        while cover.as_ref().is_some_and(|cover| cover.end <= code.start) {
            borders.extend(cover.take());
            cover = covered.next();
        }
        if cover.as_ref().is_none_or(|cover| code.start < cover.start) {
            borders.push(code.start..code.end);
            codes.push(code);
        }
    }
    borders.extend(cover);
    borders.extend(covered);
    let mut border = 0;
    let mut split = 0;
    for code in codes {
        while borders[border].start < code.start {
            split = split.max(borders[border].end);
            border += 1;
        }
        let next = borders.get(border + 1).map_or(text.len(), |next| next.start);
        let lowest = floor(text, split.max(code.start.saturating_sub(REACH)));
        let before = plain::plain(&text[lowest..code.start]);
        let before = heads::context(&before);
        let highest = floor(text, next.min(code.end + REACH));
        let (own, _) = own_part(&text[code.end..highest], next < text.len());
        let after = plain::plain(own);
        let taken = code.end + own.len();
        let Members { message, request_id, status } = members::before(before);
        let later = members::after(&after);
        let (direct, direct_status) = directly_after(&after);
        let message = direct.or(message).or(later.message).unwrap_or_default();
        let request_id = later.request_id.or_else(|| in_brackets(&after)).or(request_id);
        found.push(Found {
            raw_code: Some(match &text[code.start..code.end] {
                written if Code::parse(written).is_ok() => Cow::Borrowed(written),
                // A terminal broke the line in it.
                _ => Cow::Owned(alloc::format!("{}", code.code)),
            }),
            message: Cow::Owned(message),
            request_id: request_id.map(Cow::Owned),
            status: direct_status.or(status).or(later.status),
            retry_after: None,
            throttle: None,
            range: code.start..code.end,
            is_structured: false,
            is_error: true,
        });
        split = split.max(taken);
    }
}

/// The largest boundary of a character that is not after this place.
fn floor(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// As much of what comes after a code as belongs to it: to the end of the object or the dump, else the
/// line and those below it that name what it did not.
fn own_part(text: &str, is_another_next: bool) -> (&str, bool) {
    steps::count(text.len());
    let line_end = text.find('\n').unwrap_or(text.len());
    if let Some(brace) = text.find('}') {
        return (&text[..brace], true);
    }
    let mut end = line_end;
    while let Some(rest) = text.get(end + 1..).filter(|rest| !rest.is_empty()) {
        let line = rest.split('\n').next().unwrap_or_default();
        let is_last = end + 1 + line.len() >= text.len();
        if !members::has_name(line) || members::has_code_name(line) || is_last && is_another_next {
            // A line broken by a terminal goes on.
            break;
        }
        end += 1 + line.len();
    }
    (&text[..end.min(text.len())], false)
}

/// What is written directly after a code: `: message`, `]message`, ` (429): message`.
fn directly_after(after: &str) -> (Option<String>, Option<u16>) {
    let rest = after.strip_prefix(" (").unwrap_or(after);
    let status = if rest.len() < after.len() { members::status(rest) } else { None };
    let rest = if status.is_some() { rest.get(4..).unwrap_or_default() } else { after };
    let message = rest.strip_prefix(": ").or_else(|| rest.strip_prefix([']', ')']));
    let message = message.map(|text| members::unquoted(text.trim_start_matches([':', ' '])));
    (message.filter(|text| text.len() > 2).map(String::from), status)
}

/// The id in `[request 5f0c…]`, as `ApigError` shows it.
fn in_brackets(after: &str) -> Option<String> {
    let mut brackets = after.rmatch_indices('[');
    let id = brackets.find_map(|(at, _)| after[at..].strip_prefix("[request "))?;
    Some(members::word(id)).filter(|id| !id.is_empty())
}

/// Adds what status lines and headers say: to the response after them, or as one of its own.
fn with_heads<'t>(text: &str, found: Vec<Found<'t>>) -> Vec<Found<'t>> {
    let mut next = heads::next_head(text, 0);
    if next.is_none() {
        return found;
    }
    let mut all: Vec<Found<'t>> = Vec::with_capacity(found.len());
    let mut found = found.into_iter().peekable();
    while let Some(head) = next {
        // Up to the next status line the response is this one's.
        while let Some(before) = found.next_if(|found| found.range.start < head.end) {
            all.push(before);
        }
        next = heads::next_head(text, head.end);
        let end = next.as_ref().map_or(text.len(), |next| next.start);
        let is_of = |found: &&mut Found<'_>| found.range.start < end && is_body(text, &head, found);
        match found.peek_mut().filter(is_of) {
            Some(found) => add(found, head),
            None if head.status.is_some_and(|status| status >= 400)
                && all.last().is_none_or(|last| last.range.end <= head.start) =>
            {
                let mut one = Found {
                    raw_code: None,
                    message: Cow::Borrowed(""),
                    request_id: None,
                    status: None,
                    retry_after: None,
                    throttle: None,
                    range: head.start..head.end,
                    is_structured: false,
                    is_error: true,
                };
                add(&mut one, head);
                all.push(one);
            }
            None => {}
        }
    }
    all.extend(found);
    all
}

/// Whether what comes next can be the body under a status line. What comes after the line of an access log
/// is another's; after a status in prose, a `code` that may be any word is.
fn is_body(text: &str, head: &Head, found: &Found<'_>) -> bool {
    let is_on_its_line = || {
        let between = &text[head.start..found.range.start];
        steps::count(between.len());
        !between.contains('\n')
    };
    match head.form {
        Form::StatusLine => true,
        Form::AccessLog => is_on_its_line(),
        Form::Prose => found.is_error || is_on_its_line(),
    }
}

fn add(found: &mut Found<'_>, head: Head) {
    if head.status.is_some_and(|status| status >= 400) {
        found.status = head.status;
        found.is_error = true;
    }
    found.request_id = found.request_id.take().or(head.request_id.map(Cow::Owned));
    found.retry_after = head.retry_after;
    found.throttle = head.throttle;
}
