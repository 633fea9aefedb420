//! Pairs that are claimed twice.

use apig_errors_catalog::{Code, suggest};

use crate::derive::{
    diagnostic::{Diagnostics, list, message},
    model::{ClaimedCode, CodeClaim, Enum, Mention, Pair, Variant},
    table,
};

/// One place where a variant claims a code.
#[derive(Clone, Copy)]
struct Claimed<'m> {
    variant: &'m Variant<'m>,
    claim: &'m CodeClaim,
    mention: &'m Mention,
}

/// Two places that claim the same pairs, by their places in the enum.
struct Overlap {
    second: usize,
    first: usize,
    statuses: Vec<u16>,
}

/// Reports pairs that are claimed twice: one error for each place and each earlier one that it overlaps.
pub(super) fn overlaps(model: &Enum<'_>, diag: &mut Diagnostics) {
    let mut claimed: Vec<Claimed<'_>> = Vec::new();
    for variant in model.variants.iter().filter(|variant| variant.is_valid) {
        let from = claimed.len();
        for claim in variant.claims() {
            let mentions = claim.mentions.iter();
            claimed.extend(mentions.map(|mention| Claimed { variant, claim, mention }));
        }
        claimed[from..].sort_by_key(|claimed| claimed.mention.order);
    }
    // Sorted, because comparing each with each takes too long for thousands of foreign codes.
    let key = |claimed: &Claimed<'_>| overlap_key(&claimed.claim.code, model.options.siblings);
    let mut order: Vec<(String, usize)> = claimed.iter().map(key).zip(0..).collect();
    order.sort_unstable();
    let mut found: Vec<Overlap> = Vec::new();
    for same in order.chunk_by(|(first, _), (second, _)| first == second) {
        for (at, (_, second)) in same.iter().enumerate() {
            for pair in &claimed[*second].mention.pairs {
                let mut earlier = same[..at].iter().map(|(_, first)| *first);
                let first = earlier.find_map(|first| {
                    Some((first, common(claimed[first], claimed[*second].claim, pair)?))
                });
                let Some((first, status)) = first else { continue };
                match found.iter_mut().find(|one| (one.second, one.first) == (*second, first)) {
                    Some(one) => one.statuses.extend(status),
                    None => {
                        let statuses = status.into_iter().collect();
                        found.push(Overlap { second: *second, first, statuses });
                    }
                }
            }
        }
    }
    found.sort_by_key(|overlap| (overlap.second, overlap.first));
    let mut noted = Vec::new();
    for Overlap { second, first, statuses } in found {
        report(claimed[second], claimed[first], &statuses, diag);
        if !noted.contains(&first) {
            noted.push(first);
            let Claimed { claim, mention, .. } = claimed[first];
            diag.note(mention.written, message!("`{}` is first claimed here", claim.code));
        }
    }
}

/// What claims of the same pair have in common.
fn overlap_key(code: &ClaimedCode, siblings: bool) -> String {
    let own = match code {
        ClaimedCode::Foreign(raw) if siblings => {
            Code::parse(raw).ok().and_then(suggest::documented_as)
        }
        _ => None,
    };
    own.map_or_else(|| code.to_string(), |own| own.to_string())
}

/// Whether the first place takes the same response as this pair: the status that both name, if one does.
fn common(first: Claimed<'_>, claim: &CodeClaim, pair: &Pair) -> Option<Option<u16>> {
    // With `siblings`, two foreign codes of one number are two codes all the same.
    if let (ClaimedCode::Foreign(first), ClaimedCode::Foreign(second)) =
        (&first.claim.code, &claim.code)
    {
        if first != second {
            return None;
        }
    }
    first.mention.pairs.iter().find_map(|earlier| match (pair.status, earlier.status) {
        (Some(status), Some(other)) => (status == other).then_some(Some(status)),
        (status, other) => Some(status.or(other)),
    })
}

fn report(second: Claimed<'_>, first: Claimed<'_>, statuses: &[u16], diag: &mut Diagnostics) {
    let with = match statuses {
        [] => String::new(),
        [status] => format!(" with status {status}"),
        statuses => format!(" with statuses {}", list(statuses, "and")),
    };
    let (code, other, owner) = (&second.claim.code, &first.claim.code, first.variant.name());
    let line = if first.variant.ident == second.variant.ident {
        message!("`{code}`{with} is claimed twice by `{owner}`")
    } else if code == other {
        message!("`{code}`{with} is already claimed by `{owner}`")
    } else {
        message!(
            "`{code}`{with} is already claimed by `{owner}`: with `siblings` it is one with `{other}`"
        )
    };
    let has_one = match code {
        ClaimedCode::Documented(code) => table::statuses(*code).len() == 1,
        ClaimedCode::Foreign(_) => false,
    };
    let help = if has_one {
        "leave one of the claims out"
    } else {
        "leave one of the claims out, or give each its own `status`"
    };
    diag.error(second.mention.written, line.help(help));
}
