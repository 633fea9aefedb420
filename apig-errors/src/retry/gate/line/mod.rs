//! The line of a gate as a state machine: numbers in, numbers out.
//!
//! Times are microseconds of the caller's clock. What has fractions (the quota, how far the line
//! has moved) is counted in thousandths of a call.

mod outcome;
mod quota;

use super::{super::jitter::Random, gaps::Gaps, history::History};

pub(super) const SECOND: u64 = 1_000_000;

/// Thousandths.
pub(super) const CALL: u64 = 1_000;

/// A million calls a window are as good as no bound.
const LARGEST_QUOTA: u64 = 1_000_000 * CALL;

/// So many failures in a row, with no success between them, are an outage.
const OUTAGE: u32 = 10;
/// The pauses between the probes of an outage: the first, doubled up to the longest.
const FIRST_PROBE: u64 = SECOND / 2;
const LAST_PROBE: u64 = 5 * SECOND;

/// The first pause of a throttled line is this part of the window, where many wait.
const PAUSE: u64 = 5;
/// Where the window is not known, pauses grow as a back-off does, up to this.
const LONGEST_BLIND_PAUSE: u64 = 20 * SECOND;
/// How much of a quota may be caught up at once.
const BURST: u64 = 8;
/// Where a whole threshold is ours, it is used so much slower: a timer may fire late, and a request be
/// under way for longer than the next one. Doubled with each refusal that shows that it is too little.
const LATE: u64 = SECOND / 50;
/// Windows that were used up and went well before the quota grows, and where the limit that was
/// read is reached.
const HOLD: u32 = 6;
const HOLD_AT_LIMIT: u32 = 64;
/// Windows in a row that used less than half of the quota before it is forgotten.
const CALM: u32 = 8;
/// A probe that has no outcome for so long does not keep the others waiting.
const LOST_PROBE: u64 = 10 * SECOND;

/// What a response said about the threshold that refused a call.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Refusal {
    pub(super) window: Option<u64>,
    pub(super) limit: Option<u64>,
    /// Its `Retry-After`.
    pub(super) retry_after: Option<u64>,
}

/// What one call holds of the line.
#[derive(Clone, Debug, Default)]
pub(super) struct Place {
    ticket: Option<u64>,
    sent: Option<Sent>,
}

/// A request under way.
#[derive(Clone, Copy, Debug)]
struct Sent {
    at: u64,
    epoch: u32,
    is_probe: bool,
    /// The ticket that it used up.
    ticket: Option<u64>,
}

