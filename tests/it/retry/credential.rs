//! One renewal for all: every order in which calls may be polled and dropped, and the back-off.

use std::{
    cell::Cell,
    future::Future,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst},
    },
    task::{Context, Poll, Wake, Waker},
    thread,
    time::Duration,
};

use apig_errors::{ApigError, Code, Credential, Lease, NotRenewed};

const fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

fn refused() -> Result<u32, ApigError> {
    Err(ApigError::new(401, Code::APIG_0301))
}

fn down() -> Result<u32, ApigError> {
    Err(ApigError::from_status(503))
}

/// Pending once.
#[derive(Default)]
struct Yield(bool);

impl Future for Yield {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if self.0 {
            return Poll::Ready(());
        }
        self.0 = true;
        context.waker().wake_by_ref();
        Poll::Pending
    }
}

struct Flag(AtomicBool);

impl Wake for Flag {
    fn wake(self: Arc<Self>) {
        self.0.store(true, SeqCst);
    }
}

/// Counts a renewal as over, also when it is dropped half-way.
struct Leave<'a>(&'a Cell<u32>);

impl Drop for Leave<'_> {
    fn drop(&mut self) {
        self.0.set(self.0.get() - 1);
    }
}

type Get<'c> = Pin<Box<dyn Future<Output = Result<Lease<u32>, NotRenewed<ApigError>>> + 'c>>;

/// Polls three calls that found the same credential refused, in the order that `choices` says, where a
/// fourth kind of choice drops one. Only those are polled that were woken.
fn play(choices: &[u8]) {
    let token = Credential::with_value(1);
    token.refuse(&token.current().unwrap(), seconds(0));
    let (renewing, renewals) = (Cell::new(0), Cell::new(0));
    let get = || -> Get<'_> {
        Box::pin(token.get(
            || seconds(1),
            || async {
                renewing.set(renewing.get() + 1);
                assert_eq!(renewing.get(), 1, "two renewals at once: {choices:?}");
                let _leave = Leave(&renewing);
                Yield::default().await;
                renewals.set(renewals.get() + 1);
                Ok(2)
            },
        ))
    };
    let flags: Vec<_> = (0..3).map(|_| Arc::new(Flag(AtomicBool::new(true)))).collect();
    let mut calls: Vec<Option<Get<'_>>> = (0..3).map(|_| Some(get())).collect();
    let poll = |calls: &mut Vec<Option<Get<'_>>>, who: usize| {
        let Some(call) = &mut calls[who] else { return };
        if !flags[who].0.swap(false, SeqCst) {
            return;
        }
        let waker = Waker::from(Arc::clone(&flags[who]));
        if let Poll::Ready(result) = call.as_mut().poll(&mut Context::from_waker(&waker)) {
            assert_eq!(result.unwrap().value, 2, "{choices:?}");
            calls[who] = None;
        }
    };
    for &choice in choices {
        let who = usize::from(choice % 3);
        if choice < 3 { poll(&mut calls, who) } else { calls[who] = None }
    }
    // Anyone who is left comes to an end, by being polled only when woken.
    for _ in 0..9 {
        (0..3).for_each(|who| poll(&mut calls, who));
    }
    assert!(calls.iter().all(Option::is_none), "nobody woke one: {choices:?}");
    assert!(renewals.get() <= 1, "{choices:?}");
}

#[test]
fn every_order_of_polls_and_drops_renews_once_and_wakes_everybody() {
    const STEPS: u32 = 6;
    for code in 0..6_u32.pow(STEPS) {
        let choices: Vec<u8> =
            (0..STEPS).map(|step| u8::try_from(code / 6_u32.pow(step) % 6).unwrap()).collect();
        play(&choices);
    }
}

#[test]
fn a_renewal_that_panics_leaves_the_turn_to_the_next() {
    let token = Credential::<u32>::new();
    let panicked = thread::scope(|scope| {
        let (token, log_in) = (&token, || -> Result<u32, ApigError> { panic!("its own") });
        scope.spawn(move || token.get_blocking(|| seconds(0), log_in)).join().is_err()
    });
    assert!(panicked);
    assert_eq!(token.get_blocking(|| seconds(0), || Ok::<_, ApigError>(7)).unwrap().value, 7);
}

