//! What the tests share: failures made to order, second implementations, files that are compared or
//! written.

pub(crate) mod failure;
pub(crate) mod files;
pub(crate) mod plain;
pub(crate) mod rules;
pub(crate) mod simulated;
