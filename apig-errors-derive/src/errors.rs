//! The collector: every mistake of one expansion, reported together.

use proc_macro2::TokenStream;
use quote::ToTokens;

/// The errors found so far. Whoever finds one adds it here and leaves a hole in the model.
pub(crate) struct Errors {
    found: Vec<syn::Error>,
    read: bool,
}

impl Errors {
    pub(crate) fn new() -> Self {
        Self { found: Vec::new(), read: false }
    }

    /// Adds an error that points at `tokens`: its first line, then up to two lines of help.
    pub(crate) fn add(&mut self, tokens: impl ToTokens, text: impl Into<Text>) {
        self.found.push(syn::Error::new_spanned(tokens, text.into().0));
    }

    pub(crate) fn count(&self) -> usize {
        self.found.len()
    }

    /// The errors as `compile_error!` invocations; empty when there are none.
    pub(crate) fn into_tokens(mut self) -> TokenStream {
        self.read = true;
        self.found.iter().map(syn::Error::to_compile_error).collect()
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
    ($($format:tt)+) => { $crate::errors::Text::from(format!($($format)+)) };
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
    let words: Vec<String> = words.into_iter().map(|word| word.to_string()).collect();
    match words.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, rest)) => format!("{} {joint} {last}", rest.join(", ")),
    }
}
