//! Which claim a response falls under.

use apig_errors_catalog::{__private::packed, Basis, Code, Family};

use super::tables::{Made, Tables};
use crate::ApigError;

/// The key of the code and the status to match claims by.
#[inline]
pub fn pair(error: &ApigError, siblings: bool) -> (u16, u16) {
    /// Of a code of another service, which is matched by its text.
    const FOREIGN: u16 = packed::NO_CODE - 1;
    let status = error.status();
    match error.code() {
        // What is documented for `APIG` is claimed for its siblings.
        Some(code) if siblings && is_documented(code.number(), status) => (code.number(), status),
        Some(code) => (packed::key(code), status),
        None if error.raw_code().is_some() => (FOREIGN, status),
        None => (packed::NO_CODE, status),
    }
}

/// Whether the table of `APIG` has the pair.
fn is_documented(number: u16, status: u16) -> bool {
    let code = Code::new(Family::Apig, number);
    code.is_some_and(|code| code.verdict(status).basis == Basis::Row)
}

/// The index of the unlisted claim that takes this response; `usize::MAX` where none does. `sorted` are the
/// indices of all unlisted claims, in the order of their codes, each as `packed::pack_index` makes it.
pub fn unlisted<E: Tables<FACTS, CLAIMS>, const FACTS: usize, const CLAIMS: usize>(
    sorted: &[u8],
    error: &ApigError,
) -> usize {
    const NONE: usize = usize::MAX;
    let claims = Made::<E, FACTS, CLAIMS>::CLAIMS;
    let Some(raw) = error.raw_code() else { return NONE };
    let claim = |nth| packed::unpack_index(sorted, nth);
    let (mut from, mut to) = (0, packed::indices(sorted));
    let all = to;
    while from < to {
        let middle = from.midpoint(to);
        if claims[claim(middle)].code < Some(raw) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    (from..all)
        .map(claim)
        .take_while(|&claim| claims[claim].code == Some(raw))
        .find(|&claim| claims[claim].status.is_none_or(|status| status == error.status()))
        .unwrap_or(NONE)
}
