//! Reading the body of an error from a client that blocks.

use std::{
    io::{ErrorKind, Read},
    time::{Duration, Instant},
    vec,
    vec::Vec,
};

use crate::http_1::BODY_LIMIT;

/// How long after its first piece the pieces of a body may come. The client's own limit cannot be asked
/// for, and what the gateway sends is a single piece.
const SLOWEST_BODY: Duration = Duration::from_secs(1);

/// Reads at most [`BODY_LIMIT`] bytes. A failure is no error of its own: what had arrived counts.
pub(crate) fn read(mut body: impl Read) -> Vec<u8> {
    let mut bytes = vec![0; BODY_LIMIT];
    let mut length = 0;
    let mut first_came = None;
    while length < BODY_LIMIT {
        match body.read(&mut bytes[length..]) {
            Ok(read @ 1..) => {
                length += read;
                if first_came.get_or_insert_with(Instant::now).elapsed() > SLOWEST_BODY {
                    break;
                }
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            // The end, or a failure.
            Ok(0) | Err(_) => break,
        }
    }
    bytes.truncate(length);
    bytes
}
