//! From a response to the user's enum of 64 variants, and from that to a verdict.

use std::{hint::black_box, sync::LazyLock};

use apig_errors::{ApigError, ApigRetryable, ROWS, Verdict};

use super::{
    Case, LOOP,
    enum64::{ByHand, Derived},
};

/// Every documented pair, a code that is not documented, and no code.
static RESPONSES: LazyLock<Vec<ApigError>> = LazyLock::new(|| {
    let documented = ROWS.iter().map(|row| ApigError::new(row.status, row.code));
    documented
        .chain([
            ApigError::from_status(502),
            ApigError::from_status(404).with_raw_code("APIG.0001"),
        ])
        .collect()
});

static DERIVED: LazyLock<Vec<Derived>> =
    LazyLock::new(|| RESPONSES.iter().cloned().map(Derived::from).collect());
static BY_HAND: LazyLock<Vec<ByHand>> =
    LazyLock::new(|| RESPONSES.iter().cloned().map(ByHand::from).collect());

fn convert<E>(from: impl Fn(ApigError) -> E) {
    for response in RESPONSES.iter() {
        black_box(from(black_box(response.clone())));
    }
}

fn verdicts<E>(errors: &[E], verdict: impl Fn(&E) -> Verdict) {
    for error in errors {
        black_box(verdict(black_box(error)));
    }
}

pub(crate) fn cases() -> Vec<Case> {
    for (derived, by_hand) in DERIVED.iter().zip(BY_HAND.iter()) {
        let (derived, by_hand) = (derived.verdict(), by_hand.verdict());
        assert!((derived.retry, derived.delivery) == (by_hand.retry, by_hand.delivery));
    }
    let inputs = RESPONSES.len();
    let case = |group, contender, run| Case { group, contender, inputs, run };
    vec![
        // The copy of the response, and its end.
        case("From<ApigError>, 64 variants", LOOP, || convert(|response| response)),
        case("From<ApigError>, 64 variants", "apig-errors", || convert(Derived::from)),
        case("From<ApigError>, 64 variants", "match by hand", || convert(ByHand::from)),
        case("verdict(), 64 variants", LOOP, || verdicts(&DERIVED, |_| Verdict::from_status(0))),
        case("verdict(), 64 variants", "apig-errors", || verdicts(&DERIVED, Derived::verdict)),
        case("verdict(), 64 variants", "match by hand", || verdicts(&BY_HAND, ByHand::verdict)),
    ]
}