impl Place {
    /// Whether there is nothing to give back.
    pub(super) fn is_idle(&self) -> bool {
        self.ticket.is_none() && !self.sent.is_some_and(|sent| sent.is_probe)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entry {
    Go,
    Wait(u64),
    TooLong(u64),
}

#[derive(Clone, Copy, Debug)]
enum Closed {
    Throttled(Pause),
    Outage { until: u64, delay: u64 },
}

/// A pause after a refusal.
#[derive(Clone, Copy, Debug)]
struct Pause {
    from: u64,
    /// How many probes were refused.
    refused: u32,
    longest: u64,
    /// Not before this, for then the window cannot be over.
    earliest: u64,
    /// Told by the response: the end of it.
    told: Option<u64>,
    /// 32 random bits.
    jitter: u64,
    /// Calls that had no patience for it.
    turned_away: u64,
    /// How many were sent in the window before the first refusal, and how many of those in flight then
    /// were refused.
    sent: u64,
    refusals: u64,
}

#[derive(Clone, Debug)]
pub(super) struct Line {
    /// The latest time that was seen: it does not go back.
    now: u64,
    history: History,
    random: Option<Random>,
    share: u32,

    /// The number of the next ticket; up to which one, in thousandths, they were called; as of when.
    next: u64,
    called: u64,
    moved: u64,
    /// Tickets between the two that were given up.
    gaps: Gaps,

    /// The window's length, zero where none is known, and how many calls it is good for.
    window: u64,
    quota: Option<u64>,
    limit: Option<u64>,
    /// Limit and window that headers reported.
    hint: Option<(u64, u64)>,
    /// This window: since when, how many were sent, how many of them got a response that is none of
    /// throttle or outage.
    since: u64,
    sent: u64,
    passed: u64,
    /// Whether the quota has once gone well for some windows, so that it is close to what there is.
    is_measured: bool,
    /// By how much longer a window of the whole threshold is taken.
    late: u64,
    /// Windows in a row that were used up and went well; that were hardly used.
    good: u32,
    calm: u32,

    closed: Option<Closed>,
    /// When the probe was sent that is under way.
    probe: Option<u64>,
    /// Moves on whenever it closes or opens: what was sent before is no news.
    epoch: u32,
    /// Failures in a row, and when the last request that passed was sent.
    failures: u32,
    last_passed: u64,
}

impl Line {
    pub(super) const fn new() -> Self {
        Self {
            now: 0,
            history: History::new(),
            random: None,
            share: 1,
            next: 0,
            called: 0,
            moved: 0,
            gaps: Gaps::new(),
            window: 0,
            quota: None,
            limit: None,
            hint: None,
            since: 0,
            sent: 0,
            passed: 0,
            is_measured: false,
            late: LATE,
            good: 0,
            calm: 0,
            closed: None,
            probe: None,
            epoch: 0,
            failures: 0,
            last_passed: 0,
        }
    }

    pub(super) const fn with_seed(mut self, seed: u64) -> Self {
        self.random = Some(Random::new(seed));
        self
    }

    pub(super) const fn with_share(mut self, share: u32) -> Self {
        self.share = if share == 0 { 1 } else { share };
        self
    }

    /// Whether a success would be no news.
    pub(super) fn is_quiet(&self) -> bool {
        self.closed.is_none() && self.quota.is_none() && self.failures == 0
    }

    pub(super) fn is_closed(&self) -> bool {
        self.closed.is_some()
    }

    /// Calls in a window, where there is a bound.
    pub(super) fn quota(&self) -> Option<(u64, u64)> {
        self.quota.map(|quota| (quota.div_ceil(CALL), self.window))
    }

    /// Enters where nothing is against sending; else it is as if nobody had asked.
    pub(super) fn enter_open(&mut self, place: &mut Place, now: u64) -> bool {
        let is_open = self.closed.is_none() && self.quota.is_none();
        if is_open {
            self.tick(now);
            let _go = self.go(place, false);
        }
        is_open
    }

    /// May this call be sent? `latest`: it would not wait for longer.
    pub(super) fn enter(&mut self, place: &mut Place, now: u64, latest: u64) -> Entry {
        let now = self.tick(now);
        self.roll();
        self.advance();
        let opens = match self.closed {
            Some(closed) => {
                let until = self.until(closed);
                let is_lost = |sent: u64| now >= sent.saturating_add(LOST_PROBE);
                if now >= until && self.probe.is_none_or(is_lost) {
                    self.probe = Some(now);
                    return self.go(place, true);
                }
                // Where a probe is under way its outcome is waited for.
                until.max(now.saturating_add(SECOND / 100))
            }
            None if self.quota.is_none() => {
                place.ticket = None;
                return self.go(place, false);
            }
            None => now,
        };
        let is_new = place.ticket.is_none();
        let ticket = *place.ticket.get_or_insert(self.next);
        if is_new {
            self.next += 1;
        }
        let before = ((ticket + 1) * CALL).saturating_sub(self.called);
        if before == 0 && self.closed.is_none() {
            return self.go(place, false);
        }
        let quota = self.quota.unwrap_or(LARGEST_QUOTA);
        let at = opens.saturating_add(scaled(before, self.window, quota));
        if at > latest {
            if is_new {
                self.next -= 1;
                place.ticket = None;
                if let Some(Closed::Throttled(pause)) = &mut self.closed {
                    pause.turned_away += 1;
                }
            }
            return Entry::TooLong(at);
        }
        // It looks again now and then, for the line may move faster than it did; sooner where it is called
        // within a window, for those that are called while they sleep go all at once.
        let look = if before <= quota {
            (self.window / BURST).max(SECOND / 20)
        } else {
            (self.window / 4).max(SECOND)
        };
        Entry::Wait(at.min(now.saturating_add(look)).max(now.saturating_add(1)))
    }

    /// A place that is not used any more: the call was dropped or given up.
    pub(super) fn leave(&mut self, place: &mut Place) {
        if let Some(sent) = place.sent.take() {
            self.is_probe(sent).then(|| self.probe = None);
        }
        let Some(ticket) = place.ticket.take() else { return };
        if (ticket + 1) * CALL <= self.called {
            // It had been called: the next one may go instead.
            self.called = self.called.saturating_add(CALL).min(self.furthest());
        } else if ticket + 1 == self.next {
            self.next -= 1;
        } else {
            self.gaps.add(ticket, self.called);
        }
    }

    fn go(&mut self, place: &mut Place, is_probe: bool) -> Entry {
        self.sent += 1;
        self.history.add(self.now);
        let ticket = place.ticket.take();
        place.sent = Some(Sent { at: self.now, epoch: self.epoch, is_probe, ticket });
        Entry::Go
    }

    /// The time, which does not go back, whatever the caller's clock does.
    fn tick(&mut self, now: u64) -> u64 {
        self.now = self.now.max(now);
        self.now
    }

    fn random(&mut self) -> &mut Random {
        self.random.get_or_insert_with(Random::fresh)
    }

    /// When a line that is closed may send its next probe.
    fn until(&self, closed: Closed) -> u64 {
        let pause = match closed {
            Closed::Outage { until, .. } => return until,
            Closed::Throttled(pause) => pause,
        };
        if let Some(told) = pause.told {
            return pause.from.saturating_add(told);
        }
        // The whole window for one call that waits and a part of it where there are many, so that
        // there are never more tries than if each waited for itself.
        let waiting =
            (self.next.saturating_sub(self.called / CALL) + pause.turned_away).clamp(1, PAUSE);
        let length =
            (self.window / waiting).saturating_mul(1 << pause.refused.min(16)).min(pause.longest);
        let jitter = scaled(length / 4, pause.jitter, 1 << 32);
        let until = pause.from.saturating_add(length);
        until.max(pause.earliest).saturating_add(jitter)
    }
}

/// `value * factor / divisor`, which saturates.
fn scaled(value: u64, factor: u64, divisor: u64) -> u64 {
    let scaled = u128::from(value) * u128::from(factor) / u128::from(divisor.max(1));
    u64::try_from(scaled).unwrap_or(u64::MAX)
}
