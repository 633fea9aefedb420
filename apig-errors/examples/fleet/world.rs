//! The gateway and the service behind it: what a request meets at a given moment.

use std::ops::Range;

/// Microseconds since the beginning.
pub(crate) type Time = u64;

pub(crate) const MILLISECOND: Time = 1_000;
pub(crate) const SECOND: Time = 1_000 * MILLISECOND;

/// The service is down for a minute.
pub(crate) const OUTAGE: Range<Time> = 10 * SECOND..70 * SECOND;

/// How many requests the gateway lets through in a second. Those that it refuses do not count,
/// which is kind to whoever sends many.
pub(crate) const LIMIT: u32 = 1_000;

/// What a client asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Request {
    /// To read something.
    Get,
    /// To do something that must not be done twice.
    Post,
    /// To read whether its `Post` was done.
    LookUp,
}

/// What it gets for it, and how long that takes.
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) body: &'static str,
    pub(crate) after: Time,
}

impl Response {
    pub(crate) fn is_success(&self) -> bool {
        self.status == 200
    }
}

const OK: Response = Response { status: 200, body: "{}", after: 50 * MILLISECOND };

// By hand, so that the clients do not read what this library wrote.
const THROTTLED: Response = Response {
    status: 429,
    body: r#"{"error_msg":"over ratelimit,limit:1000,time:1 second","error_code":"APIG.0308"}"#,
    after: 5 * MILLISECOND,
};
const UNAVAILABLE: Response = Response {
    status: 502,
    body: r#"{"error_msg":"Backend unavailable.","error_code":"APIG.0201"}"#,
    after: 20 * MILLISECOND,
};
/// The gateway's own dependency fails, before it has passed anything on.
const NO_IAM: Response = Response {
    status: 503,
    body: r#"{"error_msg":"The IAM service is currently unavailable.","error_code":"APIG.0613"}"#,
    after: 20 * MILLISECOND,
};
/// The service did what it was asked for, but its response came too late.
const TIMED_OUT: Response = Response {
    status: 504,
    body: r#"{"error_msg":"Backend timeout","error_code":"APIG.0203"}"#,
    after: 5 * SECOND,
};

/// Gateway and service, and what they have seen.
pub(crate) struct World {
    /// How many requests came in each second.
    pub(crate) requests: Vec<u32>,
    /// How many of all were refused by the throttle.
    pub(crate) throttled: u32,
    /// How many of all got no result.
    pub(crate) failed: u32,
    /// How often the `Post` of each client was done.
    pub(crate) done: Vec<u32>,
    /// The second of the current window, and how many requests it has let through.
    window: (Time, u32),
}

impl World {
    pub(crate) fn new(clients: usize) -> Self {
        Self {
            requests: Vec::new(),
            throttled: 0,
            failed: 0,
            done: vec![0; clients],
            window: (0, 0),
        }
    }

    /// Answers a request; `luck` decides how an outage hits it.
    pub(crate) fn response(
        &mut self,
        now: Time,
        client: usize,
        request: Request,
        luck: u64,
    ) -> Response {
        let second = now / SECOND;
        let index = usize::try_from(second).expect("a few hundred seconds");
        if index >= self.requests.len() {
            self.requests.resize(index + 1, 0);
        }
        self.requests[index] += 1;

        let response = self.decide(now, second, luck);
        self.failed += u32::from(!response.is_success());
        if request == Request::Post && matches!(response.status, 200 | 504) {
            self.done[client] += 1;
        }
        response
    }

    fn decide(&mut self, now: Time, second: Time, luck: u64) -> Response {
        if self.window.0 != second {
            self.window = (second, 0);
        }
        if self.window.1 == LIMIT {
            self.throttled += 1;
            return THROTTLED;
        }
        self.window.1 += 1;
        if !OUTAGE.contains(&now) {
            return OK;
        }
        match luck % 10 {
            0 => NO_IAM,
            1 | 2 => TIMED_OUT,
            _ => UNAVAILABLE,
        }
    }
}
