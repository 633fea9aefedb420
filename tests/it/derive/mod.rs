mod behavior;
pub(crate) mod comparison;
mod conversion;
mod coverage;
mod everything;
mod hygiene;
mod misuse;
mod snapshots;
mod ui;
