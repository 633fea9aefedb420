//! A slow reader of bodies that are JSON, written from the rules and not from the code: the oracle of the
//! property test and of the fuzz target.

use apig_errors::ErrorBody;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use super::rules;

/// The names of the members that are read.
pub(crate) const READ: &[&str] = &[
    "error_code",
    "errorCode",
    "errorcode",
    "errCode",
    "code",
    "message",
    "msg",
    "error_msg",
    "errorMsg",
    "errormsg",
    "error_message",
    "errorMessage",
    "externalMessage",
    "request_id",
    "requestId",
    "requestid",
];

/// A JSON value that keeps all members of its objects, in their order, names given twice included.
#[derive(Clone, Debug)]
pub(crate) enum Tree {
    Scalar(String),
    Text(String),
    Array(Vec<Tree>),
    Object(Vec<(String, Tree)>),
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
        value.deserialize_any(TreeVisitor)
    }
}

struct TreeVisitor;

macro_rules! scalars {
    ($($method:ident: $scalar:ty),+) => {$(
        fn $method<E>(self, scalar: $scalar) -> Result<Tree, E> {
            Ok(Tree::Scalar(scalar.to_string()))
        }
    )+};
}

impl<'de> Visitor<'de> for TreeVisitor {
    type Value = Tree;

    scalars!(visit_bool: bool, visit_i64: i64, visit_u64: u64, visit_f64: f64);

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("any JSON value")
    }

    fn visit_unit<E>(self) -> Result<Tree, E> {
        Ok(Tree::Scalar("null".to_owned()))
    }

    fn visit_str<E>(self, text: &str) -> Result<Tree, E> {
        Ok(Tree::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Tree, A::Error> {
        let mut tree = Vec::new();
        while let Some(element) = elements.next_element()? {
            tree.push(element);
        }
        Ok(Tree::Array(tree))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Tree, A::Error> {
        let mut tree = Vec::new();
        while let Some(member) = members.next_entry()? {
            tree.push(member);
        }
        Ok(Tree::Object(tree))
    }
}

/// Code, message and request id.
pub(crate) type Said = (Option<String>, String, Option<String>);

/// What the library reads.
pub(crate) fn said(body: &[u8]) -> Said {
    let body = ErrorBody::parse(body);
    (
        body.raw_code().map(str::to_owned),
        body.message().to_owned(),
        body.request_id().map(str::to_owned),
    )
}

/// What has to be read from a body that is an object in valid JSON; `None` for any other. (`serde_json` refuses
/// numbers over `f64` and halves of surrogate pairs, which RFC 8259 does not.)
pub(crate) fn read(body: &[u8]) -> Option<Said> {
    let tree: Tree = serde_json::from_slice(body).ok()?;
    let text = std::str::from_utf8(body).ok()?;
    matches!(tree, Tree::Object(_)).then(|| read_tree(&tree, text.trim_ascii()))
}

/// What has to be read from this object, which is written like this.
pub(crate) fn read_tree(tree: &Tree, json: &str) -> Said {
    let Tree::Object(members) = tree else { unreachable!("an object") };
    let (code, message, beside) = match tell(members, 0) {
        Told::Code(code, message, id) => (Some(code), message.unwrap_or_default(), id),
        Told::Success(message) | Told::Nothing(message) => {
            (None, message.unwrap_or_else(|| json.to_owned()), None)
        }
    };
    (code, cut(&message, 4096).to_owned(), request_id(members).or(beside))
}

/// What an object tells, by a plain reader of the rules.
enum Told {
    /// With the message and the request id beside it.
    Code(String, Option<String>, Option<String>),
    /// All zeros: no code, and the search is over.
    Success(Option<String>),
    Nothing(Option<String>),
}

const CODES: [&str; 4] = ["error_code", "errorCode", "errorcode", "errCode"];
const ERROR_MESSAGES: [&str; 6] =
    ["error_msg", "errorMsg", "errormsg", "error_message", "errorMessage", "externalMessage"];
const MESSAGES: [&str; 2] = ["message", "msg"];
const REQUEST_IDS: [&str; 3] = ["request_id", "requestId", "requestid"];

fn text<'t>(members: &'t [(String, Tree)], name: &str) -> Option<&'t str> {
    // Given twice, the first counts, of use or not.
    match members.iter().find(|(given, _)| given == name) {
        Some((_, Tree::Text(text))) if !text.is_empty() => Some(text),
        _ => None,
    }
}

fn tell(members: &[(String, Tree)], level: usize) -> Told {
    let first =
        |names: &[&str]| names.iter().find_map(|name| text(members, name)).map(str::to_owned);
    let message = first(&ERROR_MESSAGES).or(first(&MESSAGES));
    // Any code with its zeros made ones can be used.
    let is_success = |code: &str| {
        let zeros = code.rsplit('.').next().unwrap_or_default();
        !zeros.is_empty()
            && zeros.chars().all(|c| c == '0')
            && rules::is_usable(&format!("x{code}1"))
    };
    for code in CODES.iter().filter_map(|name| text(members, name)) {
        if level == 0 && is_success(code) {
            return Told::Success(message);
        }
        if rules::is_usable(code) {
            return Told::Code(code.to_owned(), message, request_id(members));
        }
    }
    let counts = |code: &&str| rules::is_usable(code) && (level == 0 || message.is_some());
    if let Some(code) = text(members, "code").filter(counts) {
        return Told::Code(code.to_owned(), first(&MESSAGES).or(message), request_id(members));
    }
    let mut message = message;
    for (nth, (name, value)) in members.iter().enumerate() {
        if READ.contains(&name.as_str())
            && members[..nth].iter().any(|(earlier, _)| earlier == name)
        {
            continue;
        }
        let Tree::Object(inner) = value else { continue };
        if level == 4 {
            continue;
        }
        match tell(inner, level + 1) {
            found @ Told::Code(..) => return found,
            Told::Success(_) => unreachable!("below the top"),
            Told::Nothing(found) => message = message.or(found),
        }
    }
    Told::Nothing(message)
}

/// The first request id that is more than whitespace.
fn request_id(members: &[(String, Tree)]) -> Option<String> {
    let ids = REQUEST_IDS.iter().filter_map(|name| text(members, name)).map(|id| cut(id, 128));
    let mut ids = ids.filter(|id| id.contains(|c: char| !c.is_ascii_whitespace()));
    ids.next().map(str::to_owned)
}

/// As much of the beginning as fits so many bytes.
pub(crate) fn cut(text: &str, limit: usize) -> &str {
    let ends = text.char_indices().map(|(at, character)| at + character.len_utf8());
    &text[..ends.take_while(|end| *end <= limit).last().unwrap_or_default()]
}
