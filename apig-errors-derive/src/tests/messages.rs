//! What the derive says of each mistake under `tests/ui`, without a compiler: the texts of its errors are
//! those of the `.stderr` beside the file, all of them, in the same order, and no more. Where they point, and what the
//! compiler adds, the tests across the crates hold.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use quote::ToTokens;
use syn2::visit_mut::{self, VisitMut};

use crate::derive::derive;

/// The texts of every `compile_error!` that the derive writes for the items of a file.
#[derive(Default)]
struct Said(Vec<String>);

impl Said {
    fn item(&mut self, attrs: &[syn2::Attribute], item: &impl ToTokens) {
        let derives = |attr: &syn2::Attribute| {
            attr.path().is_ident("derive")
                && attr.to_token_stream().to_string().contains("ApigRetryable")
        };
        if attrs.iter().any(derives) {
            let mut file = syn2::parse2(derive(item.to_token_stream())).expect("items");
            Errors(&mut self.0).visit_file_mut(&mut file);
        }
    }
}

impl VisitMut for Said {
    fn visit_item_enum_mut(&mut self, item: &mut syn2::ItemEnum) {
        self.item(&item.attrs, item);
    }

    fn visit_item_struct_mut(&mut self, item: &mut syn2::ItemStruct) {
        self.item(&item.attrs, item);
    }

    fn visit_item_union_mut(&mut self, item: &mut syn2::ItemUnion) {
        self.item(&item.attrs, item);
    }
}

struct Errors<'t>(&'t mut Vec<String>);

impl VisitMut for Errors<'_> {
    fn visit_macro_mut(&mut self, call: &mut syn2::Macro) {
        if call.path.segments.last().is_some_and(|last| last.ident == "compile_error") {
            let text: syn2::LitStr = call.parse_body().expect("one text");
            self.0.push(text.value());
        }
        visit_mut::visit_macro_mut(self, call);
    }
}

/// What the derive says of a file's items.
pub(super) fn said(source: &str) -> syn2::Result<Vec<String>> {
    let mut said = Said::default();
    said.visit_file_mut(&mut syn2::parse_file(source)?);
    Ok(said.0)
}

/// The messages of a `.stderr` that are the derive's, each with its lines of help.
fn expected(stderr: &str) -> Vec<String> {
    let mut expected = Vec::new();
    let mut lines = stderr.lines().peekable();
    while let Some(line) = lines.next() {
        let Some(first) = line.strip_prefix("error: ") else { continue };
        let mut text = first.to_owned();
        while let Some(more) = lines.next_if(|line| line.starts_with("       ")) {
            text.push('\n');
            text.push_str(more.trim_start());
        }
        expected.push(text);
    }
    expected
}

pub(super) fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("the entry can be read").path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "stderr") {
            found.push(path);
        }
    }
}

#[test]
fn every_message_is_that_of_the_ui_tests() {
    // Those are written by the tests across the crates, which run later.
    if env::var_os("BLESS").is_some() {
        return;
    }
    let mut found = Vec::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/ui"), &mut found);
    assert!(found.len() > 200, "only {} files", found.len());
    for path in found {
        let source = fs::read_to_string(path.with_extension("rs")).expect("the file is there");
        // What a macro of the file's writes, only the compiler sees.
        if source.contains("macro_rules!") {
            continue;
        }
        let said = said(&source).expect("the file is Rust");
        let stderr = fs::read_to_string(&path).expect("the expectation can be read");
        assert_eq!(said, expected(&stderr), "{}", path.display());
    }
}
