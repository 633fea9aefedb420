//! Reading a code: `"APIG.0308"` or `APIG_0308`, and what was meant by anything else.

use apig_errors_catalog::{Code, Family, ParseCodeError, TABLE_DATE, suggest};
use proc_macro2::{Ident, Literal, TokenTree};
use syn::Lit;

use crate::derive::{
    errors::{Errors, Text, joined, text},
    keys,
    table::{constant_name, documented, gloss},
    tokens::{
        Place, as_written, is_punct, joined_up, shown, shown_list, spanned, text_of, wrong_value,
    },
};

/// How a code was written, and so how it is suggested.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// `"APIG.0308"`.
    Text,
    /// `APIG_0308`.
    Name,
}

impl Form {
    fn write(self, code: Code) -> String {
        match self {
            Self::Text => format!("\"{code}\""),
            Self::Name => constant_name(code),
        }
    }
}

/// What else is known where a code stands.
#[derive(Clone, Copy)]
pub(crate) struct Context {
    /// A status given beside the code.
    pub(crate) status: Option<u16>,
    /// Whether the enum has `siblings`.
    pub(crate) siblings: bool,
}

/// The documented code that these tokens name.
pub(crate) fn read(tokens: &[TokenTree], context: Context, errors: &mut Errors) -> Option<Code> {
    match tokens {
        [TokenTree::Literal(literal)] => match text_of(literal) {
            Some(text) => match from_text(&text, Form::Text, context) {
                Ok(code) => return Some(code),
                Err(text) => wrong_value(errors, tokens, text),
            },
            None => wrong_value(errors, tokens, not_a_text(literal, tokens)),
        },
        [TokenTree::Ident(key), rest @ ..] if is_modifier(key, rest) => {
            let text = text!("`apig`: `{key}` stands in the list of codes, and belongs behind it");
            let item = shown(&spanned(tokens));
            wrong_value(errors, tokens, text.help(format!("write `code(\"…\"), {item}`")));
        }
        [TokenTree::Ident(name)] if name == "true" || name == "false" => {
            wrong_value(errors, tokens, not_a_code(&name.to_string(), "a boolean", tokens));
        }
        [TokenTree::Ident(name)] => {
            // A constant's name has exactly one underscore, where its code has a dot.
            match from_text(&name.to_string().replacen('_', ".", 1), Form::Name, context) {
                Ok(code) => return Some(code),
                Err(text) => wrong_value(errors, tokens, text),
            }
        }
        [TokenTree::Ident(name), TokenTree::Punct(bang), ..] if bang.as_char() == '!' => {
            let text = not_a_code(&format!("{name}!(…)"), "a macro call", tokens);
            wrong_value(errors, tokens, text.help("macros are not expanded inside attributes"));
        }
        [.., TokenTree::Punct(colon), TokenTree::Ident(_)] if colon.as_char() == ':' => {
            wrong_value(errors, tokens, not_a_code(&shown(&spanned(tokens)), "a path", tokens));
        }
        [TokenTree::Group(group)] => {
            let text = not_a_code(&shown(group), "a list", tokens);
            let help = format!("write `code({})`", shown_list(group));
            wrong_value(errors, tokens, text.help(help));
        }
        _ => {
            let text = not_a_code(&shown(&spanned(tokens)), "tokens", tokens);
            wrong_value(errors, tokens, text.help("write several codes as `code(\"…\", \"…\")`"));
        }
    }
    None
}

/// Whether this is `status = …` or another key of an attribute, where a code is wanted.
fn is_modifier(key: &Ident, rest: &[TokenTree]) -> bool {
    let has_value =
        matches!(rest.first(), Some(TokenTree::Group(_))) || is_punct(rest.first(), '=');
    has_value && keys::of(Place::Variant).contains(&key.to_string().as_str())
}

/// Where three digits stand for a code, what they are as an HTTP status.
fn if_status(digits: &str) -> Option<String> {
    const SHOWN: usize = 3;
    let status: u16 = digits.parse().ok().filter(|status| (400..=599).contains(status))?;
    let mut with: Vec<String> = Vec::new();
    for code in documented() {
        if code.row(status).is_some() {
            with.push(format!("`{code}`"));
        }
    }
    let more = with.len().saturating_sub(SHOWN);
    with.truncate(SHOWN);
    if more > 0 {
        with.push(format!("{more} more"));
    }
    Some(if with.is_empty() {
        format!("if the HTTP status {status} is meant: no code is documented with it")
    } else {
        let codes = joined(with, "and");
        format!(
            "if the HTTP status {status} is meant, name a code that is documented with it: {codes}"
        )
    })
}

/// A literal that is no text without a suffix.
fn not_a_text(literal: &Literal, tokens: &[TokenTree]) -> Text {
    match Lit::new(literal.clone()) {
        Lit::Str(text) => {
            let (value, suffix) = (text.value(), text.suffix());
            text!("the code `{value}` has the suffix `{suffix}`, and a code has none")
                .help(format!("write `\"{value}\"`"))
        }
        other => not_a_code(&shown(literal), kind(&other), tokens),
    }
}

