//! An enum's mapping held against the table, and the page of a run-book that comes of it.
//!
//! `BLESS=1 cargo test -p apig-errors-tests -- derive::coverage` writes `data/run-book.md` anew; read
//! the difference before you commit it.

#![allow(dead_code)]

use std::collections::BTreeSet;

use apig_errors::{
    ApigClaims, ApigError, ApigRetryable, Basis, Code, Family, ROWS, Retry, Verdict, coverage,
    coverage::{Coverage, Handler},
};

use crate::support::files::assert_file;

#[derive(ApigRetryable)]
#[apig(siblings)]
enum OrderError {
    #[apig(code = "APIG.0308")]
    Throttled,
    #[apig(code = "APIG.0201", status(502, 504))]
    #[apig(code("APIG.0202", "APIG.0203"))]
    BackendDown,
    #[apig(code("APIG.0301", "APIG.0307", "APIG.1002"))]
    Expired(#[apig(error)] ApigError),
    #[apig(code = "APIG.0103", retry = Backoff, reason = "deployed anew | every\nnight")]
    Redeploying(#[apig(error)] ApigError),
    #[apig(code = "APIG.0101")]
    NoSuchApi,
    #[apig(unlisted = "ModelArts.81101", status = 429, retry = Throttled, reason = "tokens a minute")]
    #[apig(unlisted = "APIG.0316", retry = Throttled)]
    Model,
    #[apig(no_code, status(502, 503))]
    #[apig(no_code, status = 500, retry = Backoff, reason = "our proxy restarts at night")]
    Proxy,
    #[apig(local, retry = Backoff)]
    Io(std::io::Error),
    #[apig(fallback)]
    Other(ApigError),
}

#[derive(ApigRetryable)]
enum OneVariant {
    #[apig(code = "APIG.0201", status = any)]
    Request(#[apig(error)] ApigError),
}

#[derive(ApigRetryable)]
enum Nothing {
    #[apig(local)]
    Local,
}

fn pairs_of_the_table() -> BTreeSet<(Code, u16)> {
    ROWS.iter().map(|row| (row.code, row.status)).collect()
}

#[test]
fn every_documented_pair_stands_once_and_in_the_order_of_the_table() {
    for coverage in [coverage::<OrderError>(), coverage::<OneVariant>(), coverage::<Nothing>()] {
        let pairs: Vec<_> = coverage.pairs().map(|pair| (pair.row.code, pair.row.status)).collect();
        assert_eq!(pairs.len(), pairs_of_the_table().len());
        assert_eq!(pairs.iter().copied().collect::<BTreeSet<_>>(), pairs_of_the_table());
        let mut rest = ROWS.iter().map(|row| (row.code, row.status));
        assert!(pairs.iter().all(|pair| rest.any(|row| row == *pair)), "the order of the table");
        assert_eq!(coverage.claimed().count() + coverage.unclaimed().count(), pairs.len());
    }
}

#[test]
fn a_pair_tells_its_rows_and_all_rows_belong_to_a_pair() {
    let coverage = coverage::<OrderError>();
    assert_eq!(coverage.pairs().flat_map(|pair| pair.rows()).count(), ROWS.len());
    let no_such_api = coverage.pairs().next().expect("the first pair");
    assert_eq!((no_such_api.row.code, no_such_api.rows().count()), (Code::APIG_0101, 2));
}

#[test]
fn claimed_pairs_have_the_variant_and_the_verdict_of_their_claim() {
    let coverage = coverage::<OrderError>();
    for pair in coverage.claimed() {
        let claim = pair.claim().expect("claimed");
        assert_eq!(
            (claim.code, claim.status),
            (Some(&*pair.row.code.to_string()), Some(pair.row.status))
        );
        assert_eq!((pair.variant(), pair.verdict()), (Some(claim.variant), claim.verdict));
    }
    assert_eq!(coverage.claimed().count(), 10);
    assert_eq!(coverage.variant_of(Code::APIG_0201, 504), Some("BackendDown"));
}

/// What the coverage says is what the conversion does.
#[test]
fn the_coverage_is_what_the_conversion_does() {
    for pair in coverage::<OrderError>().pairs() {
        let error = OrderError::from(ApigError::new(pair.row.status, pair.row.code));
        let variant = match error {
            OrderError::Throttled => "Throttled",
            OrderError::BackendDown => "BackendDown",
            OrderError::Expired(_) => "Expired",
            OrderError::Redeploying(_) => "Redeploying",
            OrderError::NoSuchApi => "NoSuchApi",
            OrderError::Model => "Model",
            OrderError::Proxy => "Proxy",
            OrderError::Io(_) => "Io",
            OrderError::Other(_) => "Other",
        };
        assert_eq!(pair.variant(), Some(variant), "{} {}", pair.row.code, pair.row.status);
        assert_eq!(pair.verdict().retry, error.verdict().retry, "{} {}", pair.row.code, variant);
        assert_eq!(pair.is_overridden(), error.verdict().basis == Basis::Declared);
    }
}

#[test]
fn unclaimed_pairs_go_to_the_fallback() {
    for pair in coverage::<OrderError>().unclaimed() {
        assert_eq!(pair.handler, Handler::Fallback("Other"));
        assert_eq!((pair.variant(), pair.verdict()), (Some("Other"), pair.row.verdict));
        assert_eq!(pair.reason(), pair.row.reason);
        assert!(!pair.is_overridden());
    }
}

#[test]
fn without_a_fallback_unclaimed_pairs_go_to_nobody() {
    let one = coverage::<OneVariant>();
    assert_eq!((one.claimed().count(), one.mapping.fallback), (Code::APIG_0201.rows().len(), None));
    assert!(
        one.unclaimed().all(|pair| pair.handler == Handler::Unhandled && pair.variant().is_none())
    );
    assert_eq!(one.variant_of(Code::APIG_0308, 429), None);
    assert_eq!(coverage::<Nothing>().unclaimed().count(), pairs_of_the_table().len());
}

#[test]
fn a_pair_that_is_not_documented_goes_to_no_variant() {
    assert_eq!(coverage::<OrderError>().variant_of(Code::APIG_0308, 503), None);
}

#[test]
fn overrides_are_told_with_their_reason_and_what_the_table_says() {
    let overridden: Vec<_> = coverage::<OrderError>().overridden().collect();
    let [pair] = &overridden[..] else { panic!("one: {overridden:?}") };
    assert_eq!((pair.row.code, pair.variant()), (Code::APIG_0103, Some("Redeploying")));
    assert_eq!(pair.reason(), "deployed anew | every\nnight");
    assert_eq!((pair.row.verdict.retry, pair.verdict().retry), (Retry::Never, Retry::Backoff));
}

#[test]
fn unlisted_codes_stand_apart() {
    let coverage = coverage::<OrderError>();
    let unlisted: Vec<_> = coverage.unlisted().map(|claim| (claim.code, claim.status)).collect();
    assert_eq!(unlisted, [(Some("ModelArts.81101"), Some(429)), (Some("APIG.0316"), None)]);
}

#[test]
fn responses_without_a_code_are_apart() {
    let claims: Vec<_> = coverage::<OrderError>()
        .no_code()
        .map(|claim| (claim.code, claim.status, claim.verdict.basis, claim.reason))
        .collect();
    let expected = [
        (None, Some(502), Basis::Status, None),
        (None, Some(503), Basis::Status, None),
        (None, Some(500), Basis::Declared, Some("our proxy restarts at night")),
    ];
    assert_eq!(claims, expected);
}

/// Their verdict is known only with the response.
#[test]
fn responses_without_a_code_and_of_every_status_keep_their_verdict() {
    #[derive(ApigRetryable)]
    #[apig(exhaustive(Throttled))]
    enum Page {
        #[apig(no_code)]
        Page(#[apig(error)] ApigError),
        #[apig(code = "APIG.0308")]
        Throttled,
    }

    let coverage = coverage::<Page>();
    let [claim] = coverage.no_code().collect::<Vec<_>>()[..] else { panic!("one") };
    assert_eq!((claim.code, claim.status, claim.verdict), (None, None, Verdict::from_status(0)));
    assert_eq!((coverage.claimed().count(), coverage.unlisted().count()), (1, 0));
    let page = coverage.to_string();
    assert!(page.ends_with("| none | any | | `Page` | of the response | | No code |\n"), "{page}");
}

#[test]
fn variants_stand_in_the_order_of_the_enum_with_what_they_claim() {
    let variants: Vec<_> = coverage::<OrderError>()
        .variants()
        .map(|variant| (variant.name(), variant.claims.len(), variant.rows().count()))
        .collect();
    let expected = [
        ("Throttled", 1, 1),
        ("BackendDown", 4, 4),
        ("Expired", 3, 3),
        ("Redeploying", 1, 1),
        // One pair, two lines.
        ("NoSuchApi", 1, 2),
        ("Model", 2, 0),
        ("Proxy", 3, 0),
    ];
    let claims: usize = expected.iter().map(|(_, claims, _)| claims).sum();
    assert_eq!(claims, OrderError::MAPPING.claims.len());
    assert_eq!(variants, expected);
}

#[test]
fn the_coverage_of_a_mapping_is_that_of_its_enum() {
    let coverage = coverage::<OrderError>();
    assert_eq!(Coverage::new(OrderError::MAPPING), coverage);
    assert_eq!(coverage.mapping, OrderError::MAPPING);
}

#[test]
fn the_run_book_is_as_it_was() {
    assert_file("data/run-book.md", &coverage::<OrderError>().to_string());
}

#[test]
fn every_line_of_the_run_book_has_seven_cells() {
    let page = coverage::<OrderError>().to_string();
    let lines: Vec<_> = page.lines().filter(|line| line.starts_with('|')).collect();
    let pairs = pairs_of_the_table().len();
    assert_eq!(lines.len(), 2 + pairs + 2 + 3, "head, pairs, unlisted codes, no code");
    for line in lines {
        let bars = line.replace("\\|", "").matches('|').count();
        assert_eq!((bars, line.ends_with('|')), (8, true), "{line}");
    }
    assert!(page.ends_with("|\n"));
}

#[test]
fn the_summary_counts() {
    let first = |coverage: Coverage| coverage.to_string().lines().next().map(str::to_owned);
    let (pairs, claimed) = (pairs_of_the_table().len(), Code::APIG_0201.rows().len());
    assert_eq!(
        first(coverage::<OneVariant>()),
        Some(format!(
            "`OneVariant` claims {claimed} of the {pairs} documented pairs of code and status; \
             nobody takes the other {}.",
            pairs - claimed
        ))
    );
}

#[test]
fn the_tables_of_the_claimed_families_are_covered() {
    #[derive(ApigRetryable)]
    #[allow(dead_code)]
    enum Public {
        #[apig(code("APIGW.0301", "APIGW.0307"))]
        LoggedOut,
        #[apig(code = "APIC.0308")]
        Throttled,
        #[apig(unlisted = "APIG.0316", retry = Throttled)]
        New,
        #[apig(fallback)]
        Other(ApigError),
    }

    let coverage = coverage::<Public>();
    let families: Vec<_> = coverage.pairs().map(|pair| pair.row.code.family()).collect();
    assert!(families.is_sorted() && !families.contains(&Family::Apig));
    let claimed: Vec<_> = coverage.claimed().map(|pair| pair.row.code.to_string()).collect();
    assert_eq!(claimed, ["APIGW.0301", "APIGW.0307", "APIC.0308"]);
    let unlisted: Vec<_> = coverage.unlisted().map(|claim| claim.code).collect();
    assert_eq!(unlisted, [Some("APIG.0316")]);
    let rows = Family::Apigw.table().rows.iter().chain(Family::Apic.table().rows);
    let pairs: BTreeSet<_> = rows.map(|row| (row.code.to_string(), row.status)).collect();
    assert_eq!(coverage.pairs().count(), pairs.len());
    let counted = format!("`Public` claims 3 of the {} documented pairs", pairs.len());
    assert!(coverage.to_string().starts_with(&counted), "{coverage}");
}

#[test]
fn with_siblings_a_number_is_covered_in_every_family() {
    #[derive(ApigRetryable)]
    #[apig(siblings)]
    #[allow(dead_code)]
    enum Numbers {
        #[apig(code = "APIG.0308")]
        Throttled,
        #[apig(code("APIGW.0104", "APIGW.0801"))]
        OfApigw,
        #[apig(fallback)]
        Other(ApigError),
    }

    let coverage = coverage::<Numbers>();
    let claimed: Vec<_> =
        coverage.claimed().map(|pair| (pair.row.code.to_string(), pair.variant())).collect();
    // The table of `APIGW` is covered because codes of it are claimed.
    let expected = [
        ("APIG.0308", "Throttled"),
        ("APIGW.0104", "OfApigw"),
        ("APIGW.0308", "Throttled"),
        ("APIGW.0801", "OfApigw"),
    ];
    let expected = expected.map(|(code, variant)| (code.to_owned(), Some(variant)));
    assert_eq!(claimed.iter().collect::<BTreeSet<_>>(), expected.iter().collect());
    // As a response is converted.
    for (code, variant) in &claimed {
        let error = ApigError::from_status(429).with_raw_code(code);
        if code.ends_with("0308") {
            assert_eq!(Numbers::from(error).variant(), *variant);
        }
    }
}

#[test]
fn with_siblings_exhaustive_is_over_the_numbers() {
    // That it compiles is the test: nothing of the other tables is missing.
    #[derive(ApigRetryable)]
    #[apig(siblings, exhaustive(Throttled))]
    #[allow(dead_code)]
    enum Numbers {
        #[apig(code = "APIG.0308")]
        Throttled,
        #[apig(code = "APIGW.0801")]
        NoLicence,
    }
    assert_eq!(Numbers::Throttled.verdict().retry, Retry::Throttled);
}
