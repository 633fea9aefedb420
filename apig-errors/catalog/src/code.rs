//! [`Code`]: an error code, documented or not.

use core::{fmt, num::NonZeroU32, str::FromStr};

use crate::{
    Actor, Row, Table, Verdict,
    index::{self, Digits},
    words::words,
};

words! {
    "apig_errors_catalog"
    /// The family of a [`Code`]: what comes before its dot.
    ///
    /// Each has a published [table](Family::table) of its own. They share their numbering, which is what
    /// [`Basis::Sibling`](crate::Basis::Sibling) rests on.
    ///
    /// ```
    /// # use apig_errors_catalog as apig_errors;
    /// use apig_errors::{Code, Family};
    ///
    /// assert_eq!(Code::parse("APIGW.0308")?.family(), Family::Apigw);
    /// assert_eq!(Family::Apigw.to_string(), "APIGW");
    /// # Ok::<(), apig_errors_catalog::ParseCodeError>(())
    /// ```
    #[non_exhaustive]
    pub enum Family {
        /// `APIG`: APIs that someone published at API Gateway.
        Apig = "APIG",
        /// `APIGW`: Huawei Cloud's own public services, which are called with AK/SK or a token.
        Apigw = "APIGW",
        /// `APIC`: ROMA Connect.
        Apic = "APIC",
    }
}

/// An error code of the gateway, such as `APIG.0308`: a family and four digits.
///
/// Open, as `http::StatusCode` is: a code that the published tables do not hold, one that will be
/// published tomorrow included, is a `Code` all the same: `Copy`, equal and printable. The documented
/// codes, 64 of `APIG`, 35 of `APIGW` and 28 of `APIC`, are constants whose documentation shows their rows.
///
/// Four bytes. Ordered by family, then number. Every function here is `const`, never fails and allocates
/// nothing; a look-up is a handful of instructions.
///
/// ```
/// # use apig_errors_catalog as apig_errors;
/// use apig_errors::{Code, Family};
///
/// let code: Code = "APIG.0308".parse()?;
/// assert_eq!(code, Code::APIG_0308);
/// assert_eq!((code.family(), code.number()), (Family::Apig, 308));
/// assert_eq!(code.to_string(), "APIG.0308");
/// assert!(Code::parse("APIG.9999")?.rows().is_empty());
/// # Ok::<(), apig_errors_catalog::ParseCodeError>(())
/// ```
// The four digits, each in a byte, the first one in the highest, and above that one, in its upper half, the
// place of the family and one: so codes are ordered as documented.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(NonZeroU32);

/// Where the family is above the digits.
const FAMILY_SHIFT: u32 = 28;

const _: () = assert!(size_of::<Code>() <= 4 && size_of::<Option<Code>>() <= 4);

impl Code {
    /// Reads a code: one of the three families in capitals, a dot, four ASCII digits; documented or
    /// not, nothing before or after it.
    ///
    /// # Errors
    ///
    /// [`ParseCodeError::Foreign`] for a code of another service (`DNS.0014`),
    /// [`ParseCodeError::Malformed`] for everything else.
    ///
    /// ```
    /// # use apig_errors_catalog as apig_errors;
    /// use apig_errors::{Code, ParseCodeError};
    ///
    /// const THROTTLED: Result<Code, ParseCodeError> = Code::parse("APIG.0308");
    /// assert_eq!(THROTTLED, Ok(Code::APIG_0308));
    /// assert_eq!(Code::parse("apig.0308"), Err(ParseCodeError::Malformed));
    /// assert_eq!(Code::parse("DNS.0014"), Err(ParseCodeError::Foreign));
    /// ```
    #[inline]
    pub const fn parse(text: &str) -> Result<Self, ParseCodeError> {
        match Self::recognise(text) {
            Some(code) => Ok(code),
            None => Err(reject(text.as_bytes())),
        }
    }

    #[inline]
    const fn recognise(text: &str) -> Option<Self> {
        match split(text.as_bytes()) {
            Some((family, digits)) if are_digits(digits) => Some(Self::of(family, digits)),
            _ => None,
        }
    }

    #[inline]
    const fn of(family: Family, digits: Digits) -> Self {
        let digits = (digits ^ ZEROS).swap_bytes();
        let Some(bits) = NonZeroU32::new((family as u32 + 1) << FAMILY_SHIFT | digits) else {
            panic!("the family is no zero")
        };
        Self(bits)
    }

    #[inline]
    pub(crate) const fn digits(self) -> Digits {
        (self.0.get() & !(u32::MAX << FAMILY_SHIFT)).swap_bytes() | ZEROS
    }

