//! A log in UTF-16, as PowerShell redirects output, read as UTF-8.

use std::io::{self, Read};

/// How much is read at once, in bytes.
const CHUNK: usize = 64 * 1024;

/// Reads what begins with the mark of UTF-16 as UTF-8, and anything else as it is.
pub(super) fn decoded<'r>(mut log: impl Read + 'r) -> io::Result<Box<dyn Read + 'r>> {
    let mut mark = Vec::with_capacity(2);
    log.by_ref().take(2).read_to_end(&mut mark)?;
    let unit: fn([u8; 2]) -> u16 = match mark[..] {
        [0xff, 0xfe] => u16::from_le_bytes,
        [0xfe, 0xff] => u16::from_be_bytes,
        _ => return Ok(Box::new(io::Cursor::new(mark).chain(log))),
    };
    Ok(Box::new(Utf16 { log, unit, rest: Vec::new(), text: String::new(), given: 0 }))
}

struct Utf16<R> {
    log: R,
    unit: fn([u8; 2]) -> u16,
    /// Bytes that make no character yet: half a unit, half a pair.
    rest: Vec<u8>,
    text: String,
    /// How much of the text was handed out.
    given: usize,
}

impl<R: Read> Utf16<R> {
    /// Decodes the next piece; none is left where the text stays empty.
    fn decode(&mut self) -> io::Result<()> {
        self.text.clear();
        self.given = 0;
        while self.text.is_empty() {
            let read = self.log.by_ref().take(CHUNK as u64).read_to_end(&mut self.rest)?;
            if read == 0 && self.rest.is_empty() {
                return Ok(());
            }
            let mut whole = self.rest.len() / 2 * 2;
            let unit = |at: usize| (self.unit)([self.rest[at], self.rest[at + 1]]);
            let is_half = whole >= 2 && (0xd800..0xdc00).contains(&unit(whole - 2));
            if read > 0 && is_half {
                whole -= 2;
            }
            let units = (0..whole).step_by(2).map(unit);
            self.text.extend(
                char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)),
            );
            self.rest.drain(..whole);
            if read == 0 {
                // Half a unit at the end is none.
                self.rest.clear();
            }
        }
        Ok(())
    }
}

impl<R: Read> Read for Utf16<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.given == self.text.len() {
            self.decode()?;
        }
        let left = &self.text.as_bytes()[self.given..];
        let length = left.len().min(into.len());
        into[..length].copy_from_slice(&left[..length]);
        self.given += length;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Vec<u8> {
        let mut text = Vec::new();
        decoded(bytes).and_then(|mut log| log.read_to_end(&mut text)).expect("a slice is read");
        text
    }

    #[test]
    fn either_order_is_decoded_wherever_a_piece_ends() {
        for before in [0, CHUNK / 2 - 2, CHUNK / 2 - 1, CHUNK / 2, CHUNK] {
            let text = format!("{}é😀 APIG.0308\n", "x".repeat(before));
            for order in [u16::to_le_bytes, u16::to_be_bytes] {
                let units = std::iter::once(0xfeff).chain(text.encode_utf16());
                let bytes: Vec<u8> = units.flat_map(order).collect();
                assert!(read(&bytes) == text.as_bytes(), "{before}");
            }
        }
    }

    #[test]
    fn what_breaks_off_is_replaced_and_the_rest_stays_what_it_is() {
        assert_eq!(read(b"\xff\xfea\0\x3d\xd8"), "a\u{fffd}".as_bytes());
        assert_eq!(read(b"\xff\xfea\0b"), b"a");
        assert_eq!(read(b"\xff\xfe"), b"");
        for bytes in [&b""[..], b"a", b"ab", b"\xff", b"\xef\xbb\xbfAPIG.0308", b"\xff\xffab"] {
            assert_eq!(read(bytes), bytes);
        }
    }
}
