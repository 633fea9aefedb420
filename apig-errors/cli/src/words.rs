//! The words of a verdict, told in a few words each, and their colours.

use apig_errors::{Actor, Basis, Delivery, Retry};
use clap::builder::styling::{AnsiColor, Style};

/// What stands above or before a text.
pub(crate) const HEADING: Style = Style::new().bold();
/// What a verdict lets a caller do.
pub(crate) const GOOD: Style = AnsiColor::Green.on_default().bold();
/// What it does not.
pub(crate) const BAD: Style = AnsiColor::Red.on_default().bold();
/// What it lets a caller do later.
const CAREFUL: Style = AnsiColor::Yellow.on_default().bold();

pub(crate) fn retry(retry: Retry) -> &'static str {
    match retry {
        Retry::Never => "the same request will fail again",
        Retry::Backoff => "a passing fault; retry after a growing, jittered wait",
        Retry::Throttled => "a threshold was reached; retry when its window is over",
        Retry::Reauthenticate => "get a different credential, then send once more",
    }
}

pub(crate) fn retry_style(retry: Retry) -> Style {
    match retry {
        Retry::Never => BAD,
        Retry::Backoff | Retry::Throttled | Retry::Reauthenticate => CAREFUL,
    }
}

pub(crate) fn delivery(delivery: Delivery) -> &'static str {
    match delivery {
        Delivery::NotDelivered => "the backend has not acted on it",
        Delivery::MaybeDelivered => "the backend may have acted on it",
    }
}

/// The same, with what follows from it for a request of this class.
pub(crate) fn delivery_and_so(retry: Retry, delivery: Delivery) -> &'static str {
    match (retry, delivery) {
        (Retry::Never, _) => self::delivery(delivery),
        (_, Delivery::NotDelivered) => {
            "the backend has not acted on it, so even a POST may be retried"
        }
        (_, Delivery::MaybeDelivered) => {
            "the backend may have acted on it, so only an idempotent request may be retried"
        }
    }
}

pub(crate) fn actor(actor: Actor) -> &'static str {
    match actor {
        Actor::CallerRequest => "the caller changes the request",
        Actor::CallerCredentials => "the caller gets or fixes a credential",
        Actor::CallerAccess => "the caller is granted permission, quota or balance",
        Actor::ApiProvider => "the provider who configured the API at the gateway",
        Actor::BackendOperator => "the operator of the backend behind the API",
        Actor::GatewayOperator => "the operator of the gateway: technical support",
        // The catalog may learn of others.
        _ => "",
    }
}

pub(crate) fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Row => "the table documents this code with this status",
        Basis::Code => "the table documents the code, though not with this status",
        Basis::Sibling => {
            "the table of its family lacks it; APIG documents the number with this status"
        }
        Basis::Status => "the HTTP status alone; no table documents such a response",
        Basis::Declared => "declared by the program",
        _ => "",
    }
}