    /// A documented code's constant. That the text is a code of the family is left to a test: everyone who
    /// compiles this crate would pay for it, for each constant.
    pub(crate) const fn documented(family: Family, text: &str) -> Self {
        match text.as_bytes().last_chunk() {
            Some(digits) => Self::of(family, Digits::from_le_bytes(*digits)),
            None => panic!("the table holds a malformed code"),
        }
    }

    /// The code of this family and number; `None` over 9999.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(family: Family, number: u16) -> Option<Self> {
        if number <= 9999 { Some(Self::of(family, index::digits_of(number))) } else { None }
    }

    /// What comes before the dot.
    ///
    /// ```
    /// # use apig_errors_catalog as apig_errors;
    /// use apig_errors::{Code, Family};
    ///
    /// assert_eq!(Code::APIG_0308.family(), Family::Apig);
    /// ```
    #[must_use]
    #[inline]
    pub const fn family(self) -> Family {
        match self.0.get() >> FAMILY_SHIFT {
            1 => Family::Apig,
            2 => Family::Apigw,
            _ => Family::Apic,
        }
    }

    /// The four digits as a number, 0 to 9999.
    ///
    /// ```
    /// # use apig_errors_catalog as apig_errors;
    /// use apig_errors::Code;
    ///
    /// assert_eq!(Code::APIG_0308.number(), 308);
    /// ```
    #[must_use]
    #[inline]
    pub const fn number(self) -> u16 {
        let digits = self.0.get() & !(u32::MAX << FAMILY_SHIFT);
        let pairs = (digits + (digits >> 8) * 10) & 0x00ff_00ff;
        // At most 9999.
        (((pairs >> 16) * 100 + pairs) & 0xffff) as u16
    }

    /// Returns the published table of the code's family.
    ///
    /// ```
    /// # use apig_errors_catalog as apig_errors;
    /// use apig_errors::Code;
    ///
    /// let table = Code::parse("APIC.9999")?.table();
    /// assert_eq!((table.name, table.complete), ("ROMA Connect", false));
    /// # Ok::<(), apig_errors_catalog::ParseCodeError>(())
    /// ```
    #[must_use]
    #[inline]
    pub const fn table(self) -> &'static Table {
        self.family().table()
    }

    /// Returns the code's rows in the table of its family, in the table's order: none where the code is not
    /// documented.
    ///
    /// ```
    /// # use apig_errors_catalog as apig_errors;
    /// use apig_errors::Code;
    ///
    /// assert_eq!(Code::APIG_0201.rows().len(), 7);
    /// assert_eq!(Code::APIGW_0201.rows().len(), 6);
    /// assert!(Code::parse("APIGW.0203")?.rows().is_empty());
    /// # Ok::<(), apig_errors_catalog::ParseCodeError>(())
    /// ```
    #[must_use]
    #[inline]
    pub const fn rows(self) -> &'static [Row] {
        // Each arm names one table, so that a program with codes of one family links that one alone.
        match self.family() {
            Family::Apig => index::APIG.rows_of(self.digits()),
            Family::Apigw => index::APIGW.rows_of(self.digits()),
            Family::Apic => index::APIC.rows_of(self.digits()),
        }
    }

    /// Returns the row of this code with this HTTP status; `None` where the pair is not documented.
    ///
    /// `APIG.0101` has two rows with the status 404, alike in everything but their texts, and so has
    /// `APIGW.0101`; this is the first.
    ///
    /// ```
    /// # use apig_errors_catalog as apig_errors;
    /// use apig_errors::Code;
    ///
    /// assert_eq!(Code::APIG_0201.row(413).unwrap().message, "Request entity too large.");
    /// assert!(Code::APIG_0201.row(418).is_none());
    /// ```
    #[must_use]
    #[inline]
    pub const fn row(self, status: u16) -> Option<&'static Row> {
        let rows = self.rows();
        let mut at = 0;
        while at < rows.len() {
            if rows[at].status == status {
                return Some(&rows[at]);
            }
            at += 1;
        }
        None
    }

    /// The verdict on a response with this code and this HTTP status. Never fails; the first that holds:
    ///
    /// 1. The table of the code's family has the pair: the row's verdict, [`Basis::Row`](crate::Basis::Row).
    /// 2. That table lacks the code, or is incomplete, and the table of `APIG` has the number with this
    ///    status: that row's verdict, [`Basis::Sibling`](crate::Basis::Sibling).
    /// 3. The table of the code's family has the code, with other statuses (providers may change the status
    ///    of the gateway's responses): what all rows of the code say. Where they differ, as those of
    ///    `APIG.0201` do, 5xx is `Backoff` and everything else `Never`, always `MaybeDelivered`. Where the
    ///    table is incomplete, the rows that `APIG` has with this number have to agree too.
    ///    [`Basis::Code`](crate::Basis::Code).
    /// 4. Anything else: [`Verdict::from_status`], [`Basis::Status`](crate::Basis::Status).
    ///
    /// Limits: the gateway's management API reuses 1001, 1002, 1003, 1009 and 2102 with other
    /// meanings (the verdicts are harmless under either); and a backend that relays the body of
    /// another gateway is read as if it were the gateway.
    ///
    /// ```
    /// # use apig_errors_catalog as apig_errors;
    /// use apig_errors::{Code, Retry};
    ///
    /// assert_eq!(Code::APIG_0201.verdict(413).retry, Retry::Never);
    /// assert_eq!(Code::APIG_0201.verdict(502).retry, Retry::Backoff);
    /// ```
    #[must_use]
    #[inline]
    pub const fn verdict(self, status: u16) -> Verdict {
        index::verdict(self.family(), self.digits(), status)
    }

    /// Who has to act on an respond with this code and this HTTP status, by rules 1 to 3 of
    /// [`verdict`](Self::verdict); rule 3 only where all the rows that it asks agree. `None` where the
    /// tables do not say.
    ///
    /// ```
    /// # use apig_errors_catalog as apig_errors;
    /// use apig_errors::{Actor, Code};
    ///
    /// assert_eq!(Code::APIG_0201.actor(413), Some(Actor::CallerRequest));
    /// assert_eq!(Code::APIG_0201.actor(502), Some(Actor::BackendOperator));
    /// assert_eq!(Code::APIG_0201.actor(418), None);
    /// ```
    #[must_use]
    #[inline]
    pub const fn actor(self, status: u16) -> Option<Actor> {
        index::actor(self.family(), self.digits(), status)
    }
}

