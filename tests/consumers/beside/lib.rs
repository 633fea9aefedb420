//! The derives of other crates and of the language on the same enum.

use apig_errors::{ApigError, ApigRetryable};

/// With thiserror, miette, serde, strum and the language's own.
#[derive(
    Clone,
    Debug,
    PartialEq,
    Eq,
    thiserror::Error,
    miette::Diagnostic,
    serde::Serialize,
    serde::Deserialize,
    strum::AsRefStr,
    strum::EnumCount,
    strum::EnumDiscriminants,
    strum::EnumIs,
    strum::VariantNames,
    ApigRetryable,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum WithThiserror {
    /// Every crate's attributes on a variant and on a field.
    #[error("slow down: {message}")]
    #[diagnostic(code(shop::throttled))]
    #[strum(serialize = "slow")]
    #[apig(code = "APIG.0308")]
    Throttled {
        /// What the gateway says.
        #[apig(message)]
        #[serde(rename = "text")]
        message: String,
    },
    /// A source.
    #[serde(skip)]
    #[error("the backend is down")]
    #[diagnostic(code(shop::down))]
    #[apig(code = "APIG.0203")]
    Down {
        /// The response.
        #[apig(error)]
        source: ApigError,
    },
    /// Forwards, under both names.
    #[serde(skip)]
    #[error(transparent)]
    #[diagnostic(transparent)]
    #[apig(transparent)]
    Stock(#[from] Stock),
    /// The rest.
    #[serde(skip)]
    #[error("gateway: {0}")]
    #[apig(fallback)]
    Other(#[source] ApigError),
}

/// The error inside.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, miette::Diagnostic, ApigRetryable)]
pub enum Stock {
    /// No response of the gateway.
    #[error("sold out")]
    #[diagnostic(code(stock::sold_out), help("order another"))]
    #[apig(local)]
    SoldOut,
}

/// With snafu, miette, serde, strum and the language's own.
#[derive(
    Clone,
    Debug,
    PartialEq,
    Eq,
    snafu::Snafu,
    miette::Diagnostic,
    serde::Serialize,
    strum::IntoStaticStr,
    ApigRetryable,
)]
#[snafu(visibility(pub))]
pub enum WithSnafu {
    /// A source.
    #[snafu(display("the backend is down"))]
    #[diagnostic(code(shop::down))]
    #[serde(skip)]
    #[apig(code = "APIG.0203")]
    Down {
        /// The response.
        #[apig(error)]
        source: ApigError,
    },
    /// No response of the gateway.
    #[snafu(display("{path} cannot be read"))]
    #[apig(local)]
    Read {
        /// Where.
        path: String,
    },
    /// The rest.
    #[snafu(display("gateway"))]
    #[serde(skip)]
    #[apig(fallback)]
    Gateway {
        /// The response.
        source: ApigError,
    },
}

/// Names without fields, all that strum and the language derive for them.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    strum::Display,
    strum::EnumIter,
    strum::EnumString,
    ApigRetryable,
)]
#[repr(u8)]
pub enum Plain {
    /// A claim.
    #[default]
    #[apig(code = "APIG.0308")]
    Throttled = 3,
    /// Another.
    #[strum(to_string = "log in again", serialize = "expired")]
    #[apig(code("APIG.0301", "APIG.0307"))]
    Expired = 1,
}

#[cfg(test)]
mod tests {
    use std::error::Error as _;

    use apig_errors::{ApigClaims, ApigError, ApigRetryable, Code, Retry};
    use miette::Diagnostic as _;
    use strum::{EnumCount as _, IntoEnumIterator as _, VariantNames as _};

    use super::{Plain, Stock, WithSnafu, WithThiserror};

    #[test]
    fn beside_thiserror_every_derive_keeps_its_meaning() {
        let error = WithThiserror::from(ApigError::new(429, Code::APIG_0308));
        assert_eq!(error.clone(), error);
        assert_eq!(error.as_ref(), "slow");
        assert!(error.is_throttled());
        assert_eq!(error.code().map(|code| code.to_string()).as_deref(), Some("shop::throttled"));
        assert_eq!(error.apig_code(), Some(Code::APIG_0308));
        assert_eq!(
            serde_json::to_string(&error).expect("it has no map"),
            r#"{"throttled":{"text":""}}"#
        );
        assert_eq!(WithThiserror::COUNT, 4);
        assert_eq!(WithThiserror::VARIANTS, ["slow", "down", "stock", "other"]);

        let error = WithThiserror::from(ApigError::new(504, Code::APIG_0203));
        assert_eq!(error.source().and_then(ApigError::find).map(ApigError::status), Some(504));

        let error = WithThiserror::from(Stock::SoldOut);
        assert_eq!(error.verdict().retry, Retry::Never);
        assert_eq!(error.help().map(|help| help.to_string()).as_deref(), Some("order another"));
    }

    #[test]
    fn beside_snafu_every_derive_keeps_its_meaning() {
        use snafu::OptionExt as _;

        let error = WithSnafu::from(ApigError::new(504, Code::APIG_0203));
        assert_eq!(<&str>::from(&error), "Down");
        assert_eq!(error.to_string(), "the backend is down");
        let read: Result<(), _> = None.context(super::ReadSnafu { path: "a" });
        assert_eq!(read.map_err(|error| error.verdict().retry), Err(Retry::Never));
        assert_eq!(WithSnafu::MAPPING.fallback, Some("Gateway"));
    }

    #[test]
    fn variants_and_names_are_told_alike() {
        let claims = Plain::MAPPING.claims.iter().map(|claim| claim.variant);
        assert_eq!(claims.collect::<Vec<_>>(), ["Throttled", "Expired", "Expired"]);
        assert_eq!(Plain::iter().map(|plain| plain as u8).collect::<Vec<_>>(), [3, 1]);
        assert_eq!("expired".parse(), Ok(Plain::Expired));
        assert_eq!(Plain::default().verdict().retry, Retry::Throttled);
    }
}
