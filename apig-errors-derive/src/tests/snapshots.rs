//! What is generated for seven enums and two structs: `snapshots/NAME.in.rs` is what a user writes, `snapshots/NAME.rs`
//! the same without the attributes, and what is generated.
//!
//! `BLESS=1 cargo test -p apig-errors-derive` writes them. Those without a mistake are compiled by
//! the tests across the crates.

use std::{env, fs};

use quote::{ToTokens, quote};
use syn2::visit_mut::VisitMut;

use crate::derive::derive;

/// Takes away what only the derive reads.
struct WithoutDerive;

impl VisitMut for WithoutDerive {
    fn visit_attributes_mut(&mut self, attrs: &mut Vec<syn2::Attribute>) {
        attrs.retain(|attr| {
            !attr.path().is_ident("apig")
                && attr.to_token_stream().to_string()
                    != quote!(#[derive(ApigRetryable)]).to_string()
        });
    }
}

fn is_as_before(name: &str) {
    let path = format!("{}/snapshots/{name}", env!("CARGO_MANIFEST_DIR"));
    let written = fs::read_to_string(format!("{path}.in.rs")).expect("the enum is there");
    let mut file = syn2::parse_file(&written).expect("the enum is an enum");
    let generated = derive(file.items.last().into_token_stream());
    WithoutDerive.visit_file_mut(&mut file);
    let generated: syn2::File = syn2::parse2(generated).expect("items are generated");
    file.items.extend(generated.items);
    let snapshot = prettyplease::unparse(&file);
    let path = format!("{path}.rs");
    if env::var_os("BLESS").is_some() {
        fs::write(&path, snapshot).expect("the snapshot can be written");
        return;
    }
    let before = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        before == snapshot,
        "{path} is not what is generated now; if it is right, write it with `BLESS=1`:\n{snapshot}"
    );
}

/// Unit variants, one claim each.
#[test]
fn small() {
    is_as_before("small");
}

/// Lists, statuses, siblings, an override, unlisted codes; no field, no fallback.
#[test]
fn claims() {
    is_as_before("claims");
}

/// Whole responses, with overrides and unlisted codes of their variant.
#[test]
fn carried() {
    is_as_before("carried");
}

/// Every key of a field, named and unnamed.
#[test]
fn filled() {
    is_as_before("filled");
}

/// Lifetimes, type and const parameters, `transparent` and `local` variants, something deprecated.
#[test]
fn generic() {
    is_as_before("generic");
}

/// Responses without a code, beside codes with the same statuses, and with an override.
#[test]
fn no_code() {
    is_as_before("no_code");
}

/// A struct with a type parameter, `transparent`.
#[test]
fn structure() {
    is_as_before("structure");
}

/// A struct whose verdict a function gives.
#[test]
fn judged() {
    is_as_before("judged");
}

/// The message, and what keeps the rest of the program from being reported.
#[test]
fn broken() {
    is_as_before("broken");
}