/// Why a text of another form is no code.
#[cold]
const fn reject(text: &[u8]) -> ParseCodeError {
    let mut dot = 0;
    while dot < text.len() && text[dot] != b'.' {
        dot += 1;
    }
    let (before, from_dot) = text.split_at(dot);
    let mut family = 0;
    while family < Family::ALL.len() {
        if same_letters(before, Family::ALL[family].as_str().as_bytes()) {
            return ParseCodeError::Malformed;
        }
        family += 1;
    }
    if from_dot.is_empty() || !is_usable(text) {
        ParseCodeError::Malformed
    } else {
        ParseCodeError::Foreign
    }
}

/// Whether two texts are equal but for the case of ASCII letters: the standard library's function is
/// not `const` in the oldest supported compiler.
const fn same_letters(left: &[u8], right: &[u8]) -> bool {
    if left.len() != right.len() {
        return false;
    }
    let mut at = 0;
    while at < left.len() {
        if !left[at].eq_ignore_ascii_case(&right[at]) {
            return false;
        }
        at += 1;
    }
    true
}

/// The family of a text that is one, and its last four bytes, whatever they are. This runs once for every
/// failed call, so it takes four bytes at a time.
#[inline]
pub(crate) const fn split(text: &[u8]) -> Option<(Family, Digits)> {
    const APIG: u32 = u32::from_le_bytes(*b"APIG");
    const APIC: u32 = u32::from_le_bytes(*b"APIC");
    let family = match text.len() {
        9 => match text.first_chunk() {
            Some([h0, h1, h2, h3, b'.']) => match u32::from_le_bytes([*h0, *h1, *h2, *h3]) {
                APIG => Family::Apig,
                APIC => Family::Apic,
                _ => return None,
            },
            _ => return None,
        },
        10 => match text.first_chunk() {
            Some([h0, h1, h2, h3, b'W', b'.'])
                if u32::from_le_bytes([*h0, *h1, *h2, *h3]) == APIG =>
            {
                Family::Apigw
            }
            _ => return None,
        },
        _ => return None,
    };
    match text.last_chunk() {
        Some(digits) => Some((family, Digits::from_le_bytes(*digits))),
        None => None,
    }
}

/// Four digits `0` as text.
const ZEROS: u32 = u32::from_be_bytes(*b"0000");

/// Whether four bytes are digits.
#[inline]
const fn are_digits(digits: Digits) -> bool {
    const HIGH: u32 = 0xf0f0_f0f0;
    // Every byte is 0x30 to 0x3f, and still is when six is added; then none can have carried.
    digits & HIGH == ZEROS && (digits + 0x0606_0606) & HIGH == ZEROS
}

