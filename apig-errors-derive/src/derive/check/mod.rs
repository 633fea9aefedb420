//! What one attribute alone cannot show: a variant against its fields, variants against each other.

mod enumeration;
mod overlap;
mod variant;

pub(crate) use self::{
    enumeration::enumeration,
    variant::{structure, variant},
};
