//! A client of three endpoints, with one token and one line for all of its calls. What is between the two rules is all
//! of its error handling: which failures it tells apart, what is retried, renewed, waited for and logged.

mod support;

use std::error::Error;

use apig_errors::{
    ApigError, ApigRetryable, Code, Credential, Gate, GaveUp, Idempotency, RetryPolicy, StopReason,
    now, reqwest_0_13::ApigResponseExt,
};
use reqwest::{Client, Method, RequestBuilder};
use support::Gateway;
use tokio::time::sleep;

// ----------------------------------------------------------------------------------------------

static GATE: Gate = Gate::new();
static TOKEN: Credential<String> = Credential::new();

#[derive(Debug, thiserror::Error, ApigRetryable)]
enum ShopError {
    #[error("the order is too large")]
    #[apig(code = "APIG.0201", status = 413)]
    TooLarge,
    #[error("no response")]
    #[apig(transparent)]
    Http(#[from] reqwest::Error),
    #[error("gateway")]
    #[apig(fallback)]
    Gateway(#[source] ApigError),
}

async fn send(request: RequestBuilder) -> Result<String, ShopError> {
    Ok(request.send().await?.apig_error_for_status().await?.text().await?)
}

async fn call(shop: &Shop, method: Method, path: &str) -> Result<String, GaveUp<ShopError>> {
    RetryPolicy::new()
        .call(Idempotency::from(&method))
        .gate(&GATE)
        .credential(&TOKEN, || send(shop.client.post(&shop.log_in)))
        .on_step(|attempt, error: &ShopError, step| println!("  {attempt}: {error}: {step:?}"))
        .run(now, sleep, |token| send(shop.request(&method, path).bearer_auth(token)))
        .await
}

// ----------------------------------------------------------------------------------------------

struct Shop {
    client: Client,
    url: String,
    log_in: String,
}

impl Shop {
    fn request(&self, method: &Method, path: &str) -> RequestBuilder {
        self.client.request(method.clone(), format!("{}/{path}", self.url))
    }

    async fn place_order(&self) -> Result<String, GaveUp<ShopError>> {
        call(self, Method::POST, "").await
    }

    async fn order(&self, number: u32) -> Result<String, GaveUp<ShopError>> {
        call(self, Method::GET, &number.to_string()).await
    }

    async fn replace_order(&self, number: u32) -> Result<String, GaveUp<ShopError>> {
        call(self, Method::PUT, &number.to_string()).await
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let identity = Gateway::start(&[]).await?;
    let shop = |gateway: &Gateway| {
        let client = Client::builder().no_proxy().build()?;
        Ok::<_, reqwest::Error>(Shop {
            client,
            url: gateway.url.clone(),
            log_in: identity.url.clone(),
        })
    };

    println!("an order, with the first token:");
    let gateway = Gateway::start(&[]).await?;
    assert_eq!(shop(&gateway)?.place_order().await?, "order 7");
    assert_eq!((gateway.requests(), identity.requests()), (1, 1));

    println!("a token that has expired, and a fault that passes:");
    let gateway = Gateway::start(&[(Code::APIG_0307, 401), (Code::APIG_0613, 503)]).await?;
    assert_eq!(shop(&gateway)?.place_order().await?, "order 7");
    assert_eq!((gateway.requests(), identity.requests()), (3, 2));

    println!("a backend that times out:");
    let gateway = Gateway::start(&[(Code::APIG_0203, 504)]).await?;
    assert_eq!(shop(&gateway)?.order(7).await?, "order 7");
    let gateway = Gateway::start(&[(Code::APIG_0203, 504)]).await?;
    let gave_up = shop(&gateway)?.place_order().await.unwrap_err();
    assert_eq!((gave_up.reason, gateway.requests()), (StopReason::MaybeDelivered, 1));

    println!("an order that is too large:");
    let gateway = Gateway::start(&[(Code::APIG_0201, 413)]).await?;
    let gave_up = shop(&gateway)?.replace_order(7).await.unwrap_err();
    assert_eq!((gave_up.reason, gateway.requests()), (StopReason::Permanent, 1));
    assert!(matches!(gave_up.into_error(), Some(ShopError::TooLarge)));
    Ok(())
}
