//! Ten thousand clients, one event after the other: no network, no clock, no sleep.

use std::{cmp::Reverse, collections::BinaryHeap};

use crate::{
    strategy::{Call, Next, Strategy},
    world::{OUTAGE, Request, Response, SECOND, Time, World},
};

pub(crate) const CLIENTS: usize = 10_000;

/// The clients begin spread evenly over this time, each with one call.
const BEGINNINGS: Time = 80 * SECOND;

/// What a fleet did until everything was served.
pub(crate) struct Outcome {
    /// Requests sent, in each second.
    pub(crate) requests: Vec<u32>,
    pub(crate) throttled: u32,
    pub(crate) failed: u32,
    /// How often a call ended with an error that its caller had to deal with.
    pub(crate) given_up: u32,
    /// How many POSTs were done more than once.
    pub(crate) done_twice: usize,
    /// When the last client was served.
    pub(crate) served: Time,
}

impl Outcome {
    pub(crate) fn total(&self) -> u32 {
        self.requests.iter().sum()
    }

    pub(crate) fn peak(&self) -> u32 {
        self.requests.iter().copied().max().unwrap_or_default()
    }

    /// Seconds, rounded up, from the end of the outage until everything was served.
    pub(crate) fn recovery(&self) -> Time {
        self.served.saturating_sub(OUTAGE.end).div_ceil(SECOND)
    }
}

struct Client<'s> {
    /// What it has to get done.
    task: Request,
    /// What it asks for at present: the task, or whether that has been done.
    request: Request,
    call: Call<'s>,
    sent: u64,
    /// The response to the request under way.
    response: Option<Response>,
}

/// Lets a fleet with this strategy run until everything is served. The same seed gives the same
/// clients at the same moments, whatever the strategy.
pub(crate) fn run(strategy: &Strategy, seed: u64) -> Outcome {
    let mut world = World::new(CLIENTS);
    let mut given_up = 0;
    let mut served = 0;

    let mut clients = Vec::with_capacity(CLIENTS);
    let mut events = BinaryHeap::with_capacity(CLIENTS);
    for (index, id) in (0_u64..).enumerate().take(CLIENTS) {
        // Three in ten do something that must not be done twice.
        let task = if random(seed, id, u64::MAX) % 10 < 3 { Request::Post } else { Request::Get };
        let call = strategy.call(task, index, id);
        clients.push(Client { task, request: task, call, sent: 0, response: None });
        events.push(Reverse((random(seed, id, u64::MAX - 1) % BEGINNINGS, index)));
    }

    while let Some(Reverse((now, index))) = events.pop() {
        let client = &mut clients[index];
        let luck = random(seed, index as u64, client.sent);
        let Some(response) = client.response.take() else {
            // Asks, and sends where it may: the response is an event of its own.
            let at = match client.call.before(now) {
                Next::Send { after: 0 } => {
                    let response = world.response(now, index, client.request, luck);
                    client.sent += 1;
                    now + client.response.insert(response).after
                }
                Next::Send { after } => now + after,
                Next::GiveUp | Next::LookUp => {
                    given_up += 1;
                    client.call = strategy.call(client.request, index, luck);
                    comes_back(now, luck)
                }
            };
            events.push(Reverse((at, index)));
            continue;
        };
        let next = if response.is_success() {
            client.call.after_success(now);
            if client.request == client.task || world.done[index] > 0 {
                served = served.max(now);
                continue;
            }
            // The look-up says that it has not been done.
            client.request = client.task;
            Next::Send { after: 0 }
        } else {
            let next = client.call.after_failure(now, &response);
            if matches!(next, Next::LookUp) {
                client.request = Request::LookUp;
            }
            next
        };
        let at = match next {
            Next::Send { after } => now + after,
            // The work has to be done: the caller that got the error comes back.
            Next::GiveUp | Next::LookUp => {
                given_up += 1;
                comes_back(now, luck)
            }
        };
        // A new call: after an error, and after a look-up.
        if response.is_success() || !matches!(next, Next::Send { .. }) {
            client.call = strategy.call(client.request, index, luck);
        }
        events.push(Reverse((at, index)));
    }

    Outcome {
        requests: world.requests,
        throttled: world.throttled,
        failed: world.failed,
        given_up,
        done_twice: world.done.iter().filter(|&&times| times > 1).count(),
        served,
    }
}

/// In 5 to 15 seconds.
fn comes_back(now: Time, luck: u64) -> Time {
    now + 5 * SECOND + luck % (10 * SECOND)
}

/// `SplitMix64` of the three.
fn random(seed: u64, client: u64, nth: u64) -> u64 {
    let mut z = seed
        .wrapping_add(client.wrapping_mul(0x9E37_79B9_7F4A_7C15))
        .wrapping_add(nth.wrapping_mul(0xD1B5_4A32_D192_ED03));
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}
