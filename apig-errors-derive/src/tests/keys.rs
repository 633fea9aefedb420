//! The places outside the derive that have to have every key: the reference, and the code with which what is
//! generated is compiled. (What an editor shows is in `editor.rs`.)

use std::{collections::BTreeSet, fs};

use proc_macro2::{TokenStream, TokenTree};
use syn2::visit_mut::{self, VisitMut};

use super::TARGETS;
use crate::derive::keys::{Key, Target, VariantKey};

fn read(path: &str) -> String {
    let path = format!("{}/{path}", env!("CARGO_MANIFEST_DIR"));
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The keys in a file, each as `on a variant: code`.
#[derive(Default)]
struct Found(BTreeSet<String>);

impl Found {
    fn add(&mut self, attrs: &[syn2::Attribute], target: Target) {
        for attr in attrs.iter().filter(|attr| attr.path().is_ident("apig")) {
            let tokens: TokenStream = attr.parse_args().expect("a list");
            let mut is_first = true;
            for token in tokens {
                if let (true, TokenTree::Ident(key)) = (is_first, &token) {
                    self.0.insert(on(target, &key.to_string()));
                }
                is_first = matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',');
            }
        }
    }
}

impl VisitMut for Found {
    fn visit_item_enum_mut(&mut self, item: &mut syn2::ItemEnum) {
        self.add(&item.attrs, Target::Enum);
        visit_mut::visit_item_enum_mut(self, item);
    }

    fn visit_item_struct_mut(&mut self, item: &mut syn2::ItemStruct) {
        self.add(&item.attrs, Target::Struct);
        visit_mut::visit_item_struct_mut(self, item);
    }

    fn visit_variant_mut(&mut self, variant: &mut syn2::Variant) {
        self.add(&variant.attrs, Target::Variant);
        visit_mut::visit_variant_mut(self, variant);
    }

    fn visit_field_mut(&mut self, field: &mut syn2::Field) {
        self.add(&field.attrs, Target::Field);
    }
}

fn on(target: Target, key: &str) -> String {
    format!("on {}: {key}", target.name())
}

/// Every key of these targets is in the files.
fn are_used(targets: &[Target], paths: &[&str]) {
    let mut found = Found::default();
    for path in paths {
        found.visit_file_mut(&mut syn2::parse_file(&read(path)).expect("the file is Rust"));
    }
    for target in targets {
        for key in target.names() {
            let key = on(*target, key);
            assert!(found.0.contains(&key), "{key} is not in {paths:?}");
        }
    }
}

/// For each edition: see `tests/consumers`.
#[test]
fn every_key_is_compiled_in_every_edition() {
    are_used(&TARGETS, &["../tests/consumers/every_form.rs"]);
}

/// With every lint.
#[test]
fn every_key_is_linted() {
    are_used(&TARGETS, &["../tests/consumers/strict/errors.rs"]);
}

/// The trait that a field's row names is in the runtime crate: the snapshot is compiled with it.
#[test]
fn every_key_of_a_field_is_in_a_snapshot() {
    are_used(&[Target::Field], &["snapshots/filled.in.rs", "snapshots/carried.in.rs"]);
}

#[test]
fn every_key_has_its_row_and_its_section_in_the_reference() {
    let reference = read("src/reference.md");
    for (target, heading, of) in [
        (Target::Enum, "## On the enum", ""),
        (Target::Struct, "## On a struct", " of a struct"),
        (Target::Variant, "## On a variant", ""),
        (Target::Field, "## On a field of a claiming variant", " of a field"),
    ] {
        let (_, table) = reference.split_once(heading).expect("the heading is there");
        let table = table.split("\n#").next().unwrap_or_default();
        let rows: Vec<&str> = table.lines().filter_map(|line| line.strip_prefix("| [`")).collect();
        for key in target.names() {
            let is_of = |row: &&str| {
                row.strip_prefix(key).is_some_and(|rest| rest.starts_with(['`', ' ', '(']))
            };
            assert!(rows.iter().any(is_of), "{} has no row", on(target, key));
            // `crate` is the same on both.
            let of = if key == "crate" { "" } else { of };
            let section = format!("\n### `{key}`{of}\n");
            assert!(reference.contains(&section), "{} has no section", on(target, key));
        }
    }
}

#[test]
fn every_key_of_a_variant_gives_a_role_or_says_what_it_requires() {
    for key in VariantKey::ALL {
        let spec = key.spec();
        let says = !spec.requires.what.is_empty() && !spec.requires.write.is_empty();
        assert_ne!(spec.role.is_some(), says, "{}", spec.name);
    }
}
