//! The collector: every mistake of one expansion, reported together.

use proc_macro2::{Ident, Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};

/// The errors found so far. Whoever finds one adds it here and leaves a hole in the model.
pub(crate) struct Errors {
    found: Vec<Found>,
    read: bool,
}

/// An error, and where it points.
struct Found {
    at: Extent,
    text: String,
}

/// Where something stands in the input, from its first token to its last. Tokens themselves would be
/// kept by the compiler, which makes it slower for an enum without mistakes.
#[derive(Clone, Copy)]
pub(crate) struct Extent {
    start: Span,
    end: Span,
}

impl Extent {
    pub(crate) fn at(span: Span) -> Self {
        Self { start: span, end: span }
    }

    pub(crate) fn of(tokens: &[TokenTree]) -> Self {
        Self::over(tokens.iter().map(TokenTree::span))
    }

    fn over(mut spans: impl Iterator<Item = Span>) -> Self {
        let start = spans.next().unwrap_or_else(Span::call_site);
        Self { start, end: spans.last().unwrap_or(start) }
    }
}

/// What a message can point at.
pub(crate) trait Located {
    fn extent(self) -> Extent;
}

impl Located for Extent {
    fn extent(self) -> Extent {
        self
    }
}

impl<T: ToTokens> Located for T {
    fn extent(self) -> Extent {
        Extent::over(self.into_token_stream().into_iter().map(|token| token.span()))
    }
}

impl Errors {
    pub(crate) fn new() -> Self {
        Self { found: Vec::new(), read: false }
    }

    /// Adds an error that points at this: its first line, then up to two lines of help.
    pub(crate) fn add(&mut self, place: impl Located, text: impl Into<Text>) {
        self.found.push(Found { at: place.extent(), text: text.into().0 });
    }

    /// Adds what makes the input no item at all, in the parser's words.
    pub(crate) fn add_syntax(&mut self, error: &syn::Error) {
        let at = Extent::at(error.span());
        let text = error.to_string();
        // The parser names a feature of its own, which nobody who reads this can switch on.
        if text.starts_with("unsupported expression") {
            let text = text!("`apig` cannot read this expression in the type of a field");
            self.add(at, text.help("make it a `const`, and write the name of that"));
        } else {
            self.add(at, text);
        }
    }

    pub(crate) fn count(&self) -> usize {
        self.found.len()
    }

    /// The errors as `compile_error!` invocations; empty when there are none.
    ///
    /// Not `::core::compile_error!`, as `syn::Error` has it: with a place of the user's, who may write
    /// edition 2015, that `core` would be a module of theirs, and instead of the message the compiler
    /// would report that there is none. Not by a `use` either: what waits for an import is expanded
    /// in reverse, and messages are read in the order of the code.
    pub(crate) fn into_tokens(mut self) -> TokenStream {
        self.read = true;
        if self.found.is_empty() {
            return TokenStream::new();
        }
        let core = Ident::new("__apig_core", Span::mixed_site());
        let errors = self.found.iter().map(|found| found.to_compile_error(&core));
        quote! {
            const _: () = {
                extern crate core as #core;
                #(#errors)*
            };
        }
    }
}

impl Found {
    fn to_compile_error(&self, core: &Ident) -> TokenStream {
        let Self { at: Extent { start, end }, text } = self;
        let mut core = core.clone();
        core.set_span(*start);
        let path = quote_spanned!(*start=> #core::compile_error!);
        let mut text = Literal::string(text);
        text.set_span(*end);
        let text = quote_spanned!(*end=> { #text });
        quote!(#path #text)
    }
}

/// An error that nobody reads would let wrong code compile.
#[cfg(debug_assertions)]
impl Drop for Errors {
    fn drop(&mut self) {
        assert!(self.read || std::thread::panicking(), "collected errors were dropped unread");
    }
}

/// A message: a complete first line, then lines of help.
pub(crate) struct Text(String);

impl Text {
    /// Adds a line that says what to write.
    pub(crate) fn help(mut self, line: impl AsRef<str>) -> Self {
        self.0.push_str("\nhelp: ");
        self.0.push_str(line.as_ref());
        self
    }

    pub(crate) fn maybe_help(self, line: Option<String>) -> Self {
        match line {
            Some(line) => self.help(line),
            None => self,
        }
    }
}

impl From<String> for Text {
    fn from(line: String) -> Self {
        Self(line)
    }
}

impl From<&str> for Text {
    fn from(line: &str) -> Self {
        Self(line.to_owned())
    }
}

/// A [`Text`] written like `format!`.
macro_rules! text {
    ($($format:tt)+) => { $crate::derive::errors::Text::from(format!($($format)+)) };
}
pub(crate) use text;

/// `a`, `a and b`, `a, b and c`: each in backticks.
pub(crate) fn listed(
    words: impl IntoIterator<Item = impl std::fmt::Display>,
    joint: &str,
) -> String {
    joined(words.into_iter().map(|word| format!("`{word}`")), joint)
}

/// The same, without backticks.
pub(crate) fn joined(
    words: impl IntoIterator<Item = impl std::fmt::Display>,
    joint: &str,
) -> String {
    let mut texts = Vec::new();
    for word in words {
        texts.push(word.to_string());
    }
    join(&texts, joint)
}

fn join(words: &[String], joint: &str) -> String {
    match words.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, rest)) => format!("{} {joint} {last}", rest.join(", ")),
    }
}