/// Whether the text of a body's member can be an error code at all, of whatever service: 1 to 64
/// characters from `A-Z a-z 0-9 . _ -`, the last dotted part neither empty nor all zeros (`0000` is
/// success), and the whole not one to three digits (that is a status).
#[doc(hidden)]
#[must_use]
pub const fn is_usable(text: &[u8]) -> bool {
    // What the gateway writes itself is known faster.
    if let Some((_, digits)) = split(text) {
        if are_digits(digits) {
            return digits != ZEROS;
        }
    }
    if text.is_empty() || text.len() > 64 {
        return false;
    }
    let (mut at, mut only_digits, mut part_says_something) = (0, true, false);
    while at < text.len() {
        match text[at] {
            b'.' => {
                part_says_something = false;
                only_digits = false;
            }
            b'0' => {}
            b'1'..=b'9' => part_says_something = true,
            b'A'..=b'Z' | b'a'..=b'z' | b'_' | b'-' => {
                part_says_something = true;
                only_digits = false;
            }
            _ => return false,
        }
        at += 1;
    }
    part_says_something && !(only_digits && text.len() <= 3)
}

/// Writes the code as the gateway does, `APIG.0308`; width and alignment are respected.
impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = [0; 10];
        let family = self.family().as_str().as_bytes();
        let length = family.len() + 5;
        text[..family.len()].copy_from_slice(family);
        text[family.len()] = b'.';
        text[family.len() + 1..length].copy_from_slice(&self.digits().to_le_bytes());
        // Only ASCII was written above.
        f.pad(core::str::from_utf8(&text[..length]).unwrap_or_default())
    }
}

/// `Code(APIG.0308)`.
impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Code({self})")
    }
}

impl FromStr for Code {
    type Err = ParseCodeError;

    /// The same as [`Code::parse`].
    fn from_str(text: &str) -> Result<Self, ParseCodeError> {
        Self::parse(text)
    }
}

impl TryFrom<&str> for Code {
    type Error = ParseCodeError;

    /// The same as [`Code::parse`].
    fn try_from(text: &str) -> Result<Self, ParseCodeError> {
        Self::parse(text)
    }
}

/// Why a text is not a [`Code`].
///
/// ```
/// # use apig_errors_catalog as apig_errors;
/// use apig_errors::{Code, ParseCodeError};
///
/// assert_eq!(Code::parse("APIG.308"), Err(ParseCodeError::Malformed));
/// assert_eq!(Code::parse("ModelArts.81101"), Err(ParseCodeError::Foreign));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ParseCodeError {
    /// Not of the form `APIG.0308`, and not recognisably another service's code.
    Malformed,
    /// The code of another service: 1 to 64 characters from `A-Z a-z 0-9 . _ -` with a dot, before the
    /// first of which stands none of the three families in any case, and behind the last of which
    /// stands something else than zeros.
    Foreign,
}

impl fmt::Display for ParseCodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Malformed => {
                "malformed code: expected `APIG.`, `APIGW.` or `APIC.` and four digits"
            }
            Self::Foreign => {
                "the code of another service: expected `APIG.`, `APIGW.` or `APIC.` and four digits"
            }
        })
    }
}

impl core::error::Error for ParseCodeError {}

#[cfg(test)]
mod tests {
    use std::{format, string::ToString, vec::Vec};

    use super::*;
    use crate::TABLES;

    #[test]
    fn every_code_is_written_as_it_is_read() {
        for &family in Family::ALL {
            for number in 0..=9999 {
                let text = format!("{family}.{number:04}");
                let code = Code::parse(&text).expect("four digits");
                assert_eq!((code.family(), code.number()), (family, number), "{text}");
                assert_eq!((code.to_string(), Code::new(family, number)), (text, Some(code)));
            }
            assert_eq!(Code::new(family, 10_000), None);
        }
        assert_eq!(format!("{:?}", Code::APIG_0308), "Code(APIG.0308)");
    }

    #[test]
    fn a_dot_stands_between_family_and_digits() {
        for text in ["APIG-0308", "APIC-0308", "APIGW-0308", "APIGWX0308", "APIGX0308", "APICX0308"]
        {
            assert_eq!(Code::parse(text), Err(ParseCodeError::Malformed), "{text}");
        }
        assert_eq!(Code::parse("APIGX.0308"), Err(ParseCodeError::Foreign));
    }

