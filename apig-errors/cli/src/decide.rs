//! `apig decide`: may this request be retried, and when?

use std::time::Duration;

use apig_errors::{
    ApigError, ApigRetryable, Delivery, Idempotency, Retry, StopReason, Throttle, ThrottleScope,
    Verdict,
};
use clap::ArgMatches;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};

use crate::{
    explain::verdict_fields,
    finding::{self, Finding, Listed, Place},
    input::{self, Input},
    json::Json,
    layout::{self, Styled},
    lookup,
    next::{Next, POLICY},
    outcome::{NO, Outcome, YES},
    summary,
    words::{BAD, GOOD, HEADING},
};

pub(crate) fn run(matches: &ArgMatches) -> Outcome {
    if matches.get_flag("summary") {
        return summary::run(matches);
    }
    let status = matches.get_one::<u16>("status").map(|status| {
        StatusCode::from_u16(*status).unwrap_or_else(|_| unreachable!("it takes 100 to 599 only"))
    });
    let mut headers = HeaderMap::new();
    let given = matches.get_many::<(HeaderName, HeaderValue)>("header").unwrap_or_default();
    for (name, value) in given.cloned() {
        if headers.try_append(name, value).is_err() {
            return Outcome::failed("there are more headers than a response can have");
        }
    }
    let Input { bytes, cut } = match input::read() {
        Ok(input) => input,
        Err(error) => return Outcome::failed(format!("cannot read standard input: {error}")),
    };
    let Some(finding) = finding::find(&bytes, status, &headers) else {
        return Outcome::failed(
            "neither the input nor the table gives the HTTP status: give it with --status",
        );
    };
    let Finding { error, place, vouches, all, is_choice, is_in_doubt } = finding;
    let request = Request {
        method: matches.get_one::<Method>("method").cloned(),
        declared: matches.get_flag("idempotent"),
    };
    let judged = Judged { error: &error, vouches };
    let next = Next::after(&judged, request.idempotency());
    let verdict = judged.verdict();
    let decision = Decision { error, verdict, place, vouches, all, is_in_doubt, request, next };

    let exit = if next.sends_again() { YES } else { NO };
    let mut outcome = Outcome { exit, ..Outcome::default() };
    if cut {
        outcome.complain(format!("only the first {} bytes of the input were read", input::LIMIT));
    }
    if is_choice {
        outcome.complain(
            "the input holds responses with other codes too: this is about one".to_owned(),
        );
    }
    let json = matches.get_one::<String>("format").is_some_and(|format| format == "json");
    outcome.text = if json { format!("{}\n", decision.as_json()) } else { decision.text() };
    outcome
}

/// How many responses of one input are listed.
const LISTED: usize = 20;

/// What is known of the request.
struct Request {
    method: Option<Method>,
    /// Declared idempotent, whatever the method.
    declared: bool,
}

impl Request {
    fn idempotency(&self) -> Idempotency {
        match &self.method {
            _ if self.declared => Idempotency::Idempotent,
            Some(method) => Idempotency::from(method),
            // The response that can do no harm.
            None => Idempotency::NotIdempotent,
        }
    }

    fn text(&self) -> String {
        let idempotent = match self.idempotency() {
            Idempotency::Idempotent => "idempotent",
            Idempotency::NotIdempotent => "not idempotent",
        };
        match &self.method {
            _ if self.declared => "declared idempotent".to_owned(),
            Some(method) => format!("{method}, {idempotent}"),
            None => format!("taken as {idempotent}, for --method does not tell"),
        }
    }
}

/// A response whose code vouches that nothing was delivered only if it stood in an unbroken structure.
struct Judged<'a> {
    error: &'a ApigError,
    vouches: bool,
}

impl ApigRetryable for Judged<'_> {
    fn verdict(&self) -> Verdict {
        let mut verdict = self.error.verdict();
        if !self.vouches {
            verdict.delivery = Delivery::MaybeDelivered;
        }
        verdict
    }

    fn wait_hint(&self) -> Option<Duration> {
        self.error.wait_hint()
    }
}

struct Decision {
    error: ApigError,
    verdict: Verdict,
    place: Place,
    vouches: bool,
    all: Vec<Listed>,
    is_in_doubt: bool,
    request: Request,
    next: Next,
}

impl Decision {
    fn text(&self) -> String {
        let mut out = String::new();
        self.write_next(&mut out);
        self.write_read(&mut out);
        self.write_verdict(&mut out);
        self.write_all(&mut out);
        out
    }

