//! Parts that are written in one case and not in another, where a snapshot would not show why.

use apig_errors_catalog::{Code, ROWS};
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::quote;

use crate::derive::derive;

/// What is generated, without whitespace.
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
    assert!(converts(quote!(
        enum Error {
            #[apig(falback)]
            Other(Common),
        }
    )));
    assert!(converts(quote!(
        enum Error {
            #[apig]
            Other(Box<ApigError>),
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
    // That is a conversion of another type.
    assert!(converts(quote!(
        enum Error {
            A,
            #[apig(fallback)]
            Other(#[from] Box<ApigError>),
        }
    )));
    assert!(converts(quote!(
        enum Error {
            A,
            #[apig(local)]
            Boxed(#[from] Box<ApigError>),
            #[apig(fallback)]
            Other(ApigError),
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
        ("unlisted", "\"DNS.0014\""),
        ("status", "502"),
        ("retry", "Backoff"),
        ("delivery", "NotDelivered"),
        ("reason", "\"…\""),
    ] {
        let input = format!("enum Error {{ #[apig({key} =)] A }}");
        let output = derive(input.parse().expect("the text is tokens")).to_string();
        // As it is in a literal.
        let help = format!("write `{key} = {value}`").replace('"', "\\\"");
        assert!(output.contains(&help), "{key}: {output}");
    }
}

#[test]
fn a_range_ends_at_the_comma() {
    let written = written(quote!(
        enum Error {
            #[apig(unlisted = "DNS.0014", status = 500..=504, retri = Never)]
            A,
        }
    ));
    assert!(written.contains("`500..=504`") && written.contains("`retri`"), "{written}");
}

/// A `crate` that cannot be read is nearly everywhere one that is not needed.
#[test]
fn after_a_mistake_the_implementations_are_written() {
    let runtime = |attribute: TokenStream| {
        let written = written(quote!(
            #[apig(#attribute)]
            enum Error {
                A,
            }
        ));
        assert!(written.contains("compile_error!"), "{written}");
        assert!(written.contains("ApigRetryableforError"), "{written}");
        let (_, after) = written.split_once("use").expect("an import");
        after.split("::__private").next().unwrap_or_default().to_owned()
    };
    assert_eq!(runtime(quote!(siblings)), "::apig_errors");
    assert_eq!(runtime(quote!(crate = "sdk")), "sdk");
    assert_eq!(runtime(quote!(crate = sdk)), "sdk");
    for unread in [quote!(krate = "sdk"), quote!(path = "sdk"), quote!(crate = ""), quote!(crate)] {
        assert_eq!(runtime(unread), "::apig_errors");
    }
}

#[test]
fn a_struct_claims_nothing_with_and_without_a_mistake() {
    for attribute in [quote!(transparent), quote!(verdict = of), quote!(siblings)] {
        let written = written(quote!(
            #[apig(#attribute)]
            struct Error(Inner);
        ));
        assert!(written.contains("__apig::ApigRetryableforError"), "{written}");
        let claims = ["__apig::ApigClaimsfor", "__apig::Tables<", "__apig::From<"];
        assert!(!claims.iter().any(|of| written.contains(of)), "{written}");
    }
}

#[test]
fn what_is_no_item_is_reported() {
    let written_for = |text: &str| written(text.parse().expect("the text is tokens"));
    assert!(written_for("fn main() {}").contains("compile_error!"));
    // Read where another crate of the build has switched on what the parser needs for it.
    let odd = written_for("enum Error { #[apig(local)] A([u8; if true { 1 } else { 2 }]) }");
    let told = odd.contains("`apig`cannotreadthisexpression");
    assert!(told || !odd.contains("compile_error!"), "{odd}");
}

#[test]
fn a_type_parameter_is_bounded_once() {
    let written = written(quote!(
        enum Error<T, U> {
            #[apig(transparent)]
            A(T),
            #[apig(transparent)]
            B(T),
            #[apig(transparent)]
            C(U),
        }
    ));
    let bounds = "whereT:__apig::ApigRetryable,U:__apig::ApigRetryable{";
    assert!(written.contains(bounds), "{written}");
}

/// It may be what makes the verdicts of the variant one.
#[test]
fn an_override_that_cannot_be_read_says_nothing_of_the_verdict() {
    let written = written(quote!(
        enum Error {
            #[apig(code = "APIG.0613", retry = Throtled, reason = "it is a limit")]
            #[apig(code = "APIG.0308")]
            Busy,
        }
    ));
    assert_eq!(written.matches("compile_error!").count(), 1, "{written}");
}

/// The other one needs it.
#[test]
fn an_override_that_changes_one_of_two_pairs_requires_a_reason() {
    let written = written(quote!(
        enum Error {
            #[apig(code = "APIG.0201", status(400, 502), retry = Backoff)]
            A(#[apig(error)] ApigError),
        }
    ));
    assert!(written.contains("soitrequiresa`reason`"), "{written}");
    assert!(written.contains("changesnothingfor`APIG.0201`withstatus502"), "{written}");
}

/// One of the two is enough.
#[test]
fn a_delivery_of_what_is_never_retried_is_all_that_is_told() {
    let written = written(quote!(
        enum Error {
            #[apig(code = "APIG.0302", retry = Never, delivery = NotDelivered, reason = "it is a refusal")]
            A,
        }
    ));
    assert!(written.contains("whatisneverretriedhasno`delivery`"), "{written}");
    assert_eq!(written.matches("compile_error!").count(), 1, "{written}");
}

#[test]
fn where_a_comma_is_missing_after_a_flag_the_next_value_is_read() {
    let written = written(quote!(
        enum Error {
            #[apig(local retry = Sometimes)]
            A,
        }
    ));
    assert!(written.contains("expectedacommabetween`local`and`retry`"), "{written}");
    assert!(written.contains("not`Sometimes`"), "{written}");
}

/// It would be proved by itself, without end.
#[test]
fn what_mentions_the_enum_is_not_bounded() {
    let bounds = |ty: TokenStream| {
        let written = written(quote!(
            enum Error<T> {
                #[apig(transparent)]
                A(#ty),
            }
        ));
        written.contains("where")
    };
    assert!(bounds(quote!(Box<Inner<T>>)));
    assert!(!bounds(quote!(Box<Error<T>>)));
    assert!(!bounds(quote!(Pair<Self, T>)));
}

/// As `macro_rules!` leaves what it puts in.
fn invisible(tokens: TokenStream) -> TokenTree {
    Group::new(Delimiter::None, tokens).into()
}

#[test]
fn what_macro_rules_puts_in_is_read_as_if_it_were_written_there() {
    let (code, class, ty) = (
        invisible(quote!("APIG.0308")),
        invisible(quote!(Never)),
        invisible(quote!(Box<ApigError>)),
    );
    let written = written(quote!(
        enum Error {
            #[apig(code = #code, retry = #class, reason = "a limit that lasts")]
            A,
            #[apig(fallback)]
            Other(#ty),
        }
    ));
    assert!(!written.contains("compile_error!"), "{written}");
    assert!(written.contains("BoxedFallbackField"), "{written}");
}

#[test]
fn a_string_is_shown_with_its_spaces() {
    let output = derive(quote!(
        enum Error {
            #[apig(local, retry = "back, off")]
            A,
        }
    ));
    assert!(output.to_string().contains("not `\\\"back, off\\\"`"), "{output}");
}

/// The compiler would propose a bound by a trait that is hidden.
#[test]
fn a_type_parameter_under_a_key_is_reported_by_the_derive() {
    for ty in [quote!(T), quote!(&'a T), quote!(Option<&'a T>), quote!(Box<T>)] {
        let written = written(quote!(
            enum Error<'a, T> {
                #[apig(code = "APIG.0308")]
                A(#[apig(message)] #ty),
            }
        ));
        assert_eq!(written.matches("compile_error!").count(), 1, "{ty}: {written}");
    }
}

#[test]
fn a_fallback_that_is_a_type_parameter_is_bounded_by_its_conversion() {
    let written = written(quote!(
        enum Error<T> {
            #[apig(fallback)]
            Other(T),
        }
    ));
    assert_eq!(written.matches("T:__apig::FallbackField").count(), 2, "{written}");
}

/// As the compiler reads them, so that messages come in the order of the code.
#[test]
fn overlaps_are_reported_in_the_order_of_the_code() {
    let written = written(quote!(
        enum Error {
            #[apig(code("APIG.0301", "APIG.0307"))]
            A,
            #[apig(code = "APIG.0307")]
            B,
            #[apig(code = "APIG.0301")]
            C,
        }
    ));
    let at = |text: &str| written.find(text).unwrap_or_else(|| panic!("{text}: {written}"));
    assert!(at("`APIG.0307`withstatus401isalready") < at("`APIG.0301`withstatus401isalready"));
}

#[test]
fn without_siblings_a_siblings_code_is_another() {
    let is_right = |siblings: TokenStream| {
        let written = written(quote!(
            #siblings
            enum Error {
                #[apig(code = "APIG.0202")]
                A,
                #[apig(unlisted = "APIGW.0202", status = 502, retry = Backoff)]
                B,
            }
        ));
        !written.contains("compile_error!")
    };
    assert!(is_right(quote!()));
    assert!(!is_right(quote!(#[apig(siblings)])));
}

/// One mistake, one error: what cannot be read takes no part in the choice of a role.
#[test]
fn an_unlisted_code_that_cannot_be_read_is_no_second_role() {
    let written = written(quote!(
        enum Error {
            #[apig(unlisted = "DNS.0014")]
            #[apig(local)]
            A,
        }
    ));
    assert_eq!(written.matches("compile_error!").count(), 1, "{written}");
}

/// An enum that claims every pair of the table with `exhaustive`, but for the last so many.
fn exhaustive_but_for(last: usize) -> String {
    let mut pairs: Vec<(Code, u16)> = ROWS.iter().map(|row| (row.code, row.status)).collect();
    pairs.dedup();
    let variants = pairs[..pairs.len() - last]
        .iter()
        .enumerate()
        .map(|(at, (code, status))| format!("#[apig(code = \"{code}\", status({status}))] V{at},"));
    let text = format!("#[apig(exhaustive)] enum Error {{ {} }}", variants.collect::<String>());
    derive(text.parse().expect("the text is tokens")).to_string()
}

#[test]
fn exhaustive_is_satisfied_by_every_pair_of_the_table_and_by_no_less() {
    let all = exhaustive_but_for(0);
    assert!(!all.contains("compile_error"), "{all}");
    assert!(exhaustive_but_for(1).contains("documented pairs is not claimed"));
}
