//! Which code was meant: one implementation, for the derive macro and for the command.
//!
//! Not a general string distance: every code starts with `APIG.`, so all of them are alike by that
//! measure. Spelling is normalised first ([`respell`]); then come typos in the digits ([`near`]).

use crate::{Code, Family, ParseCodeError, ROWS, Row, TABLES};

/// What a text is that was written as a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Diagnosis {
    /// A code that the table of its family holds, or that of `APIG` the one with its number.
    Documented(Code),
    /// A code that the table does not hold, and the documented ones that it may be a typo of.
    NotDocumented { code: Code, near: [Option<Code>; 3] },
    /// A documented code in another spelling; the first character that is not ASCII may look the same.
    Misspelled { code: Code, strange: Option<char> },
    /// Another service's code, unless it spells a code that the table does not hold.
    Foreign { respelled: Option<(Code, [Option<Code>; 3])> },
    /// Several codes at once: `APIG.XXXX`, `APIG.03xx`, `APIG.*`.
    Pattern,
    /// No code.
    Unrecognized,
}

/// Tells what is wrong with a text that was written as a code. Where a status is given, codes near the
/// text are rather those documented with it.
#[must_use]
pub fn diagnose(text: &str, status: Option<u16>) -> Diagnosis {
    let parsed = Code::parse(text);
    let code = match parsed {
        Ok(code) if is_known(code) => return Diagnosis::Documented(code),
        Ok(code) => Some(code),
        Err(_) => respell(text),
    };
    match code {
        Some(code) if is_known(code) => {
            Diagnosis::Misspelled { code, strange: text.chars().find(|c| !c.is_ascii()) }
        }
        _ if parsed == Err(ParseCodeError::Foreign) => {
            Diagnosis::Foreign { respelled: code.map(|code| (code, near(code, status))) }
        }
        Some(code) => Diagnosis::NotDocumented { code, near: near(code, status) },
        None if is_pattern(text) => Diagnosis::Pattern,
        None => Diagnosis::Unrecognized,
    }
}

fn is_known(code: Code) -> bool {
    !code.rows().is_empty() || documented_as(code).is_some()
}

fn is_pattern(text: &str) -> bool {
    let text = text.as_bytes();
    let rest: Option<&[u8]> = Family::ALL.iter().find_map(|family| {
        let (before, rest) = text.split_at_checked(family.as_str().len())?;
        let (dot, digits) = rest.split_first()?;
        let is_family = before.eq_ignore_ascii_case(family.as_str().as_bytes());
        (is_family && b"._-".contains(dot)).then_some(digits)
    });
    rest.is_some_and(|digits| {
        digits.iter().all(|c| c.is_ascii_digit() || b"Xx*?#Nn".contains(c))
            && digits.iter().any(|c| !c.is_ascii_digit())
    })
}

/// The documented code that speaks for this one: itself, or, for a sibling, that with its number.
#[must_use]
pub fn documented_as(code: Code) -> Option<Code> {
    Code::new(Family::Apig, code.number()).filter(|own| !own.rows().is_empty())
}

/// The code documented with this status, if there is exactly one.
#[must_use]
pub fn only_code_with(status: u16) -> Option<Code> {
    let mut codes = documented().filter(|code| code.row(status).is_some());
    let only = codes.next();
    only.filter(|_| codes.next().is_none())
}

/// Whether two words are one typo apart: their case, underscores, a letter too many, missing, wrong, or
/// two neighbours swapped.
#[must_use]
pub fn is_near_miss(typed: &str, meant: &str) -> bool {
    let plain = |word| str::chars(word).filter(|c: &char| *c != '_').flat_map(char::to_lowercase);
    let (mut typed, mut meant) = (plain(typed), plain(meant));
    // What is the same at the head, then at the tail, says nothing.
    let (mut typed_head, mut meant_head) = (typed.clone(), meant.clone());
    while let (Some(a), Some(b)) = (typed_head.next(), meant_head.next()) {
        if a != b {
            break;
        }
        (typed, meant) = (typed_head.clone(), meant_head.clone());
    }
    let (mut typed_tail, mut meant_tail) = (typed.clone(), meant.clone());
    while let (Some(a), Some(b)) = (typed_tail.next_back(), meant_tail.next_back()) {
        if a != b {
            break;
        }
        (typed, meant) = (typed_tail.clone(), meant_tail.clone());
    }
    match [typed.next(), typed.next(), typed.next(), meant.next(), meant.next(), meant.next()] {
        [_, None, None, _, None, None] => true,
        [Some(a), Some(b), None, Some(c), Some(d), None] => a == d && b == c,
        _ => false,
    }
}

