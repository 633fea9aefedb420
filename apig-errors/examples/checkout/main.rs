//! A client of an API behind the gateway, an order service, and all that goes wrong between them.
//!
//! `cargo run --example checkout` starts the service and the gateway on free ports of 127.0.0.1 and
//! lets a client place orders over real HTTP. The client has an error enum of its own and leaves
//! every decision to a [`Call`](apig_errors::Call), with a line and a token that all calls share. One line is printed for each
//! attempt; what the servers counted then shows whether the decisions were right. `client.rs` is
//! the part to copy from.

mod backend;
mod client;
mod gateway;

use std::{collections::BTreeMap, error::Error, process::ExitCode, time::Duration};

use apig_errors::{Actor, ApigRetryable};
use reqwest::Method;
use tokio::{
    task::{JoinError, JoinSet},
    time::{sleep, timeout},
};

use crate::{
    backend::Backend,
    client::{Client, GivenUp},
    gateway::{Books, Gateway, MAX_BODY},
};

/// How many orders are placed at once.
const ORDERS: u32 = 60;

#[tokio::main]
async fn main() -> Result<ExitCode, Box<dyn Error>> {
    let proven = timeout(Duration::from_secs(20), run()).await??;
    Ok(if proven { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn run() -> Result<bool, Box<dyn Error>> {
    let mut backend = Backend::start().await?;
    let gateway = Gateway::start(backend.address).await?;

    let client = Client::new(gateway.address)?;
    let mut given_up = Vec::new();

    // Sixty orders at once, where five calls a second are allowed. Meanwhile the token expires.
    given_up.extend(place_orders(&client, 1..=ORDERS).await?);

    // The service takes longer over this order than the gateway has patience.
    given_up.extend(client.place_order("slow").await.err());

    // The service is gone, until two calls have met with that.
    backend.stop().await;
    let (response, restarted) = tokio::join!(client.call(Method::GET, "/stock", b""), async {
        while gateway.books.lock().await.refusals.get("502 APIG.0201").is_none_or(|&n| n < 2) {
            sleep(Duration::from_millis(5)).await;
        }
        backend.start_again().await
    });
    restarted?;
    given_up.extend(response.err());

    // A body over the limit, a response that is a page, and a code that no table knows.
    let huge = vec![b'.'; MAX_BODY + 1];
    given_up.extend(client.call(Method::POST, "/carts/huge/checkout", &huge).await.err());
    given_up.extend(client.call(Method::GET, "/banner", b"").await.err());
    given_up.extend(client.call(Method::GET, "/coupons", b"").await.err());

    // A server is wanted of a public service, which responds in the words of its own family.
    given_up.extend(client.call(Method::POST, "/public/servers", b"").await.err());

    println!("\nGiven up, and who has to act:");
    for GivenUp { call, cause } in given_up {
        let actor = cause.actor().map_or("unknown", Actor::as_str);
        println!("  {call}: {cause} (to act: {actor})");
    }
    let orders = backend.orders.lock().await;
    Ok(print_proof(&orders, &*gateway.books.lock().await))
}

/// Places the orders all at once; those that were given up come back.
async fn place_orders(
    client: &Client,
    carts: impl Iterator<Item = u32>,
) -> Result<Vec<GivenUp>, JoinError> {
    let mut orders = JoinSet::new();
    for cart in carts {
        let client = client.clone();
        orders.spawn(async move { client.place_order(&cart.to_string()).await });
    }
    let mut given_up = Vec::new();
    while let Some(order) = orders.join_next().await {
        given_up.extend(order?.err());
    }
    Ok(given_up)
}

/// Holds what the servers counted against what the client owed.
fn print_proof(orders: &BTreeMap<String, u32>, gateway: &Books) -> bool {
    println!("\nWhat the servers counted:");
    let mut proven = true;
    let mut check = |holds: bool, fact: String| {
        proven &= holds;
        println!("  {:<6} {fact}", if holds { "ok" } else { "FAILED" });
    };

    let twice = orders.values().filter(|&&times| times > 1).count();
    let executed = format!("{} orders executed, {twice} of them more than once", orders.len());
    check(orders.len() == ORDERS as usize + 1 && twice == 0, executed);

    let tokens = gateway.tokens_issued;
    check(tokens == 2, format!("{tokens} tokens issued: the first one and one renewal"));

    let throttled = gateway.refusals.get("429 APIG.0308").copied().unwrap_or(0);
    // All but five are sent before anyone knows of the threshold, and one more may overtake another; each call for
    // itself would meet with some 190.
    let refused =
        format!("{throttled} requests refused by the throttle, {} of them at once", ORDERS - 5);
    check(throttled <= ORDERS - 5 + 1, refused);

    // Without this the others might hold only because nothing had happened.
    let refusals = &gateway.refusals;
    check(refusals.len() == 8, format!("{} kinds of refusal were met:", refusals.len()));
    for (refusal, times) in refusals {
        println!("         {times} x {refusal}");
    }
    proven
}
