//! A call that succeeds at once: what the driver adds to the request itself.

use std::{
    future::{Ready, ready},
    hint::black_box,
    pin::pin,
    task::{Context, Poll, Waker},
    time::Duration,
};

use apig_errors::{ApigError, Credential, Gate, Idempotency, RetryPolicy};
use backon::{ExponentialBuilder, Retryable};

use super::{Case, LOOP};

const CALLS: u64 = 1_000;

static GATE: Gate = Gate::new();
static CLOCKED: Gate = Gate::new();
static TOKEN: Credential<u64> = Credential::with_value(7);

/// Time that passes by a millisecond a call: the clock is the caller's, and not measured.
fn go_through(call: impl Fn(u64, Duration)) {
    for nth in 0..CALLS {
        call(black_box(nth), black_box(Duration::from_millis(nth)));
    }
}

fn send(value: u64) -> Ready<Result<u64, ApigError>> {
    ready(black_box(Ok(value)))
}

/// Nobody waits here.
fn sleep(_: Duration) -> Ready<()> {
    ready(())
}

fn poll<F: Future>(future: F) -> F::Output {
    let mut context = Context::from_waker(Waker::noop());
    match pin!(future).poll(&mut context) {
        Poll::Ready(output) => output,
        Poll::Pending => unreachable!("nothing is waited for"),
    }
}

fn in_line(value: u64, now: Duration) {
    let call = RetryPolicy::new().call(Idempotency::Idempotent).gate(&GATE);
    let _served = black_box(poll(call.run(|| now, sleep, || send(value))));
}

fn by_the_clock(value: u64, _: Duration) {
    let call = RetryPolicy::new().call(Idempotency::Idempotent).gate(&CLOCKED);
    let _served = black_box(poll(call.run(apig_errors::now, sleep, || send(value))));
}

fn alone(value: u64, now: Duration) {
    let call = RetryPolicy::new().call(Idempotency::Idempotent);
    let _served = black_box(poll(call.run(|| now, sleep, || send(value))));
}

fn with_credential(value: u64, now: Duration) {
    let call = RetryPolicy::new().call(Idempotency::Idempotent).gate(&GATE);
    let call = call.credential(&TOKEN, || ready(Ok(7)));
    let _served = black_box(poll(call.run(|| now, sleep, |token| send(value ^ token))));
}

fn by_backon(value: u64, _: Duration) {
    let _served = black_box(poll((|| send(value)).retry(ExponentialBuilder::default())));
}

pub(crate) fn cases() -> Vec<Case> {
    let case = |contender, run| Case {
        group: "a call that succeeds at once",
        contender,
        inputs: usize::try_from(CALLS).unwrap_or(1),
        run,
    };
    vec![
        case(LOOP, || {
            go_through(|value, _| {
                let _served = black_box(poll(send(value)));
            });
        }),
        case("with a gate", || go_through(in_line)),
        case("and the clock", || go_through(by_the_clock)),
        case("alone", || go_through(alone)),
        case("and a credential", || go_through(with_credential)),
        case("backon", || go_through(by_backon)),
    ]
}
