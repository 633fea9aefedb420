//! miette: code, help and url of a report from the row of the published table.
//!
//! The 10 lines of the impl stand for 70 `#[diagnostic(code(…), help(…), url(…))]`, whose texts
//! would be copied out of a web page and go stale there.

mod support;

use std::{error::Error, fmt::Display};

use apig_errors::{ApigError, ApigRetryable, Code, reqwest_0_13::ApigResponseExt};
use miette::{Diagnostic, NarratableReportHandler};
use support::Gateway;

#[derive(Debug, thiserror::Error, ApigRetryable)]
enum OrderError {
    #[error("the order service is down")]
    #[apig(code = "APIG.0201", status(502, 504))]
    ServiceDown(
        #[apig(error)]
        #[source]
        ApigError,
    ),
    #[error("the gateway refused the order")]
    #[apig(fallback)]
    Gateway(#[source] ApigError),
}

impl Diagnostic for OrderError {
    fn code<'a>(&'a self) -> Option<Box<dyn Display + 'a>> {
        Some(Box::new(self.apig_code()?))
    }

    fn help<'a>(&'a self) -> Option<Box<dyn Display + 'a>> {
        Some(Box::new(self.apig_error()?.row()?.solution))
    }

    fn url<'a>(&'a self) -> Option<Box<dyn Display + 'a>> {
        let name = self.apig_error()?.row()?.code.to_string().replace('.', "_");
        let page = "https://docs.rs/apig-errors/latest/apig_errors/struct.Code.html";
        Some(Box::new(format!("{page}#associatedconstant.{name}")))
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let gateway = Gateway::start(&[(Code::APIG_0201, 502)]).await?;
    let client = reqwest::Client::builder().no_proxy().build()?;
    let response = client.get(&gateway.url).send().await?.apig_error_for_status().await;
    let error = OrderError::from(response.unwrap_err());

    let mut report = String::new();
    NarratableReportHandler::new().render_report(&mut report, &error)?;
    println!("{report}");
    for expected in [
        "the order service is down",
        "Caused by: APIG.0201 (502): Backend unavailable. [request 00000000000000000000000000000000]",
        "diagnostic code: APIG.0201",
        "struct.Code.html#associatedconstant.APIG_0201",
        Code::APIG_0201.row(502).map_or("", |row| row.solution),
    ] {
        assert!(report.contains(expected), "{expected}");
    }
    assert_eq!(gateway.requests(), 1);
    Ok(())
}
