//! Random inputs for the derive: enums that are nearly right, and tokens that are not.

use std::sync::LazyLock;

use proc_macro2::{Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::quote;

use crate::derive::keys::Target;

/// The keys of every target, each once, and what is none.
static KEYS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let targets = [Target::Variant, Target::Enum, Target::Struct, Target::Field];
    let mut keys = Vec::new();
    for key in targets.into_iter().flat_map(Target::names).chain(NO_KEYS.iter().copied()) {
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys
});

static FIELD_KEYS: LazyLock<Vec<&str>> = LazyLock::new(|| Target::Field.names());

/// Near misses, and other crates' words.
const NO_KEYS: &[&str] =
    &["cod", "Retry", "skip", "foreign", "http_status", "r#code", "r#type", "self", "_"];

/// What comes after the keys, and what does not.
const WORDS: &[&str] = &[
    "Never",
    "Backoff",
    "Throttled",
    "Reauthenticate",
    "NotDelivered",
    "MaybeDelivered",
    "any",
    "never",
    "true",
    "false",
    "APIG_0308",
    "APIG_0380",
    "apig_0201",
    "APIG",
    "A__",
    "Code",
    "Self",
    "super",
    "concat",
    "TOO_MANY",
    "error",
    "é",
    "r#fn",
];

/// Texts: codes of all sorts, paths, reasons.
const TEXTS: &[&str] = &[
    "APIG.0308",
    "APIG.0201",
    "APIG.0203",
    "APIG.0301",
    "APIG.0307",
    "APIG.0501",
    "APIG.0613",
    "APIG.0380",
    "APIG.9999",
    "APIG.0000",
    "APIGW.0308",
    "APIC.0101",
    "APIG.308",
    "apig.0308",
    "APIG0308",
    "APIG.03xx",
    "APIG.*",
    "APIG.",
    ".",
    "",
    " ",
    "\u{0}",
    "0308",
    "308",
    "429",
    "502",
    "DNS.0014",
    "DNS.0000",
    "DNS 0014",
    "ModelArts.81101",
    "АPIG.0308",
    "APIG.０３０８",
    "APIG.03O8",
    "TOO_MANY",
    "\u{1F600}",
    "e\u{301}",
    "İ",
    "ß",
    "a reason of some words",
    "it heals",
    "crate::errors",
    "::apig_errors",
    "a::",
    "Self",
    "self",
    "not a path",
    "a::<b>",
    "99999999999",
    "-1",
    "a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a",
];

/// Literals that are no plain strings, as they are written.
const LITERALS: &[&str] = &[
    "0",
    "1",
    "99",
    "100",
    "429",
    "502",
    "599",
    "600",
    "65535",
    "65536",
    "99999",
    "4294967296",
    "340282366920938463463374607431768211456",
    "429u16",
    "429_u16",
    "4_29",
    "0x1AD",
    "0o655",
    "0b110101101",
    "429.0",
    "1e9999",
    "4.29e2",
    "1f32",
    "'A'",
    "'\\u{1F600}'",
    "b'A'",
    "b\"APIG.0308\"",
    "c\"APIG.0308\"",
    "r#\"APIG.0308\"#",
    "br\"x\"",
    "cr\"x\"",
    "\"APIG.0308\"x",
    "\"\"suffix",
    "\"a \\\n b\"",
    "1foo",
    "0xffu8",
    "'a'x",
];

const TYPES: &[&str] = &[
    "ApigError",
    "Box<ApigError>",
    "String",
    "u16",
    "Option<Duration>",
    "Option<Code>",
    "T",
    "E",
    "Box<Self>",
    "&'a str",
    "[T; N]",
    "Option<Throttle>",
    "dyn Fn(u8) -> u8",
    "(u8, T)",
    "!",
    "<T as Trait>::Type",
    "impl Trait",
    "fn(u8)",
    "m!()",
    "Box<dyn for<'x> Fn(&'x u8) + Send>",
];

const GENERICS: &[&str] = &[
    "",
    "",
    "",
    "<T>",
    "<'a>",
    "<'a, T: Clone + 'a, const N: usize>",
    "<T = u8>",
    "<const N: usize = 3>",
    "<T, E>",
    "<>",
    "<T: ?Sized>",
];