    /// All responses of the input, if there are several: the last ones.
    fn write_all(&self, out: &mut String) {
        if self.all.is_empty() {
            return;
        }
        let skipped = self.all.len().saturating_sub(LISTED);
        let more =
            if skipped > 0 { format!(", without the first {skipped}") } else { String::new() };
        heading(out, &format!("All {} responses, in order", self.all.len()), &more);
        for listed in &self.all[skipped..] {
            let code = listed.raw_code.as_deref().unwrap_or("no code");
            let lead = listed
                .error
                .as_ref()
                .map_or_else(|| code.to_owned(), |error| format!("{code} HTTP {}", error.status()));
            let verdict = match (&listed.error, listed.delivery) {
                (Some(error), Some(delivery)) => {
                    format!(": {}, {delivery}", error.verdict().retry.as_str())
                }
                _ => ": its status is not known".to_owned(),
            };
            let prose = if listed.is_prose { "; found in prose" } else { "" };
            let meant = if listed.is_meant { "; this one is explained above" } else { "" };
            let rest = format!("{verdict}{prose}{meant}");
            layout::paragraph(out, &Styled { style: HEADING, lead, rest }, 2);
        }
    }

    /// What was read from the response.
    fn write_read(&self, out: &mut String) {
        let error = &self.error;
        let head = match error.raw_code() {
            Some(code) => format!("{code} HTTP {}", error.status()),
            None => format!("HTTP {}", error.status()),
        };
        let read_from = match self.place {
            Place::Empty => "; the body is empty",
            Place::Whole if error.raw_code().is_none() => "; no code in the body",
            Place::Whole => "",
            Place::Inside => "; body found inside the text",
            Place::Escaped => "; body found inside the text, escaped",
            Place::Prose => "; the code was found in prose",
            Place::Headers => "; no code after the headers",
        };
        let head = Styled { style: HEADING, lead: head, rest: read_from.to_owned() };
        layout::paragraph(out, &head, 0);

        let mut fields = Vec::new();
        if let Some(message) = safe_message(error) {
            fields.push(("message", Styled::plain(message)));
        }
        if let Some(request_id) = safe_request_id(error) {
            fields.push(("request id", Styled::plain(request_id)));
        }
        if let Some(throttle) = error.throttle() {
            fields.push(("throttle", Styled::plain(throttle_text(throttle))));
        }
        if let Some(hint) = error.wait_hint() {
            fields.push(("asks to wait", Styled::plain(span(hint))));
        }
        layout::fields(out, &fields);
    }

    /// The verdict, and what the table says.
    fn write_verdict(&self, out: &mut String) {
        let (error, verdict) = (&self.error, self.verdict);
        heading(out, "What it means", "");
        let mut fields = verdict_fields(verdict, error.actor());
        let row = error.code().and_then(|code| lookup::row(code, error.status()));
        if let Some(row) = row {
            fields.push(("cause", Styled::plain(row.cause)));
            fields.push(("solution", Styled::plain(row.solution)));
            fields.push(("why", Styled::plain(row.reason)));
        }
        let known = error.code().and_then(lookup::documented);
        let note = match (known, row) {
            (Some(_), Some(row)) if Some(row.code) != error.code() => {
                Some(format!("explained through {}, whose number it shares", row.code))
            }
            (Some(own), None) => Some(format!(
                "the table documents {own}, but not with this status: see `apig explain {own}`"
            )),
            _ => None,
        };
        if let Some(note) = note {
            fields.push(("note", Styled::plain(note)));
        }
        if !self.vouches {
            let note = if self.place == Place::Prose {
                "the code was found in prose, or in a notation that is not JSON: it does not vouch that \
                 nothing was delivered"
            } else if self.all.len() > 1 {
                "the input holds several responses, and more than one may be meant: none vouches that \
                 nothing was delivered"
            } else if self.is_in_doubt {
                "the input holds other objects with a `code`, which may be later responses: so this one does \
                 not vouch that nothing was delivered"
            } else {
                "the code was found after text that breaks off, perhaps in a list of partial \
                 results: it does not vouch that nothing was delivered"
            };
            fields.push(("note", Styled::plain(note)));
        }
        layout::fields(out, &fields);
    }

    /// What the default policy does next.
    fn write_next(&self, out: &mut String) {
        let (style, lead, rest) = match self.next {
            Next::Wait { least, most } if least == most => {
                (GOOD, "Retry", format!(" after {}.", span(least)))
            }
            Next::Wait { least, most } => {
                let range = format!(" after a wait drawn from {} to {}.", span(least), span(most));
                (GOOD, "Retry", range)
            }
            Next::Reauthenticate => {
                (GOOD, "Retry", " at once, with a different credential.".to_owned())
            }
            Next::Stop(StopReason::WaitTooLong) => {
                (BAD, "Do not retry", " within this call: the wait is too long.".to_owned())
            }
            Next::Stop(_) => (BAD, "Do not retry", ".".to_owned()),
        };
        let rest = format!("{rest} ({}; with the default policy)", self.request.text());
        layout::paragraph(out, &Styled { style, lead: lead.to_owned(), rest }, 0);
        layout::paragraph(out, &Styled::plain(self.explanation()), 2);
        out.push('\n');
    }

