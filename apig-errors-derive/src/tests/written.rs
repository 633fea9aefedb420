//! Parts that are written in one case and not in another, where a snapshot would not show why.

use proc_macro2::TokenStream;
use quote::quote;

use crate::derive::derive;

/// What is generated, without blanks.
fn written(input: TokenStream) -> String {
    derive(input).to_string().replace(' ', "")
}

fn converts(input: TokenStream) -> bool {
    let written = written(input);
    assert!(written.contains("compile_error!"), "there is a mistake in each: {written}");
    written.contains("From<__apig::ApigError>for")
}

/// Without it the compiler would report each `?` as well; with one too many, two implementations.
#[test]
fn after_a_mistake_a_conversion_is_written_where_the_derive_would_have_written_one() {
    assert!(converts(quote!(
        enum Error {
            A,
            #[apig(fallback)]
            Other(ApigError),
        }
    )));
    assert!(converts(quote!(
        enum Error {
            #[apig(falback)]
            Other(ApigError),
        }
    )));
    assert!(!converts(quote!(
        enum Error {
            A,
        }
    )));
    assert!(!converts(quote!(
        enum Error {
            A,
            #[apig(local)]
            Io(#[from] std::io::Error),
        }
    )));
    assert!(!converts(quote!(
        enum Error {
            A,
            #[apig(fallback)]
            Other(#[from] ApigError),
        }
    )));
}

/// The bound would be one that no code of the user's needs.
#[test]
fn a_type_parameter_is_asked_for_a_default_by_the_conversion_alone() {
    let checks = |ty: TokenStream| {
        written(quote!(
            enum Error<T> {
                #[apig(code = "APIG.0308")]
                Throttled(#[apig(default)] #ty),
            }
        ))
        .contains("::check(")
    };
    assert!(checks(quote!(u8)));
    assert!(checks(quote!(Vec<Text>)));
    assert!(!checks(quote!(T)));
    assert!(!checks(quote!([(u8, T); 2])));
}

#[test]
fn a_key_without_its_value_is_shown_with_one() {
    for (key, value) in [
        ("code", "\"APIG.0308\""),
        ("foreign", "\"DNS.0014\""),
        ("status", "502"),
        ("retry", "Backoff"),
        ("delivery", "NotDelivered"),
        ("reason", "\"…\""),
    ] {
        let input = format!("enum Error {{ #[apig({key} =)] A }}");
        let output = derive(input.parse().expect("the text is tokens")).to_string();
        // As it stands in a literal.
        let help = format!("write `{key} = {value}`").replace('"', "\\\"");
        assert!(output.contains(&help), "{key}: {output}");
    }
}

#[test]
fn a_range_ends_at_the_comma() {
    let written = written(quote!(
        enum Error {
            #[apig(foreign = "DNS.0014", status = 500..=504, retri = Never)]
            A,
        }
    ));
    assert!(written.contains("`500..=504`") && written.contains("`retri`"), "{written}");
}