    #[test]
    fn digits_are_ascii_digits() {
        for byte in (0..=0x7f_u8).filter(|byte| !byte.is_ascii_digit()) {
            for at in 5..9 {
                let mut text = *b"APIG.0308";
                text[at] = byte;
                let text = core::str::from_utf8(&text).expect("ASCII");
                assert_eq!(Code::parse(text), Err(ParseCodeError::Malformed), "{text:?}");
            }
        }
    }

    /// A code of one of the families in other letters is a slip, not another service's.
    #[test]
    fn a_code_is_foreign_by_what_stands_before_its_first_dot() {
        for text in ["DNS.0014", "A.B.1", ".x", "APIGG.0308", "API.0308", "BPIG.1", "APIX.1", "a.b"]
        {
            assert_eq!(Code::parse(text), Err(ParseCodeError::Foreign), "{text}");
        }
        for text in [
            "apig.1", "aPiG.x", "APIGW.1", "apigw.x", "apic.1", "APIC.a", "DNS.000", "DNS", "D S.1",
        ] {
            assert_eq!(Code::parse(text), Err(ParseCodeError::Malformed), "{text}");
        }
    }

    #[test]
    fn a_refusal_says_what_was_expected_and_whose_code_it_is() {
        let said = |text| Code::parse(text).expect_err("not a code").to_string();
        let expected = "expected `APIG.`, `APIGW.` or `APIC.` and four digits";
        assert_eq!(said("APIG.308"), format!("malformed code: {expected}"));
        assert_eq!(said("DNS.0014"), format!("the code of another service: {expected}"));
    }

    /// [`is_usable`], in the plainest way.
    fn is_usable_by_the_rules(text: &[u8]) -> bool {
        let last = text.rsplit(|&byte| byte == b'.').next().unwrap_or_default();
        (1..=64).contains(&text.len())
            && text.iter().all(|&byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
            && last.iter().any(|&byte| byte != b'0')
            && !(text.len() <= 3 && text.iter().all(u8::is_ascii_digit))
    }

    #[test]
    fn a_text_is_usable_by_the_rules() {
        // The first and the last byte of each range, and those beside them.
        const BYTES: &[u8] = b".-/0129:@AZ[_`az{";
        for length in 0..=4 {
            for number in 0..BYTES.len().pow(length) {
                let byte = |at| BYTES[number / BYTES.len().pow(at) % BYTES.len()];
                let text: Vec<u8> = (0..length).map(byte).collect();
                assert_eq!(is_usable(&text), is_usable_by_the_rules(&text), "{text:?}");
                let text = [b"APIG.".as_slice(), &text].concat();
                assert_eq!(is_usable(&text), is_usable_by_the_rules(&text), "{text:?}");
            }
        }
        for length in 60..70 {
            let text = [b'1'].repeat(length);
            assert_eq!(is_usable(&text), length <= 64, "{length}");
        }
        assert!(!is_usable(b"APIG.0000") && !is_usable(b"APIGW.0000") && is_usable(b"APIC.0001"));
    }

    #[test]
    fn the_rows_of_a_code_are_those_of_its_familys_table() {
        for (&family, number) in
            Family::ALL.iter().flat_map(|family| (0..=9999).map(move |number| (family, number)))
        {
            let code = Code::new(family, number).expect("four digits");
            let rows = family.table().rows.iter().filter(|row| row.code == code);
            assert!(code.rows().iter().eq(rows), "{code}");
            for status in [0, 400, 401, 404, 413, 418, 429, 500, 502, 504] {
                let first = code.rows().iter().find(|row| row.status == status);
                assert_eq!(code.row(status), first, "{code} {status}");
            }
        }
    }

    /// The digits are looked up as they are in the text, or made from the number.
    #[test]
    fn a_text_has_the_verdict_of_its_code() {
        for row in TABLES.iter().flat_map(|table| table.rows) {
            for &family in Family::ALL {
                let code = Code::new(family, row.code.number()).expect("four digits");
                let verdict = Verdict::from_raw_code(&code.to_string(), row.status);
                assert_eq!(verdict, code.verdict(row.status), "{code}");
            }
            assert_eq!(row.code.verdict(row.status), row.verdict, "{}", row.code);
            assert_eq!(row.code.actor(row.status), Some(row.actor), "{}", row.code);
        }
        for text in ["APIG.03O8", "DNS.0308", "APIG.9999", ""] {
            assert_eq!(Verdict::from_raw_code(text, 429), Verdict::from_status(429), "{text}");
        }
    }
}
