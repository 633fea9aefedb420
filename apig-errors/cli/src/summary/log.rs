//! Reading a log of any length in constant memory: most lines hold no response, and are passed over fast.

use std::{
    borrow::Cow,
    fs::File,
    io::{self, Read},
    ops::Range,
};

use aho_corasick::{AhoCorasick, Input, MatchKind, Span, packed};
use apig_errors::{Found, responses_in};

use super::{progress::Progress, utf16};

/// How much of the log is in memory, in bytes. A line that is longer is read in parts.
const CAPACITY: usize = 256 * 1024;

/// How much is looked at before and after a line that does not say all by itself, in bytes.
const AROUND: usize = 2048;

/// How far after such a line what was looked at counts as read, so that no byte is looked at often.
const TAKEN: usize = AROUND / 2;

/// What a line with a response holds at least one of: a code of the gateway, the name of a code, or
/// what ends with the first digit of an error's status after `HTTP/1.1`, as status lines (`.1 4`) and
/// access logs (`1" 4`) have it. All lines of an access log hold `HTTP`, hardly one of them these.
#[rustfmt::skip]
const NEEDLES: [&str; 24] = [
    "APIG", "APIC", "rror_code", "rrorCode", "rrorcode", "errCode",
    ".1 4", ".1 5", ".0 4", ".0 5", "P/2 4", "P/2 5", "P/3 4", "P/3 5", "TP 4", "TP 5",
    "1\" 4", "1\" 5", "0\" 4", "0\" 5", "2\" 4", "2\" 5", "3\" 4", "3\" 5",
];

/// More than the longest of them has, in bytes.
const NEEDLE: usize = 16;

/// Those before this are enough by themselves; those after it, after `HTTP` only.
const STATUSES: usize = 6;

/// Finds the needles, the fast way where the machine has one.
enum Needles {
    Packed(packed::Searcher),
    Plain(AhoCorasick),
}

impl Needles {
    fn new() -> Self {
        match packed::Searcher::new(NEEDLES) {
            Some(packed) => Self::Packed(packed),
            None => Self::plain(),
        }
    }

    fn plain() -> Self {
        let kind = MatchKind::LeftmostFirst;
        let plain = AhoCorasick::builder().match_kind(kind).build(NEEDLES);
        Self::Plain(plain.expect("a few short words"))
    }

    fn find(&self, text: &[u8], range: Range<usize>) -> Option<aho_corasick::Match> {
        match self {
            Self::Packed(packed) => packed.find_in(text, Span::from(range)),
            Self::Plain(plain) => plain.find(Input::new(text).range(range)),
        }
    }
}