#[test]
fn threads_that_are_refused_together_log_in_once() {
    static TOKEN: Credential<usize> = Credential::with_value(0);
    static LOG_INS: AtomicUsize = AtomicUsize::new(0);

    let old = TOKEN.current().unwrap();
    thread::scope(|scope| {
        for _ in 0..32 {
            scope.spawn(|| {
                TOKEN.refuse(&old, seconds(0));
                let renewed = TOKEN.get_blocking(apig_errors::now, || {
                    thread::sleep(Duration::from_millis(20));
                    Ok::<_, ApigError>(LOG_INS.fetch_add(1, SeqCst) + 1)
                });
                assert_eq!(renewed.unwrap().value, 1);
            });
        }
    });
    assert_eq!(LOG_INS.load(SeqCst), 1);
}

/// A token expires for a hundred processes of a hundred callers each.
#[test]
fn each_process_renews_once() {
    let renewals = Cell::new(0);
    for _ in 0..100 {
        let token = Credential::with_value(1);
        let old = token.current().unwrap();
        let mut calls: Vec<Get<'_>> = (0..100)
            .map(|_| -> Get<'_> {
                token.refuse(&old, seconds(0));
                Box::pin(token.get(
                    || seconds(1),
                    || async {
                        Yield::default().await;
                        renewals.set(renewals.get() + 1);
                        Ok(2)
                    },
                ))
            })
            .collect();
        let mut context = Context::from_waker(Waker::noop());
        while !calls.is_empty() {
            calls.retain_mut(|call| call.as_mut().poll(&mut context).is_pending());
        }
    }
    assert_eq!(renewals.get(), 100);
}

#[test]
fn a_failed_renewal_is_not_repeated_in_a_loop() {
    let token = Credential::<u32>::new();
    let mut tries = Vec::new();
    for tenth in 0..3_000 {
        let now = Duration::from_millis(tenth * 100);
        let failed = token.get_blocking(
            || now,
            || {
                tries.push(tenth);
                down()
            },
        );
        assert!(failed.unwrap_err().retry_at > now);
    }
    // 1, 2, 4, 8, 16 and then 30 seconds, and up to a quarter more.
    assert!((11..=15).contains(&tries.len()), "{tries:?}");
    assert!((10..=13).contains(&(tries[1] - tries[0])), "{tries:?}");
    // No lock for a service that is down.
    assert!(tries.windows(2).all(|pair| pair[1] - pair[0] <= 376), "{tries:?}");
}

#[test]
fn five_refused_renewals_lock_it_for_five_minutes() {
    let token = Credential::<u32>::new();
    let mut tries = Vec::new();
    for second in 0..600 {
        let get = token.get_blocking(
            || seconds(second),
            || {
                tries.push(second);
                refused()
            },
        );
        assert!(get.unwrap_err().is_refused);
    }
    assert!(tries[4] <= 20, "{tries:?}");
    assert!((300..=301).contains(&(tries[5] - tries[4])), "{tries:?}");
}

#[test]
fn a_credential_that_is_refused_before_it_was_ever_accepted_is_a_failed_renewal() {
    let token = Credential::<u32>::new();
    let mut log_ins = 0;
    for tenth in 0..2_990 {
        let now = Duration::from_millis(tenth * 100);
        let get = token.get_blocking(
            || now,
            || {
                log_ins += 1;
                Ok::<_, ApigError>(log_ins)
            },
        );
        if let Ok(lease) = get {
            token.refuse(&lease, now);
        }
    }
    assert_eq!(log_ins, 5);

    // Accepted in between, it is an expiry like any other.
    let token = Credential::<u32>::new();
    for nth in 0..50 {
        let lease = token.get_blocking(|| seconds(0), || Ok::<_, ApigError>(nth)).unwrap();
        assert_eq!(lease.value, nth);
        token.accept(&lease);
        token.refuse(&lease, seconds(0));
    }
}

#[test]
fn ahead_of_the_expiry_one_renews_and_the_others_go_on() {
    let token = Credential::with_value(100).renew_before(|&until| seconds(until), seconds(10));
    let waker = Waker::noop();
    let renewal = || async {
        Yield::default().await;
        Ok::<_, ApigError>(200)
    };
    let mut renews = Box::pin(token.get(|| seconds(95), renewal));
    assert!(renews.as_mut().poll(&mut Context::from_waker(waker)).is_pending());
    let other = token.get_blocking(|| seconds(95), || -> Result<u64, ApigError> { unreachable!() });
    assert_eq!(other.unwrap().value, 100);
    let Poll::Ready(renewed) = renews.as_mut().poll(&mut Context::from_waker(waker)) else {
        panic!()
    };
    assert_eq!(renewed.unwrap().value, 200);

    // A renewal ahead that fails costs nobody anything until the expiry.
    let down = || Err(ApigError::from_status(503));
    assert_eq!(token.get_blocking(|| seconds(195), down).unwrap().value, 200);
    assert!(token.get_blocking(|| seconds(201), down).is_err());
}
