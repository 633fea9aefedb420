//! Deciding what to do after a failure: no clock, no sleep, no runtime.

mod jitter;
mod policy;
mod state;
mod step;

pub use self::{
    policy::RetryPolicy,
    state::RetryState,
    step::{Step, StopReason},
};
