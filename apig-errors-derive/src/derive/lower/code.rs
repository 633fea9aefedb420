//! Reading a code: `"APIG.0308"` or `APIG_0308`, and what was meant by anything else.

use std::result::Result as Either;

use apig_errors_catalog::{
    __private::suggest::{self, Diagnosis},
    Code, Family,
};
use proc_macro2::{Ident, TokenTree};
use quote::quote;

use crate::derive::prelude::*;

use super::{
    form::Form,
    no_value::{if_status, in_list, not_a_code, not_a_string},
};

/// What else is known where a code is.
#[derive(Clone, Copy)]
pub(super) struct Context {
    /// A status given beside the code.
    pub(super) status: Option<u16>,
    /// Whether the enum has `siblings`.
    pub(super) siblings: bool,
}

/// The documented code that these tokens name.
pub(super) fn read(tokens: &[TokenTree], context: Context, diag: &mut Diagnostics) -> Result<Code> {
    let written = || quote!(#(#tokens)*).to_string();
    let code = match tokens {
        [TokenTree::Literal(literal)] => match string_value(literal) {
            Some(text) => parse(&text, Form::String, context),
            None => Err(not_a_string(literal, tokens)),
        },
        [TokenTree::Ident(key), rest @ ..] if is_modifier(key, rest) => {
            let written = snippet_of(tokens);
            let meant = VariantKey::ALL.iter().map(|known| known.spec());
            let role = meant.filter(|spec| *key == spec.name).find_map(|spec| spec.role);
            Err(match role {
                Some(RoleKey::Code) => message!("`apig`: expected a code, found the key `{key}`")
                    .help(format!("write `{written}`, without a list around it")),
                Some(role) => {
                    let own = if role == RoleKey::Unlisted { ", retry = …" } else { "" };
                    message!("`apig`: `{key}` belongs in an attribute of its own")
                        .help(format!("write `#[apig({written}{own})]` for it"))
                }
                None => message!("`apig`: `{key}` belongs after the list of codes")
                    .help(format!("write `code(\"…\"), {written}`")),
            })
        }
        [TokenTree::Ident(name)] if name == "true" || name == "false" => {
            Err(not_a_code(&name.to_string(), "a boolean", tokens))
        }
        [TokenTree::Ident(name)] if *name != unraw(name) => {
            let line = message!("`apig`: the name of a code has no `r#`");
            Err(line.help(format!("write `code = {}`", unraw(name))))
        }
        // A constant's name has exactly one underscore, where its code has a dot.
        [TokenTree::Ident(name)] => {
            parse(&name.to_string().replacen('_', ".", 1), Form::Name, context)
        }
        [TokenTree::Ident(name), TokenTree::Punct(bang), ..] if bang.as_char() == '!' => {
            let message = not_a_code(&format!("{name}!(…)"), "a macro call", tokens);
            Err(message.help("macros are not expanded inside attributes"))
        }
        [.., TokenTree::Punct(colon), TokenTree::Ident(_)] if colon.as_char() == ':' => {
            Err(not_a_code(&written(), "a path", tokens))
        }
        [TokenTree::Group(group)] if group.stream().is_empty() => {
            Err(not_a_code(&written(), "an empty list", tokens))
        }
        [TokenTree::Group(group)] => {
            let message = not_a_code(&written(), "a list", tokens);
            Err(message.maybe_help(in_list("code", group)))
        }
        _ => Err(not_a_code(&written(), "the tokens", tokens)),
    };
    code.map_err(|message| diag.error(SpanRange::of(tokens), message))
}

/// Whether this is `status = …` or another key of an attribute, where a code is wanted.
fn is_modifier(key: &Ident, rest: &[TokenTree]) -> bool {
    let has_value =
        matches!(rest.first(), Some(TokenTree::Group(_))) || is_punct(rest.first(), '=');
    has_value && Target::Variant.names().contains(&key.to_string().as_str())
}

/// The documented code that this is, or what is wrong with it.
fn parse(typed: &str, form: Form, context: Context) -> Either<Code, Message> {
    if typed.trim().is_empty() {
        return Err(message!("`apig`: the code is empty").help("the form is `\"APIG.0308\"`"));
    }
    let is_matched = |code| by_number(code, context.siblings).is_some();
    let diagnosis = match suggest::diagnose(typed, context.status) {
        Diagnosis::Documented(code) if table::is_documented(code) && !is_matched(code) => {
            return Ok(code);
        }
        diagnosis => diagnosis,
    };
    if !matches!(diagnosis, Diagnosis::Misspelled { .. }) {
        if let Some(message) = holding(typed, form) {
            return Err(message);
        }
    }
    let spelled = match form {
        Form::String => escaped(typed),
        Form::Name => typed.replacen('.', "_", 1),
    };
    Err(match diagnosis {
        Diagnosis::Documented(code)
        | Diagnosis::Misspelled { code, .. }
        | Diagnosis::NotDocumented { code, .. }
        | Diagnosis::Foreign { respelled: Some((code, _)) }
            if is_matched(code) || code.family() != Family::Apig && !table::is_documented(code) =>
        {
            sibling(code, form, context)
        }
        Diagnosis::Misspelled { code, strange } => misspelled(code, strange, typed, &spelled)
            .help(format!("write `{}`", form.write(code)))
            .maybe_help(if_status(typed)),
        Diagnosis::Pattern => {
            message!("`{spelled}` is a pattern, and `apig` takes codes one by one")
                .help("write them as a list: `code(\"APIG.0301\", \"APIG.0303\")`")
        }
        // A name with digits at its end is one of a code, a word is none.
        Diagnosis::Foreign { .. }
            if form == Form::String || typed.ends_with(|last: char| last.is_ascii_digit()) =>
        {
            message!(
                "`{spelled}` is another service's code, but `code` accepts only codes of the gateway"
            )
            .maybe_help(of_family(typed, form))
            .help(format!("write `unlisted = \"{}\", retry = …`", escaped(typed)))
        }
        Diagnosis::NotDocumented { code, near }
        | Diagnosis::Foreign { respelled: Some((code, near)) } => match if_status(typed) {
            Some(help) => {
                message!("`{spelled}` is no code of the gateway, and `{code}` is not documented")
                    .help(help)
            }
            None => not_documented(code, near, form),
        },
        _ => no_code(typed, &spelled),
    })
}

/// What is like no code at all.
fn no_code(typed: &str, spelled: &str) -> Message {
    // Digits or a dot of another script look right.
    let line = match typed.chars().find(|c| !c.is_ascii() && typed.contains(char::is_numeric)) {
        Some(strange) => message!(
            "`{spelled}` contains U+{:04X}, which no code of the gateway contains",
            u32::from(strange)
        ),
        None => message!("`{spelled}` is not a code of the gateway"),
    };
    line.help("the form is `APIG.` and four digits, such as `\"APIG.0308\"`")
}

/// The first line about what is nearly the code; `strange` is a character that no code has.
fn misspelled(code: Code, strange: Option<char>, typed: &str, spelled: &str) -> Message {
    match strange {
        // It may well look the same.
        Some(strange) => message!(
            "`{spelled}` contains U+{:04X}, which the code `{code}` does not contain",
            u32::from(strange)
        ),
        None if typed.trim() != typed => {
            message!("`\"{spelled}\"` has whitespace around the code `{code}`")
        }
        None => message!("`{spelled}` is not how the code `{code}` is written"),
    }
}

/// The code that claims this one by its number, with `siblings`: but for pairs of its own.
pub(super) fn by_number(code: Code, siblings: bool) -> Option<Code> {
    let own = suggest::documented_as(code).filter(|own| *own != code && siblings);
    let is_shared = |own: &Code| code.rows().iter().any(|row| own.row(row.status).is_some());
    own.filter(|own| code.rows().is_empty() || is_shared(own))
}

/// The documented code whose family may be misspelled here: `APGI.0308`.
fn of_family(typed: &str, form: Form) -> Option<String> {
    let (written, number) = typed.split_once('.')?;
    let mut families = Family::ALL.iter();
    let family = families.find(|family| suggest::is_near_miss(written, family.as_str()))?;
    let code = Code::parse(&format!("{family}.{number}")).ok();
    let code = code.filter(|code| table::is_documented(*code))?;
    Some(format!("did you mean `{}`?", form.write(code)))
}

/// What is wrong with a text that holds documented codes beside other things, such as `APIG.0201 502`.
fn holding(typed: &str, form: Form) -> Option<Message> {
    let words = typed.split(|c: char| !c.is_ascii_alphanumeric() && c != '.');
    let code = |word: &str| {
        let word = word[word.rfind(".API").map_or(0, |dot| dot + 1)..].trim_end_matches('.');
        let names_family = word.len() > 4 && word[..3].eq_ignore_ascii_case("API");
        suggest::respell(word).filter(|_| names_family)
    };
    let mut codes: Vec<Code> =
        words.filter_map(code).filter(|code| code.to_string() != typed).collect();
    codes.dedup();
    if !codes.iter().any(|code| table::is_documented(*code)) {
        return None;
    }
    let written: Vec<String> = codes.iter().map(|code| form.write(*code)).collect();
    let typed = escaped(typed);
    match (codes.as_slice(), written.join(", ")) {
        ([], _) => None,
        ([code], written) => {
            let line = message!("`apig`: `{typed}` is more than the code `{code}`");
            Some(line.help(format!("write `{written}`")))
        }
        (several, written) => {
            let count = several.len();
            let line = message!("`apig`: a string holds one code, and `{typed}` holds {count}");
            Some(line.help(format!("write `code({written})`")))
        }
    }
}

/// A code of `APIGW` or `APIC` that is claimed by its number, or that its table does not hold.
fn sibling(code: Code, form: Form, context: Context) -> Message {
    let own = suggest::documented_as(code);
    if let Some(own) = own.filter(|_| context.siblings) {
        return message!("`{code}` is claimed by its number, because the enum has `siblings`")
            .help(format!("write `{}`, which matches `{code}`, too", form.write(own)));
    }
    let Some(own) = own else {
        return not_documented(code, suggest::near(code, context.status), form);
    };
    is_not_among(code)
        .help(format!(
            "`{own}` is documented: with `#[apig(siblings)]` on the enum, `{}` matches all three families",
            form.write(own)
        ))
        .help(format!("or, for this family alone, `unlisted = \"{code}\", retry = …`"))
}

/// The first line about a well-formed code that the table of its family does not hold.
fn is_not_among(code: Code) -> Message {
    let table = code.table();
    let of = match table.family {
        Family::Apig => String::new(),
        family => format!(" of `{family}`"),
    };
    message!(
        "`{code}` is not among the {} documented codes{of} (table of {})",
        table.codes().count(),
        table.date
    )
}

/// A well-formed code that the table does not hold.
fn not_documented(code: Code, near: [Option<Code>; 3], form: Form) -> Message {
    let line = is_not_among(code);
    let near = near.into_iter().flatten();
    let near: Vec<String> =
        near.map(|near| format!("`{}` ({})", form.write(near), gloss(near))).collect();
    let unlisted = format!("`unlisted = \"{code}\", retry = …`");
    if near.is_empty() {
        let help =
            format!("no documented code is near it; if the gateway sends it, write {unlisted}");
        return line.help(help);
    }
    line.help(format!("did you mean {}?", list(near, "or")))
        .help(format!("if the gateway does send `{code}`, write {unlisted}"))
}