/// A value that is neither a text nor a name.
fn not_a_code(found: &str, kind: &str, tokens: &[TokenTree]) -> Text {
    let found = joined_up(found);
    let line = text!(
        "`apig` needs a code here, a string such as `\"APIG.0308\"` or a name such as `APIG_0308`; \
         found {kind}, `{found}`"
    );
    if let Some(status) = if_status(&found) {
        return line.help(status);
    }
    // `Code::APIG_0308`, `308`, `b"APIG.0308"`: what was meant is there to be seen.
    let meant = match tokens {
        [.., TokenTree::Punct(_), TokenTree::Ident(name)] => {
            suggest::respell(&name.to_string()).map(|code| (code, Form::Name))
        }
        [TokenTree::Literal(literal)] => {
            let text = literal.to_string();
            let text = text.trim_start_matches(['b', 'c', 'r']).trim_matches(['"', '\'', '#']);
            suggest::respell(text).map(|code| (code, Form::Text))
        }
        _ => None,
    };
    let meant = meant.filter(|(code, _)| !code.rows().is_empty());
    line.maybe_help(meant.map(|(code, form)| format!("write `{}`", form.write(code))))
}

fn kind(literal: &Lit) -> &'static str {
    match literal {
        Lit::Int(_) => "an integer",
        Lit::Float(_) => "a float",
        Lit::Bool(_) => "a boolean",
        Lit::Char(_) | Lit::Byte(_) => "a character",
        Lit::ByteStr(_) => "a byte string",
        Lit::CStr(_) => "a C string",
        _ => "a literal",
    }
}

fn from_text(typed: &str, form: Form, context: Context) -> Result<Code, Text> {
    if typed.trim().is_empty() {
        return Err(text!("`apig`: the code is empty").help("the form is `\"APIG.0308\"`"));
    }
    let parsed = Code::parse(typed);
    match parsed {
        Ok(code) if code.family() != Family::Apig => return Err(sibling(code, form, context)),
        Ok(code) if code.rows().is_empty() => return Err(unknown(code, form, context)),
        Ok(code) => return Ok(code),
        Err(_) => {}
    }
    let spelled = match form {
        Form::Text => as_written(typed),
        Form::Name => typed.replacen('.', "_", 1),
    };
    if is_pattern(typed) {
        let line = text!("`{spelled}` is a pattern, and `apig` takes codes one by one");
        return Err(line.help("write them as a list: `code(\"APIG.0301\", \"APIG.0303\")`"));
    }
    let meant = suggest::respell(typed);
    match meant {
        Some(code) if code.family() != Family::Apig => Err(sibling(code, form, context)),
        Some(code) if !code.rows().is_empty() => {
            let strange = spelled.chars().find(|character| !character.is_ascii());
            let if_status = if_status(typed);
            let line = match strange {
                // It may well look the same.
                Some(strange) => text!(
                    "`{spelled}` holds the character U+{:04X}, which the code `{code}` does not",
                    u32::from(strange)
                ),
                None => text!("`{spelled}` is not how the code `{code}` is written"),
            };
            Err(line.help(format!("write `{}`", form.write(code))).maybe_help(if_status))
        }
        _ if parsed == Err(ParseCodeError::Foreign) && form == Form::Text => {
            let line =
                text!("`{spelled}` is another service's code, and `code` takes the gateway's own");
            Err(line.help(format!("write `foreign = \"{spelled}\", retry = …`")))
        }
        Some(code) => match if_status(typed) {
            Some(help) => {
                let line =
                    text!("`{spelled}` is no code of the gateway, and `{code}` is not documented");
                Err(line.help(help))
            }
            None => Err(unknown(code, form, context)),
        },
        None => {
            let line = text!("`{spelled}` is not a code of the gateway");
            Err(line.help("the form is `APIG.` and four digits, such as `\"APIG.0308\"`"))
        }
    }
}

/// `APIG.XXXX`, `APIG.03xx`, `APIG.*`.
fn is_pattern(typed: &str) -> bool {
    let upper = typed.to_ascii_uppercase();
    let digits = Family::ALL
        .iter()
        .find_map(|family| upper.strip_prefix(family.as_str())?.strip_prefix(['.', '_', '-']));
    digits.is_some_and(|digits| {
        digits.chars().all(|c| c.is_ascii_digit() || "X*?#N".contains(c))
            && digits.chars().any(|c| !c.is_ascii_digit())
    })
}

/// A code of `APIGW` or `APIC`.
fn sibling(code: Code, form: Form, context: Context) -> Text {
    let own = Code::new(Family::Apig, code.number()).filter(|own| !own.rows().is_empty());
    let line =
        text!("`{code}` is of the family `{}`, and `code` takes `APIG` codes", code.family());
    match own {
        Some(own) if context.siblings => line.help(format!(
            "write `{}`: with `siblings` on the enum it matches `{code}` already",
            form.write(own)
        )),
        Some(own) => line
            .help(format!(
                "write `{}`, and `#[apig(siblings)]` on the enum to match all three families",
                form.write(own)
            ))
            .help(format!("or, for this family alone, `foreign = \"{code}\", retry = …`")),
        None => line.help(format!(
            "the number is not documented either, so write `foreign = \"{code}\", retry = …`"
        )),
    }
}

/// A well-formed code that the table does not hold.
fn unknown(code: Code, form: Form, context: Context) -> Text {
    let line = text!(
        "`{code}` is not among the {} documented codes (table of {TABLE_DATE})",
        documented().count()
    );
    let near: Vec<String> = suggest::near(code, context.status)
        .into_iter()
        .flatten()
        .map(|near| format!("`{}` ({})", form.write(near).trim_matches('"'), gloss(near)))
        .collect();
    let foreign = format!("`foreign = \"{code}\", retry = …`");
    if near.is_empty() {
        line.help(format!(
            "no documented code is near it; if the gateway sends it, write {foreign}"
        ))
    } else {
        line.help(format!("did you mean {}?", joined(near, "or")))
            .help(format!("if the gateway does send `{code}`, write {foreign}"))
    }
}
