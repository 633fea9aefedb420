//! The rules: which members of a body count.
//!
//! Each object is read into a [`Frame`], which knows the names that count; its [`Finding`] goes to the
//! frame of the object around it. Everything is written down as it is met, so that what comes before a
//! break survives it.

use core::{array, mem};

use apig_errors_catalog::__private::is_usable;

use super::scan::{Broken, Raw, Scanner};
use crate::texts::{REQUEST_ID_LIMIT, cut_request_id};

/// What the body of a response says: texts as they are written in it.
#[derive(Default)]
pub(super) struct Said {
    pub(super) code: Option<Raw>,
    /// Without a code, the first message of all.
    pub(super) message: Option<Raw>,
    pub(super) request_id: Option<Raw>,
}

/// Reads a body that begins with an object.
pub(super) fn search(body: &[u8]) -> Said {
    let mut objects = Objects::new();
    // What was read before a break counts, in the objects too that are still open.
    let _: Result<(), Broken> = read(Scanner::new(body), &mut objects);
    while objects.level > 0 {
        objects.close();
    }
    let top = &objects.innermost;
    let own_id = top.get(Use::RequestId);
    let Finding { outcome, message, request_id } = top.finding(true);
    match outcome {
        Outcome::Code(code) => {
            Said { code: Some(code), message, request_id: own_id.or(request_id) }
        }
        Outcome::None | Outcome::Success => Said { code: None, message, request_id: own_id },
    }
}

/// What a name that is read is used for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    /// For a code and for nothing else.
    Code,
    /// For a code, and for much else.
    AlsoCode,
    /// For a message: first beside a `code`, last elsewhere.
    Message,
    /// For the message of an error.
    ErrorMessage,
    RequestId,
}

const USES: usize = Use::RequestId as usize + 1;

/// A name that is read, and its place: of those with one use, the lowest counts first.
type Name = (Use, u8);

#[inline]
fn name_of(name: &[u8]) -> Option<Name> {
    Some(match name {
        b"error_code" => (Use::Code, 0),
        b"errorCode" => (Use::Code, 1),
        b"errorcode" => (Use::Code, 2),
        b"errCode" => (Use::Code, 3),
        b"code" => (Use::AlsoCode, 4),
        b"message" => (Use::Message, 5),
        b"msg" => (Use::Message, 6),
        b"error_msg" => (Use::ErrorMessage, 7),
        b"errorMsg" => (Use::ErrorMessage, 8),
        b"errormsg" => (Use::ErrorMessage, 9),
        b"error_message" => (Use::ErrorMessage, 10),
        b"errorMessage" => (Use::ErrorMessage, 11),
        b"externalMessage" => (Use::ErrorMessage, 12),
        b"request_id" => (Use::RequestId, 13),
        b"requestId" => (Use::RequestId, 14),
        b"requestid" => (Use::RequestId, 15),
        _ => return None,
    })
}

/// The longest code that can be used, in bytes.
pub(super) const LONGEST_CODE: usize = 64;

/// How far below the top objects are searched.
const SEARCHED_LEVELS: usize = 4;

/// Reads the object at the top to its end.
// The scanner comes by value, and what takes it is inlined, so that it stays in registers.
#[inline]
fn read(mut scanner: Scanner<'_>, objects: &mut Objects) -> Result<(), Broken> {
    scanner.expect(b'{')?;
    loop {
        // After an opening brace or a comma: a member or the end. (A comma before it is one too many.)
        match scanner.peek() {
            Some(b'"') => {
                scanner.bump();
                if member(&mut scanner, objects)? == Member::Opened {
                    continue;
                }
            }
            Some(b'}') => {}
            _ => return Err(Broken),
        }
        loop {
            match scanner.peek() {
                Some(b',') => {
                    scanner.bump();
                    break;
                }
                Some(b'}') => {
                    scanner.bump();
                    if objects.level == 0 {
                        return Ok(());
                    }
                    objects.close();
                }
                _ => return Err(Broken),
            }
        }
    }
}

