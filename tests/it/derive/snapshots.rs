//! The snapshots of what the derive generates compile, and do what the derive's own output does.

use apig_errors::{ApigClaims, ApigError, ApigRetryable, Code, ROWS, Verdict};

/// The enum of a snapshot twice: with the derive, and with what the snapshot holds.
macro_rules! both {
    ($name:ident, $written:literal, $generated:literal) => {
        #[allow(
            dead_code,
            unused_imports,
            missing_docs,
            unreachable_pub,
            unused_qualifications,
            clippy::pedantic,
            clippy::borrow_deref_ref,
            clippy::init_numbered_fields,
            reason = "a snapshot is not written by hand"
        )]
        mod $name {
            pub mod written {
                include!(concat!("../../../apig-errors-derive/snapshots/", $written));
            }
            pub mod generated {
                include!(concat!("../../../apig-errors-derive/snapshots/", $generated));
            }
        }
    };
}

both!(small, "small.in.rs", "small.rs");
both!(claims, "claims.in.rs", "claims.rs");
both!(carried, "carried.in.rs", "carried.rs");
both!(filled, "filled.in.rs", "filled.rs");
both!(generic, "generic.in.rs", "generic.rs");
both!(no_code, "no_code.in.rs", "no_code.rs");
both!(judged, "judged.in.rs", "judged.rs");
both!(structure, "structure.in.rs", "structure.rs");

/// Every documented code at every status, a response without a code, and another service's.
fn responses() -> Vec<ApigError> {
    let statuses = || 100..=599;
    let documented = ROWS.iter().flat_map(|row| statuses().map(|s| ApigError::new(s, row.code)));
    let sibling = Code::parse("APIGW.0202").expect("it is well-formed");
    let others = statuses().flat_map(|status| {
        let body = br#"{"error_code":"DNS.0021","error_msg":"busy"}"#;
        let unlisted = ApigError::parse(status, body);
        [ApigError::from_status(status), ApigError::new(status, sibling), unlisted]
    });
    documented.chain(others).collect()
}

fn seen<E: ApigRetryable + std::fmt::Debug>(error: &E) -> (String, Verdict, String) {
    let rest = (error.apig_code(), error.actor(), error.wait_hint(), error.apig_error());
    (format!("{error:?}"), error.verdict(), format!("{rest:?}"))
}

/// Whether two enums make the same of every response.
fn alike<W, G>()
where
    W: From<ApigError> + ApigRetryable + ApigClaims + std::fmt::Debug,
    G: From<ApigError> + ApigRetryable + ApigClaims + std::fmt::Debug,
{
    assert_eq!(W::MAPPING, G::MAPPING);
    for response in responses() {
        assert_eq!(seen(&W::from(response.clone())), seen(&G::from(response)));
    }
}

#[test]
fn small_does_what_the_derive_does() {
    alike::<small::written::Error, small::generated::Error>();
}

#[test]
fn claims_does_what_the_derive_does() {
    use claims::{generated, written};

    assert_eq!(written::Error::MAPPING, generated::Error::MAPPING);
    let pairs = [
        (written::Error::BackendDown, generated::Error::BackendDown),
        (written::Error::Quota, generated::Error::Quota),
        (written::Error::Busy, generated::Error::Busy),
        (written::Error::Io, generated::Error::Io),
    ];
    for (written, generated) in pairs {
        assert_eq!(seen(&written), seen(&generated));
    }
}

#[test]
fn carried_does_what_the_derive_does() {
    alike::<carried::written::Error, carried::generated::Error>();
}

#[test]
fn filled_does_what_the_derive_does() {
    alike::<filled::written::Error, filled::generated::Error>();
}

#[test]
fn no_code_does_what_the_derive_does() {
    alike::<no_code::written::Error, no_code::generated::Error>();
}

#[test]
fn structure_does_what_the_derive_does() {
    for response in responses() {
        let written = structure::written::Error { error: response.clone() };
        let generated = structure::generated::Error { error: response };
        assert_eq!(seen(&written), seen(&generated));
    }
}

#[test]
fn judged_does_what_the_derive_does() {
    assert_eq!(seen(&judged::written::Error(1)), seen(&judged::generated::Error(1)));
}

#[test]
fn generic_does_what_the_derive_does() {
    use generic::{generated, written};

    alike::<written::Error<'_, u8, ApigError>, generated::Error<'_, u8, ApigError>>();
    let inner = ApigError::new(429, Code::APIG_0308);
    let written = written::Error::<'_, u8, ApigError>::Inner(inner.clone());
    let generated = generated::Error::<'_, u8, ApigError>::Inner(inner);
    assert_eq!(seen(&written), seen(&generated));
}
