//! The gateway and the service: what a request meets at a given moment.

use std::ops::Range;

use apig_errors::ApigError;

use crate::random::draw;

/// Microseconds since the beginning.
pub(crate) type Time = u64;

pub(crate) const MILLISECOND: Time = 1_000;
pub(crate) const SECOND: Time = 1_000 * MILLISECOND;

/// What the service does while it fails.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mix {
    /// Seven of ten a 502, one a 503, two a 504.
    Down,
    /// Eight of ten a 503, two a 504.
    Refusing,
}

pub(crate) struct Scenario {
    pub(crate) name: &'static str,
    /// Calls a second, in all; and until when there are new ones.
    pub(crate) calls: u64,
    pub(crate) until: Time,
    /// What is counted as meanwhile.
    pub(crate) meanwhile: Range<Time>,
    /// When of a hundred requests so many fail, and how.
    pub(crate) failing: Range<Time>,
    pub(crate) percent: u64,
    pub(crate) mix: Mix,
    /// A threshold for all processes together, or one for each.
    pub(crate) window: Time,
    pub(crate) limit: u32,
    pub(crate) is_shared: bool,
}

const OUTAGE: Scenario = Scenario {
    name: "A total outage of a minute, 500 calls a second, a threshold of 1000",
    calls: 500,
    until: 180 * SECOND,
    meanwhile: 60 * SECOND..120 * SECOND,
    failing: 60 * SECOND..120 * SECOND,
    percent: 100,
    mix: Mix::Down,
    window: SECOND,
    limit: 1_000,
    is_shared: true,
};

const OVERLOAD: Scenario = Scenario {
    name: "Overload, windows of a second: 1500 calls a second, a threshold of 1000 for all",
    calls: 1_500,
    until: 240 * SECOND,
    meanwhile: 60 * SECOND..240 * SECOND,
    failing: 0..0,
    percent: 0,
    mix: Mix::Down,
    ..OUTAGE
};

pub(crate) const SCENARIOS: &[Scenario] = &[
    OUTAGE,
    Scenario {
        name: "Half of the calls fail for a minute",
        percent: 50,
        mix: Mix::Refusing,
        ..OUTAGE
    },
    Scenario {
        name: "A blip of two seconds",
        meanwhile: 60 * SECOND..62 * SECOND,
        failing: 60 * SECOND..62 * SECOND,
        mix: Mix::Refusing,
        ..OUTAGE
    },
    OVERLOAD,
    Scenario {
        name: "Overload, windows of a minute: 15 calls a second, a threshold of 600, for each process",
        window: 60 * SECOND,
        limit: 600,
        is_shared: false,
        ..OVERLOAD
    },
];

pub(crate) const PROCESSES: usize = 100;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Served,
    Throttled,
    /// 502, the service is not there.
    Unavailable,
    /// 503, before anything was passed on.
    NoIdentity,
    /// 504, and the work was done.
    TimedOut,
}

/// How a request ends, and after what time.
pub(crate) struct Answer {
    pub(crate) kind: Kind,
    pub(crate) after: Time,
}

/// The errors that the responses are read as.
pub(crate) struct Errors {
    throttled: ApigError,
    unavailable: ApigError,
    no_identity: ApigError,
    timed_out: ApigError,
}

impl Errors {
    /// From bodies as the gateway writes them.
    pub(crate) fn new(scenario: &Scenario) -> Self {
        let error = |status, code: &str, message: &str| {
            let body = format!(r#"{{"error_code":"{code}","error_msg":"{message}"}}"#);
            ApigError::parse(status, body.as_bytes())
        };
        let (limit, seconds) = (scenario.limit, scenario.window / SECOND);
        let throttled = format!("policy app over ratelimit,limit:{limit},time:{seconds} second");
        Self {
            throttled: error(429, "APIG.0308", &throttled),
            unavailable: error(502, "APIG.0201", "Backend unavailable."),
            no_identity: error(503, "APIG.0613", "The IAM service is currently unavailable."),
            timed_out: error(504, "APIG.0203", "Backend timeout"),
        }
    }

    /// `None` for what was served.
    pub(crate) fn of(&self, kind: Kind) -> Option<&ApigError> {
        match kind {
            Kind::Served => None,
            Kind::Throttled => Some(&self.throttled),
            Kind::Unavailable => Some(&self.unavailable),
            Kind::NoIdentity => Some(&self.no_identity),
            Kind::TimedOut => Some(&self.timed_out),
        }
    }
}

pub(crate) struct World<'s> {
    scenario: &'s Scenario,
    seed: u64,
    /// The window that each key is in, and how many it has let through.
    keys: Vec<(Time, u32)>,
}

impl<'s> World<'s> {
    pub(crate) fn new(scenario: &'s Scenario, seed: u64) -> Self {
        let keys = if scenario.is_shared { 1 } else { PROCESSES };
        Self { scenario, seed, keys: vec![(0, 0); keys] }
    }

    pub(crate) fn answer(&mut self, now: Time, process: usize, call: u64, nth: u64) -> Answer {
        let scenario = self.scenario;
        let keys = self.keys.len();
        let (window, count) = &mut self.keys[process % keys];
        if *window != now / scenario.window {
            (*window, *count) = (now / scenario.window, 0);
        }
        if *count >= scenario.limit {
            return Answer { kind: Kind::Throttled, after: 5 * MILLISECOND };
        }
        *count += 1;
        let luck = draw(self.seed, call, nth);
        if !scenario.failing.contains(&now) || luck % 100 >= scenario.percent {
            return Answer { kind: Kind::Served, after: 40 * MILLISECOND + luck % 20_000 };
        }
        match (luck / 100 % 10, scenario.mix) {
            (0 | 1, _) => Answer { kind: Kind::TimedOut, after: 5 * SECOND },
            (2, _) | (_, Mix::Refusing) => {
                Answer { kind: Kind::NoIdentity, after: 20 * MILLISECOND }
            }
            _ => Answer { kind: Kind::Unavailable, after: 20 * MILLISECOND },
        }
    }
}
