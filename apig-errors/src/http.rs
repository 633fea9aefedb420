//! What the headers of a response add to its body.

use alloc::string::String;
use core::{cell::LazyCell, time::Duration};
use std::time::SystemTime;

use http::{
    HeaderMap, HeaderValue, StatusCode,
    header::{CONTENT_TYPE, DATE, RETRY_AFTER},
    response::{Parts, Response},
};

use crate::{ApigError, ErrorBody, Throttle, ThrottleScope};

const REQUEST_ID: &str = "x-request-id";

const THROTTLES: [(&str, ThrottleScope); 5] = [
    ("x-apig-ratelimit-api", ThrottleScope::Api),
    ("x-apig-ratelimit-api-allenv", ThrottleScope::Api),
    ("x-apig-ratelimit-user", ThrottleScope::User),
    ("x-apig-ratelimit-app", ThrottleScope::App),
    ("x-apig-ratelimit-ip", ThrottleScope::Ip),
];

/// From the headers of a response of any kind, a success among them.
#[cfg_attr(docsrs, doc(cfg(feature = "http")))]
impl Throttle {
    /// Returns the threshold that the call counted against, as the headers `X-Apig-RateLimit-Api`,
    /// `-Api-Allenv`, `-User`, `-App` and `-Ip` of its response say: the one with the smallest part left, and
    /// of those alike the first of this list. `None` where none of them has all of `remain`, `limit` and
    /// `time`.
    ///
    /// For [`Gate::hint`](crate::Gate::hint), which then knows the threshold before it refuses a call. That
    /// the threshold has been reached is for the response's error to say.
    ///
    /// ```
    /// use std::time::Duration;
    /// use apig_errors::{Throttle, ThrottleScope};
    /// use http::{HeaderMap, HeaderValue};
    ///
    /// let mut headers = HeaderMap::new();
    /// let value = HeaderValue::from_static("remain:9,limit:10,time:10 second");
    /// headers.insert("x-apig-ratelimit-user", value);
    /// let throttle = Throttle::from_headers(&headers).unwrap();
    /// assert_eq!(throttle.scope, Some(ThrottleScope::User));
    /// assert_eq!((throttle.limit, throttle.window), (Some(10), Some(Duration::from_secs(10))));
    /// ```
    #[must_use]
    pub fn from_headers(headers: &HeaderMap) -> Option<Self> {
        let least = THROTTLES
            .into_iter()
            .flat_map(|(name, scope)| {
                headers.get_all(name).into_iter().map(move |value| (scope, value))
            })
            .filter_map(|(scope, value)| Self::of_any_header(scope, trimmed(value)?))
            .reduce(|least, other| if other.0 < least.0 { other } else { least });
        least.map(|(_, throttle)| throttle)
    }
}

/// From a response of the `http` crate's types, headers included.
#[cfg_attr(docsrs, doc(cfg(feature = "http")))]
impl ApigError {
    /// The respond with this status, these headers and this body. Total; the body is read as by
    /// [`parse`](Self::parse), and of the headers:
    ///
    /// * `X-Request-Id` is the request id where the body has none (up to 128 bytes of it).
    /// * `Retry-After` ([RFC 9110, section 10.2.3]) in seconds, or as a date, which is counted from
    ///   the response's own `Date`, else from the system clock; a date that is past is no wait. Of
    ///   several, in one header (`120, 3`) or more, the longest counts, and a fraction of a second
    ///   (`5.5`), which the RFC does not have, as a whole one. It is given by [`wait_hint`](crate::ApigRetryable::wait_hint).
    /// * `X-Apig-RateLimit-Api`, `-Api-Allenv`, `-User`, `-App` and `-Ip` are on responses of every
    ///   kind, so they count only where they say `remain:0`. Of several, the one with the longest
    ///   window counts, and of those alike the first of this list. They are given by
    ///   [`throttle`](Self::throttle) where the message gives no window.
    ///
    /// What cannot be read is passed over.
    ///
    /// [RFC 9110, section 10.2.3]: https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3
    ///
    /// ```
    /// use std::time::Duration;
    /// use apig_errors::{ApigError, ApigRetryable, Code};
    /// use http::{HeaderMap, HeaderValue, StatusCode};
    ///
    /// let mut headers = HeaderMap::new();
    /// headers.insert("x-request-id", HeaderValue::from_static("914a39d68c290da3e187f827f7e1b771"));
    /// headers.insert(
    ///     "x-apig-ratelimit-api",
    ///     HeaderValue::from_static("remain:0,limit:10,time:10 second"),
    /// );
    ///
    /// let body = br#"{"error_msg":"Throttled.","error_code":"APIG.0308"}"#;
    /// let error = ApigError::from_http(StatusCode::TOO_MANY_REQUESTS, &headers, body);
    /// assert_eq!(error.code(), Some(Code::APIG_0308));
    /// assert_eq!(error.request_id(), Some("914a39d68c290da3e187f827f7e1b771"));
    /// assert_eq!(error.wait_hint(), Some(Duration::from_secs(10)));
    /// ```
    #[must_use]
    pub fn from_http(status: StatusCode, headers: &HeaderMap, body: &[u8]) -> Self {
        let request_id = request_id(headers);
        Self::from_body_or(status.as_u16(), &ErrorBody::parse(body), &request_id)
            .with_waits(retry_after(headers), throttle(headers))
    }

