//! Which response of a pasted text is meant, and where it was found.

use apig_errors::{__private1_0::text_of, ApigError, ErrorBody, Found, responses_in};
use http::{HeaderMap, StatusCode};

/// Where the response was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// There is no input.
    Empty,
    /// The input is the body.
    Whole,
    /// The body is inside the input.
    Inside,
    /// The same, and its quotes are escaped.
    Escaped,
    /// The code is in prose, or in a notation that is not JSON.
    Prose,
    /// There are a status line and headers, and no code.
    Headers,
}

impl Place {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Whole => "whole",
            Self::Inside => "inside",
            Self::Escaped => "escaped",
            Self::Prose => "prose",
            Self::Headers => "headers",
        }
    }

    fn of(text: &str, found: &Found<'_>) -> Self {
        let mut bytes = text.as_bytes()[found.range().start..].iter().copied();
        let after_brace = |byte: &u8| !byte.is_ascii_whitespace();
        match bytes.next() {
            _ if found.raw_code().is_none() => Self::Headers,
            Some(b'{') if bytes.find(after_brace) == Some(b'\\') => Self::Escaped,
            Some(b'{') => Self::Inside,
            _ => Self::Prose,
        }
    }
}

/// The response that is meant.
pub(crate) struct Finding {
    pub(crate) error: ApigError,
    pub(crate) place: Place,
    pub(crate) vouches: bool,
    /// All responses of the text in their order, if there are several: each with whether it is meant.
    pub(crate) all: Vec<Listed>,
    /// Whether others have other codes.
    pub(crate) is_choice: bool,
    /// Whether there are objects with a `code` that may be responses, or any words of a program.
    pub(crate) is_in_doubt: bool,
}

/// One of several responses.
pub(crate) struct Listed {
    /// `None` where nothing gives the status.
    pub(crate) error: Option<ApigError>,
    pub(crate) raw_code: Option<String>,
    pub(crate) delivery: Option<&'static str>,
    pub(crate) is_prose: bool,
    pub(crate) is_meant: bool,
}

/// Reads the input; `None` where the status is not given and nothing gives it.
pub(crate) fn find(
    bytes: &[u8],
    status: Option<StatusCode>,
    headers: &HeaderMap,
) -> Option<Finding> {
    let text = text_of(bytes);
    let found: Vec<Found<'_>> = responses_in(&text).collect();
    let body = ErrorBody::parse(bytes);
    let is_whole = match (&found[..], body.raw_code()) {
        ([], _) => true,
        ([one], Some(raw_code)) => {
            one.raw_code() == Some(raw_code) && text.trim_start().starts_with('{')
        }
        _ => false,
    };
    if is_whole {
        let of_found = found.first().and_then(|found| found.to_error(None));
        let status = status.or_else(|| StatusCode::from_u16(of_found?.status()).ok())?;
        let place = if bytes.trim_ascii().is_empty() { Place::Empty } else { Place::Whole };
        let error = ApigError::from_http(status, headers, bytes);
        return Some(Finding {
            error,
            place,
            vouches: true,
            all: Vec::new(),
            is_choice: false,
            is_in_doubt: false,
        });
    }
    let number = status.map(|status| status.as_u16());
    let fits = |found: &Found<'_>| match (number, found.status()) {
        (None, _) => true,
        (Some(wanted), Some(given)) => wanted == given,
        (Some(wanted), None) => found.code().is_some_and(|code| code.row(wanted).is_some()),
    };
    // A program's own words come last.
    let meant = found
        .iter()
        .rposition(|found| found.is_error() && fits(found))
        .or_else(|| found.iter().rposition(fits))
        .unwrap_or(found.len() - 1);
    let one = &found[meant];
    let is_other = |other: &Found<'_>| {
        other.raw_code() != one.raw_code() || other.is_structured() != one.is_structured()
    };
    // With a status that fits no response, any may be meant.
    let is_any = !fits(one);
    let is_left = found.iter().any(|other| (is_any || fits(other)) && is_other(other));
    let is_listed = |at: usize, found: &Found<'_>| found.is_error() || at == meant;
    let listed: Vec<(usize, &Found<'_>)> =
        found.iter().enumerate().filter(|(at, found)| is_listed(*at, found)).collect();
    let is_choice = listed.iter().any(|(_, other)| other.raw_code() != one.raw_code());
    let is_in_doubt = listed.len() < found.len();
    let error = error_of(one, status, headers)?;
    let all = listed.iter().map(|&(at, found)| Listed {
        error: found.to_error(None),
        raw_code: found.raw_code().map(str::to_owned),
        delivery: found.verdict(None).map(|verdict| verdict.delivery.as_str()),
        is_prose: Place::of(&text, found) == Place::Prose,
        is_meant: at == meant,
    });
    Some(Finding {
        error,
        place: Place::of(&text, one),
        vouches: (one.is_structured() || one.raw_code().is_none()) && !is_left,
        all: if listed.len() > 1 { all.collect() } else { Vec::new() },
        is_choice,
        is_in_doubt,
    })
}

/// The error with the status and the headers that were given, which come before those of the text.
fn error_of(
    found: &Found<'_>,
    status: Option<StatusCode>,
    headers: &HeaderMap,
) -> Option<ApigError> {
    let said = found.to_error(status.map(|status| status.as_u16()))?;
    let status = status.or_else(|| StatusCode::from_u16(said.status()).ok())?;
    if headers.is_empty() && status == said.status() {
        return Some(said);
    }
    let error = ApigError::from_http(status, headers, said.to_body().as_bytes());
    Some(match (error.retry_after(), said.retry_after()) {
        (None, Some(wait)) => error.with_retry_after(wait),
        _ => error,
    })
}
