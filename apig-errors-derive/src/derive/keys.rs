//! The keys: where each belongs, and which one was meant.

use proc_macro2::Ident;

use crate::derive::{
    ast::{FieldKey, plain},
    errors::{Errors, listed, text},
    table,
    tokens::{Item, Place, joined_up, shown},
};

/// The keys of an enum.
const ENUM: &[&str] = &["crate", "siblings", "exhaustive"];

/// The keys that give a variant its role.
pub(crate) const ROLES: &[&str] = &["code", "foreign", "local", "transparent", "fallback"];

/// The keys of a variant that modify its role.
const MODIFIERS: &[&str] = &["status", "retry", "delivery", "reason"];

/// The keys of a field.
const FIELD: &[(&str, FieldKey)] = &[
    ("error", FieldKey::Error),
    ("code", FieldKey::Code),
    ("status", FieldKey::Status),
    ("message", FieldKey::Message),
    ("request_id", FieldKey::RequestId),
    ("wait", FieldKey::Wait),
    ("throttle", FieldKey::Throttle),
    ("default", FieldKey::Default),
];

pub(crate) fn field_key(name: &str) -> Option<FieldKey> {
    FIELD.iter().find(|(key, _)| *key == name).map(|(_, key)| *key)
}

/// The key of a field of this type, as it is usually written.
pub(crate) fn field_key_for(ty: &syn::Type) -> Option<&'static str> {
    Some(match joined_up(&shown(ty)).as_str() {
        "ApigError" | "Box<ApigError>" => "error",
        "Option<Code>" => "code",
        "u16" => "status",
        "String" => "message",
        "Option<String>" => "request_id",
        "Option<Duration>" => "wait",
        "Option<Throttle>" => "throttle",
        _ => return None,
    })
}

/// What other crates call the same thing.
const SYNONYMS: &[(&str, &str)] = &[
    ("because", "reason"),
    ("catch_all", "fallback"),
    ("class", "retry"),
    ("codes", "code"),
    ("default", "fallback"),
    ("error_code", "code"),
    ("error_msg", "message"),
    ("forward", "transparent"),
    ("http_status", "status"),
    ("msg", "message"),
    ("ignore", "local"),
    ("other", "fallback"),
    ("path", "crate"),
    ("retry_after", "wait"),
    ("retryable", "retry"),
    ("skip", "local"),
    ("source", "error"),
    ("status_code", "status"),
    ("statuses", "status"),
    ("why", "reason"),
];

/// The keys of a place, in the order in which messages list them.
pub(crate) fn of(place: Place) -> Vec<&'static str> {
    match place {
        Place::Enum => ENUM.to_vec(),
        Place::Variant => [ROLES, MODIFIERS].concat(),
        Place::Field => FIELD.iter().map(|(key, _)| *key).collect(),
    }
}

/// Reports a key that does not stand at this place; `true` where it does.
pub(crate) fn check(item: &Item, place: Place, errors: &mut Errors) -> bool {
    let Item { key, name, .. } = item;
    if of(place).contains(&name.as_str()) {
        return true;
    }
    let bare = plain(key);
    if bare != *name && of(place).contains(&bare.as_str()) {
        let text = text!("`apig`: keys are single words without `r#`");
        errors.add(key, text.help(format!("write `{bare}`")));
        return false;
    }
    let synonym = synonym(&bare, place);
    let elsewhere = [Place::Variant, Place::Field, Place::Enum]
        .into_iter()
        .find(|other| *other != place && of(*other).contains(&bare.as_str()));
    match (synonym, elsewhere) {
        (Some(meant), _) => unknown(key, place, &[meant], errors),
        (None, Some(other)) => {
            let text =
                text!("`apig`: `{bare}` belongs on {}, not on {}", other.name(), place.name());
            errors.add(key, text.help(format!("the keys of {} are {}", place.name(), all(place))));
        }
        (None, None) => {
            unknown(key, place, &near(&bare, place), errors);
        }
    }
    false
}

/// The keys that a word may stand for at this place: itself, what other crates call it, or what it is
/// one slip from.
pub(crate) fn meant(word: &str, place: Place) -> Vec<&'static str> {
    synonym(word, place).map_or_else(|| near(word, place), |meant| vec![meant])
}

fn synonym(word: &str, place: Place) -> Option<&'static str> {
    SYNONYMS
        .iter()
        .find(|(other, meant)| *other == word && of(place).contains(meant))
        .map(|(_, meant)| *meant)
}

fn near(word: &str, place: Place) -> Vec<&'static str> {
    of(place).into_iter().filter(|known| one_slip(word, known)).collect()
}

fn unknown(key: &Ident, place: Place, meant: &[&str], errors: &mut Errors) {
    let key_text = plain(key);
    let mut text = text!("`apig` has no key `{key_text}` on {}", place.name());
    if place == Place::Variant && table::is_documented_name(&key_text) {
        text = text.help(format!("write `code = {key_text}`"));
    } else if !meant.is_empty() {
        text = text.help(format!("did you mean {}?", listed(meant, "or")));
    }
    errors.add(key, text.help(format!("the keys of {} are {}", place.name(), all(place))));
}

fn all(place: Place) -> String {
    listed(of(place), "and")
}

/// Whether two words are one typing slip apart: their case, underscores, a letter too many, missing,
/// wrong, or two neighbours swapped.
pub(crate) fn one_slip(typed: &str, meant: &str) -> bool {
    let plain = |word: &str| -> Vec<char> {
        word.chars().filter(|c| *c != '_').flat_map(char::to_lowercase).collect()
    };
    let (typed, meant) = (plain(typed), plain(meant));
    let same_head = typed.iter().zip(&meant).take_while(|(a, b)| a == b).count();
    let (typed, meant) = (&typed[same_head..], &meant[same_head..]);
    let same_tail = typed.iter().rev().zip(meant.iter().rev()).take_while(|(a, b)| a == b).count();
    let (typed, meant) = (&typed[..typed.len() - same_tail], &meant[..meant.len() - same_tail]);
    match (typed, meant) {
        ([] | [_], [] | [_]) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::one_slip;

    #[test]
    fn one_slip_is_near_and_two_are_far() {
        for typed in
            ["fallback", "falback", "fallbback", "fallbakc", "Fallback", "fall_back", "fallbacc"]
        {
            assert!(one_slip(typed, "fallback"), "{typed}");
        }
        for typed in ["falbak", "feedback", "back", "code"] {
            assert!(!one_slip(typed, "fallback"), "{typed}");
        }
    }
}
