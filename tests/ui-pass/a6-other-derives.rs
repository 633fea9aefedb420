//! Together with other derives on the same enum: of thiserror, snafu, miette and serde.

use apig_errors::{ApigClaims, ApigError, ApigRetryable, Code, Retry};
use miette::Diagnostic;

#[derive(
    Debug, thiserror::Error, Diagnostic, serde::Serialize, serde::Deserialize, ApigRetryable,
)]
#[serde(rename_all = "snake_case")]
enum Error {
    #[error("slow down, {message}")]
    #[diagnostic(code(shop::throttled), help("wait for the window"))]
    #[apig(code = "APIG.0308")]
    Throttled {
        #[apig(message)]
        message: String,
        #[serde(skip)]
        #[apig(code)]
        code: Option<Code>,
    },
    #[error("gone")]
    #[diagnostic(code(shop::gone))]
    #[apig(local)]
    Gone,
    #[serde(skip)]
    #[error("gateway: {0}")]
    #[diagnostic(code(shop::gateway))]
    #[apig(fallback)]
    Other(#[source] ApigError),
}

#[derive(Debug, snafu::Snafu, ApigRetryable)]
enum Stock {
    #[snafu(display("the stock service is down"))]
    #[apig(code = "APIG.0203")]
    Down {
        #[apig(error)]
        source: ApigError,
    },
    #[snafu(display("could not read {path}"))]
    #[apig(local)]
    Read { path: String, source: std::io::Error },
    #[snafu(display("gateway"))]
    #[apig(fallback)]
    Gateway { source: ApigError },
}

fn read() -> Result<String, Stock> {
    use snafu::ResultExt as _;

    std::fs::read_to_string("/there/is/no/such/file").context(ReadSnafu { path: "no such file" })
}

fn main() {
    let error = Error::from(ApigError::new(429, Code::APIG_0308));
    // miette's, not that of this crate.
    assert_eq!(error.code().unwrap().to_string(), "shop::throttled");
    assert_eq!(error.help().unwrap().to_string(), "wait for the window");
    assert_eq!(error.apig_code(), Some(Code::APIG_0308));
    assert_eq!(error.to_string(), "slow down, ");
    assert_eq!(serde_json::to_string(&error).unwrap(), r#"{"throttled":{"message":""}}"#);
    let gone: Error = serde_json::from_str(r#""gone""#).unwrap();
    assert_eq!(gone.verdict().retry, Retry::Never);
    let report = miette::Report::new(gone);
    assert_eq!(report.code().unwrap().to_string(), "shop::gone");

    let down = Stock::from(ApigError::new(504, Code::APIG_0203));
    assert!(matches!(down, Stock::Down { .. }));
    assert!(std::error::Error::source(&down).is_some());
    assert!(matches!(read(), Err(Stock::Read { .. })));
    assert_eq!(Stock::MAPPING.fallback, Some("Gateway"));
}
