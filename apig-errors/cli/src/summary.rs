//! `apig decide --summary`: how often each code appears in a log of any length.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    io::{self, BufRead, Read},
};

use apig_errors::{__private1_0::text_of, Actor, responses_in};

use crate::outcome::{NO, Outcome, YES};

/// How much is read at once, in bytes: the log is cut at the last end of a line in it.
const CHUNK: usize = 256 * 1024;

/// The most codes that are told apart, so that no log takes more memory.
const CODES: usize = 4096;

/// What is counted together: code, actor, retry class and delivery.
type Key = (String, &'static str, &'static str, &'static str);

pub(crate) fn run() -> Outcome {
    let mut counts = BTreeMap::new();
    if let Err(error) = count(&mut io::stdin().lock(), &mut counts) {
        return Outcome::failed(format!("cannot read standard input: {error}"));
    }
    let mut text =
        String::from("   count  code             verdict         delivery        who acts\n");
    let mut rows: Vec<(&Key, &u64)> = counts.iter().collect();
    rows.sort_by(|left, right| right.1.cmp(left.1).then(left.0.cmp(right.0)));
    for ((code, actor, retry, delivery), count) in rows {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{count:>8}  {code:<15}  {retry:<14}  {delivery:<14}  {actor}");
    }
    let exit = if counts.is_empty() { NO } else { YES };
    Outcome { text, exit, ..Outcome::default() }
}

/// Counts the responses of a log, chunk by chunk: memory is constant, however long it is.
fn count(log: &mut impl BufRead, counts: &mut BTreeMap<Key, u64>) -> io::Result<()> {
    let mut chunk = Vec::with_capacity(2 * CHUNK);
    loop {
        let read = log.by_ref().take((CHUNK - chunk.len()) as u64).read_to_end(&mut chunk)?;
        let is_end = read == 0 || chunk.len() < CHUNK;
        let end = match chunk.iter().rposition(|&byte| byte == b'\n') {
            Some(at) if !is_end => at + 1,
            // A line that is longer than the chunk is cut.
            _ => chunk.len(),
        };
        count_chunk(&chunk[..end], counts);
        chunk.drain(..end);
        if is_end {
            return Ok(());
        }
    }
}

fn count_chunk(chunk: &[u8], counts: &mut BTreeMap<Key, u64>) {
    for found in responses_in(&text_of(chunk)) {
        let verdict = found.verdict(None);
        let error = found.to_error(None);
        let code = match found.raw_code() {
            _ if counts.len() >= CODES => "others".to_owned(),
            Some(code) => code.to_owned(),
            None => found.status().map_or(String::new(), |status| format!("HTTP {status}")),
        };
        let key = (
            code,
            error.and_then(|error| error.actor()).map_or("", Actor::as_str),
            verdict.map_or("", |verdict| verdict.retry.as_str()),
            verdict.map_or("", |verdict| verdict.delivery.as_str()),
        );
        *counts.entry(key).or_default() += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn responses_are_counted_across_chunks() {
        let line = "12:00 ERROR 429 {\"error_code\":\"APIG.0308\"}\n";
        let log = [&line.repeat(20_000), "APIG.0203: Backend timeout"].concat();
        assert!(log.len() > 3 * CHUNK);
        let mut counts = BTreeMap::new();
        count(&mut log.as_bytes(), &mut counts).expect("a slice is read");
        let counts: Vec<(&str, &str, u64)> =
            counts.iter().map(|(key, count)| (&*key.0, key.3, *count)).collect();
        assert_eq!(
            counts,
            [("APIG.0203", "MaybeDelivered", 1), ("APIG.0308", "NotDelivered", 20_000)]
        );
    }
}