/// Every documented code once, in the table's order.
pub fn documented() -> impl Iterator<Item = Code> {
    // The rows of a code are next to each other.
    let mut last = None;
    ROWS.iter().map(|row| row.code).filter(move |code| last.replace(*code) != Some(*code))
}

/// The code that a misspelled text spells, documented or not: `apig.0308`, `APIG-0308`, `0308`,
/// `APIG.308`, whitespace, full-width characters, Cyrillic or Greek look-alikes, letters for digits.
///
/// `None` where the text is not recognisable as a code, and never a guess between two codes.
#[must_use]
pub fn respell(text: &str) -> Option<Code> {
    // The longest sound spelling has ten characters, and nobody types more than two separators.
    let mut plain = [0_u8; 12];
    let mut len = 0;
    for character in text.chars() {
        // What no one sees: zero-width characters, marks of direction, a soft hyphen.
        let is_invisible =
            matches!(character, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}');
        if character.is_whitespace()
            || is_invisible
            || matches!(
                character,
                '.' | '-' | '_' | ':' | '/' | '\u{2024}' | '\u{ff0e}' | '\u{3002}'
            )
        {
            continue;
        }
        *plain.get_mut(len)? = look_alike(character)?;
        len += 1;
    }
    let plain = &plain[..len];
    let (family, digits) = Family::ALL
        .iter()
        // `APIGW` before `APIG`, which it starts with.
        .rev()
        .filter_map(|family| Some((*family, plain.strip_prefix(family.as_str().as_bytes())?)))
        .max_by_key(|(family, _)| family.as_str().len())
        .unwrap_or((Family::Apig, plain));
    if !matches!(digits.len(), 3 | 4) {
        return None;
    }
    let number = digits
        .iter()
        .try_fold(0_u16, |number, digit| Some(number * 10 + u16::from(digit_meant(*digit)?)))?;
    // Without a single real digit it is a word, `SOLO` say.
    if !digits.iter().any(u8::is_ascii_digit) {
        return None;
    }
    Code::new(family, number)
}

/// The capital letter or digit that a character looks like.
fn look_alike(character: char) -> Option<u8> {
    let plain = match character {
        // Full-width forms are the ASCII ones, moved.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0)?,
        'А' | 'а' | 'Α' | 'α' => 'A',
        'Р' | 'р' | 'Ρ' | 'ρ' => 'P',
        'І' | 'і' | 'Ι' | 'ι' => 'I',
        'С' | 'с' => 'C',
        'О' | 'о' | 'Ο' | 'ο' => 'O',
        'З' | 'з' => '3',
        // A small L stands for a one; as a capital it would not be told from an I any more.
        'l' => '1',
        other => other,
    };
    let plain = u8::try_from(plain).ok()?.to_ascii_uppercase();
    plain.is_ascii_alphanumeric().then_some(plain)
}

/// The digit that stands here, or that a letter was typed for.
const fn digit_meant(plain: u8) -> Option<u8> {
    match plain {
        b'0'..=b'9' => Some(plain - b'0'),
        b'O' | b'D' | b'Q' => Some(0),
        b'I' => Some(1),
        b'Z' => Some(2),
        b'S' => Some(5),
        b'B' => Some(8),
        _ => None,
    }
}

/// At most three codes of the same family that `code` may be a typo of, the likeliest first; none where
/// nothing is near. Those of other families are [`near_elsewhere`].
///
/// Two neighbouring digits swapped come before one digit replaced; where a status is given, only
/// codes documented with it count as long as there are any.
#[must_use]
pub fn near(code: Code, status: Option<u16>) -> [Option<Code>; 3] {
    nearest(code, status, code.table().rows.iter())
}

/// The same of the other families, the code with the same number first: for who says that the family is
/// another.
#[must_use]
pub fn near_elsewhere(code: Code, status: Option<u16>) -> [Option<Code>; 3] {
    let others = TABLES.iter().filter(|table| table.family != code.family());
    nearest(code, status, others.flat_map(|table| table.rows))
}

