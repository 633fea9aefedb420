//! The command `apig`, run as its users run it.
//!
//! `SNAPSHOTS=overwrite cargo test -p apig-errors --features cli --test command` writes the files of
//! `snapshots/` anew; read the difference before you commit it.

mod decide;
mod explain;
mod list;
mod run;
mod whole;
