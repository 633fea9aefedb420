//! axum: a service whose own errors leave as gateway responses, so that its callers read one form. It calls another
//! API through a gate that all its handlers share: once that one throttles, nobody waits for it in vain.
//!
//! 10 lines in place of about 40: a struct for the body with its derives (8), status and code and
//! text of each refusal a second time (15), headers (10), escaping by hand or another dependency.

use std::{
    error::Error,
    net::Ipv4Addr,
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use apig_errors::{
    ApigError, ApigRetryable, Code, Gate, GaveUp, Idempotency, Retry, RetryPolicy, Row, now,
    reqwest_0_13::ApigResponseExt,
};
use axum::{
    Router,
    extract::Path,
    response::{IntoResponse, Response},
    routing::get,
};
use tokio::{net::TcpListener, time::sleep};

const TOO_LARGE: &Row = Code::APIG_0201.row(413).unwrap();
const TOO_FAST: &Row = Code::APIG_0308.row(429).unwrap();

/// What can go wrong with the calls that the shop makes itself.
#[derive(Debug, ApigRetryable)]
enum StockError {
    // The gate reads the threshold out of it.
    #[apig(code = "APIG.0308")]
    TooFast(#[apig(error)] ApigError),
    #[apig(fallback)]
    Gateway(ApigError),
}

/// Of all calls to the stock.
static STOCK: Gate = Gate::new();
static ASKED: AtomicU32 = AtomicU32::new(0);

/// Stands for a call of another API, which has reached its threshold.
async fn ask_stock() -> Result<&'static str, StockError> {
    ASKED.fetch_add(1, Ordering::Relaxed);
    let throttled = ApigError::new(429, Code::APIG_0308)
        .with_message("over ratelimit,limit:5,time:1 minute")
        .with_request_id("9f3a");
    Err(throttled.into())
}

/// Why the shop does not serve an order.
enum Refusal {
    TooLarge,
    TooFast { wait: Duration },
    SoldOut { item: String },
    Stock(GaveUp<StockError>),
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let own_id = "914a39d68c290da3e187f827f7e1b771";
        let error = match self {
            Self::TooLarge => ApigError::from(TOO_LARGE),
            Self::TooFast { wait } => ApigError::from(TOO_FAST).with_retry_after(wait),
            // What no table has is the service's own.
            Self::SoldOut { item } => ApigError::from_status(409)
                .with_raw_code("Shop.0001")
                .with_message(format!("\"{item}\" is sold out")),
            // Handed on, with the id by which the stock's gateway knows the call, where it got there; and
            // with the time until it is worth while.
            Self::Stock(gave_up) => {
                println!("  {gave_up}");
                let refusal = match gave_up.wait_hint() {
                    Some(wait) => ApigError::from(TOO_FAST).with_retry_after(wait),
                    None => ApigError::from_status(502),
                };
                let id = gave_up.request_id().unwrap_or(own_id);
                return refusal.with_request_id(id).to_response().into_response();
            }
        };
        error.with_request_id(own_id).to_response().into_response()
    }
}

async fn order(Path(item): Path<String>) -> Result<&'static str, Refusal> {
    match item.as_str() {
        "tea" => Ok("order 7"),
        "ship" => Err(Refusal::TooLarge),
        "ticket" => Err(Refusal::TooFast { wait: Duration::from_secs(30) }),
        // Somebody waits for the response: 2 s at most.
        "lamp" => RetryPolicy::interactive()
            .call(Idempotency::Idempotent)
            .gate(&STOCK)
            .run(now, sleep, ask_stock)
            .await
            .map_err(Refusal::Stock),
        _ => Err(Refusal::SoldOut { item }),
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let address = listener.local_addr()?;
    let routes = Router::new().route("/orders/{item}", get(order));
    tokio::spawn(axum::serve(listener, routes).into_future());

    let client = reqwest::Client::builder().no_proxy().build()?;
    let order = async |item| {
        let response = client.get(format!("http://{address}/orders/{item}")).send().await?;
        Ok::<_, reqwest::Error>(response.apig_error_for_status().await)
    };
    let served = order("tea").await??.text().await?;
    println!("tea: {served}");
    assert_eq!(served, "order 7");

    let too_large = order("ship").await?.unwrap_err();
    println!("ship: {too_large}");
    assert_eq!(too_large.row(), Some(TOO_LARGE));
    assert_eq!(too_large.request_id(), Some("914a39d68c290da3e187f827f7e1b771"));

    let too_fast = order("ticket").await?.unwrap_err();
    println!("ticket: {too_fast}");
    assert_eq!(too_fast.verdict().retry, Retry::Throttled);
    assert_eq!(too_fast.wait_hint(), Some(Duration::from_secs(30)));

    let handed_on = order("lamp").await?.unwrap_err();
    println!("lamp: {handed_on}");
    assert_eq!(handed_on.request_id(), Some("9f3a"));
    assert!(handed_on.wait_hint() > Some(Duration::from_secs(2)));

    // The stock is not asked again before its window is over.
    let turned_away = order("lamp").await?.unwrap_err();
    println!("lamp: {turned_away}, {} call of the stock", ASKED.load(Ordering::Relaxed));
    assert_eq!(turned_away.request_id(), Some("914a39d68c290da3e187f827f7e1b771"));
    assert!(turned_away.wait_hint() > Some(Duration::from_secs(2)));
    assert_eq!(ASKED.load(Ordering::Relaxed), 1);

    let sold_out = order("moon").await?.unwrap_err();
    println!("moon: {sold_out}");
    assert_eq!(
        sold_out.to_string().split(" [").next(),
        Some(r#"Shop.0001 (409): "moon" is sold out"#)
    );
    Ok(())
}
