//! The gateway and the service: what a request meets at a given moment.

use std::{collections::VecDeque, ops::Range};

use apig_errors::ApigError;

use crate::{engine::Call, random::draw};

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
    pub(crate) processes: usize,
    /// The threshold, what it counts for, and how.
    pub(crate) window: Time,
    pub(crate) limit: u32,
    pub(crate) scope: Scope,
    pub(crate) counting: Counting,
}

/// What has a threshold of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    /// All processes together.
    Api,
    /// Ten processes together.
    App,
    /// Each process.
    Ip,
    /// Each of fifty users, whose calls any process makes.
    User,
}

pub(crate) const USERS: usize = 50;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Counting {
    /// Windows of the gateway's clock.
    Fixed,
    /// Any span of the window's length. Refused calls count, too.
    SlidingWithRefused,
}

impl Scope {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Api => "api",
            Self::App => "app",
            Self::Ip => "ip",
            Self::User => "user",
        }
    }

    fn keys(self, processes: usize) -> usize {
        match self {
            Self::Api => 1,
            Self::App => processes.div_ceil(10),
            Self::Ip => processes,
            Self::User => USERS,
        }
    }

    fn key(self, process: usize, user: usize) -> usize {
        match self {
            Self::Api => 0,
            Self::App => process / 10,
            Self::Ip => process,
            Self::User => user,
        }
    }

    /// One for each thing that the gateway counts.
    pub(crate) fn gates_a_process(self) -> usize {
        if self == Self::User { USERS } else { 1 }
    }
}

const OUTAGE: Scenario = Scenario {
    name: "A total outage of a minute, 500 calls a second, a threshold of 1000",
    calls: 500,
    until: 180 * SECOND,
    meanwhile: 60 * SECOND..120 * SECOND,
    failing: 60 * SECOND..120 * SECOND,
    percent: 100,
    mix: Mix::Down,
    processes: 100,
    window: SECOND,
    limit: 1_000,
    scope: Scope::Api,
    counting: Counting::Fixed,
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
        scope: Scope::Ip,
        ..OVERLOAD
    },
];

/// With numbers that the gate's own were not chosen with.
pub(crate) const HELD_OUT: &[Scenario] = &[
    Scenario {
        name: "A total outage of 40 s, 800 calls a second of 37 processes, a threshold of 1300",
        calls: 800,
        until: 150 * SECOND,
        meanwhile: 50 * SECOND..90 * SECOND,
        failing: 50 * SECOND..90 * SECOND,
        processes: 37,
        limit: 1_300,
        ..OUTAGE
    },
    Scenario {
        name: "A third of the calls fail for 90 s, 300 calls a second of 250 processes",
        calls: 300,
        until: 210 * SECOND,
        meanwhile: 60 * SECOND..150 * SECOND,
        failing: 60 * SECOND..150 * SECOND,
        percent: 33,
        mix: Mix::Refusing,
        processes: 250,
        ..OUTAGE
    },
    Scenario {
        name: "Overload of apps: 1800 calls a second, 1000 let through in any 10 s for each ten processes, \
               refused calls count",
        calls: 1_800,
        window: 10 * SECOND,
        limit: 1_000,
        scope: Scope::App,
        counting: Counting::SlidingWithRefused,
        ..OVERLOAD
    },
    Scenario {
        name: "Overload of users: 1300 calls a second, windows of a minute, a threshold of 1200 for each of 50",
        calls: 1_300,
        window: 60 * SECOND,
        limit: 1_200,
        scope: Scope::User,
        ..OVERLOAD
    },
    Scenario {
        name: "Overload of addresses: 15 calls a second of each process, 10 let through in any second, refused \
               calls count",
        limit: 10,
        scope: Scope::Ip,
        counting: Counting::SlidingWithRefused,
        ..OVERLOAD
    },
    Scenario {
        name: "Overload of sixty addresses: 20 calls a second of each, 70 let through in any 5 s, refused calls count",
        calls: 1_200,
        processes: 60,
        window: 5 * SECOND,
        limit: 70,
        scope: Scope::Ip,
        counting: Counting::SlidingWithRefused,
        ..OVERLOAD
    },
];

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
pub(crate) struct Response {
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
        let scope = scenario.scope.word();
        let throttled =
            format!("policy {scope} over ratelimit,limit:{limit},time:{seconds} second");
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
    keys: Vec<Key>,
}

/// What the gateway has counted.
#[derive(Clone, Default)]
struct Key {
    window: Time,
    count: u32,
    /// When, where any span counts.
    counted: VecDeque<Time>,
}

impl Key {
    fn admits(&mut self, now: Time, scenario: &Scenario) -> bool {
        match scenario.counting {
            Counting::Fixed => {
                if self.window != now / scenario.window {
                    (self.window, self.count) = (now / scenario.window, 0);
                }
                let is_admitted = self.count < scenario.limit;
                self.count += u32::from(is_admitted);
                is_admitted
            }
            Counting::SlidingWithRefused => {
                while self.counted.front().is_some_and(|at| at + scenario.window <= now) {
                    self.counted.pop_front();
                }
                let is_admitted = self.counted.len() < scenario.limit as usize;
                self.counted.push_back(now);
                is_admitted
            }
        }
    }
}

impl<'s> World<'s> {
    pub(crate) fn new(scenario: &'s Scenario, seed: u64) -> Self {
        let keys = scenario.scope.keys(scenario.processes);
        Self { scenario, seed, keys: vec![Key::default(); keys] }
    }

    pub(crate) fn response(&mut self, now: Time, call: &Call) -> Response {
        let scenario = self.scenario;
        if !self.keys[scenario.scope.key(call.process, call.user)].admits(now, scenario) {
            return Response { kind: Kind::Throttled, after: 5 * MILLISECOND };
        }
        let luck = draw(self.seed, call.id as u64, call.sent);
        if !scenario.failing.contains(&now) || luck % 100 >= scenario.percent {
            return Response { kind: Kind::Served, after: 40 * MILLISECOND + luck % 20_000 };
        }
        match (luck / 100 % 10, scenario.mix) {
            (0 | 1, _) => Response { kind: Kind::TimedOut, after: 5 * SECOND },
            (2, _) | (_, Mix::Refusing) => {
                Response { kind: Kind::NoIdentity, after: 20 * MILLISECOND }
            }
            _ => Response { kind: Kind::Unavailable, after: 20 * MILLISECOND },
        }
    }
}
