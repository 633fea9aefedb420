//! Random waits, so that calls that fail together are not retried together.

use core::time::Duration;

/// The inverse of [`Duration::as_nanos`].
pub(super) fn from_nanos(nanos: u128) -> Duration {
    const NANOS_PER_SEC: u128 = 1_000_000_000;

    match u64::try_from(nanos / NANOS_PER_SEC) {
        Ok(secs) => Duration::new(secs, (nanos % NANOS_PER_SEC) as u32),
        Err(_) => Duration::MAX,
    }
}

/// `SplitMix64`: small, and any seed will do. Jitter has to spread calls, not to keep secrets.
#[derive(Clone, Debug)]
pub(super) struct Random(u64);

impl Random {
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From a seed that no other call has.
    pub(super) fn fresh() -> Self {
        Self(fresh_seed())
    }

    /// Uniform over the numbers below `bound`, for small bounds; zero where there are none.
    pub(super) fn below(&mut self, bound: u64) -> u64 {
        self.next().checked_rem(bound).unwrap_or(0)
    }

    /// Uniform over the nanoseconds from zero to `longest`, both included.
    ///
    /// The longest duration has fewer than 2^95 nanoseconds, so the remainder of 128 random bits
    /// is off uniform by less than one part in 2^33.
    pub(super) fn up_to(&mut self, longest: Duration) -> Duration {
        let bits = u128::from(self.next()) << 64 | u128::from(self.next());
        from_nanos(bits % (longest.as_nanos() + 1))
    }
}

/// A seed that no other call of this process has, nor, most likely, any of another process, unless one was
/// forked from the other: then both go on with the same keys.
#[cfg(feature = "std")]
pub(super) fn fresh_seed() -> u64 {
    use std::hash::{BuildHasher, RandomState};

    // The keys are random in each thread and change with each `new`.
    RandomState::new().hash_one(())
}

/// A seed that no other call of this process has.
#[cfg(all(not(feature = "std"), target_has_atomic = "ptr"))]
pub(super) fn fresh_seed() -> u64 {
    use core::sync::atomic::{AtomicUsize, Ordering};

    static CALLS: AtomicUsize = AtomicUsize::new(0);
    CALLS.fetch_add(1, Ordering::Relaxed) as u64
}

/// Nothing to draw on, nothing to count with: `with_seed` has to supply it.
#[cfg(all(not(feature = "std"), not(target_has_atomic = "ptr")))]
pub(super) fn fresh_seed() -> u64 {
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nanoseconds_survive_the_way_there_and_back() {
        for duration in [
            Duration::ZERO,
            Duration::from_nanos(1),
            Duration::from_nanos(999_999_999),
            Duration::from_nanos(1_000_000_001),
            Duration::new(u64::MAX, 999_999_998),
            Duration::MAX,
        ] {
            assert_eq!(from_nanos(duration.as_nanos()), duration);
        }
        assert_eq!(from_nanos(Duration::MAX.as_nanos() + 1), Duration::MAX);
        assert_eq!(from_nanos(u128::MAX), Duration::MAX);
    }

    #[test]
    fn the_generator_is_splitmix64() {
        // The first outputs of the reference implementation (Vigna, splitmix64.c).
        let mut random = Random(1_234_567);
        assert_eq!(random.next(), 6_457_827_717_110_365_317);
        assert_eq!(random.next(), 3_203_168_211_198_807_973);
    }

    #[test]
    fn jitter_is_uniform_and_reaches_both_ends() {
        let mut random = Random(1);
        let mut seen = [0_u32; 4];
        for _ in 0..4_000 {
            let nanos = random.up_to(Duration::from_nanos(3)).subsec_nanos();
            seen[nanos as usize] += 1;
        }
        assert!(seen.iter().all(|times| (900..1_100).contains(times)), "{seen:?}");

        let halves = (0..1_000).filter(|_| random.up_to(Duration::MAX) > Duration::MAX / 2).count();
        assert!((450..550).contains(&halves), "{halves}");
        assert_eq!(random.up_to(Duration::ZERO), Duration::ZERO);
    }

    #[test]
    fn seeds_are_fresh() {
        assert_ne!(fresh_seed(), fresh_seed());
    }
}