/// A small generator: the same inputs on every machine.
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// `SplitMix64`.
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, count: usize) -> usize {
        usize::try_from(self.next() % count as u64).expect("it is below a `usize`")
    }

    /// One time in so many.
    fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    fn pick<'t>(&mut self, from: &[&'t str]) -> &'t str {
        from[self.below(from.len())]
    }
}

/// An input.
pub(super) fn input(random: &mut Random) -> TokenStream {
    match random.below(20) {
        0 => return tokens(random, 4),
        1..=3 => return right(random),
        _ => {}
    }
    let mut input = if random.one_in(3) { right(random) } else { item(random) };
    for _ in 0..random.below(4) {
        input = mutated(input, random);
    }
    input
}

/// An enum without a mistake, and now and then a struct.
fn right(random: &mut Random) -> TokenStream {
    if random.one_in(12) { right_struct(random) } else { right_enum(random) }
}

/// A struct without a mistake.
fn right_struct(random: &mut Random) -> TokenStream {
    let attribute = parsed(random.pick(&[
        "#[apig(transparent)]",
        "#[apig(verdict = path::to::function)]",
        "#[apig(crate = \"crate::errors\")] #[apig(transparent)]",
    ]));
    let generics = parsed(random.pick(GENERICS));
    let fields = parsed(random.pick(&["(T);", "(Box<ApigError>);", "{ r#type: T }"]));
    quote!(#attribute struct Error #generics #fields)
}

/// An enum without a mistake.
fn right_enum(random: &mut Random) -> TokenStream {
    const VARIANTS: &[&str] = &[
        "#[apig(code = \"APIG.0308\")] A,",
        "#[apig(code(\"APIG.0301\", APIG_0307))] #[apig(code = APIG_1002)] B,",
        "#[apig(code = \"APIG.0201\", status = any)] C(#[apig(error)] ApigError),",
        "#[apig(code(\"APIG.0601\", \"APIG.0610\"))] D { #[apig(message)] message: String },",
        "#[apig(code = \"APIG.0501\", retry = Throttled, reason = \"ours resets at midnight\")]
            E(#[apig(wait)] Option<Duration>, #[apig(default)] T),",
        "#[apig(unlisted = \"DNS.0021\", status(500, 503), retry = Backoff)] F(#[apig(status)] u16),",
        "#[apig(unlisted = \"DNS.0014\", retry = Never)] r#type {},",
        "#[apig(local, retry = Backoff, delivery = NotDelivered)] G(&'a [u8; N]),",
        "#[apig(no_code, status(502, 504))] L,",
        "#[apig(no_code)] M(#[apig(error)] ApigError),",
        "#[apig(transparent)] H(Box<Self>),",
        "#[apig(transparent)] I { inner: T },",
        "#[deprecated] #[apig(local)] J = 3,",
    ];
    const FALLBACKS: &[&str] =
        &["", "#[apig(fallback)] K(ApigError),", "#[apig(fallback)] K { error: Box<ApigError> },"];
    let mut variants = parsed(random.pick(FALLBACKS));
    let first = random.below(VARIANTS.len());
    for at in 0..=random.below(3) {
        // Each once, whichever comes first.
        variants.extend(parsed(VARIANTS[(first + at) % VARIANTS.len()]));
    }
    let options = parsed(random.pick(&[
        "",
        "#[apig(siblings)]",
        "#[apig(crate = \"crate::errors\", siblings)]",
        "#[apig(exhaustive())]",
    ]));
    let generics = parsed(random.pick(GENERICS));
    quote!(#options enum Error #generics {#variants})
}

fn word(text: &str) -> TokenTree {
    match text.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, Span::call_site()).into(),
        None => Ident::new(text, Span::call_site()).into(),
    }
}

fn punct(character: char) -> TokenTree {
    Punct::new(character, Spacing::Alone).into()
}

fn group(delimiter: Delimiter, stream: TokenStream) -> TokenTree {
    Group::new(delimiter, stream).into()
}

fn parsed(text: &str) -> TokenStream {
    text.parse().expect("the vocabulary can be read")
}

fn text(random: &mut Random) -> TokenTree {
    Literal::string(random.pick(TEXTS)).into()
}

fn literal(random: &mut Random) -> TokenTree {
    match random.below(8) {
        0..=3 => text(random),
        // Other macros make such literals: a sign belongs to the token.
        4 => Literal::i64_unsuffixed(-502).into(),
        5 => Literal::f64_unsuffixed(-4.5).into(),
        _ => {
            let literal = random.pick(LITERALS).parse::<Literal>();
            literal.expect("the vocabulary can be read").into()
        }
    }
}

fn delimiter(random: &mut Random) -> Delimiter {
    [Delimiter::Parenthesis, Delimiter::Brace, Delimiter::Bracket, Delimiter::None][random.below(4)]
}

/// One token, or a group of some.
fn token(random: &mut Random, depth: usize) -> TokenTree {
    const PUNCTUATION: &[u8] = b"=,,:;#!<>&*-+.?'$@~^|/%";
    match random.below(10) {
        0 | 1 => word(random.pick(&KEYS)),
        2 => word(random.pick(WORDS)),
        3 | 4 => literal(random),
        5 if depth > 0 => group(delimiter(random), tokens(random, depth - 1)),
        6 => nested(random),
        _ => {
            let character = char::from(PUNCTUATION[random.below(PUNCTUATION.len())]);
            // An apostrophe alone is no token: it has a word joined to it.
            let spacing =
                if character == '\'' || random.one_in(2) { Spacing::Joint } else { Spacing::Alone };
            Punct::new(character, spacing).into()
        }
    }
}

fn tokens(random: &mut Random, depth: usize) -> TokenStream {
    (0..random.below(8)).map(|_| token(random, depth)).collect()
}

/// Groups in groups.
fn nested(random: &mut Random) -> TokenTree {
    let innermost = word(random.pick(WORDS));
    if !random.one_in(50) {
        return group(delimiter(random), innermost.into());
    }
    let delimiter = delimiter(random);
    (0..100).fold(innermost, |inner, _| group(delimiter, inner.into()))
}

/// `key`, `key = value` or `key(…)`.
fn attribute_item(random: &mut Random) -> TokenStream {
    let key = word(random.pick(&KEYS));
    match random.below(12) {
        0 => key.into(),
        1 => {
            let value = token(random, 2);
            quote!(#key = #value)
        }
        2 => {
            let values = tokens(random, 2);
            quote!(#key(#values))
        }
        3 => {
            let (first, second) = (text(random), text(random));
            quote!(code(#first, #second))
        }
        4 => {
            let status = literal(random);
            quote!(status = #status)
        }
        5 => quote!(status(502, 504)),
        6 => quote!(status = any),
        7 => {
            let class = word(random.pick(&WORDS[..4]));
            quote!(retry = #class)
        }
        8 => {
            let delivery = word(random.pick(&WORDS[4..6]));
            quote!(delivery = #delivery)
        }
        9 => quote!(reason = "ours resets at midnight"),
        10 => {
            let raw = text(random);
            quote!(unlisted = #raw)
        }
        _ => {
            let code = text(random);
            quote!(code = #code)
        }
    }
}

fn attribute(random: &mut Random) -> TokenStream {
    let (mut items, comma) = (TokenStream::new(), punct(','));
    for _ in 0..=random.below(4) {
        items.extend(attribute_item(random));
        if !random.one_in(10) {
            items.extend([comma.clone()]);
        }
    }
    match random.below(40) {
        0 => quote!(#[apig]),
        1 => quote!(#[apig = "APIG.0308"]),
        2 => quote!(#[apig{#items}]),
        3 => quote!(#[from]),
        4 => quote!(#[deprecated]),
        _ => quote!(#[apig(#items)]),
    }
}

/// An attribute that is right, more often than not.
fn role(random: &mut Random) -> TokenStream {
    let code = text(random);
    match random.below(10) {
        0 => quote!(#[apig(local)]),
        1 => quote!(#[apig(transparent)]),
        2 => quote!(#[apig(fallback)]),
        3 => quote!(#[apig(code = #code)]),
        4 => quote!(#[apig(code = #code, status = any)]),
        5 => quote!(#[apig(unlisted = #code, retry = Backoff)]),
        6 => quote!(#[apig(code = #code, retry = Throttled, reason = "ours resets at midnight")]),
        7 => quote!(#[apig(no_code, status = 502)]),
        _ => attribute(random),
    }
}

fn field(random: &mut Random, named: bool) -> TokenStream {
    let ty = parsed(random.pick(TYPES));
    let keys = if random.one_in(2) { &KEYS } else { &FIELD_KEYS };
    let key = word(random.pick(keys));
    let attribute = match random.below(6) {
        0 => TokenStream::new(),
        1 => attribute(random),
        _ => quote!(#[apig(#key)]),
    };
    let name = if named {
        let name = word(random.pick(&["a", "b", "c", "r#type"]));
        quote!(#name:)
    } else {
        TokenStream::new()
    };
    quote!(#attribute #name #ty,)
}

fn variant(random: &mut Random) -> TokenStream {
    let mut attributes = role(random);
    if random.one_in(4) {
        attributes.extend(attribute(random));
    }
    let name = word(random.pick(&["A", "B", "C", "None", "r#type", "Ok"]));
    let count = random.below(3);
    let fields = match random.below(3) {
        0 => TokenStream::new(),
        1 => {
            let fields: TokenStream = (0..count).map(|_| field(random, false)).collect();
            quote!((#fields))
        }
        _ => {
            let fields: TokenStream = (0..count).map(|_| field(random, true)).collect();
            quote!({#fields})
        }
    };
    let discriminant = if random.one_in(20) { quote!(= 1 + 2) } else { TokenStream::new() };
    quote!(#attributes #name #fields #discriminant,)
}

/// An enum, and now and then another item.
fn item(random: &mut Random) -> TokenStream {
    let options = match random.below(6) {
        0 => attribute(random),
        1 => quote!(#[apig(siblings)]),
        2 => quote!(#[apig(exhaustive(Throttled))]),
        3 => {
            let path = text(random);
            quote!(#[apig(crate = #path)])
        }
        _ => TokenStream::new(),
    };
    let generics = parsed(random.pick(GENERICS));
    if random.one_in(25) {
        let kind = word(random.pick(&["struct", "union"]));
        let fields: TokenStream = (0..random.below(3)).map(|_| field(random, true)).collect();
        return quote!(#options #kind Error #generics {#fields});
    }
    let variants: TokenStream = (0..random.below(4)).map(|_| variant(random)).collect();
    quote!(#options enum Error #generics {#variants})
}

/// The same with one slip, somewhere.
fn mutated(input: TokenStream, random: &mut Random) -> TokenStream {
    let mut tokens: Vec<TokenTree> = input.into_iter().collect();
    let groups: Vec<usize> = (0..tokens.len())
        .filter(|&at| matches!(&tokens[at], TokenTree::Group(group) if !group.stream().is_empty()))
        .collect();
    // Nearly always deeper: what stands outside is soon no item at all.
    if !groups.is_empty() && !random.one_in(12) {
        let at = groups[random.below(groups.len())];
        if let TokenTree::Group(inner) = &tokens[at] {
            let stream = mutated(inner.stream(), random);
            tokens[at] = group(inner.delimiter(), stream);
        }
        return tokens.into_iter().collect();
    }
    if tokens.is_empty() {
        return token(random, 2).into();
    }
    let at = random.below(tokens.len());
    match random.below(6) {
        0 => {
            tokens.remove(at);
        }
        1 => tokens.insert(at, token(random, 2)),
        2 => tokens[at] = token(random, 2),
        3 => {
            let again = tokens[at].clone();
            tokens.insert(at, again);
        }
        4 => {
            let other = random.below(tokens.len());
            tokens.swap(at, other);
        }
        _ => {
            // As `macro_rules!` does with what it substitutes.
            let end = at + 1 + random.below((tokens.len() - at).min(4));
            let inner: TokenStream = tokens.drain(at..end).collect();
            tokens.insert(at, group(Delimiter::None, inner));
        }
    }
    tokens.into_iter().collect()
}
