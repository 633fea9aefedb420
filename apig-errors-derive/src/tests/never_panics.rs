//! The derive never panics, whatever it is given: a panic would show neither place nor help.
//!
//! `NEVER_PANICS_SECONDS=600 cargo test --release -p apig-errors-derive never_panics` goes on for
//! that long, with other inputs each time.

use std::{
    env, thread,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::quote;

use super::random::{Random, input};
use crate::derive::{derive, words};

/// How many inputs a run of the tests takes.
const INPUTS: u64 = 100_000;

/// syn reads nested types with a stack of its own depth, and without optimisation needs much of it.
const STACK: usize = 64 << 20;

/// One in so many outputs is parsed: that takes many times as long as making it.
const PARSED: u64 = 128;

/// Shows the input that made the derive panic.
struct Shown<'i>(&'i TokenStream);

impl Drop for Shown<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            eprintln!("the input was\n{}", self.0);
        }
    }
}

fn is_derived(input: &TokenStream) -> TokenStream {
    let shown = Shown(input);
    let output = derive(input.clone());
    assert!(!output.is_empty(), "neither an error nor an implementation");
    drop(shown);
    output
}

fn is_derived_as_items(input: &TokenStream) {
    let output = is_derived(input);
    let shown = Shown(input);
    if let Err(error) = syn2::parse2::<syn2::File>(output.clone()) {
        panic!("no items are generated, {error}:\n{output}");
    }
    let words = words(input.clone());
    assert_eq!(syn2::parse2::<syn2::File>(words).expect("what an editor reads").items.len(), 1);
    drop(shown);
}

/// What the inputs came to.
#[derive(Default)]
struct Tally {
    inputs: u64,
    /// Those that are an item, and so were read by more than syn.
    read: u64,
    accepted: u64,
}

fn block(token: TokenTree) -> Option<Group> {
    match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Some(group),
        _ => None,
    }
}

fn begins_with_import(block: &Group) -> bool {
    let first = block.stream().into_iter().next();
    matches!(first, Some(TokenTree::Ident(word)) if word == "use")
}

/// From this seed, until it is enough.
fn run(seed: u64, enough: impl Fn(u64) -> bool) -> Tally {
    let mut random = Random::new(seed);
    let mut tally = Tally::default();
    while !enough(tally.inputs) {
        let input = input(&mut random);
        let output = is_derived(&input);
        if tally.inputs % PARSED == 0 {
            is_derived_as_items(&input);
        }
        // One block holds the implementations, and begins with an import; the next one the errors.
        let blocks: Vec<Group> = output.into_iter().filter_map(block).collect();
        let is_read = blocks.first().is_some_and(begins_with_import);
        tally.read += u64::from(is_read);
        tally.accepted += u64::from(is_read && blocks.len() == 1);
        tally.inputs += 1;
    }
    tally
}

#[test]
fn on_random_input() {
    const THREADS: u64 = 2;
    let seconds = env::var("NEVER_PANICS_SECONDS").ok();
    let seconds = seconds.map(|text| text.parse().expect("a number of seconds"));
    let (seed, end) = match seconds {
        Some(seconds) => {
            let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("it is after 1970");
            (now.as_secs(), Some(Instant::now() + Duration::from_secs(seconds)))
        }
        None => (0, None),
    };
    let enough = |inputs| match end {
        Some(end) => Instant::now() >= end,
        None => inputs >= INPUTS / THREADS,
    };
    let tallies: Vec<Tally> = thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS)
            .map(|thread| {
                let builder = thread::Builder::new().stack_size(STACK);
                builder.spawn_scoped(scope, move || run(seed << 8 | thread, enough))
            })
            .collect();
        threads
            .into_iter()
            .map(|thread| thread.expect("a thread starts").join().expect("the derive panicked"))
            .collect()
    });
    let sum = |of: fn(&Tally) -> u64| tallies.iter().map(of).sum::<u64>();
    let (inputs, read, accepted) =
        (sum(|tally| tally.inputs), sum(|tally| tally.read), sum(|tally| tally.accepted));
    println!(
        "{inputs} inputs from seed {seed}: {read} are an item, {accepted} an enum without a mistake"
    );
    // What syn refuses tests syn, and inputs that are all wrong test one half of the derive.
    assert!(read > inputs / 2 && accepted > inputs / 10, "{read}, {accepted} of {inputs}");
}

/// Groups in groups, so many.
fn nested(delimiter: Delimiter, depth: usize) -> TokenStream {
    let innermost: TokenTree = Ident::new("any", Span::call_site()).into();
    (0..depth)
        .fold(innermost.into(), |inner, _| TokenTree::from(Group::new(delimiter, inner)).into())
}

#[test]
fn on_deep_nesting() {
    const DEPTH: usize = 250;
    for delimiter in [Delimiter::Parenthesis, Delimiter::Bracket, Delimiter::Brace, Delimiter::None]
    {
        let nested = nested(delimiter, DEPTH);
        is_derived_as_items(&quote!(
            enum Error {
                #[apig(#nested)]
                A,
            }
        ));
        is_derived_as_items(&quote!(
            enum Error {
                #[apig(code = #nested)]
                A,
            }
        ));
        is_derived_as_items(&quote!(
            enum Error {
                #[apig(code(#nested))]
                A,
            }
        ));
        is_derived_as_items(&quote!(
            enum Error {
                #[apig(local, retry = #nested)]
                A,
            }
        ));
        is_derived_as_items(&quote!(
            enum Error {
                #[apig(status #nested)]
                A,
            }
        ));
        is_derived_as_items(&quote!(
            #[apig(crate = #nested)]
            enum Error {
                #[apig(local)]
                A,
            }
        ));
    }
}
