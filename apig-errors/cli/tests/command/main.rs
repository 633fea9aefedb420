//! The command `apig`, run as its users run it.
//!
//! `just bless` writes the files of `snapshots/`; read the difference before you commit it.

mod decide;
mod explain;
#[path = "../../../../tests/it/support/files.rs"]
mod files;
mod list;
mod run;
mod summary;
mod whole;
