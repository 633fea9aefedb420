//! wiremock: any documented response in one line of a test.
//!
//! The seven lines of `refuse` stand for the status, the body and its escapes of every response that a
//! test wants: 5 lines a response, 350 for the table, and its texts copied out of a web page.

use std::error::Error;

use apig_errors::{
    ApigError, ApigRetryable, Code, Idempotency, RetryPolicy, Step, reqwest_0_13::ApigResponseExt,
};
use reqwest::Client;
use wiremock::{Mock, MockServer, ResponseTemplate, matchers::method};

/// What the gateway would send.
fn refuse(code: Code, status: u16) -> ResponseTemplate {
    let error = match code.row(status) {
        Some(row) => ApigError::from(row),
        None => panic!("{code} is not documented with {status}"),
    };
    ResponseTemplate::new(status).set_body_raw(error.to_body(), "application/json")
}

/// The function under test: places an order, retries what may be.
async fn place_order(client: &Client, url: &str) -> Result<String, OrderError> {
    // Waits for 90 s at most.
    let mut call = RetryPolicy::new().start(Idempotency::NotIdempotent);
    loop {
        let error = match client.post(url).send().await?.apig_error_for_status().await {
            Ok(response) => return Ok(response.text().await?),
            Err(error) => OrderError::from(error),
        };
        match call.on_error(&error) {
            Step::Wait(delay) => tokio::time::sleep(delay).await,
            Step::Reauthenticate | Step::Stop(_) => return Err(error),
        }
    }
}

#[derive(Debug, thiserror::Error, ApigRetryable)]
enum OrderError {
    #[error("the order service does not respond in time")]
    #[apig(code = "APIG.0203")]
    Late,
    #[error("no response")]
    #[apig(transparent)]
    Http(#[from] reqwest::Error),
    #[error("gateway: {0}")]
    #[apig(fallback)]
    Gateway(ApigError),
}

// In a program of its own this is a `#[tokio::test]`.
#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = Client::builder().no_proxy().build()?;

    // Refused once, then served.
    let gateway = MockServer::start().await;
    let unavailable = refuse(Code::APIG_0613, 503);
    let post = || Mock::given(method("POST"));
    post().respond_with(unavailable).up_to_n_times(1).expect(1).mount(&gateway).await;
    let served = ResponseTemplate::new(200).set_body_string("order 7");
    post().respond_with(served).expect(1).mount(&gateway).await;
    let order = place_order(&client, &gateway.uri()).await?;
    println!("refused, then {order}");
    assert_eq!(order, "order 7");
    gateway.verify().await;

    // May have been delivered: exactly one request.
    let gateway = MockServer::start().await;
    post().respond_with(refuse(Code::APIG_0203, 504)).expect(1).mount(&gateway).await;
    let late = place_order(&client, &gateway.uri()).await;
    assert!(matches!(late, Err(OrderError::Late)));
    gateway.verify().await;
    println!("{}: one request", OrderError::Late);
    Ok(())
}
