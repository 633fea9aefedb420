//! How many bytes were looked at. Only tests count, which hold it to the length of the text: by a clock, a
//! machine that is busy would decide.

#[cfg(test)]
std::thread_local! {
    static TAKEN: core::cell::Cell<usize> = const { core::cell::Cell::new(0) };
}

/// Counts bytes that are looked at.
#[cfg(test)]
pub(super) fn count(bytes: usize) {
    TAKEN.set(TAKEN.get() + bytes);
}

#[cfg(not(test))]
#[inline]
pub(super) fn count(_: usize) {}

/// How many were counted while this ran.
#[cfg(test)]
pub(super) fn of(run: impl FnOnce()) -> usize {
    TAKEN.set(0);
    run();
    TAKEN.get()
}
