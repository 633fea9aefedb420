//! A client of an order service, as it would be published: it retries by itself, and what it returns says
//! nothing of how it knows.
//!
//! This file is the whole interface. All else is private, in `wire.rs`, so that the crate behind it can be
//! updated, or replaced, without a new major version of this one.

use std::{error, fmt, io, time::Duration};

mod wire;

/// Sends a request: the path; the status and the body of the response.
pub type Send<'a> = dyn Fn(&str) -> io::Result<(u16, Vec<u8>)> + 'a;

/// A client of the order service.
pub struct Client<'a> {
    send: &'a Send<'a>,
}

impl fmt::Debug for Client<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").finish_non_exhaustive()
    }
}

impl<'a> Client<'a> {
    /// A client that sends with this function.
    #[must_use]
    pub fn new(send: &'a Send<'a>) -> Self {
        Self { send }
    }

    /// Places an order. What may be retried was retried when this returns.
    ///
    /// # Errors
    ///
    /// What the last response said, or why there was none.
    pub fn place_order(&self, item: &str) -> Result<String, Error> {
        wire::place_order(self.send, item).map_err(Error)
    }
}

/// Why an order was not placed.
pub struct Error(wire::Failure);

/// What kind of failure it is. There may be more kinds in later versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The item is sold out.
    SoldOut,
    /// The order is too large.
    TooLarge,
    /// The credential is refused.
    Unauthorized,
    /// Too many calls.
    Throttled,
    /// The service does not respond as it should.
    Unavailable,
}

impl Error {
    /// Returns what kind of failure it is.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind()
    }

    /// Whether the order may have been placed all the same, so that a second one would be one too many.
    #[must_use]
    pub fn may_be_placed(&self) -> bool {
        self.0.may_be_placed()
    }

    /// Returns after how long the service asks to come back, where it does.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after()
    }

    /// Returns the id by which the service's operators find the call.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id()
    }
}

/// The whole of it: there is no [`source`](error::Error::source), whose type would be part of the interface.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.write(f)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("kind", &self.kind())
            .field("may_be_placed", &self.may_be_placed())
            .field("request_id", &self.request_id())
            .finish_non_exhaustive()
    }
}

impl error::Error for Error {}
