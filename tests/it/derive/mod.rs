mod behavior;
mod comparison;
mod conversion;
mod coverage;
mod hygiene;
mod misuse;
mod snapshots;
mod ui;
