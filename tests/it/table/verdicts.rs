//! The verdict of every code and status against the four rules, which are written here a second
//! time, in the plainest way, from the table's rows alone.

use apig_errors::{
    Actor, ApigError, Basis, Code, Delivery, Family, Idempotency, ROWS, Retry, Row, Verdict,
};

type Expected = (Retry, Delivery, Basis, Option<Actor>);

fn by_the_rules(family: Family, rows: &[&Row], status: u16) -> Expected {
    let pair = rows.iter().find(|row| row.status == status);
    let of = |row: &Row, basis| (row.verdict.retry, row.verdict.delivery, basis, Some(row.actor));
    match (family, pair, rows) {
        // 1. Family APIG, pair documented.
        (Family::Apig, Some(row), _) => of(row, Basis::Row),
        // 2. Family APIG, code documented, status not.
        (Family::Apig, None, [first, rest @ ..]) => {
            if first.code == Code::APIG_0201 {
                let retry =
                    if (500..=599).contains(&status) { Retry::Backoff } else { Retry::Never };
                (retry, Delivery::MaybeDelivered, Basis::Code, None)
            } else {
                assert!(
                    rest.iter().all(|row| row.verdict == first.verdict),
                    "only 0201 has rows that differ"
                );
                of(first, Basis::Code)
            }
        }
        // 3. A sibling whose pair is documented for APIG.
        (Family::Apigw | Family::Apic, Some(row), _) => of(row, Basis::Sibling),
        // 4. Anything else.
        _ => {
            let retry = match status {
                429 => Retry::Throttled,
                502..=504 => Retry::Backoff,
                _ => Retry::Never,
            };
            (retry, Delivery::MaybeDelivered, Basis::Status, None)
        }
    }
}

#[test]
fn every_code_with_every_status_follows_the_four_rules() {
    for family in [Family::Apig, Family::Apigw, Family::Apic] {
        for number in 0..=9999 {
            let code: Code = format!("{family}.{number:04}").parse().expect("well formed");
            let rows: Vec<&Row> = ROWS.iter().filter(|row| row.code.number() == number).collect();
            for status in 100..=599 {
                let Verdict { retry, delivery, basis, .. } = code.verdict(status);
                let actual = (retry, delivery, basis, code.actor(status));
                assert_eq!(actual, by_the_rules(family, &rows, status), "{code} {status}");
            }
        }
    }
}

#[test]
fn statuses_that_are_none_get_a_verdict_too() {
    for status in [0, 1, 99, 600, 999, u16::MAX] {
        assert_eq!(Code::APIG_0201.verdict(status).retry, Retry::Never, "{status}");
        assert_eq!(Code::APIG_0308.verdict(status).retry, Retry::Throttled, "{status}");
        assert_eq!(Verdict::from_status(status).retry, Retry::Never, "{status}");
        assert_eq!(ApigError::from_status(status).verdict(), Verdict::from_status(status));
    }
}

#[test]
fn verdicts_are_const() {
    const VERDICT: Verdict = match Code::parse("APIG.0308") {
        Ok(code) => code.verdict(429),
        Err(_) => Verdict::from_status(429),
    };
    const ACTOR: Option<Actor> = Code::APIG_0308.actor(429);
    const MESSAGE: &str = Code::APIG_0308.rows()[0].message;
    assert_eq!(VERDICT.basis, Basis::Row);
    assert_eq!(ACTOR, Some(Actor::CallerAccess));
    assert_eq!(MESSAGE, "The throttling threshold has been reached.");
}

#[test]
fn a_request_is_permitted_unless_it_may_have_been_executed_or_never_heals() {
    use Delivery::{MaybeDelivered, NotDelivered};
    use Idempotency::{Idempotent, NotIdempotent};
    for retry in [Retry::Backoff, Retry::Throttled, Retry::Reauthenticate] {
        assert!(Verdict::new(retry, NotDelivered).permits(NotIdempotent));
        assert!(Verdict::new(retry, NotDelivered).permits(Idempotent));
        assert!(Verdict::new(retry, MaybeDelivered).permits(Idempotent));
        assert!(!Verdict::new(retry, MaybeDelivered).permits(NotIdempotent));
    }
    for delivery in [NotDelivered, MaybeDelivered] {
        assert!(!Verdict::new(Retry::Never, delivery).permits(Idempotent));
        assert!(!Verdict::new(Retry::Never, delivery).permits(NotIdempotent));
    }
}

#[test]
fn an_error_gives_the_verdict_of_its_code_or_of_its_status() {
    let known = ApigError::new(504, Code::APIG_0203);
    assert_eq!(known.verdict(), Code::APIG_0203.verdict(504));
    assert_eq!(known.actor(), Some(Actor::BackendOperator));
    let foreign = ApigError::from_status(504).with_raw_code("DNS.0021");
    assert_eq!(foreign.verdict(), Verdict::from_status(504));
    assert_eq!((foreign.code(), foreign.actor()), (None, None));
}
