//! How much the derive writes. (How long it takes depends on the machine: `cargo bench -p apig-errors --bench
//! compile_time` measures that.)

use std::fmt::Write as _;

use proc_macro2::TokenStream;

use crate::derive::derive;

/// As many variants of each kind that may stand in any number.
fn with_variants(count: usize) -> TokenStream {
    let mut text = String::from("enum Error {");
    // From 1: a code of zeros is none.
    for number in 1..=count / 4 {
        // Writing to a `String` does not fail.
        let _ = write!(
            text,
            "#[apig(local, retry = Backoff)] Local{number}(std::io::Error),
             #[apig(transparent)] Inner{number}(Box<Inner>),
             #[apig(unlisted = \"A.{number}\", retry = Backoff)] Unlisted{number}(#[apig(message)] String),
             #[apig(unlisted = \"B.{number}\", status(500, 503), retry = Throttled)]
             Carried{number}(#[apig(error)] ApigError),"
        );
    }
    text.push_str("#[apig(fallback)] Other(ApigError) }");
    text.parse().expect("the text is Rust")
}

/// What is generated after a mistake is short, and grows with nothing.
fn is_right(output: &TokenStream) -> bool {
    !output.to_string().contains("compile_error")
}

fn tokens_of(count: usize) -> usize {
    fn count_all(tokens: TokenStream) -> usize {
        tokens
            .into_iter()
            .map(|token| match token {
                proc_macro2::TokenTree::Group(group) => 1 + count_all(group.stream()),
                _ => 1,
            })
            .sum()
    }
    let output = derive(with_variants(count));
    assert!(is_right(&output));
    count_all(output)
}

#[test]
fn what_is_generated_grows_with_the_variants_alone() {
    let (half, thousand, two) = (tokens_of(500), tokens_of(1000), tokens_of(2000));
    assert_eq!(two - thousand, 2 * (thousand - half));
}
