//! The collector: every mistake of one expansion, reported together.

use std::fmt::Display;

use proc_macro2::{Ident, Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};

/// Proof that a mistake was reported: only [`Diagnostics::error`] makes one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reported(());

/// A value, or the proof that what is wrong with it was reported.
pub(crate) type Result<T> = std::result::Result<T, Reported>;

/// The values that could be read, and whether all of them could be.
pub(crate) type Partial<T> = (Vec<T>, Result<()>);

/// The errors found so far.
pub(crate) struct Diagnostics {
    errors: Vec<Error>,
    /// Where the next mistakes are.
    place: Place,
    /// The last place that was begun.
    last: Place,
    is_read: bool,
}

/// A place in the user's code, of an entry for example: one of an order.
pub(crate) type Place = u32;

/// An error, and where it points.
struct Error {
    at: SpanRange,
    place: Place,
    message: Message,
}

/// Where something is in the input, from its first token to its last. Tokens themselves would be kept by
/// the compiler, which makes it slower for an enum without mistakes.
#[derive(Clone, Copy)]
pub(crate) struct SpanRange {
    start: Span,
    end: Span,
}

impl SpanRange {
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
pub(crate) trait ToSpanRange {
    fn to_span_range(self) -> SpanRange;

    /// Its place, where that is not the current one.
    fn place(&self) -> Option<Place>
    where
        Self: Sized,
    {
        None
    }
}

impl ToSpanRange for SpanRange {
    fn to_span_range(self) -> SpanRange {
        self
    }
}

impl<T: ToTokens> ToSpanRange for T {
    fn to_span_range(self) -> SpanRange {
        SpanRange::over(self.into_token_stream().into_iter().map(|token| token.span()))
    }
}

impl Diagnostics {
    pub(crate) fn new() -> Self {
        Self { errors: Vec::new(), place: 0, last: 0, is_read: false }
    }

    /// Reports a mistake: its first line, then up to two lines of help.
    pub(crate) fn error(&mut self, at: impl ToSpanRange, message: impl Into<Message>) -> Reported {
        let (place, at) = (at.place().unwrap_or(self.place), at.to_span_range());
        self.errors.push(Error { at, place, message: message.into() });
        Reported(())
    }

    /// Begins the next place. Mistakes are reported in the order of their places, which is that of the code, and not
    /// in the order in which they are found: what a code may be depends on the statuses after it.
    pub(crate) fn next_place(&mut self) -> Place {
        self.last += 1;
        self.place = self.last;
        self.place
    }

    /// Says at which place the next mistakes are.
    pub(crate) fn now_at(&mut self, place: Place) {
        self.place = place;
    }

    /// Reports what makes the input no item at all, in the parser's words.
    pub(crate) fn syntax_error(&mut self, error: &syn::Error) {
        let at = SpanRange::at(error.span());
        let message = error.to_string();
        // The parser names a feature of its own, which nobody who reads this can switch on.
        if message.starts_with("unsupported expression") {
            let message = message!("`apig` cannot read this expression in the type of a field");
            self.error(at, message.help("make it a `const`, and write the name of that"));
        } else {
            self.error(at, message);
        }
    }

    /// Returns the errors as `compile_error!` invocations, if there are any: the inside of a block.
    ///
    /// Not `::core::compile_error!`, as `syn::Error` has it: with a span of the user's, who may write
    /// edition 2015, that `core` would be a module of theirs, and instead of the message the compiler
    /// would report that there is none. Not by a `use` either: what waits for an import is expanded
    /// in reverse, and messages are read in the order of the code.
    pub(crate) fn finish(mut self) -> std::result::Result<(), TokenStream> {
        self.is_read = true;
        if self.errors.is_empty() {
            return Ok(());
        }
        self.errors.sort_by_key(|error| error.place);
        let core = Ident::new("__apig_core", Span::mixed_site());
        let errors = self.errors.iter().map(|error| error.to_compile_error(&core));
        Err(quote!(extern crate core as #core; #(#errors)*))
    }
}

impl Error {
    fn to_compile_error(&self, core: &Ident) -> TokenStream {
        let Self { at: SpanRange { start, end }, message, .. } = self;
        let mut core = core.clone();
        core.set_span(*start);
        let path = quote_spanned!(*start=> #core::compile_error!);
        let mut text = Literal::string(&message.0);
        text.set_span(*end);
        let text = quote_spanned!(*end=> { #text });
        quote!(#path #text)
    }
}

/// An error that nobody reads would let wrong code compile.
#[cfg(debug_assertions)]
impl Drop for Diagnostics {
    fn drop(&mut self) {
        assert!(self.is_read || std::thread::panicking(), "collected errors were dropped unread");
    }
}

/// A message: a complete first line, then lines of help.
pub(crate) struct Message(String);

impl Message {
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

impl From<String> for Message {
    fn from(line: String) -> Self {
        Self(line)
    }
}

/// A [`Message`] written like `format!`.
macro_rules! message {
    ($($format:tt)+) => { $crate::derive::diagnostic::Message::from(format!($($format)+)) };
}
pub(crate) use message;

/// Formats `a`, `a and b`, `a, b and c`, each in backticks.
pub(crate) fn quoted_list(words: impl IntoIterator<Item = impl Display>, joint: &str) -> String {
    list(words.into_iter().map(|word| format!("`{word}`")), joint)
}

/// Formats the same without backticks.
pub(crate) fn list(words: impl IntoIterator<Item = impl Display>, joint: &str) -> String {
    let words: Vec<String> = words.into_iter().map(|word| word.to_string()).collect();
    match words.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [rest @ .., last] => format!("{} {joint} {last}", rest.join(", ")),
    }
}