    /// Why the next step is what it is, and what comes after it.
    fn explanation(&self) -> String {
        let (attempts, total) = (POLICY.max_attempts(), span(POLICY.max_total_wait()));
        let bounds = format!("At most {attempts} requests and {total} of waiting for one call.");
        let doubling =
            format!("doubles with each further failure, up to {}", span(POLICY.max_delay()));
        match self.next {
            Next::Wait { .. } if self.verdict.retry == Retry::Throttled => {
                let least = if self.error.wait_hint().is_some() {
                    "Never less than the response asks for: calls that are refused may count against \
                     the window."
                        .to_owned()
                } else {
                    format!("The response names no wait: from 1 s, which {doubling}.")
                };
                format!(
                    "{least} Up to a quarter is added at random, so that callers do not come back \
                     together. {bounds}"
                )
            }
            Next::Wait { .. } => {
                let base = span(POLICY.base_delay());
                let wait = if self.error.wait_hint().is_some() {
                    format!(
                        "What the response asks for, unless the policy's own wait is longer: random, \
                         up to {base}, which {doubling}."
                    )
                } else {
                    format!(
                        "Random, so that callers do not come back together; the upper end, {base}, \
                         {doubling}."
                    )
                };
                format!("{wait} {bounds}")
            }
            Next::Reauthenticate => {
                "Once a call, and once for the whole process, signed anew; stop \
                unless the new credential differs. More than five failures in a row lock a key for \
                five minutes. With a static key there is no other credential to get: do not send \
                again."
                    .to_owned()
            }
            Next::Stop(StopReason::Permanent) if self.error.actor().is_none() => {
                "It would fail again: \
                what is wrong has to be fixed first, and nothing says by whom."
                    .to_owned()
            }
            Next::Stop(StopReason::Permanent) => {
                "It would fail again: what is wrong has to be fixed \
                first, by the actor below."
                    .to_owned()
            }
            Next::Stop(StopReason::MaybeDelivered) => {
                "The backend may have acted on it, and doing it \
                twice may do harm: read first whether it was done. If it is harmless, say so: \
                --method, or --idempotent where the backend honours an idempotency key."
                    .to_owned()
            }
            Next::Stop(StopReason::WaitTooLong) => {
                let hint = self.error.wait_hint().map(span).unwrap_or_default();
                format!(
                    "The response asks for {hint}, and the default policy waits for {total} in all. \
                     Hand it to anyone who can wait: a queue, a schedule."
                )
            }
            Next::Stop(other) => other.to_string(),
        }
    }

    fn as_json(&self) -> Json {
        let error = &self.error;
        let row = error.code().and_then(|code| lookup::row(code, error.status()));
        let throttle = error.throttle().map(|throttle| {
            Json::Object(vec![
                ("scope", throttle.scope.map(ThrottleScope::as_str).into()),
                ("limit", throttle.limit.into()),
                ("window_ms", throttle.window.map(millis).into()),
            ])
        });
        let idempotent = self.request.idempotency() == Idempotency::Idempotent;
        Json::Object(vec![
            ("status", u64::from(error.status()).into()),
            ("code", error.raw_code().into()),
            ("message", safe_message(error).into()),
            ("request_id", safe_request_id(error).into()),
            ("body", self.place.as_str().into()),
            ("throttle", throttle.into()),
            ("wait_hint_ms", error.wait_hint().map(millis).into()),
            ("verdict", Json::verdict(self.verdict)),
            ("actor", error.actor().map(apig_errors::Actor::as_str).into()),
            ("row", row.map(|row| Json::row(row, row.verdict)).into()),
            (
                "request",
                Json::Object(vec![
                    ("method", self.request.method.as_ref().map(Method::as_str).into()),
                    ("idempotent", idempotent.into()),
                ]),
            ),
            ("send_again", self.next.sends_again().into()),
            ("next", self.next_as_json()),
            ("responses", self.all_as_json()),
        ])
    }

    /// The last ones of several responses.
    fn all_as_json(&self) -> Json {
        let skipped = self.all.len().saturating_sub(LISTED);
        let listed = self.all[skipped..].iter().map(|listed| {
            let error = listed.error.as_ref();
            Json::Object(vec![
                ("status", error.map(|error| u64::from(error.status())).into()),
                ("code", listed.raw_code.as_deref().into()),
                ("request_id", error.and_then(safe_request_id).into()),
                ("retry", error.map(|error| error.verdict().retry.as_str()).into()),
                ("delivery", listed.delivery.into()),
                ("prose", listed.is_prose.into()),
                ("meant", listed.is_meant.into()),
            ])
        });
        Json::List(listed.collect())
    }