    /// The respond with this head and this body: [`from_http`](Self::from_http) in one line for
    /// anyone who has taken a response apart.
    ///
    /// ```
    /// use apig_errors::{ApigError, Code};
    ///
    /// let response = http::Response::builder()
    ///     .status(504)
    ///     .body(br#"{"error_msg":"Backend timeout.","error_code":"APIG.0203"}"#)?;
    /// let (parts, body) = response.into_parts();
    /// assert_eq!(ApigError::from_parts(&parts, body).code(), Some(Code::APIG_0203));
    /// # Ok::<(), http::Error>(())
    /// ```
    #[must_use]
    pub fn from_parts(parts: &Parts, body: &[u8]) -> Self {
        Self::from_http(parts.status, &parts.headers, body)
    }

    /// The way back: this response as the gateway sends it, for fakes in tests and for services that
    /// response in its form.
    ///
    /// The body is [`to_body`](Self::to_body), verbatim. A status that HTTP does not have (under 100
    /// or over 999) becomes 500. The headers are `Content-Type: application/json`, and, where
    /// there is one, `X-Request-Id` and `Retry-After`, in whole seconds: a fraction counts as one
    /// more, so that nobody comes back too early. A request id that no header may hold is left
    /// out. The throttling headers are not written: the message tells the window.
    ///
    /// ```
    /// use apig_errors::{ApigError, Code};
    ///
    /// let error = ApigError::from(Code::APIG_0308.row(429).unwrap());
    /// let response = error.to_response();
    /// assert_eq!(response.status(), 429);
    /// assert_eq!(
    ///     response.body(),
    ///     r#"{"error_msg":"The throttling threshold has been reached.","error_code":"APIG.0308"}"#,
    /// );
    /// ```
    #[must_use]
    pub fn to_response(&self) -> Response<String> {
        let mut response = Response::new(self.to_body());
        *response.status_mut() =
            StatusCode::from_u16(self.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        // As bytes: what was read from a header may hold more than ASCII.
        let request_id = self.request_id().map(|id| HeaderValue::from_bytes(id.as_bytes()));
        if let Some(Ok(request_id)) = request_id {
            headers.insert(REQUEST_ID, request_id);
        }
        if let Some(wait) = self.retry_after() {
            let fraction = u64::from(wait.subsec_nanos() > 0);
            headers.insert(RETRY_AFTER, wait.as_secs().saturating_add(fraction).into());
        }
        response
    }
}

/// The first request id that says anything; empty when there is none.
fn request_id(headers: &HeaderMap) -> alloc::borrow::Cow<'_, str> {
    headers
        .get_all(REQUEST_ID)
        .iter()
        .map(|value| value.as_bytes().trim_ascii())
        .find(|value| !value.is_empty())
        .map(String::from_utf8_lossy)
        .unwrap_or_default()
}

/// The longest wait that the response's `Retry-After` headers ask for.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    // Found once, however many headers there are.
    let sent = LazyCell::new(|| sent(headers));
    headers
        .get_all(RETRY_AFTER)
        .iter()
        .filter_map(|value| {
            let value = trimmed(value)?;
            match httpdate::parse_http_date(value) {
                Ok(date) => until(date, *sent),
                Err(_) => value.split(',').filter_map(|part| delta_seconds(part.trim())).max(),
            }
        })
        .max()
}

fn trimmed(value: &HeaderValue) -> Option<&str> {
    value.to_str().ok().map(str::trim)
}

/// Whole seconds, or with a fraction, which counts as one more. Saturates: a wait of more than 2^64 seconds
/// is for ever all the same.
fn delta_seconds(value: &str) -> Option<Duration> {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = value.split_once('.').unwrap_or((value, "0"));
    let more = u64::from(fraction.bytes().any(|digit| digit != b'0'));
    let seconds = || whole.parse().unwrap_or(u64::MAX).saturating_add(more);
    (is_number(whole) && is_number(fraction)).then(|| Duration::from_secs(seconds()))
}

/// When the response was sent.
fn sent(headers: &HeaderMap) -> Option<SystemTime> {
    let mut dates = headers.get_all(DATE).iter().filter_map(trimmed);
    dates.find_map(|date| httpdate::parse_http_date(date).ok()).or_else(now)
}

/// The time from then to this date; zero when it is past.
fn until(date: SystemTime, sent: Option<SystemTime>) -> Option<Duration> {
    Some(date.duration_since(sent?).unwrap_or(Duration::ZERO))
}

/// The system's clock, where there is one: this target has none, and panics when asked.
fn now() -> Option<SystemTime> {
    if cfg!(all(target_family = "wasm", target_os = "unknown")) {
        None
    } else {
        Some(SystemTime::now())
    }
}

/// Of the thresholds that the headers tell are used up, the one with the longest window.
fn throttle(headers: &HeaderMap) -> Option<Throttle> {
    THROTTLES
        .into_iter()
        .flat_map(|(name, policy)| {
            headers.get_all(name).into_iter().map(move |value| (policy, value))
        })
        .filter_map(|(policy, value)| Throttle::of_header(policy, trimmed(value)?))
        .reduce(|longest, other| if other.window > longest.window { other } else { longest })
}