/// Reads a member whose first quote was passed over, or the beginning of one whose value is an object to be
/// searched.
#[inline]
fn member(scanner: &mut Scanner<'_>, objects: &mut Objects) -> Result<Member, Broken> {
    let name = match own_member(scanner) {
        Some(name) => Some(name),
        None => match other_member(scanner, objects)? {
            Other::Text(name) => name,
            Other::Value(member) => return Ok(member),
        },
    };
    let text = scanner.string();
    if let Some(name) = name.filter(|name| !objects.innermost.is_repeated(*name)) {
        // A message may be cut off. A quote that ends neither a member nor the body ended its string too
        // early, and what looks like a code before it is none.
        let counts = matches!(name.0, Use::Message | Use::ErrorMessage)
            || (!text.is_cut_off() && matches!(scanner.peek(), None | Some(b',' | b'}')));
        if counts {
            objects.innermost.keep(scanner.body(), name, text, objects.level == 0);
        }
    }
    if text.is_cut_off() { Err(Broken) } else { Ok(Member::Read) }
}

/// Passes over the name of one of the gateway's own members and the quote of its value, if they are written
/// as the gateway does, without whitespace: a quick look.
#[inline]
fn own_member(scanner: &mut Scanner<'_>) -> Option<Name> {
    let mut is_next = |start: &[u8]| scanner.skip_prefix(start);
    if is_next(b"error_msg\":\"") {
        Some((Use::ErrorMessage, 7))
    } else if is_next(b"error_code\":\"") {
        Some((Use::Code, 0))
    } else if is_next(b"request_id\":\"") {
        Some((Use::RequestId, 13))
    } else if is_next(b"code\":\"") {
        Some((Use::AlsoCode, 4))
    } else if is_next(b"message\":\"") {
        Some((Use::Message, 5))
    } else {
        None
    }
}

/// Reads the name of a member, and its value unless that is a string, whose opening quote is passed over.
#[inline]
fn other_member(scanner: &mut Scanner<'_>, objects: &mut Objects) -> Result<Other, Broken> {
    let name = scanner.string();
    if name.is_cut_off() {
        return Err(Broken);
    }
    scanner.expect(b':')?;
    let name = name.with_short(scanner.body(), name_of).flatten();
    let byte = scanner.peek().ok_or(Broken)?;
    if byte == b'"' {
        scanner.bump();
        return Ok(Other::Text(name));
    }
    let is_repeated = name.is_some_and(|name| objects.innermost.is_repeated(name));
    match byte {
        b'{' if !is_repeated && objects.is_next_searched() => {
            scanner.bump();
            objects.open();
            return Ok(Other::Value(Member::Opened));
        }
        b'{' | b'[' => {
            scanner.bump();
            scanner.skip(byte == b'{')?;
        }
        _ => scanner.scalar()?,
    }
    Ok(Other::Value(Member::Read))
}

#[derive(PartialEq, Eq)]
enum Member {
    Read,
    /// Its value is an object, which is open now.
    Opened,
}

enum Other {
    /// A text comes next, of a member with this name.
    Text(Option<Name>),
    Value(Member),
}

/// The objects that are open.
struct Objects {
    innermost: Frame,
    /// Those around it, the top first, and how many.
    outer: [Option<Frame>; SEARCHED_LEVELS],
    level: usize,
}

impl Objects {
    fn new() -> Self {
        Self { innermost: Frame::EMPTY, outer: array::from_fn(|_| None), level: 0 }
    }

    /// Whether an object that begins here can say anything that counts.
    fn is_next_searched(&self) -> bool {
        self.level < SEARCHED_LEVELS && !self.innermost.is_settled()
    }

    /// Begins an object in the innermost one.
    fn open(&mut self) {
        self.outer[self.level] = Some(mem::replace(&mut self.innermost, Frame::EMPTY));
        self.level += 1;
    }

    /// Ends the innermost object: what it says goes to the one around it.
    fn close(&mut self) {
        let finding = self.innermost.finding(false);
        self.level -= 1;
        self.innermost = self.outer[self.level].take().unwrap_or(Frame::EMPTY);
        self.innermost.nested.then(finding);
    }
}

/// What an object, with those inside it, says about the failure.
#[derive(Clone, Copy)]
struct Finding {
    outcome: Outcome,
    /// The message beside the code; where there is no code, the first that was met.
    message: Option<Raw>,
    /// The request id beside the code.
    request_id: Option<Raw>,
}

#[derive(Clone, Copy)]
enum Outcome {
    None,
    /// A code of all zeros: the search is over.
    Success,
    Code(Raw),
}

