//! What is shared between calls: a value behind a short lock, and a hint beside it.
//!
//! With `std` a mutex and an atomic flag, so that what holds them is `Sync`. Without it there is no
//! lock that is right everywhere (a spinning one hangs where an interrupt preempts its holder), so
//! cells: what holds them is `Send`, and the program wraps it in the mutex of its platform.

#[cfg(feature = "std")]
mod shared {
    use std::sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    };

    #[derive(Debug)]
    pub(crate) struct Lock<T>(Mutex<T>);

    impl<T> Lock<T> {
        pub(crate) const fn new(value: T) -> Self {
            Self(Mutex::new(value))
        }

        /// `f` must not call what may take the lock again.
        pub(crate) fn with<R>(&self, f: impl FnOnce(&mut T) -> R) -> R {
            // Nothing of ours panics half-way through a change, so a poisoned value is whole.
            f(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
        }

        pub(crate) fn into_inner(self) -> T {
            self.0.into_inner().unwrap_or_else(PoisonError::into_inner)
        }
    }

    /// A hint that saves taking the lock. It is only written under the lock; who reads a stale one
    /// takes the lock in vain, or leaves out one piece of news.
    #[derive(Debug)]
    pub(crate) struct Hint(AtomicBool);

    impl Hint {
        pub(crate) const fn new(value: bool) -> Self {
            Self(AtomicBool::new(value))
        }

        pub(crate) fn get(&self) -> bool {
            self.0.load(Ordering::Relaxed)
        }

        pub(crate) fn set(&self, value: bool) {
            // A write costs the other processors their copy, even of what was there before.
            if self.get() != value {
                self.0.store(value, Ordering::Relaxed);
            }
        }
    }
}

#[cfg(not(feature = "std"))]
mod shared {
    use core::cell::{Cell, RefCell};

    #[derive(Debug)]
    pub(crate) struct Lock<T>(RefCell<T>);

    impl<T> Lock<T> {
        pub(crate) const fn new(value: T) -> Self {
            Self(RefCell::new(value))
        }

        /// `f` must not call what may take the lock again.
        pub(crate) fn with<R>(&self, f: impl FnOnce(&mut T) -> R) -> R {
            f(&mut self.0.borrow_mut())
        }

        pub(crate) fn into_inner(self) -> T {
            self.0.into_inner()
        }
    }

    #[derive(Debug)]
    pub(crate) struct Hint(Cell<bool>);

    impl Hint {
        pub(crate) const fn new(value: bool) -> Self {
            Self(Cell::new(value))
        }

        pub(crate) fn get(&self) -> bool {
            self.0.get()
        }

        pub(crate) fn set(&self, value: bool) {
            self.0.set(value);
        }
    }
}

pub(super) use shared::{Hint, Lock};
