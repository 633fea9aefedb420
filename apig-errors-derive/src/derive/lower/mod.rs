//! From entries to the model: each value read, each claim held against the table.

mod claim;
mod code;
mod fields;
mod form;
mod local;
mod modifiers;
mod no_code;
mod no_value;
mod options;
mod overrides;
mod status;
mod string;
mod structure;
mod unlisted;
mod word;

use apig_errors_catalog::__private::suggest;
use proc_macro2::Ident;

use crate::derive::{keys::Requires, prelude::*};

use self::{code::Context, modifiers::Modifiers};
pub(crate) use self::{fields::Fields, options::options, structure::structure};

/// The attributes of one variant.
pub(crate) struct Attrs {
    siblings: bool,
    with_role: Vec<VariantAttr>,
    has_fallback: bool,
    may_mean_fallback: bool,
    complete: Result<()>,
}

/// One attribute of a variant that gives it one role.
struct VariantAttr {
    role: RoleKey,
    /// The index of the entry that does.
    at: usize,
    entries: Entries<VariantKey>,
}

impl VariantAttr {
    fn entry(&self) -> &Entry<VariantKey> {
        &self.entries.list[self.at]
    }

    /// The place of a key's entry; of that which gives the role, where there is none.
    fn place(&self, key: VariantKey) -> Place {
        let entry = self.entries.list.iter().find(|entry| entry.key == key);
        entry.unwrap_or(self.entry()).place
    }
}

impl Attrs {
    /// `siblings`: whether the enum has that option.
    pub(crate) fn new(siblings: bool) -> Self {
        Self {
            siblings,
            with_role: Vec::new(),
            has_fallback: false,
            may_mean_fallback: false,
            complete: Ok(()),
        }
    }

    /// Adds an attribute, and chooses the entry that gives the role.
    pub(crate) fn add(&mut self, entries: Entries<VariantKey>, diag: &mut Diagnostics) {
        let fallback = VariantKey::Fallback;
        self.has_fallback |= entries.list.iter().any(|entry| entry.key == fallback);
        self.may_mean_fallback |= entries.misspelled.contains(&fallback);
        self.complete = self.complete.and(entries.complete);
        let list = entries.list.iter().enumerate();
        let roles: Vec<(RoleKey, usize)> =
            list.filter_map(|(at, entry)| Some((entry.key.spec().role?, at))).collect();
        let result = match *roles.as_slice() {
            [(role, at)] => {
                self.with_role.push(VariantAttr { role, at, entries });
                Ok(())
            }
            [] => without_role(&entries, diag),
            _ => {
                values(&entries, self.siblings, diag);
                several_roles(&entries.list, &roles, diag)
            }
        };
        self.complete = self.complete.and(result);
    }

    /// What the attributes are meant to make of the variant, however broken they are.
    pub(crate) fn meant(&self) -> Option<RoleKey> {
        match self.with_role.as_slice() {
            _ if self.has_fallback => Some(RoleKey::Fallback),
            [] => self.may_mean_fallback.then_some(RoleKey::Fallback),
            [first, rest @ ..] => {
                rest.iter().all(|attr| attr.role == first.role).then_some(first.role)
            }
        }
    }

    /// What the attributes make of the variant; `None` where none gives a role.
    /// `misplaced` is the report of a key of the variant on a field, which may be what is missing.
    pub(crate) fn role(
        mut self,
        misplaced: Option<Reported>,
        diag: &mut Diagnostics,
    ) -> Option<Result<Role>> {
        for attr in &mut self.with_role {
            attr.entries.complete = misplaced.map_or(attr.entries.complete, Err);
        }
        let mut complete = self.complete;
        let mut whole: Option<(&VariantAttr, Role)> = None;
        let mut order = 0..;
        for attr in &self.with_role {
            match (role_of(attr, self.siblings, diag), &mut whole) {
                (Err(reported), _) => complete = Err(reported),
                (Ok(Role::Claims(more)), Some((_, Role::Claims(claims)))) => {
                    add(claims, more, &mut order);
                }
                (Ok(_), Some((first, _))) => {
                    complete = Err(two_roles(first.entry(), attr.entry(), diag));
                }
                (Ok(Role::Claims(more)), None) => {
                    let mut claims = Vec::new();
                    add(&mut claims, more, &mut order);
                    whole = Some((attr, Role::Claims(claims)));
                }
                (Ok(role), None) => whole = Some((attr, role)),
            }
        }
        // Drop the role if any attribute failed: a part of the claims would be as wrong as none.
        match complete {
            Err(reported) => Some(Err(reported)),
            Ok(()) => whole.map(|(_, role)| Ok(role)),
        }
    }
}

/// What is said of a variant without a role.
pub(crate) fn no_role(variant: &syn::Variant) -> Message {
    let name = unraw(&variant.ident);
    let line =
        message!("`{name}` has no `#[apig(…)]`, so nothing says which responses it stands for");
    // The compiler says of these that it does not know them, but not what was meant.
    let mut others = variant.attrs.iter().filter_map(|attr| attr.path().get_ident());
    let is_meant = |other: &&Ident| {
        let other = other.to_string().to_lowercase();
        other.starts_with("apig") || suggest::is_near_miss(&other, "apig")
    };
    if let Some(other) = others.find(is_meant) {
        return line.help(format!("did you mean `#[apig(…)]` instead of `#[{other}(…)]`?"));
    }
    let roles = VariantKey::ALL.iter().map(|key| key.spec());
    let roles = roles.filter(|spec| spec.role.is_some()).map(|spec| spec.name);
    line.help(format!("choose a role: {}", quoted_list(roles, "or")))
}

