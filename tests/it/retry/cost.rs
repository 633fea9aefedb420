//! What a call that succeeds at once costs: nothing is allocated, and no more is asked than has to be.

use std::{
    cell::Cell,
    future::ready,
    pin::pin,
    task::{Context, Poll, Waker},
    time::Duration,
};

use allocation_counter::measure;
use apig_errors::{ApigError, Credential, Gate, Idempotency, RetryPolicy};

fn poll<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("nothing is waited for"),
    }
}

fn allocations(run: impl Fn(Duration)) -> u64 {
    // What is made once is made before.
    run(Duration::ZERO);
    measure(|| (1..1_000).for_each(|nth| run(Duration::from_millis(nth)))).count_total
}

const SERVED: Result<u32, ApigError> = Ok(7);

#[test]
fn nothing_is_allocated_but_by_the_request() {
    let gate = Gate::new();
    let token = Credential::with_value(1_u32);
    let call = || RetryPolicy::new().call(Idempotency::NotIdempotent);
    let sleep = |_| ready(());

    let alone = |now| assert!(poll(call().run(|| now, sleep, || ready(SERVED))).is_ok());
    assert_eq!(allocations(alone), 0);
    let gated =
        |now| assert!(poll(call().gate(&gate).run(|| now, sleep, || ready(SERVED))).is_ok());
    assert_eq!(allocations(gated), 0);
    let credited = |now| {
        let call = call().gate(&gate).credential(&token, || ready(Ok(2)));
        assert!(poll(call.run(|| now, sleep, |_| ready(SERVED))).is_ok());
    };
    assert_eq!(allocations(credited), 0);
    let blocking = |now| {
        let call = call().gate(&gate).credential(&token, || Ok(2));
        assert!(call.run_blocking(|| now, |_| (), |_| SERVED).is_ok());
    };
    assert_eq!(allocations(blocking), 0);
    let attempts = |now: Duration| {
        let mut attempts = call().gate(&gate).attempts();
        while attempts.next_blocking(|| now, |_| ()) {
            attempts.settle(now, SERVED);
        }
        assert!(attempts.finish().is_ok());
    };
    assert_eq!(allocations(attempts), 0);
}

#[test]
fn a_credential_is_cloned_once_a_request() {
    #[derive(Debug)]
    struct Counted<'a>(&'a Cell<u32>);

    impl Clone for Counted<'_> {
        fn clone(&self) -> Self {
            self.0.set(self.0.get() + 1);
            Self(self.0)
        }
    }

    let clones = Cell::new(0);
    let token = Credential::with_value(Counted(&clones));
    let call = RetryPolicy::new().call(Idempotency::Idempotent);
    let call = call.credential(&token, || ready(Err(ApigError::from_status(503))));
    let served = poll(call.run(|| Duration::ZERO, |_| ready(()), |_| ready(SERVED)));
    assert_eq!((served.unwrap(), clones.get()), (7, 1));
}

#[test]
fn the_clock_is_asked_once_and_not_at_all_where_nothing_depends_on_it() {
    let gate = Gate::new();
    let asked = Cell::new(0);
    let now = || {
        asked.set(asked.get() + 1);
        Duration::from_secs(5)
    };
    let sleep = |_| ready(());
    let policy = RetryPolicy::new();
    let asks = |expected: u32, what: &str| assert_eq!(asked.replace(0), expected, "{what}");

    let call = || policy.call(Idempotency::Idempotent);
    poll(call().run(now, sleep, || ready(SERVED))).unwrap();
    asks(0, "alone");
    poll(call().gate(&gate).run(now, sleep, || ready(SERVED))).unwrap();
    asks(1, "with a gate");
    poll(call().within(Duration::from_secs(1)).run(now, sleep, || ready(SERVED))).unwrap();
    asks(1, "with a deadline");
    let token = Credential::with_value(1);
    let call = call().gate(&gate).credential(&token, || ready(Ok(2)));
    poll(call.run(now, sleep, |_| ready(SERVED))).unwrap();
    asks(1, "with a credential that does not expire");
}
