//! What the line makes of the outcome of a request.

use super::{
    BURST, CALL, Closed, FIRST_PROBE, LARGEST_QUOTA, LAST_PROBE, LONGEST_BLIND_PAUSE, Line, OUTAGE,
    Pause, Place, Refusal, SECOND, Sent,
};

impl Line {
    /// A response that is neither the throttle's nor an outage's.
    pub(in crate::retry::gate) fn passed(&mut self, place: &mut Place) {
        let Some(sent) = place.sent.take() else { return };
        self.last_passed = self.last_passed.max(sent.at);
        self.failures = 0;
        self.passed += 1;
        if self.is_probe(sent) {
            self.open(sent.at);
        }
    }

    /// No news of throttle or backend: the credential was refused, say.
    pub(in crate::retry::gate) fn no_news(&mut self, place: &mut Place) {
        if let Some(sent) = place.sent.take() {
            self.is_probe(sent).then(|| self.probe = None);
        }
    }

    /// It was called, but is not sent yet.
    pub(in crate::retry::gate) fn unsent(&mut self, place: &mut Place) {
        let Some(sent) = place.sent.take() else { return };
        self.history.remove(sent.at);
        self.sent = self.sent.saturating_sub(1);
        self.is_probe(sent).then(|| self.probe = None);
        place.ticket = sent.ticket;
    }

    /// A transient failure of the backend.
    pub(in crate::retry::gate) fn failed(&mut self, place: &mut Place, now: u64) {
        let now = self.tick(now);
        let Some(sent) = place.sent.take() else { return };
        if self.is_probe(sent) {
            match self.closed {
                Some(Closed::Outage { delay, .. }) => {
                    let delay = (delay * 2).min(LAST_PROBE);
                    self.probe = None;
                    let until = now.saturating_add(self.half_to_all(delay));
                    self.closed = Some(Closed::Outage { until, delay });
                }
                // The throttle let it through.
                _ => self.open(sent.at),
            }
            return;
        }
        let is_stale = sent.epoch != self.epoch && self.quota.is_some();
        if self.closed.is_some() || sent.at < self.last_passed || is_stale {
            return;
        }
        self.failures += 1;
        if self.failures < OUTAGE {
            return;
        }
        if self.window == 0 {
            self.window = SECOND;
        }
        self.advance();
        // Half more than of late, so that what has queued up gets done as well.
        let resume = (self.rate() / 2 * 3).max(CALL);
        self.quota = Some(match self.quota {
            Some(quota) => (quota / 10 * 7).max(CALL).min(resume),
            None => resume.min(LARGEST_QUOTA),
        });
        self.is_measured = false;
        let until = now.saturating_add(self.half_to_all(FIRST_PROBE));
        self.close(Closed::Outage { until, delay: FIRST_PROBE });
    }

    /// Refused by the throttle.
    pub(in crate::retry::gate) fn throttled(
        &mut self,
        place: &mut Place,
        now: u64,
        refusal: Refusal,
    ) {
        let now = self.tick(now);
        self.advance();
        let Some(sent) = place.sent.take() else { return };
        let is_probe = self.is_probe(sent);
        if let (Some(ticket), true) = (sent.ticket, self.quota.is_some()) {
            // It was called for nothing, so it keeps its place.
            place.ticket = Some(ticket);
            if !is_probe {
                self.called = self.called.saturating_sub(CALL);
            }
        }
        if let (Some(Closed::Throttled(pause)), false) = (&mut self.closed, is_probe) {
            pause.refusals += 1;
        }
        let is_stale = sent.epoch != self.epoch && self.quota.is_some();
        if !is_probe && (self.closed.is_some() || is_stale) {
            return;
        }
        let refusal = self.hinted(refusal);
        self.window = refusal.window.unwrap_or(SECOND);
        self.limit = refusal.limit;
        if !is_probe {
            self.quota = Some(self.lowered());
        }
        let (refused, sent, refusals) = match self.closed {
            Some(Closed::Throttled(pause)) if is_probe => {
                (pause.refused + 1, pause.sent, pause.refusals)
            }
            _ => (u32::from(is_probe), self.history.within(now, self.window), 1),
        };
        let limit = refusal.limit.unwrap_or(u64::MAX);
        let pause = Pause {
            from: now,
            refused,
            longest: if refusal.window.is_some() { self.window } else { LONGEST_BLIND_PAUSE },
            earliest: self.history.leaving(now, self.window, limit).unwrap_or(0),
            told: refusal.retry_after,
            jitter: self.random().below(1 << 32),
            turned_away: 0,
            sent,
            refusals,
        };
        self.close(Closed::Throttled(pause));
    }

    /// What headers say of the threshold.
    pub(in crate::retry::gate) fn hint(&mut self, limit: u64, window: u64) {
        if window > 0 {
            self.hint = Some((limit, window));
        }
    }

    /// What a refusal does not say, where a hint does and is not of another window.
    fn hinted(&self, refusal: Refusal) -> Refusal {
        let said = Refusal { window: refusal.window.filter(|&window| window > 0), ..refusal };
        match (self.hint, said.window, said.limit) {
            (Some((limit, window)), None, None) => {
                Refusal { window: Some(window), limit: Some(limit), ..said }
            }
            (Some((limit, window)), Some(own), None) if own == window => {
                Refusal { limit: Some(limit), ..said }
            }
            _ => said,
        }
    }

    fn half_to_all(&mut self, delay: u64) -> u64 {
        delay - self.random().below(delay / 2 + 1)
    }

    pub(super) fn is_probe(&self, sent: Sent) -> bool {
        sent.is_probe && sent.epoch == self.epoch && self.closed.is_some()
    }

    fn close(&mut self, why: Closed) {
        self.closed = Some(why);
        self.probe = None;
        self.failures = 0;
        self.good = 0;
        self.calm = 0;
        self.epoch = self.epoch.wrapping_add(1);
    }

    /// The probe that was sent then went through.
    fn open(&mut self, sent: u64) {
        // The window began at some time since the last refusal, so half of that is caught up.
        let late = match self.closed {
            Some(Closed::Throttled(pause)) => {
                if let (Some(quota), None) = (&mut self.quota, self.limit) {
                    // What went through is all that is known of the threshold.
                    let passed = pause.sent.saturating_sub(pause.refusals);
                    *quota = (*quota).min(passed.saturating_mul(CALL).max(CALL));
                }
                let from = pause.from.max(pause.earliest);
                // Where a whole threshold is ours and its window short, that would be a call too many.
                let is_whole = self.quota.is_some_and(|quota| quota >= self.whole());
                let is_short = is_whole && self.window <= 10 * SECOND;
                let most = if is_short { 0 } else { self.window / BURST };
                (sent.saturating_sub(from) / 2).min(most)
            }
            _ => 0,
        };
        self.closed = None;
        self.probe = None;
        self.failures = 0;
        self.moved = sent - late;
        self.since = sent;
        self.sent = 1;
        self.epoch = self.epoch.wrapping_add(1);
    }
}
