//! What the attributes of the enum say.

use apig_errors_catalog::Retry;
use proc_macro2::TokenTree;
use syn::{Lit, LitStr, Path, parse::Parser};

use crate::derive::prelude::*;

use super::word;

pub(crate) fn options(attr: &Entries<EnumKey>, diag: &mut Diagnostics) -> Options {
    let mut options = Options { misplaced: attr.misplaced, ..Options::default() };
    for entry in &attr.list {
        match entry.key {
            EnumKey::Crate => options.krate = krate(entry, diag).ok(),
            EnumKey::Siblings => options.siblings = entry.value.is_ok(),
            EnumKey::Exhaustive => options.exhaustive = exhaustive(entry, diag).map(Some),
        }
    }
    options
}

fn exhaustive(entry: &Entry<EnumKey>, diag: &mut Diagnostics) -> Result<Exhaustive> {
    let key = &entry.ident;
    let help = "write `exhaustive` for all classes, or `exhaustive(Backoff, Throttled)` for some";
    let line = match entry.value()? {
        Value::Flag => {
            let classes = Retry::ALL.to_vec();
            return Ok(Exhaustive { key: key.clone(), classes, is_listed: false });
        }
        Value::List(group) => {
            let classes = word::read_list(key, group, Retry::ALL, diag)?;
            if !classes.is_empty() {
                return Ok(Exhaustive { key: key.clone(), classes, is_listed: true });
            }
            message!("`apig`: `exhaustive()` names no retry class")
        }
        Value::Equals(_) => message!("`apig`: `exhaustive` takes a list, not a value"),
    };
    Err(diag.error(key, line.help(help)))
}

pub(super) fn krate<K: Key>(entry: &Entry<K>, diag: &mut Diagnostics) -> Result<Path> {
    const HELP: &str = "write the path to `apig_errors`, such as `crate = \"my_sdk::apig_errors\"`";
    let Value::Equals(tokens) = entry.value()? else {
        let line = message!("`apig`: `crate` requires a path in a string");
        return Err(diag.error(entry, line.help(HELP)));
    };
    let at = SpanRange::of(tokens);
    let [TokenTree::Literal(literal)] = tokens.as_slice() else {
        let line = message!("`apig`: `crate` is a string, not `{}`", snippet_of(tokens));
        let reported = diag.error(at, line.help(HELP));
        // A path without its quotes is known all the same; `crate` or `self` alone may be any.
        let path = Path::parse_mod_style.parse2(tokens.iter().cloned().collect());
        let is_known =
            |path: &Path| !["crate", "self", "super"].iter().any(|any| path.is_ident(any));
        return path.ok().filter(is_known).ok_or(reported);
    };
    let Lit::Str(path) = Lit::new(literal.clone()) else {
        let line = message!("`apig`: `crate` is a string, not `{literal}`");
        return Err(diag.error(at, line.help(HELP)));
    };
    let parse = |path: &LitStr| {
        let parsed = path.parse_with(Path::parse_mod_style);
        parsed.ok().filter(|path| !path.is_ident("Self"))
    };
    if let Some(parsed) = parse(&path) {
        return Ok(parsed);
    }
    let written = escaped(&path.value());
    let line = message!("`apig`: `\"{written}\"` is not the path of a crate or module");
    // `apig-errors` is the package; the crate is what its uses compile against meanwhile.
    let respelled = path.value().replace('-', "_");
    match parse(&LitStr::new(&respelled, path.span())) {
        Some(parsed) => {
            diag.error(at, line.help(format!("write `crate = \"{respelled}\"`")));
            Ok(parsed)
        }
        None => Err(diag.error(at, line.help(HELP))),
    }
}
