//! Tasks under simulated time: one thread, no clock, the same order on every run.

use std::{
    cell::{Cell, RefCell},
    cmp::{Ordering, Reverse},
    collections::{BinaryHeap, VecDeque},
    future::Future,
    pin::Pin,
    sync::{Arc, Mutex},
    task::{Context, Poll, Wake, Waker},
    time::Duration,
};

pub(crate) type Task<'t> = Pin<Box<dyn Future<Output = ()> + 't>>;

/// The time, and who waits for which moment of it.
#[derive(Default)]
pub(crate) struct Time {
    now: Cell<Duration>,
    timers: RefCell<BinaryHeap<Timer>>,
    number: Cell<u64>,
}

struct Timer {
    at: Reverse<(Duration, u64)>,
    waker: Waker,
}

impl Time {
    pub(crate) fn now(&self) -> Duration {
        self.now.get()
    }

    pub(crate) fn sleep(&self, duration: Duration) -> Sleep<'_> {
        Sleep { time: self, until: self.now().saturating_add(duration), is_set: false }
    }

    /// Runs the tasks to their end, or as far as they come.
    pub(crate) fn run(&self, tasks: Vec<Task<'_>>) {
        let ready = Arc::new(Mutex::new((0..tasks.len()).collect::<VecDeque<_>>()));
        let waker = |task| Waker::from(Arc::new(Ready { task, queue: Arc::clone(&ready) }));
        let mut tasks: Vec<_> =
            tasks.into_iter().enumerate().map(|(nth, task)| Some((task, waker(nth)))).collect();
        loop {
            let next = ready.lock().unwrap().pop_front();
            if let Some(nth) = next {
                if let Some((task, waker)) = &mut tasks[nth] {
                    if task.as_mut().poll(&mut Context::from_waker(waker)).is_ready() {
                        tasks[nth] = None;
                    }
                }
                continue;
            }
            let Some(timer) = self.timers.borrow_mut().pop() else { return };
            self.now.set(timer.at.0.0);
            timer.waker.wake();
        }
    }
}

struct Ready {
    task: usize,
    queue: Arc<Mutex<VecDeque<usize>>>,
}

impl Wake for Ready {
    fn wake(self: Arc<Self>) {
        self.queue.lock().unwrap().push_back(self.task);
    }
}

pub(crate) struct Sleep<'t> {
    time: &'t Time,
    until: Duration,
    is_set: bool,
}

impl Future for Sleep<'_> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let time = self.time;
        if time.now() >= self.until {
            return Poll::Ready(());
        }
        if !std::mem::replace(&mut self.is_set, true) {
            time.number.set(time.number.get() + 1);
            let (at, waker) = (Reverse((self.until, time.number.get())), context.waker().clone());
            time.timers.borrow_mut().push(Timer { at, waker });
        }
        Poll::Pending
    }
}

impl Ord for Timer {
    fn cmp(&self, other: &Self) -> Ordering {
        self.at.cmp(&other.at)
    }
}

impl PartialOrd for Timer {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Timer {
    fn eq(&self, other: &Self) -> bool {
        self.at == other.at
    }
}

impl Eq for Timer {}

/// The future, or `None` where it takes longer: then it is dropped.
pub(crate) async fn within<F: Future>(time: &Time, most: Duration, future: F) -> Option<F::Output> {
    let mut future = Box::pin(future);
    let mut sleep = Box::pin(time.sleep(most));
    std::future::poll_fn(|context| {
        if let Poll::Ready(output) = future.as_mut().poll(context) {
            return Poll::Ready(Some(output));
        }
        sleep.as_mut().poll(context).map(|()| None)
    })
    .await
}
