//! From one attribute of a variant to its role: claims, checked against the table, or another.

use apig_errors_catalog::{Code, Delivery, Retry, Row};
use proc_macro2::TokenTree;

use crate::derive::{
    ast::{Claim, ClaimedCode, Declared, Role},
    attribute::{Attributed, is_flag},
    class,
    code::{self, Context},
    errors::{Errors, Extent, Text, joined, listed, text},
    foreign,
    status::{self, Statuses},
    table::{self, only_code_with},
    tokens::{Item, Value, list},
};

/// Reads the claims of an enum, and numbers their sources.
pub(crate) struct Claims {
    siblings: bool,
    sources: usize,
}

/// The keys of an attribute that modify its role.
struct Modifiers<'i> {
    status: Option<Statuses>,
    retry: Option<(&'i Item, Option<Retry>)>,
    delivery: Option<(&'i Item, Option<Delivery>)>,
    reason: Option<(&'i Item, Option<String>)>,
}

impl<'i> Modifiers<'i> {
    fn read(items: &'i [Item], errors: &mut Errors) -> Self {
        let get = |key: &str| items.iter().find(|item| item.name == key);
        Self {
            status: get("status").map(|item| status::read(item, errors)),
            retry: get("retry").map(|item| (item, class::read(item, errors))),
            delivery: get("delivery").map(|item| (item, class::read(item, errors))),
            reason: get("reason").map(|item| (item, class::reason(item, errors))),
        }
    }

    /// Those that make an override, as far as they are given.
    fn override_keys(&self) -> Vec<&'static str> {
        let mut given = Vec::new();
        for (key, is_given) in [
            ("retry", self.retry.is_some()),
            ("delivery", self.delivery.is_some()),
            ("reason", self.reason.is_some()),
        ] {
            if is_given {
                given.push(key);
            }
        }
        given
    }

    fn reason(&self) -> Option<String> {
        self.reason.as_ref().and_then(|(_, reason)| reason.clone())
    }

    /// The class and delivery of what the table does not know, with the defaults.
    fn declared(&self, default: Retry) -> Option<Declared> {
        let retry = match &self.retry {
            Some((_, retry)) => (*retry)?,
            None => default,
        };
        let delivery = match (&self.delivery, retry) {
            (Some((_, delivery)), _) => (*delivery)?,
            (None, Retry::Throttled) => Delivery::NotDelivered,
            (None, _) => Delivery::MaybeDelivered,
        };
        Some(Declared { retry, delivery })
    }

    /// Reports a delivery for what is never sent again.
    fn check_delivery(&self, default: Option<Retry>, errors: &mut Errors) {
        let Some((delivery, Some(_))) = &self.delivery else { return };
        let retry = match &self.retry {
            Some((_, retry)) => *retry,
            None => default,
        };
        if retry == Some(Retry::Never) {
            let text = text!("`apig`: what is never sent again has no `delivery`");
            let help = match self.retry {
                Some(_) => "leave `delivery` out",
                None => "leave `delivery` out, or add a `retry` class, such as `retry = Backoff`",
            };
            errors.add(&delivery.key, text.help(help));
        }
    }
}

/// Reports what is wrong with the values of modifiers whose role cannot be read.
pub(crate) fn values_without_role(items: &[Item], errors: &mut Errors) {
    let _ = Modifiers::read(items, errors);
}

/// What somebody may want who claims a status alone.
const NO_CODE: &str = "an answer without a code, such as a proxy's page, goes to the `fallback`: match it by `status()` there";

/// Reports an attribute that holds modifiers alone.
pub(crate) fn without_role(items: &[Item], errors: &mut Errors) {
    let Some(item) = items.first() else { return };
    let key = &item.key;
    let modifiers = Modifiers::read(items, errors);
    if item.name == "status" {
        let hint = match &modifiers.status {
            None | Some(Statuses::Hole) => return,
            Some(statuses) => statuses.hint(),
        };
        let only = hint.and_then(only_code_with);
        let text = text!("`apig`: `status` needs the code that it belongs to");
        let text = match (hint, only) {
            (Some(status), Some(code)) => text.help(format!(
                "`{code}` is the one code documented with {status}: write `code = \"{code}\"`"
            )),
            _ => text.help("write `code = \"…\", status = …`"),
        };
        errors.add(key, text.help(NO_CODE));
        return;
    }
    let text = text!("`apig`: `{key}` stands alone, and needs what it is about");
    let help = if item.name == "reason" {
        "write `code = \"…\", retry = …, reason = \"…\"`"
    } else {
        "write `code = \"…\"`, `foreign = \"…\"` or `local` beside it"
    };
    errors.add(key, text.help(help));
}

impl Claims {
    pub(crate) fn new(siblings: bool) -> Self {
        Self { siblings, sources: 0 }
    }

    pub(crate) fn role(&mut self, attribute: &Attributed, errors: &mut Errors) -> Option<Role> {
        let role = attribute.role();
        match role.name.as_str() {
            "code" => self.documented(role, attribute, errors).map(Role::Claims),
            "foreign" => self.foreign(role, attribute, errors).map(Role::Claims),
            "local" => local(role, attribute, errors),
            name => {
                let mut sound = is_flag(role, errors);
                for item in attribute.items.iter().filter(|item| item.name != name) {
                    sound = false;
                    let why = match name {
                        "transparent" => "the inner error gives the verdict",
                        _ => "each answer it takes keeps the verdict of the table",
                    };
                    let text =
                        text!("`apig`: `{}` has no meaning beside `{name}`: {why}", item.key);
                    errors.add(&item.key, text.help("leave it out"));
                }
                let role = if name == "transparent" { Role::Transparent } else { Role::Fallback };
                sound.then_some(role)
            }
        }
    }

    /// `code = …` or `code(…)`.
    fn documented(
        &mut self,
        role: &Item,
        attribute: &Attributed,
        errors: &mut Errors,
    ) -> Option<Vec<Claim>> {
        let before = errors.count();
        let modifiers = Modifiers::read(&attribute.items, errors);
        let hint = modifiers.status.as_ref().and_then(Statuses::hint);
        let context = Context { status: hint, siblings: self.siblings };
        let mut codes: Vec<(Code, ClaimedCode, Extent)> = Vec::new();
        for tokens in values(role, errors) {
            let Some(code) = code::read(&tokens, context, errors) else { continue };
            let written = Extent::of(&tokens);
            if codes.iter().any(|(earlier, ..)| *earlier == code) {
                let text = text!("`{code}` is listed twice");
                errors.add(written, text.help("leave one out"));
                continue;
            }
            codes.push((code, ClaimedCode::Documented(code), written));
        }
        let mut pairs = Vec::new();
        for (index, (code, claimed, written)) in codes.iter().enumerate() {
            let source = self.sources + index;
            let any = matches!(modifiers.status, Some(Statuses::Any(_)));
            let statuses = match &modifiers.status {
                None if !attribute.complete => Vec::new(),
                given => pairs_of(*code, *written, given.as_ref(), codes.len() == 1, errors),
            };
            pairs.extend(statuses.into_iter().filter_map(|status| {
                let row = code.row(status)?;
                Some((row, claim(row, claimed.clone(), any, *written, source)))
            }));
        }
        if matches!(modifiers.status, Some(Statuses::Any(_))) {
            check_any(&codes, &modifiers, errors);
        }
        self.sources += codes.len();
        // A code that cannot be read may be another service's, for which the table does not speak.
        check_override(&modifiers, &pairs, attribute.complete && !codes.is_empty(), errors);
        if errors.count() > before {
            return None;
        }
        let reason = modifiers.reason();
        Some(
            pairs
                .into_iter()
                .map(|(row, claim)| overridden(claim, row, &modifiers, reason.as_ref()))
                .collect(),
        )
    }

    /// `foreign = "…"`.
    fn foreign(
        &mut self,
        role: &Item,
        attribute: &Attributed,
        errors: &mut Errors,
    ) -> Option<Vec<Claim>> {
        let before = errors.count();
        let modifiers = Modifiers::read(&attribute.items, errors);
        let raw = foreign::read(role, errors);
        if modifiers.retry.is_none() && attribute.complete {
            let text =
                text!("`apig`: `foreign` needs `retry`, for the table does not know the code");
            let choices = listed(<Retry as class::Word>::ALL, "or");
            errors.add(&role.key, text.help(format!("add `retry = …`: {choices}")));
        }
        modifiers.check_delivery(None, errors);
        let statuses = match &modifiers.status {
            Some(Statuses::Any(tokens)) => {
                let text = text!("`apig`: a `foreign` code has no documented statuses for `any`");
                errors.add(
                    *tokens,
                    text.help("leave `status` out: the code then counts whatever its status"),
                );
                return None;
            }
            Some(Statuses::List(statuses)) => {
                statuses.iter().map(|(status, _)| Some(*status)).collect()
            }
            Some(Statuses::Hole) | None => vec![None],
        };
        let (raw, written) = raw?;
        if errors.count() > before {
            return None;
        }
        let verdict = modifiers.declared(Retry::Never)?;
        let reason = modifiers.reason();
        let source = self.sources;
        self.sources += 1;
        let claim = |status| Claim {
            code: ClaimedCode::Foreign(raw.clone()),
            status,
            any: false,
            verdict,
            declared: true,
            reason: reason.clone(),
            written,
            source,
        };
        Some(statuses.into_iter().map(claim).collect())
    }
}

/// `local`, with or without `retry` and what goes with it.
fn local(role: &Item, attribute: &Attributed, errors: &mut Errors) -> Option<Role> {
    let before = errors.count();
    is_flag(role, errors);
    let modifiers = Modifiers::read(&attribute.items, errors);
    if let Some(status) = attribute.get("status") {
        let text = text!(
            "`apig`: `status` has no meaning beside `local`: no answer of the gateway is meant"
        );
        errors.add(&status.key, text.help("leave it out, or claim a `code`"));
    }
    modifiers.check_delivery(Some(Retry::Never), errors);
    let declared = modifiers.declared(Retry::Never);
    (errors.count() == before).then_some(Role::Local(declared?))
}

/// The values of `code = …` and `code(…)`.
fn values(role: &Item, errors: &mut Errors) -> Vec<Vec<TokenTree>> {
    const HELP: &str = "write `code = \"APIG.0308\"` or `code(\"APIG.0301\", \"APIG.0307\")`";
    match &role.value {
        Value::Equals(tokens) => vec![tokens.clone()],
        Value::List(group) => {
            let before = errors.count();
            let values = list(group, errors);
            if values.is_empty() && errors.count() == before {
                errors.add(&role.key, text!("`apig`: `code()` names no code").help(HELP));
            }
            values
        }
        Value::Flag => {
            errors.add(&role.key, text!("`apig`: `code` needs a value").help(HELP));
            Vec::new()
        }
        Value::Hole => Vec::new(),
    }
}

fn claim(row: &Row, code: ClaimedCode, any: bool, written: Extent, source: usize) -> Claim {
    Claim {
        code,
        status: Some(row.status),
        any,
        verdict: Declared::of(row.verdict),
        declared: false,
        reason: None,
        written,
        source,
    }
}

fn overridden(
    claim: Claim,
    row: &Row,
    modifiers: &Modifiers<'_>,
    reason: Option<&String>,
) -> Claim {
    if modifiers.retry.is_none() && modifiers.delivery.is_none() {
        return claim;
    }
    let verdict = over(row, modifiers);
    Claim { verdict, declared: true, reason: reason.cloned(), ..claim }
}

/// The row's verdict as the attribute changes it.
fn over(row: &Row, modifiers: &Modifiers<'_>) -> Declared {
    let retry = modifiers.retry.as_ref().and_then(|(_, retry)| *retry);
    let delivery = modifiers.delivery.as_ref().and_then(|(_, delivery)| *delivery);
    Declared {
        retry: retry.unwrap_or(row.verdict.retry),
        delivery: delivery.unwrap_or(row.verdict.delivery),
    }
}

/// The statuses that this code is claimed with. Wrong ones are reported.
fn pairs_of(
    code: Code,
    written: Extent,
    given: Option<&Statuses>,
    alone: bool,
    errors: &mut Errors,
) -> Vec<u16> {
    let documented = table::statuses(code);
    match given {
        None if documented.len() == 1 => documented,
        None => {
            let text = text!(
                "`{code}` has {} statuses with different verdicts, so it needs `status`",
                documented.len()
            );
            errors.add(
                written,
                text.help(by_class(code))
                    .help("write `status = 502`, `status(502, 504)` or `status = any`"),
            );
            Vec::new()
        }
        Some(Statuses::Any(_)) => documented,
        Some(Statuses::Hole) => Vec::new(),
        Some(Statuses::List(statuses)) => {
            for (status, written) in
                statuses.iter().filter(|(status, _)| !documented.contains(status))
            {
                errors.add(*written, undocumented(code, *status, &documented, alone));
            }
            statuses.iter().map(|(status, _)| *status).collect()
        }
    }
}

/// `Never: 400, 413, 414 and 494; Backoff: 500, 502 and 504`.
fn by_class(code: Code) -> String {
    let mut classes = Vec::new();
    for class in <Retry as class::Word>::ALL {
        let statuses = table::statuses_where(code, |row| row.verdict.retry == *class);
        if !statuses.is_empty() {
            classes.push(format!("`{class}` at {}", joined(statuses, "and")));
        }
    }
    format!("the table says {}", classes.join("; "))
}

/// A status that the code is not documented with; `alone`: no other code stands in its attribute.
fn undocumented(code: Code, status: u16, documented: &[u16], alone: bool) -> Text {
    let text = text!(
        "`{code}` is not documented with status {status}, only with {}",
        joined(documented, "and")
    );
    let text = match documented {
        // The others of its attribute may well be documented with it.
        [_] if !alone => text.help(format!(
            "claim `{code}` in an attribute of its own, without `status`: an answer with it and another status reaches this variant too"
        )),
        _ if !alone => {
            text.help(format!("claim `{code}` in an attribute of its own, with a `status` of these"))
        }
        [only] => text.help(format!(
            "leave `status` out, or write `status = {only}`: an answer with `{code}` and another status reaches this variant too"
        )),
        _ => text,
    };
    let other = only_code_with(status);
    text.maybe_help(
        other.map(|other| format!("the one code documented with {status} is `{other}`")),
    )
}

/// Reports `status = any` where a code has one status.
fn check_any(
    codes: &[(Code, ClaimedCode, Extent)],
    modifiers: &Modifiers<'_>,
    errors: &mut Errors,
) {
    let Some(Statuses::Any(written)) = &modifiers.status else { return };
    let single: Vec<Code> = codes
        .iter()
        .map(|(code, ..)| *code)
        .filter(|code| table::statuses(*code).len() == 1)
        .collect();
    if !single.is_empty() {
        let text = text!(
            "`status = any` is not needed: {} {} documented with one status",
            listed(&single, "and"),
            if single.len() == 1 { "is" } else { "are each" }
        );
        let help = if single.len() == codes.len() {
            "leave `status` out: answers with other statuses reach this variant too"
        } else {
            "claim it in an attribute of its own, without `status`"
        };
        errors.add(*written, text.help(help));
    }
}

/// Reports overrides that nobody can judge, and overrides that change nothing.
fn check_override(
    modifiers: &Modifiers<'_>,
    pairs: &[(&Row, Claim)],
    complete: bool,
    errors: &mut Errors,
) {
    let changing = match (&modifiers.retry, &modifiers.delivery) {
        (Some((item, _)), _) | (None, Some((item, _))) => Some(*item),
        (None, None) => None,
    };
    let Some(item) = changing else {
        if let Some((reason, _)) = &modifiers.reason {
            let text = text!("`apig`: `reason` stands here without `retry` or `delivery`");
            errors.add(&reason.key, text.help("leave it out: what the table says needs no reason"));
        }
        return;
    };
    // A value that could not be read changes who knows what.
    let is_read = !matches!(modifiers.retry, Some((_, None)))
        && !matches!(modifiers.delivery, Some((_, None)));
    let unchanged: Vec<String> = pairs
        .iter()
        .filter(|(row, _)| is_read && over(row, modifiers) == Declared::of(row.verdict))
        .map(|(_, claim)| claim.pair())
        .collect();
    let changes_nothing = !unchanged.is_empty() && unchanged.len() == pairs.len();
    if modifiers.reason.is_none() && complete && !changes_nothing {
        let text =
            text!("`apig`: `{}` overrides the published table, so it needs a `reason`", item.key);
        errors.add(&item.key, text.help("add `reason = \"…\"`, so that a reviewer can judge it"));
    }
    if !is_read {
        return;
    }
    modifiers.check_delivery(None, errors);
    let never = |row: &Row| over(row, modifiers).retry == Retry::Never;
    if modifiers.retry.is_none() {
        if let Some((row, claim)) = pairs.iter().find(|(row, _)| never(row)) {
            let text = text!(
                "`apig`: {} is `{}`, so `delivery` has no meaning for it",
                claim.pair(),
                row.verdict.retry
            );
            errors.add(
                &item.key,
                text.help("what is never sent again has no delivery: leave it out"),
            );
            return;
        }
    } else if modifiers.delivery.is_some() && pairs.iter().any(|(row, _)| never(row)) {
        return;
    }
    if unchanged.is_empty() {
        return;
    }
    let text = text!(
        "`{}` changes nothing for {}: the table says so already",
        item.key,
        joined(&unchanged, "and")
    );
    let help = if changes_nothing {
        let given = modifiers.override_keys();
        format!("leave {} out", listed(given, "and"))
    } else {
        "claim it in an attribute of its own, without the override".to_owned()
    };
    errors.add(&item.key, text.help(help));
}