/// Reads standard input, and hands over each response.
pub(super) fn read_stdin(add: &mut dyn FnMut(&Found<'_>)) -> io::Result<()> {
    // Not through the buffer of `Stdin`; and a file says how long it is.
    let stdin = stdin()?;
    let length = stdin.metadata().ok().filter(std::fs::Metadata::is_file).map(|file| file.len());
    Log::new().read(&mut utf16::decoded(stdin)?, &mut Progress::to_stderr(length), add)
}

#[cfg(unix)]
fn stdin() -> io::Result<File> {
    use std::os::fd::AsFd;
    Ok(File::from(io::stdin().as_fd().try_clone_to_owned()?))
}

#[cfg(windows)]
fn stdin() -> io::Result<File> {
    use std::os::windows::io::AsHandle;
    Ok(File::from(io::stdin().as_handle().try_clone_to_owned()?))
}

struct Log {
    needles: Needles,
    /// A part of the log.
    buffer: Vec<u8>,
    /// How many bytes were handed to the finder, which is what takes the time.
    #[cfg(test)]
    handed: usize,
}

impl Log {
    fn new() -> Self {
        Self {
            needles: Needles::new(),
            buffer: vec![0; CAPACITY],
            #[cfg(test)]
            handed: 0,
        }
    }

    fn read(
        &mut self,
        log: &mut impl Read,
        progress: &mut Progress,
        add: &mut dyn FnMut(&Found<'_>),
    ) -> io::Result<()> {
        // Of the buffer, what was read of the log, and what of that is counted.
        let (mut filled, mut counted) = (0, 0);
        loop {
            let read = match log.read(&mut self.buffer[filled..]) {
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            filled += read;
            progress.advance(read);
            let is_end = read == 0;
            // The last lines wait for what comes after them.
            let settled = if is_end { filled } else { filled.saturating_sub(2 * AROUND) };
            let end = match memchr::memrchr(b'\n', &self.buffer[counted..settled.max(counted)]) {
                _ if is_end => filled,
                Some(at) => counted + at + 1,
                None if filled == CAPACITY => settled,
                None => continue,
            };
            let read_to = self.count(filled, counted..end, add);
            // A needle may lie across the end of a part of a line.
            let is_part = !is_end && self.buffer[end - 1] != b'\n';
            counted = read_to.max(if is_part { end - NEEDLE } else { end });
            if is_end {
                progress.finish();
                return Ok(());
            }
            // What comes before the next line may belong to it.
            let (least, most) =
                (counted.saturating_sub(4 * AROUND), counted.saturating_sub(2 * AROUND));
            let kept = line_start(&self.buffer, most, least);
            self.buffer.copy_within(kept..filled, 0);
            filled -= kept;
            counted -= kept;
        }
    }

    /// Counts the responses that begin in this range; returns how far it counted.
    fn count(
        &mut self,
        filled: usize,
        range: Range<usize>,
        add: &mut dyn FnMut(&Found<'_>),
    ) -> usize {
        let text = &self.buffer[..filled];
        let mut at = range.start;
        while at < range.end {
            let Some(needle) = self.needles.find(text, at..range.end) else { break };
            if needle.pattern().as_usize() >= STATUSES && !is_after_http(&text[..needle.end()]) {
                at = needle.end();
                continue;
            }
            let line = line_start(text, needle.start(), at)..line_end(text, needle.end());
            #[cfg(test)]
            {
                self.handed += line.len();
            }
            if is_enough(text, &line, add) {
                at = line.end;
                continue;
            }
            let around = Around::of(text, line);
            #[cfg(test)]
            {
                self.handed += around.region.len();
            }
            at = around.count(text, add);
        }
        at
    }
}

/// Counts the responses of a line, if the line says all by itself; else counts nothing.
fn is_enough(text: &[u8], line: &Range<usize>, add: &mut dyn FnMut(&Found<'_>)) -> bool {
    let text = text_of(&text[line.clone()]);
    let found: Vec<Found<'_>> = responses_in(&text).collect();
    // The member of an object over several lines begins with its name.
    let is_member = text.trim_start().starts_with('"');
    // After a status line and headers there may be a body.
    let is_head = text.trim_start_matches(['<', ' ']).starts_with("HTTP/");
    let says_all = |found: &Found<'_>| {
        let has_status = || found.status().is_some() && !(is_head && found.raw_code().is_none());
        let has_one = || {
            found.code().is_some_and(|code| {
                let mut rows = code.rows().iter();
                rows.next().is_some_and(|row| rows.all(|other| other.status == row.status))
            })
        };
        !found.is_error() || (found.is_structured() || !is_member) && (has_status() || has_one())
    };
    let is_enough = found.iter().any(Found::is_error) && found.iter().all(says_all);
    if is_enough {
        found.iter().filter(|found| found.is_error()).for_each(add);
    }
    is_enough
}

/// A line, and what stands around it.
struct Around {
    region: Range<usize>,
    line: Range<usize>,
    /// What comes before this is read.
    taken: usize,
}

impl Around {
    fn of(text: &[u8], line: Range<usize>) -> Self {
        let start = line.start.saturating_sub(AROUND);
        let start = if start == 0 { 0 } else { next_line(text, start).min(line.start) };
        let last = |most: usize| {
            let most = most.min(text.len());
            memchr::memrchr(b'\n', &text[line.end..most]).map_or(line.end, |at| line.end + at + 1)
        };
        let end =
            if line.end + AROUND >= text.len() { text.len() } else { last(line.end + AROUND) };
        let taken = last(line.end + TAKEN);
        Self { region: start..end, line, taken }
    }

    /// Counts what begins in the line or after it, or reaches into it; returns how far it counted.
    fn count(&self, text: &[u8], add: &mut dyn FnMut(&Found<'_>)) -> usize {
        let region = text_of(&text[self.region.clone()]);
        // Each byte that is no text takes more room.
        let place = |at: usize| text_of(&text[self.region.start..at]).len();
        let (line, taken) = (place(self.line.start), place(self.taken));
        let mut end = self.taken;
        for found in responses_in(&region) {
            let range = found.range();
            if range.end > line && range.start < taken {
                // A `code` that may be any word is passed over wherever it is, as it is in the lines that
                // nobody looks at.
                if found.is_error() {
                    add(&found);
                }
                if matches!(region, Cow::Borrowed(_)) {
                    end = end.max(self.region.start + range.end);
                }
            }
        }
        end
    }
}

/// The text of these bytes: nearly always they are one, which is told faster than where they are not.
fn text_of(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => String::from_utf8_lossy(bytes),
    }
}

/// Where the line begins that this place is in; not before `least`.
fn line_start(text: &[u8], at: usize, least: usize) -> usize {
    memchr::memrchr(b'\n', &text[least..at]).map_or(least, |end| least + end + 1)
}

/// Where the line ends that this place is in, with its line feed.
fn line_end(text: &[u8], at: usize) -> usize {
    memchr::memchr(b'\n', &text[at..]).map_or(text.len(), |end| at + end + 1)
}

fn next_line(text: &[u8], at: usize) -> usize {
    line_end(text, at)
}

/// Whether the first digit of a status, which is the last byte, comes after `HTTP/1.1` or the like.
fn is_after_http(text: &[u8]) -> bool {
    text[text.len().saturating_sub(12)..].windows(4).any(|word| word == b"HTTP")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads in pieces of this length; the codes and statuses that were found, and how many bytes were
    /// handed to the finder.
    fn read_in(pieces: usize, log: &[u8]) -> (Vec<(String, Option<u16>, bool)>, usize) {
        struct Pieces<'a>(&'a [u8], usize);
        impl Read for Pieces<'_> {
            fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
                let (now, later) = self.0.split_at(self.1.min(self.0.len()).min(into.len()));
                into[..now.len()].copy_from_slice(now);
                self.0 = later;
                Ok(now.len())
            }
        }
        let mut found = Vec::new();
        let mut reader = Log::new();
        let mut add = |one: &Found<'_>| {
            let code = one.raw_code().unwrap_or("none").to_owned();
            found.push((code, one.status(), one.is_structured()));
        };
        let mut progress = Progress::hidden();
        reader.read(&mut Pieces(log, pieces), &mut progress, &mut add).expect("a slice is read");
        (found, reader.handed)
    }

    fn read(log: &[u8]) -> Vec<(String, Option<u16>, bool)> {
        read_in(usize::MAX, log).0
    }

    fn expected(of: &[(&str, Option<u16>, bool)]) -> Vec<(String, Option<u16>, bool)> {
        of.iter().map(|&(code, status, is)| (code.to_owned(), status, is)).collect()
    }

    #[test]
    fn each_form_of_a_line_is_read() {
        for (line, found) in [
            (r#"12:00 ERROR 429 {"error_code":"APIG.0308"}"#, ("APIG.0308", Some(429), true)),
            (r#"{"m":"{\"error_code\":\"APIG.0203\"}"}"#, ("APIG.0203", None, true)),
            (r#"503 {"errorCode":"DNS.0014","m":1}"#, ("DNS.0014", Some(503), true)),
            ("APIGW.0301 (401): expired", ("APIGW.0301", Some(401), false)),
            ("error_code=APIC.0201 status=413", ("APIC.0201", Some(413), false)),
            (r#"10.0.0.1 "GET / HTTP/1.1" 404 7"#, ("none", Some(404), false)),
            (r#"10.0.0.1 "GET / HTTP/2.0" 502 7"#, ("none", Some(502), false)),
            ("< HTTP/1.1 503 Service Unavailable", ("none", Some(503), false)),
            ("failed: HTTP 504", ("none", Some(504), false)),
        ] {
            assert_eq!(read(line.as_bytes()), expected(&[found]), "{line}");
            let log = format!("{line}\r\nserved 200\n").repeat(3);
            assert_eq!(read(log.as_bytes()), expected(&[found; 3]), "{line}");
        }
        let served = "GET / HTTP/1.1\" 200 5\nHTTP/1.1 204\nLAPIG.03\nv0.1 4\nrror_code\n";
        assert_eq!(read(served.as_bytes()), []);
        assert_eq!(read(b""), []);
    }

    /// Lines with a `code` that may be any word hold no needle, so that they must count nowhere.
    #[test]
    fn a_line_counts_the_same_whatever_is_beside_it() {
        let lines = [
            (r#"{"code":"DNS.0014"}"#, None),
            (r#"{"code":200}"#, None),
            (r#"{"code":"OK","message":"served"}"#, None),
            (r#"{"level":"info","code":"E1001"}"#, None),
            (r#"503 {"code":"E1002"}"#, None),
            (r#"{"code":"E1003","note":"of APIG"}"#, None),
            (r#"{"error_code":"APIG.0201"}"#, Some(("APIG.0201", None, true))),
            ("said APIG.0202", Some(("APIG.0202", None, false))),
            (r#"{"errorCode":"DNS.0015"}"#, Some(("DNS.0015", None, true))),
            (r#"10.0.0.1 "GET / HTTP/1.1" 404 7"#, Some(("none", Some(404), false))),
            (r#"call: HTTP 409: {"code":"E1004"}"#, Some(("E1004", Some(409), true))),
        ];
        for (line, of_line) in lines {
            assert_eq!(read(line.as_bytes()), expected(of_line.as_slice()), "{line}");
            for (other, of_other) in lines {
                let log = format!("{line}\n{other}\n{line}\n");
                let found: Vec<_> = [of_line, of_other, of_line].into_iter().flatten().collect();
                assert_eq!(read(log.as_bytes()), expected(&found), "{log}");
            }
        }
    }

    /// What a line does not say is said by those around it, wherever the buffer ends.
    #[test]
    fn a_body_over_several_lines_is_read_at_every_place() {
        let body = "HTTP/1.1 413 Too Large\nServer: api\n\n{\n  \"error_code\": \"APIG.0201\",\n  \
                    \"error_msg\": \"of APIG\"\n}\n";
        let expected = expected(&[("APIG.0201", Some(413), true)]);
        for before in (CAPACITY - 3 * AROUND..CAPACITY + 64).step_by(509) {
            let filler = "x\n".repeat(before / 2);
            let log = format!("{filler}{body}{filler}");
            assert_eq!(read(log.as_bytes()), expected, "{before}");
        }
        for pieces in [1, 7, 4096] {
            let log = format!("{}{body}", "y y\n".repeat(3000));
            assert_eq!(read_in(pieces, log.as_bytes()).0, expected, "{pieces}");
        }
    }

    #[test]
    fn each_response_is_counted_once_however_the_log_comes() {
        let mut log = Vec::new();
        for at in 0..20_000 {
            log.extend_from_slice(match at % 5 {
                0 => b"12:00 429 {\"error_code\":\"APIG.0308\"}\n".as_slice(),
                1 => b"\xff\xfe not text \xe2\x82 APIG.0203: Backend timeout \xff\n",
                2 => b"served\n",
                3 => b"\"APIG.0201\", with none of its seven statuses\n",
                _ => b"\n",
            });
        }
        let whole = read(&log);
        assert_eq!(whole.len(), 12_000);
        for pieces in [100, 8192, 65_536] {
            assert!(read_in(pieces, &log).0 == whole, "{pieces}");
        }
        assert_eq!(whole.iter().filter(|found| found.2).count(), 4000);
    }

    #[test]
    fn a_line_that_is_longer_than_the_buffer_is_read_in_parts() {
        let log = format!("{}APIG.0308 {}", "x ".repeat(CAPACITY), "y ".repeat(CAPACITY));
        assert_eq!(read(log.as_bytes()), expected(&[("APIG.0308", None, false)]));
    }

    /// In steps, not by a clock: the bytes that are handed to the finder, which is linear itself.
    #[test]
    fn no_byte_is_looked_at_often() {
        for line in [
            "\"APIG.0201\"\n",
            "APIG.0201",
            "\"APIG.0201\" ",
            "HTTP 404\n",
            "\n\n\"error_code\" \"APIG.9",
            "{\"error_code\":\"APIG.0201\",",
            "APIG",
            "1\" 4\n",
            "\u{ff}\"errCode\"\n",
        ] {
            for length in [10_000, 1_000_000] {
                let log = line.repeat(length / line.len());
                let (_, handed) = read_in(usize::MAX, log.as_bytes());
                assert!(handed <= 8 * log.len(), "{line:?}: {handed} of {}", log.len());
            }
        }
    }

    #[test]
    fn machines_without_the_fast_way_find_the_same() {
        let log = "a HTTP/1.1\" 404 APIG.0308 rror_code error_code errorCode errorcode errCode\n\
                   HTTP/2 503 APIC.0201 HTTP 500 0.1 4";
        let all = |needles: &Needles| {
            let (mut at, mut all) = (0, Vec::new());
            while let Some(found) = needles.find(log.as_bytes(), at..log.len()) {
                all.push((found.pattern(), found.range()));
                at = found.end();
            }
            all
        };
        let plain = all(&Needles::plain());
        assert_eq!(plain.len(), 11);
        assert_eq!(all(&Needles::new()), plain);
    }
}