    fn next_as_json(&self) -> Json {
        let (step, wait, why) = match self.next {
            Next::Wait { least, most } => ("Wait", Some((least, most)), None),
            Next::Reauthenticate => ("Reauthenticate", None, None),
            Next::Stop(why) => ("Stop", None, Some(why.as_str())),
        };
        Json::Object(vec![
            ("step", step.into()),
            ("wait_min_ms", wait.map(|(least, _)| millis(least)).into()),
            ("wait_max_ms", wait.map(|(_, most)| millis(most)).into()),
            ("stop", why.into()),
        ])
    }
}

/// What stands above a part of the text.
fn heading(out: &mut String, lead: &str, rest: &str) {
    out.push('\n');
    let head = Styled { style: HEADING, lead: lead.to_owned(), rest: rest.to_owned() };
    layout::paragraph(out, &head, 0);
}

fn millis(span: Duration) -> u64 {
    u64::try_from(span.as_millis()).unwrap_or(u64::MAX)
}

/// The message as the library shows it: credentials masked, control characters escaped, cut.
fn safe_message(error: &ApigError) -> Option<String> {
    (!error.message().is_empty()).then(|| error.redacted_message().to_string())
}

/// The request id as the library shows it.
fn safe_request_id(error: &ApigError) -> Option<String> {
    let shown = ApigError::from_status(0).with_request_id(error.request_id()?).to_string();
    let shown = shown.strip_prefix("HTTP 0 [request ")?;
    shown.strip_suffix(']').map(str::to_owned)
}

fn throttle_text(throttle: Throttle) -> String {
    let calls = throttle.limit.map_or("calls".to_owned(), |limit| {
        format!("{limit} {}", if limit == 1 { "call" } else { "calls" })
    });
    let window = throttle.window.map_or("a window that is not given".to_owned(), span);
    let counted = match throttle.scope {
        None => "",
        Some(ThrottleScope::Api) => ", for all callers of the API together",
        Some(ThrottleScope::User) => " for each user",
        Some(ThrottleScope::App) => " for each app",
        Some(ThrottleScope::Ip) => " for each IP address",
        Some(_) => ", by another policy",
    };
    format!("{calls} in {window}{counted}")
}

/// A time as people write it: `200 ms`, `1.25 s`, `90 s`, `2 min 5 s`, `24 h`.
fn span(span: Duration) -> String {
    let seconds = span.as_secs();
    if seconds == 0 {
        return if span.is_zero() { "0 s".to_owned() } else { format!("{} ms", span.as_millis()) };
    }
    if seconds < 120 {
        let text = format!("{seconds}.{:03}", span.subsec_millis());
        return format!("{} s", text.trim_end_matches('0').trim_end_matches('.'));
    }
    let parts = [(seconds / 3600, "h"), (seconds / 60 % 60, "min"), (seconds % 60, "s")];
    let parts = parts.iter().filter(|(count, _)| *count > 0);
    let parts: Vec<String> = parts.map(|(count, unit)| format!("{count} {unit}")).collect();
    parts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_as_people_write_them() {
        for (millis, text) in [
            (0, "0 s"),
            (200, "200 ms"),
            (1_000, "1 s"),
            (1_250, "1.25 s"),
            (10_000, "10 s"),
            (60_000, "60 s"),
            (90_000, "90 s"),
            (119_500, "119.5 s"),
            (120_999, "2 min"),
            (125_000, "2 min 5 s"),
            (86_400_000, "24 h"),
            (3_601_000, "1 h 1 s"),
        ] {
            assert_eq!(span(Duration::from_millis(millis)), text);
        }
        assert_eq!(span(Duration::MAX), "5124095576030431 h 15 s");
        assert_eq!(millis(Duration::MAX), u64::MAX);
    }

    #[test]
    fn what_is_shown_of_a_response_is_safe() {
        let error = ApigError::from_status(401)
            .with_message("bad appkey 0117aa1b2c3de5e1 \u{1b}[2J")
            .with_request_id("a\nb]");
        assert_eq!(safe_message(&error).as_deref(), Some(r"bad appkey 0117**** \u{1b}[2J"));
        assert_eq!(safe_request_id(&error).as_deref(), Some(r"a\nb\]"));
        assert_eq!(safe_message(&ApigError::from_status(401)), None);
        assert_eq!(safe_request_id(&ApigError::from_status(401)), None);
    }
}
