//! [`Lease`]: a credential that was handed out.

use core::fmt;

/// A credential as it was handed out, and which one of the process's it is.
///
/// ```
/// let token = apig_errors::Credential::with_value("secret").current().unwrap();
/// assert_eq!(token.value, "secret");
/// // It is not written to logs.
/// assert!(!format!("{token:?}").contains("secret"));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Lease<T> {
    /// What to sign or to send with.
    pub value: T,
    pub(in crate::retry) generation: u64,
}

/// Does not write the credential.
impl<T> fmt::Debug for Lease<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lease").field("generation", &self.generation).finish_non_exhaustive()
    }
}
