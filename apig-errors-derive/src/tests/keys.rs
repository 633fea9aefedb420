//! The typos that are understood.

use crate::derive::keys::is_near_miss;

#[test]
fn one_typo_is_near_and_two_are_far() {
    for typed in
        ["fallback", "falback", "fallbback", "fallbakc", "Fallback", "fall_back", "fallbacc"]
    {
        assert!(is_near_miss(typed, "fallback"), "{typed}");
    }
    for typed in ["falbak", "feedback", "back", "code"] {
        assert!(!is_near_miss(typed, "fallback"), "{typed}");
    }
}
