//! What an editor is told: every key has an item in the runtime crate, and the words come first, with a mistake
//! as without one.

use std::fs;

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

use super::TARGETS;
use crate::derive::{derive, keys::Target, words};

/// The items that stand for keys in a module of the runtime crate's, each with its documentation.
fn documented(module: &str) -> Vec<(String, String)> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../apig-errors/src/__private/editor.rs");
    let source = fs::read_to_string(path).expect("the file can be read");
    let file = syn2::parse_file(&source).expect("the file is Rust");
    let items = file.items.into_iter().find_map(|item| match item {
        syn2::Item::Mod(found) if found.ident == module => found.content.map(|(_, items)| items),
        _ => None,
    });
    items
        .unwrap_or_else(|| panic!("no module `{module}`"))
        .iter()
        .filter_map(|item| match item {
            syn2::Item::Mod(key) => Some((key.ident.to_string(), documentation(&key.attrs))),
            syn2::Item::Const(key) => Some((key.ident.to_string(), documentation(&key.attrs))),
            _ => None,
        })
        .collect()
}

fn documentation(attrs: &[syn2::Attribute]) -> String {
    let lines = attrs.iter().filter_map(|attr| match &attr.meta {
        syn2::Meta::NameValue(pair) if pair.path.is_ident("doc") => match &pair.value {
            syn2::Expr::Lit(syn2::ExprLit { lit: syn2::Lit::Str(line), .. }) => Some(line.value()),
            _ => None,
        },
        _ => None,
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// `crate` is no name of an item, so its item is elsewhere.
fn key_crate() -> Vec<(String, String)> {
    let mut found = documented("shown");
    for (name, _) in &mut found {
        assert_eq!(name, "crate_path");
        name.truncate("crate".len());
    }
    found
}

/// Each key with what is shown of it.
fn keys_of(target: Target) -> Vec<(String, String)> {
    match target {
        Target::Enum => [key_crate(), documented("of_enum")].concat(),
        Target::Struct => [documented("of_struct"), key_crate()].concat(),
        Target::Variant => documented("of_variant"),
        Target::Field => documented("of_field"),
    }
}

#[test]
fn every_key_is_an_item_and_nothing_else_is() {
    for target in TARGETS {
        let names: Vec<String> = keys_of(target).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, target.names(), "on {}", target.name());
    }
}

/// Enums that have this attribute where it belongs; one of them suits it.
fn enums_with(attribute: &TokenStream, ty: &TokenStream, target: Target) -> Vec<TokenStream> {
    match target {
        Target::Enum => vec![quote!(#attribute enum Error { #[apig(code = APIG_0308)] A })],
        Target::Struct => vec![
            quote!(#attribute struct Error(Inner);),
            quote!(#attribute #[apig(transparent)] struct Error(Inner);),
        ],
        Target::Variant => vec![
            quote!(enum Error { #attribute A(Inner) }),
            quote!(enum Error { #attribute A(#[apig(error)] ApigError) }),
        ],
        Target::Field => vec![quote!(enum Error { #[apig(code = APIG_0308)] A(#attribute #ty) })],
    }
}

/// What the derive says of it, but that a code is missing.
fn mistakes(item: TokenStream) -> usize {
    let output = derive(item).to_string();
    let missing = output.contains(" are not claimed");
    output.matches("compile_error").count() - usize::from(missing)
}

#[test]
fn every_key_is_explained_with_examples_that_the_derive_accepts() {
    for target in TARGETS {
        for (name, documentation) in keys_of(target) {
            let (text, examples) = documentation.split_once("```ignore").expect("an example");
            assert!(!text.trim().is_empty(), "`{name}` is not explained");
            let examples = examples.strip_suffix("```").expect("nothing comes after the examples");
            for example in examples.trim().lines() {
                // `#[…]`, and of a field its type.
                let mut tokens = example.parse::<TokenStream>().expect("tokens").into_iter();
                let attribute: TokenStream = tokens.by_ref().take(2).collect();
                assert!(attribute.to_string().contains(&name), "`{name}`: {example}");
                let enums = enums_with(&attribute, &tokens.collect(), target);
                assert!(enums.into_iter().any(|item| mistakes(item) == 0), "`{name}`: {example}");
            }
        }
    }
}

/// The words of each group.
fn groups(input: TokenStream) -> Vec<String> {
    let Some(TokenTree::Group(groups)) = words(input).into_iter().last() else {
        panic!("a call of a macro with the groups");
    };
    let group = |token: TokenTree| match token {
        TokenTree::Group(group) => group.stream().to_string(),
        other => panic!("not a group: {other}"),
    };
    groups.stream().into_iter().map(group).collect()
}

#[test]
fn each_word_is_where_the_words_of_its_kind_are() {
    let groups = groups(quote!(
        #[apig(siblings(Throttled), exhaustive(Backoff), crate = "::apig_errors")]
        enum Error {
            #[apig(code("APIG.0201", APIG_0202), status(400, 502), retry = Never, reason = "any three words")]
            A(#[apig(error)] ApigError),
            #[apig(code = APIGW_0103, delivery = NotDelivered)]
            #[apig(code = APIG_0380, status = any)]
            B,
            #[apig(unlisted = "APIG.0308", retry = Backoff)]
            #[apig(code = "DNS.0014")]
            C,
        }
    ));
    assert_eq!(
        groups,
        [
            "siblings exhaustive",
            "",
            "code status retry reason code delivery code status unlisted retry code",
            "error",
            "Backoff Never Backoff",
            "NotDelivered",
            "any",
            // As they are written, whatever they are.
            "APIG_0202 APIGW_0103 APIG_0380",
            // What is documented, and a status where it is documented: 400 for one code, 502 for both.
            "crate_path APIG_0201 APIG_0202 APIG_0201 APIG_0201 APIG_0202 APIGW_0103",
        ]
    );
}

/// An editor reads two expansions side by side, the one with half a word and the one without it.
#[test]
fn half_a_word_changes_its_own_group_and_none_before() {
    let whole = quote!(
        enum Error {
            #[apig(code = APIG_0308, status = 429)]
            A,
        }
    );
    let half = quote!(
        enum Error {
            #[apig(code = APIG_, status = 429)]
            A,
        }
    );
    let none = quote!(
        enum Error {
            #[apig(code = , status = 429)]
            A,
        }
    );
    let (whole, half, none) = (groups(whole), groups(half), groups(none));
    assert_eq!((whole[7].as_str(), half[7].as_str(), none[7].as_str()), ("APIG_0308", "APIG_", ""));
    assert_eq!((&whole[..7], &half[..7]), (&half[..7], &none[..7]));
}

#[test]
fn without_an_item_every_group_is_empty() {
    assert_eq!(groups(quote!(enum Error { #[apig(code = A)] })), [""; 9]);
    assert_eq!(
        groups(quote!(
            struct Error;
        )),
        [""; 9]
    );
}

/// What is generated, up to the call that has the derive's input.
fn before_and_in_the_call(item: &TokenStream) -> (String, String) {
    let mut before = Vec::new();
    let output: Vec<TokenTree> = derive(item.clone()).into_iter().collect();
    let [head @ .., TokenTree::Group(block), TokenTree::Punct(_)] = &output[..7] else {
        panic!("`const _: () = {{ … }};` comes first");
    };
    before.extend(head.iter().map(ToString::to_string));
    for token in block.stream() {
        if let TokenTree::Group(call) = token {
            return (before.join(" "), call.stream().to_string());
        }
        before.push(token.to_string());
    }
    panic!("no call in {before:?}");
}

#[test]
fn a_mistake_changes_nothing_before_the_call() {
    let right = quote!(
        enum Error {
            #[apig(fallback)]
            Other(ApigError),
        }
    );
    let wrong = quote!(
        enum Error {
            #[apig(fallback =)]
            Other(ApigError),
            #[apig(wait)]
            A,
        }
    );
    let other = quote!(
        struct Error(#[apig(fallback)] ApigError);
    );
    let (before, call) = before_and_in_the_call(&right);
    // One group, which the compiler passes over as a whole.
    assert_eq!(call, format!("{{ {right} }}"));
    assert_eq!(before_and_in_the_call(&wrong), (before.clone(), format!("{{ {wrong} }}")));
    assert_eq!(before_and_in_the_call(&other), (before, format!("{{ {other} }}")));
}
