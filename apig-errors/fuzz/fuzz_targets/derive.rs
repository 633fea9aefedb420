//! The derive's entry point on whatever tokens. A proc-macro crate cannot be linked, so its modules
//! are compiled into this target.

#![no_main]

use libfuzzer_sys::{Corpus, fuzz_target};
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

#[path = "../../../apig-errors-derive/src/derive/mod.rs"]
mod derive;

/// Deeper than any enum, and not so deep that a parser by recursive descent runs out of stack.
const DEPTH: usize = 32;

fuzz_target!(|text: &str| -> Corpus {
    let Ok(input) = text.parse::<TokenStream>() else { return Corpus::Reject };
    let Some(wrapped) = wrap_literals(&input, DEPTH) else { return Corpus::Reject };
    check(input);
    check(wrapped);
    Corpus::Keep
});

fn check(input: TokenStream) {
    let output = derive::derive(input.clone()).to_string();
    // What is generated can be read again, implements the trait or says why not, and is the same
    // for the same input: builds stay reproducible.
    assert!(output.parse::<TokenStream>().is_ok(), "{output}");
    assert!(output.contains("ApigRetryable") || output.contains("compile_error"), "{output}");
    assert_eq!(output, derive::derive(input.clone()).to_string());
    // What an editor is told is one call, whatever the input is.
    assert!(derive::words(input).to_string().starts_with("__apig :: paths !"));
}

/// The tokens as they come out of a `macro_rules!` that was given its literals as `$x:literal`:
/// each in a group without delimiters. `None` where they nest too deep.
fn wrap_literals(input: &TokenStream, depth: usize) -> Option<TokenStream> {
    let wrapped = input.clone().into_iter().map(|token| match token {
        TokenTree::Literal(literal) => {
            let alone = TokenStream::from(TokenTree::Literal(literal));
            Some(TokenTree::Group(Group::new(Delimiter::None, alone)))
        }
        TokenTree::Group(group) => {
            let inside = wrap_literals(&group.stream(), depth.checked_sub(1)?)?;
            Some(TokenTree::Group(Group::new(group.delimiter(), inside)))
        }
        other => Some(other),
    });
    wrapped.collect()
}
