//! The loop, written once: sends, waits, renews, and says why it stopped.

mod attempts;
mod call;
mod gave_up;
mod run;

pub use self::{
    attempts::{Attempts, Turn},
    call::{Call, Renewing},
    gave_up::GaveUp,
};
