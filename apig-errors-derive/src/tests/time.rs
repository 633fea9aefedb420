//! How long the derive takes, and how much it writes.

use std::{
    fmt::Write as _,
    time::{Duration, Instant},
};

use proc_macro2::TokenStream;

use crate::derive::derive;

/// As many variants of each kind that may stand in any number.
fn with_variants(count: usize) -> TokenStream {
    let mut text = String::from("enum Error {");
    for number in 0..count / 4 {
        // Writing to a `String` does not fail.
        let _ = write!(
            text,
            "#[apig(local, retry = Backoff)] Local{number}(std::io::Error),
             #[apig(transparent)] Inner{number}(Box<Inner>),
             #[apig(foreign = \"A.{number}\", retry = Backoff)] Foreign{number}(#[apig(message)] String),
             #[apig(foreign = \"B.{number}\", status(500, 503), retry = Throttled)]
             Carried{number}(#[apig(error)] ApigError),"
        );
    }
    text.push_str("#[apig(fallback)] Other(ApigError) }");
    text.parse().expect("the text is Rust")
}

/// The least of a few attempts, for the machine has other things to do.
fn time_of(count: usize) -> Duration {
    let input = with_variants(count);
    let once = || {
        let start = Instant::now();
        let output = derive(input.clone());
        let time = start.elapsed();
        assert!(!output.is_empty());
        time
    };
    (0..5).map(|_| once()).min().expect("there were attempts")
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
    count_all(derive(with_variants(count)))
}

#[test]
fn a_thousand_variants_take_linear_time() {
    let (few, many) = (time_of(250), time_of(1000));
    // Four times as many: quadratic time would be sixteen times as long.
    assert!(many < few * 8, "{few:?} for 250 variants, {many:?} for 1000");
}

#[test]
fn what_is_generated_grows_with_the_variants_alone() {
    let (half, thousand, two) = (tokens_of(500), tokens_of(1000), tokens_of(2000));
    assert_eq!(two - thousand, 2 * (thousand - half));
}