/// The key of a claim, and what to write in an attribute of its own.
fn separate(claim: RoleKey) -> (&'static str, &'static str) {
    match claim {
        RoleKey::Unlisted => ("unlisted", "unlisted = …, retry = …"),
        RoleKey::NoCode => ("no_code", "no_code, status = …"),
        _ => ("code", "code = …"),
    }
}

/// Adds the claims of one more attribute to those of its variant.
fn add(claims: &mut Vec<CodeClaim>, more: Vec<CodeClaim>, order: &mut impl Iterator<Item = usize>) {
    for mut claim in more {
        for (mention, order) in claim.mentions.iter_mut().zip(&mut *order) {
            mention.order = order;
        }
        match claims.iter_mut().find(|earlier| earlier.code == claim.code) {
            Some(earlier) => earlier.mentions.append(&mut claim.mentions),
            None => claims.push(claim),
        }
    }
}

/// Reports an attribute that gives more than one role.
fn several_roles(
    list: &[Entry<VariantKey>],
    roles: &[(RoleKey, usize)],
    diag: &mut Diagnostics,
) -> Result<()> {
    let [(first, at), rest @ ..] = roles else { return Ok(()) };
    let mut result = Ok(());
    for (second, other) in rest {
        let (one, other) = (&list[*at], &list[*other]);
        result = Err(if first.is_claim() && second.is_claim() {
            let [(first, of_first), (second, of_second)] = [*first, *second].map(separate);
            let line = message!("`apig`: `{first}` and `{second}` must be in separate attributes");
            let help = format!("write `#[apig({of_first})]` and `#[apig({of_second})]`");
            diag.error(other, line.help(help))
        } else {
            two_roles(one, other, diag)
        });
    }
    result
}

/// Reports what is wrong with the values of an attribute that gives more than one role.
fn values(attr: &Entries<VariantKey>, siblings: bool, diag: &mut Diagnostics) {
    let modifiers = Modifiers::read(attr, diag);
    let context = Context { status: modifiers.status_hint(), siblings };
    for entry in &attr.list {
        diag.now_at(entry.place);
        match entry.key.spec().role {
            Some(RoleKey::Code) => drop(claim::codes(entry, context, diag)),
            Some(RoleKey::Unlisted) => drop(unlisted::read(entry, &modifiers, siblings, diag)),
            _ => {}
        }
    }
}

fn two_roles<K: Key>(first: &Entry<K>, second: &Entry<K>, diag: &mut Diagnostics) -> Reported {
    let (one, other) = (&first.ident, &second.ident);
    let message = if first.key == second.key {
        message!("`apig`: `{other}` is given twice").help("remove one of them")
    } else {
        message!("`apig`: `{one}` and `{other}` cannot be used together").help("choose one")
    };
    let reported = diag.error(second, message);
    // After the other, whose second half it is.
    diag.now_at(second.place);
    diag.error(one, message!("`apig`: `{one}` is given here"));
    reported
}

/// Reports an attribute that holds modifiers alone, and what is wrong with their values.
fn without_role(attr: &Entries<VariantKey>, diag: &mut Diagnostics) -> Result<()> {
    const NO_CODE: &str =
        "for responses without a code, such as a proxy's page, write `no_code, status = …`";
    let modifiers = Modifiers::read(attr, diag);
    // What is missing may be what is reported already.
    attr.complete?;
    let Some(first @ Entry { key, ident, .. }) = attr.list.first() else { return Ok(()) };
    let Requires { what, write } = &key.spec().requires;
    let line = message!("`apig`: `{ident}` requires {what} in the same attribute");
    if *key != VariantKey::Status {
        return Err(diag.error(first, line.help(write)));
    }
    modifiers.status_complete()?;
    let hint = modifiers.status_hint();
    let help = match hint.and_then(|status| Some((status, suggest::only_code_with(status)?))) {
        Some((status, code)) => {
            format!("`{code}` is the one code documented with {status}: write `code = \"{code}\"`")
        }
        None => (*write).to_owned(),
    };
    Err(diag.error(first, line.help(help).help(NO_CODE)))
}

/// The role that one attribute gives.
fn role_of(attr: &VariantAttr, siblings: bool, diag: &mut Diagnostics) -> Result<Role> {
    let every_row = "each response it takes keeps the verdict of the table";
    match attr.role {
        RoleKey::Code | RoleKey::Unlisted | RoleKey::NoCode => {
            let result = local::no_function(attr, diag);
            let claims = match attr.role {
                RoleKey::Code => claim::claims(attr, siblings, diag),
                RoleKey::Unlisted => unlisted::claims(attr, siblings, diag),
                _ => no_code::claims(attr, diag),
            };
            result.and(claims).map(Role::Claims)
        }
        RoleKey::Local => local::role(attr, diag),
        RoleKey::Transparent => {
            alone(attr, "the inner error gives the verdict", diag).map(|()| Role::Transparent)
        }
        RoleKey::Fallback => alone(attr, every_row, diag).map(|()| Role::Fallback),
    }
}

/// Reports modifiers of a role that has none.
fn alone(attr: &VariantAttr, why: &str, diag: &mut Diagnostics) -> Result<()> {
    let role = attr.entry();
    let mut result = role.flag();
    let name = role.key.spec().name;
    for entry in attr.entries.list.iter().filter(|entry| entry.key != role.key) {
        let line = message!("`apig`: `{}` has no meaning beside `{name}`: {why}", entry.ident);
        result = Err(diag.error(entry, line.help("remove it")));
    }
    result
}