fn nearest(
    code: Code,
    status: Option<u16>,
    rows: impl Iterator<Item = &'static Row>,
) -> [Option<Code>; 3] {
    /// Lower is nearer.
    type Rank = (bool, Slip, u16);
    let mut nearest: [Option<(Rank, Code)>; 3] = [None; 3];
    let mut last = None;
    for row in rows {
        // The rows of a code are neighbours: each code is looked at once.
        if row.code == code || last.replace(row.code) == Some(row.code) {
            continue;
        }
        let Some((slip, distance)) = slip(code.number(), row.code.number()) else { continue };
        let other_status = status.is_some_and(|status| row.code.row(status).is_none());
        let mut found = Some(((other_status, slip, distance), row.code));
        for place in &mut nearest {
            if place.is_none_or(|(rank, _)| found.is_some_and(|(new, _)| new < rank)) {
                core::mem::swap(place, &mut found);
            }
        }
    }
    // A near code makes a farther one noise.
    let best = nearest[0].map(|((other_status, slip, _), _)| (other_status, slip));
    nearest.map(|place| {
        place.filter(|((other, slip, _), _)| best == Some((*other, *slip))).map(|(_, code)| code)
    })
}

/// How two numbers of four digits differ, the likelier slip first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Slip {
    /// In the family alone.
    Family,
    Transposition,
    Substitution,
}

