//! `#[derive(ApigRetryable)]`.

mod ast;
mod attr;
mod claim;
mod class;
mod code;
mod derive;
mod docs;
mod errors;
mod expand;
mod fallback;
mod foreign;
mod keys;
mod status;
#[cfg(test)]
mod tests;
mod tokens;
mod valid;

/// Derives it.
#[proc_macro_derive(ApigRetryable, attributes(apig))]
pub fn derive_apig_retryable(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    derive::derive(input.into()).into()
}