impl Finding {
    const NOTHING: Self = Self { outcome: Outcome::None, message: None, request_id: None };

    /// Adds the finding of the next object: it counts if no code was found before.
    fn then(&mut self, next: Self) {
        if self.is_over() {
            return;
        }
        let message = match next.outcome {
            Outcome::Code(_) => next.message,
            Outcome::None | Outcome::Success => self.message.or(next.message),
        };
        *self = Self { message, ..next };
    }

    fn is_over(&self) -> bool {
        !matches!(self.outcome, Outcome::None)
    }
}

/// An object while it is read.
#[derive(Clone, Copy)]
struct Frame {
    /// A bit for each name that was met.
    seen: u16,
    /// For each use the text that counts, among those that are of use, and the place of its name.
    texts: [Option<Raw>; USES],
    places: [u8; USES],
    /// Whether the code that counts is all zeros.
    is_success: bool,
    /// What was found in the object's members, which may come before its own code.
    nested: Finding,
}

impl Frame {
    const EMPTY: Self = Self {
        seen: 0,
        texts: [None; USES],
        places: [0; USES],
        is_success: false,
        nested: Finding::NOTHING,
    };

    /// Whether this name was met before; it is met now.
    #[inline]
    fn is_repeated(&mut self, (_, place): Name) -> bool {
        let bit = 1 << place;
        let is_repeated = self.seen & bit != 0;
        self.seen |= bit;
        is_repeated
    }

    /// Keeps a text if it is of any use, and comes first of those with that use.
    #[inline]
    fn keep(&mut self, body: &[u8], (of, place): Name, text: Raw, is_top: bool) {
        let (kept, kept_place) = (&mut self.texts[of as usize], &mut self.places[of as usize]);
        if kept.is_some() && place > *kept_place {
            return;
        }
        let is_useful = match of {
            Use::AlsoCode => is_code(body, text),
            Use::Code => {
                let is_code = is_code(body, text);
                // Zeros speak for the whole response at the top alone: a step that went well may be beside
                // the one that failed.
                let is_success = !is_code && is_top && is_success(body, text);
                self.is_success = is_success || self.is_success && !is_code;
                is_code || is_success
            }
            Use::Message | Use::ErrorMessage => !text.is_empty(body),
            Use::RequestId => is_request_id(body, text),
        };
        if is_useful {
            *kept = Some(text);
            *kept_place = place;
        }
    }

    fn get(&self, of: Use) -> Option<Raw> {
        self.texts[of as usize]
    }

    /// Whether no object inside this one can say anything that counts. (Not what `code` says: whether
    /// it counts is known only at the end.)
    fn is_settled(&self) -> bool {
        self.nested.is_over() || self.get(Use::Code).is_some()
    }

    fn finding(&self, is_top: bool) -> Finding {
        let (message, error_message) = (self.get(Use::Message), self.get(Use::ErrorMessage));
        let request_id = self.get(Use::RequestId);
        if let Some(code) = self.get(Use::Code) {
            let outcome = if self.is_success { Outcome::Success } else { Outcome::Code(code) };
            return Finding { outcome, message: error_message.or(message), request_id };
        }
        let has_message = message.is_some() || error_message.is_some();
        if let Some(code) = self.get(Use::AlsoCode).filter(|_| is_top || has_message) {
            let outcome = Outcome::Code(code);
            return Finding { outcome, message: message.or(error_message), request_id };
        }
        let mut finding = Finding { message: error_message.or(message), ..Finding::NOTHING };
        finding.then(self.nested);
        finding
    }
}

#[inline]
fn is_code(body: &[u8], text: Raw) -> bool {
    text.with_short(body, is_usable) == Some(true)
}

/// Whether a text would be a usable code if its last dotted part were not all zeros.
fn is_success(body: &[u8], text: Raw) -> bool {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
    let is_success = text.with_short(body, |text| {
        let last = text.rsplit(|&byte| byte == b'.').next().unwrap_or_default();
        text.len() <= LONGEST_CODE
            && text.iter().all(is_part)
            && !last.is_empty()
            && last.iter().all(|&byte| byte == b'0')
    });
    is_success == Some(true)
}

#[inline]
fn is_request_id(body: &[u8], text: Raw) -> bool {
    text.begins_with_a_character(body)
        || !cut_request_id(&text.text(body, REQUEST_ID_LIMIT)).is_empty()
}
