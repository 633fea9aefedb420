//! Pairs that are claimed twice.

use apig_errors_catalog::{__private::suggest, Code};

use crate::derive::prelude::*;

/// One place where a variant claims a code.
#[derive(Clone, Copy)]
struct Claimed<'m> {
    variant: &'m Variant<'m>,
    claim: &'m CodeClaim,
    mention: &'m Mention,
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
    // Sorted, because comparing each with each takes too long for thousands of unlisted codes.
    let key = |claimed: &Claimed<'_>| overlap_key(&claimed.claim.code, model.options.siblings);
    let mut order: Vec<(String, usize)> = claimed.iter().map(key).zip(0..).collect();
    order.sort_unstable();
    let mut found: Vec<(usize, usize, Vec<u16>)> = Vec::new();
    for same in order.chunk_by(|(first, _), (second, _)| first == second) {
        for (at, (_, second)) in same.iter().enumerate() {
            let Claimed { claim, mention, .. } = claimed[*second];
            let mut left = mention.pairs.clone();
            for (_, first) in &same[..at] {
                let taken = take(&mut left, claim, claimed[*first]);
                found.extend(taken.map(|statuses| (*second, *first, statuses)));
            }
        }
    }
    // In the order of the code.
    found.sort_unstable();
    let mut noted = Vec::new();
    for (second, first, statuses) in found {
        report(claimed[second], claimed[first], &statuses, diag);
        if !noted.contains(&first) {
            noted.push(first);
            let Claimed { claim, mention, .. } = claimed[first];
            diag.error(mention.written, message!("`{}` is first claimed here", claim.code));
        }
    }
}

/// What claims of the same pair have in common.
fn overlap_key(code: &ClaimedCode, siblings: bool) -> String {
    let own = match code {
        ClaimedCode::Unlisted(raw) if siblings => {
            Code::parse(raw).ok().and_then(suggest::documented_as)
        }
        _ => None,
    };
    own.map_or_else(|| code.to_string(), |own| own.to_string())
}

/// Takes the pairs of a later claim that an earlier place has, if there are any: the statuses of both.
fn take(left: &mut Vec<Pair>, claim: &CodeClaim, earlier: Claimed<'_>) -> Option<Vec<u16>> {
    // With `siblings`, two unlisted codes of one number are two codes all the same.
    let are_unlisted = [claim, earlier.claim].map(|claim| claim.code.documented()) == [None; 2];
    if are_unlisted && claim.code != earlier.claim.code {
        return None;
    }
    let (before, mut statuses) = (left.len(), Vec::new());
    left.retain(|Pair { status, .. }| {
        let is_same =
            |other: &&Pair| status.is_none() || other.status.is_none() || *status == other.status;
        let same = earlier.mention.pairs.iter().find(is_same);
        statuses.extend(same.and_then(|other| status.or(other.status)));
        same.is_none()
    });
    (left.len() < before).then_some(statuses)
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
            "`{code}`{with} is already claimed by `{owner}`: with `siblings` it is the same as `{other}`"
        )
    };
    let has_one = code.documented().is_some_and(|code| table::statuses(code).len() == 1);
    let help = if has_one {
        "remove one of the claims"
    } else {
        "remove one of the claims, or give each its own `status`"
    };
    diag.error(second.mention.written, line.help(help));
}