/// The one slip between the two numbers, and how far apart the digits are; `None` where they are
/// farther from each other.
fn slip(typed: u16, meant: u16) -> Option<(Slip, u16)> {
    let digits = |number: u16| [number / 1000, number / 100 % 10, number / 10 % 10, number % 10];
    let (typed, meant) = (digits(typed), digits(meant));
    let mut differing = (0..4).filter(|&at| typed[at] != meant[at]);
    let Some(first) = differing.next() else { return Some((Slip::Family, 0)) };
    match (differing.next(), differing.next()) {
        (None, _) => Some((Slip::Substitution, typed[first].abs_diff(meant[first]))),
        (Some(second), None)
            if second == first + 1
                && typed[first] == meant[second]
                && typed[second] == meant[first] =>
        {
            Some((Slip::Transposition, 0))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nearest(code: &str, status: Option<u16>) -> [Option<Code>; 3] {
        near(Code::parse(code).unwrap(), status)
    }

    #[test]
    fn misspelled_codes_are_recognised() {
        for text in [
            "apig.0308",
            "APIG0308",
            "APIG-0308",
            "APIG_0308",
            "0308",
            "APIG.308",
            " APIG.0308 ",
            "APIG. 0308",
            // Full-width from the first to the last character, and the point of Chinese.
            "\u{ff21}\u{ff30}\u{ff29}\u{ff27}\u{ff0e}\u{ff10}\u{ff13}\u{ff10}\u{ff18}",
            "\u{ff41}\u{ff50}\u{ff49}\u{ff47}\u{3002}0308",
            "АPIG.0308",
            "APIG.03O8",
            "apig.o308",
            "APIG:0308",
            "APIG/0308",
            // One dot of a leader.
            "APIG\u{2024}0308",
        ] {
            assert_eq!(respell(text), Some(Code::APIG_0308), "{text}");
        }
        assert_eq!(respell("0l01"), Some(Code::APIG_0101));
        // Each letter that a digit is mistaken for.
        assert_eq!(respell("O2Ol"), Some(Code::APIG_0201));
        assert_eq!(respell("DZQI"), None, "no digit at all");
        assert_eq!(respell("DZ0I"), Some(Code::APIG_0201));
        assert_eq!(respell("QS01"), Some(Code::APIG_0501));
        assert_eq!(respell("0BO2"), Some(Code::APIG_0802));
        assert_eq!(respell("apigw-0308"), Code::new(Family::Apigw, 308));
        assert_eq!(respell("apic0101"), Code::new(Family::Apic, 101));
    }

    #[test]
    fn other_texts_are_not_recognised() {
        for text in [
            "",
            "TOO_MANY",
            "APIG",
            "APIG.",
            "APIG.03",
            "APIG.03080",
            "429x",
            "SOLO",
            "APIG.XXXX",
            "APIG.03xx",
            "DNS.0014",
            "APIG.0308.APIG.0308.APIG.0308",
        ] {
            assert_eq!(respell(text), None, "{text}");
        }
    }

    #[test]
    fn a_transposition_comes_before_substitutions() {
        assert_eq!(nearest("APIG.0380", None), [Some(Code::APIG_0308), None, None]);
    }

    #[test]
    fn substitutions_are_ranked_by_the_distance_of_the_digits() {
        assert_eq!(
            nearest("APIG.0309", None),
            [Some(Code::APIG_0308), Some(Code::APIG_0307), Some(Code::APIG_0306)]
        );
    }

    #[test]
    fn each_digit_may_be_the_one_replaced() {
        assert_eq!(nearest("APIG.9001", None), [Some(Code::APIG_1001), None, None]);
        assert_eq!(nearest("APIG.1902", None), [Some(Code::APIG_1002), None, None]);
        assert_eq!(nearest("APIG.1092", None), [Some(Code::APIG_1002), None, None]);
        assert_eq!(
            nearest("APIG.1008", None),
            [Some(Code::APIG_1009), Some(Code::APIG_1004), Some(Code::APIG_1003)]
        );
    }

    #[test]
    fn a_given_status_outweighs_the_kind_of_slip() {
        // 0308 is 429; of the codes one digit away, only 0310 is 403.
        assert_eq!(nearest("APIG.0380", Some(403)), [Some(Code::APIG_0310), None, None]);
        assert_eq!(nearest("APIG.0380", Some(429)), [Some(Code::APIG_0308), None, None]);
        // No near code has the status: it decides nothing.
        assert_eq!(nearest("APIG.0380", Some(502)), [Some(Code::APIG_0308), None, None]);
    }

    #[test]
    fn a_near_code_is_of_the_same_family() {
        assert_eq!(nearest("APIGW.0380", None), [Some(Code::APIGW_0308), None, None]);
        assert_eq!(nearest("APIC.0610", None), [Some(Code::APIC_0601), None, None]);
        // APIG has 0610, and APIGW too.
        let elsewhere = |code: &str| near_elsewhere(Code::parse(code).unwrap(), None);
        assert_eq!(elsewhere("APIC.0610"), [Some(Code::APIG_0610), Some(Code::APIGW_0610), None]);
        assert_eq!(nearest("APIG.0801", None)[0], Some(Code::APIG_0802));
        assert_eq!(elsewhere("APIG.0801"), [Some(Code::APIGW_0801), None, None]);
        assert_eq!(elsewhere("APIGW.0230"), [Some(Code::APIG_0203), Some(Code::APIC_0203), None]);
    }

    #[test]
    fn each_text_has_one_diagnosis() {
        let apigw = Code::new(Family::Apigw, 308).unwrap();
        assert_eq!(diagnose("APIG.0308", None), Diagnosis::Documented(Code::APIG_0308));
        assert_eq!(diagnose("APIGW.0308", None), Diagnosis::Documented(apigw));
        let near = [Some(Code::APIG_0308), None, None];
        let code = Code::new(Family::Apig, 380).unwrap();
        assert_eq!(diagnose("APIG.0380", None), Diagnosis::NotDocumented { code, near });
        assert_eq!(diagnose("0380", None), Diagnosis::NotDocumented { code, near });
        assert_eq!(diagnose("apig.0380", None), Diagnosis::NotDocumented { code, near });
        let respelled = Some((code, near));
        assert_eq!(diagnose("03.80", None), Diagnosis::Foreign { respelled });
        let invisible = "APIG.\u{200b}0308";
        for (text, strange) in
            [("apig.0308", None), (invisible, Some('\u{200b}')), ("АPIG.0308", Some('А'))]
        {
            let code = Code::APIG_0308;
            assert_eq!(diagnose(text, None), Diagnosis::Misspelled { code, strange }, "{text}");
        }
        assert_eq!(diagnose("DNS.0014", None), Diagnosis::Foreign { respelled: None });
        assert_eq!(diagnose("TOO MANY", None), Diagnosis::Unrecognized);
        for pattern in ["APIG.XXXX", "APIG.03xx", "apigw_*", "APIC-010N", "APIG.?"] {
            assert_eq!(diagnose(pattern, None), Diagnosis::Pattern, "{pattern}");
        }
        for other in ["APIG.", "APIG.03", "APIG.XY", "APIGX", "AP"] {
            assert_eq!(diagnose(other, None), Diagnosis::Unrecognized, "{other}");
        }
    }

    #[test]
    fn one_typo_is_near_and_two_are_far() {
        for typed in
            ["fallback", "falback", "fallbback", "fallbakc", "Fallback", "fall_back", "fallbacc"]
        {
            assert!(is_near_miss(typed, "fallback"), "{typed}");
        }
        for typed in ["falbak", "feedback", "back", "code"] {
            assert!(!is_near_miss(typed, "fallback"), "{typed}");
        }
    }

    #[test]
    fn documented_codes_are_listed_once() {
        let codes: std::vec::Vec<Code> = documented().collect();
        let twice = |code: &&Code| codes.iter().filter(|other| other == code).count() > 1;
        assert_eq!(codes.iter().find(twice), None);
        assert!(ROWS.iter().all(|row| codes.contains(&row.code)));
    }

    #[test]
    fn nothing_is_suggested_from_afar() {
        assert_eq!(nearest("APIG.9999", None), [None; 3]);
        assert!(!nearest("APIG.0308", None).contains(&Some(Code::APIG_0308)));
    }
}
