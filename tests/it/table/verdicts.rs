//! The verdict of every code and status against the four rules, which are written here a second time, in the
//! plainest way, from the tables' rows alone.

use std::collections::BTreeSet;

use apig_errors::{
    Actor, ApigError, Basis, Code, Delivery, Family, Idempotency, Retry, Row, TABLES, Verdict,
};

type Expected = (Retry, Delivery, Basis, Option<Actor>);

/// The rows of one number, for each family.
struct Rows {
    apig: Vec<&'static Row>,
    apigw: Vec<&'static Row>,
    apic: Vec<&'static Row>,
}

impl Rows {
    fn of(number: u16) -> Self {
        let rows = |family: &str| {
            let table = TABLES.iter().find(|table| table.family.as_str() == family);
            let rows = table.expect("a table").rows.iter();
            rows.filter(|row| row.code.number() == number).collect::<Vec<_>>()
        };
        Self { apig: rows("APIG"), apigw: rows("APIGW"), apic: rows("APIC") }
    }
}

fn by_the_rules(family: Family, rows: &Rows, status: u16) -> Expected {
    let of = |row: &Row, basis| (row.verdict.retry, row.verdict.delivery, basis, Some(row.actor));
    let with_status = |rows: &[&'static Row]| rows.iter().find(|row| row.status == status).copied();
    // That the table of APIC is incomplete is known; the others are taken to be whole.
    let (own, is_complete) = match family {
        Family::Apig => (&rows.apig, true),
        Family::Apigw => (&rows.apigw, true),
        Family::Apic => (&rows.apic, false),
        other => panic!("no rules for {other}"),
    };
    // 1. The family's own row.
    if let Some(row) = with_status(own) {
        return of(row, Basis::Row);
    }
    // 2. The row of APIG, where the family's own table lacks the code or is incomplete.
    if own.is_empty() || !is_complete {
        if let Some(row) = with_status(&rows.apig) {
            return of(row, Basis::Sibling);
        }
    }
    // 3. The family's own code with another status.
    if let Some(first) = own.first() {
        let mut asked = own.clone();
        if !is_complete {
            asked.extend(&rows.apig);
        }
        let actor = Some(first.actor).filter(|actor| asked.iter().all(|row| row.actor == *actor));
        if asked.iter().all(|row| row.verdict == first.verdict) {
            return (first.verdict.retry, first.verdict.delivery, Basis::Code, actor);
        }
        assert_eq!(first.code.number(), 201, "only 0201 has rows that differ");
        let retry = if (500..=599).contains(&status) { Retry::Backoff } else { Retry::Never };
        return (retry, Delivery::MaybeDelivered, Basis::Code, actor);
    }
    // 4. Anything else.
    let retry = match status {
        429 => Retry::Throttled,
        502..=504 => Retry::Backoff,
        _ => Retry::Never,
    };
    (retry, Delivery::MaybeDelivered, Basis::Status, None)
}

#[test]
fn every_code_with_every_status_follows_the_four_rules() {
    let mut found = [[0_u32; 4]; 3];
    for number in 0..=9999 {
        let rows = Rows::of(number);
        for (at, family) in [Family::Apig, Family::Apigw, Family::Apic].into_iter().enumerate() {
            let code: Code = format!("{family}.{number:04}").parse().expect("well formed");
            for status in 100..=599 {
                let Verdict { retry, delivery, basis, .. } = code.verdict(status);
                let actual = (retry, delivery, basis, code.actor(status));
                assert_eq!(actual, by_the_rules(family, &rows, status), "{code} {status}");
                found[at][Basis::ALL.iter().position(|one| *one == basis).expect("one")] += 1;
            }
        }
    }
    assert_eq!(found, [Family::Apig, Family::Apigw, Family::Apic].map(bases));
}

/// How many of a family's codes and statuses rest on a row, a code, a sibling and the status, counted in the tables
/// alone: each code has 500 statuses, the documented pairs among them.
fn bases(family: Family) -> [u32; 4] {
    let pairs = |family: Family| -> BTreeSet<(u16, u16)> {
        family.table().rows.iter().map(|row| (row.code.number(), row.status)).collect()
    };
    let own = pairs(family);
    let numbers: BTreeSet<u16> = own.iter().map(|(number, _)| *number).collect();
    let mut siblings = pairs(Family::Apig);
    siblings.retain(|pair| {
        !own.contains(pair) && (!family.table().complete || !numbers.contains(&pair.0))
    });
    let of_own_codes = siblings.iter().filter(|(number, _)| numbers.contains(number)).count();
    let row = own.len();
    let code = 500 * numbers.len() - row - of_own_codes;
    let sibling = siblings.len();
    [row, code, sibling, 500 * 10_000 - row - code - sibling]
        .map(|count| u32::try_from(count).expect("it is small"))
}

/// Whatever the basis: what lets a request that is not idempotent be retried is a row, or rows that all agree.
#[test]
fn no_verdict_is_bolder_than_the_rows_of_its_number() {
    for number in 0..=9999 {
        let rows = Rows::of(number);
        let all: Vec<&Row> =
            [&rows.apig, &rows.apigw, &rows.apic].into_iter().flatten().copied().collect();
        for &family in Family::ALL {
            let code = Code::new(family, number).expect("four digits");
            for status in 100..=599 {
                let verdict = code.verdict(status);
                if verdict.permits(Idempotency::NotIdempotent) {
                    let bold = |row: &&Row| row.verdict.permits(Idempotency::NotIdempotent);
                    assert!(!all.is_empty() && all.iter().all(bold), "{code} {status}");
                }
                if verdict.delivery == Delivery::NotDelivered && verdict.basis == Basis::Code {
                    let same = |row: &&Row| row.verdict.delivery == Delivery::NotDelivered;
                    assert!(all.iter().all(same), "{code} {status}");
                }
            }
        }
    }
}

/// Where the tables of two families say something else of one number.
#[test]
fn a_familys_own_table_comes_first() {
    use Delivery::{MaybeDelivered, NotDelivered};

    let verdict = |code: Code, status| {
        let Verdict { retry, delivery, basis, .. } = code.verdict(status);
        (retry, delivery, basis)
    };
    for code in [Code::APIGW_0104, Code::APIGW_0105] {
        assert_eq!(verdict(code, 400), (Retry::Never, NotDelivered, Basis::Row));
        // APIG's status: the code is documented for APIGW, with another.
        assert_eq!(verdict(code, 500), (Retry::Never, NotDelivered, Basis::Code));
    }
    // Documented for APIGW alone.
    assert_eq!(verdict(Code::APIGW_0801, 403), (Retry::Never, NotDelivered, Basis::Row));
    let elsewhere = Code::parse("APIG.0801").expect("a code");
    assert_eq!(verdict(elsewhere, 403), (Retry::Never, MaybeDelivered, Basis::Status));
    // What the incomplete table of APIC says of 0201 is not all that there is.
    assert_eq!(verdict(Code::APIC_0201, 413), (Retry::Never, NotDelivered, Basis::Row));
    assert_eq!(verdict(Code::APIC_0201, 502), (Retry::Backoff, MaybeDelivered, Basis::Sibling));
    assert_eq!(verdict(Code::APIC_0201, 503), (Retry::Backoff, MaybeDelivered, Basis::Code));
    assert_eq!(verdict(Code::APIC_0201, 418), (Retry::Never, MaybeDelivered, Basis::Code));
    assert_eq!(verdict(Code::APIGW_0201, 500), (Retry::Backoff, MaybeDelivered, Basis::Code));
    // A lack that is no lack of the page's: APIGW has no 0203, APIC has.
    let lacking = Code::parse("APIGW.0203").expect("a code");
    assert_eq!(verdict(lacking, 504), (Retry::Backoff, MaybeDelivered, Basis::Sibling));
    assert_eq!(verdict(Code::APIC_0203, 504), (Retry::Backoff, MaybeDelivered, Basis::Row));
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
