//! [`Mapping`] and [`Claim`], which borrow from the program and so are only written.

use serde_core::{Serialize, Serializer, ser::SerializeStruct};

use crate::{Claim, Mapping};

/// As a struct of `name`, `claims`, `fallback` and `siblings`: for dashboards and run-books. The names of the
/// fields will not change; fields may be added.
///
/// ```
/// # #[cfg(feature = "derive")] {
/// use apig_errors::{ApigClaims, ApigRetryable};
///
/// #[derive(ApigRetryable)]
/// enum Error {
///     #[apig(code = "APIG.0308")]
///     Throttled,
/// }
///
/// let mapping = serde_json::to_value(Error::MAPPING)?;
/// assert_eq!(mapping["claims"][0]["variant"], "Throttled");
/// assert_eq!(mapping["claims"][0]["verdict"]["retry"], "Throttled");
/// # }
/// # Ok::<(), serde_json::Error>(())
/// ```
#[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
impl Serialize for Mapping {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { name, claims, fallback, siblings } = self;
        let mut fields = serializer.serialize_struct("Mapping", 4)?;
        fields.serialize_field("name", name)?;
        fields.serialize_field("claims", claims)?;
        fields.serialize_field("fallback", fallback)?;
        fields.serialize_field("siblings", siblings)?;
        fields.end()
    }
}

/// As a struct of `variant`, `code`, `status`, `verdict` and `reason`; the code of a claim of responses without one is
/// none (JSON: `null`). The names of the fields will not change;
/// fields may be added.
#[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
impl Serialize for Claim {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { variant, code, status, verdict, reason } = self;
        let mut fields = serializer.serialize_struct("Claim", 5)?;
        fields.serialize_field("variant", variant)?;
        fields.serialize_field("code", code)?;
        fields.serialize_field("status", status)?;
        fields.serialize_field("verdict", verdict)?;
        fields.serialize_field("reason", reason)?;
        fields.end()
    }
}
