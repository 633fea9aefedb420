//! What a table of the peers holds.

use apig_errors::{Delivery, Retry};

/// What the peers find under a code.
#[derive(Clone, Copy)]
pub(crate) struct Rows {
    pub(crate) pairs: &'static [(u16, Retry, Delivery)],
    /// For other statuses, where all pairs agree.
    pub(crate) other: Option<(Retry, Delivery)>,
}
