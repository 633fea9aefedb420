//! The order service: it executes orders and keeps books on how often.

use std::{
    collections::BTreeMap,
    io,
    net::{Ipv4Addr, SocketAddr},
    sync::Arc,
};

use axum::{
    Router,
    extract::{Path, State},
    http::StatusCode,
    routing::{get, post},
};
use tokio::{net::TcpListener, sync::Mutex, task::JoinHandle, time::sleep};

use crate::gateway::BACKEND_TIMEOUT;

/// How often the order of each cart was executed. Outlives a restart, as a database does.
type Orders = Arc<Mutex<BTreeMap<String, u32>>>;

pub(crate) struct Backend {
    pub(crate) address: SocketAddr,
    pub(crate) orders: Orders,
    server: JoinHandle<io::Result<()>>,
}

impl Backend {
    pub(crate) async fn start() -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let orders = Orders::default();
        Ok(Self { address, server: serve(listener, &orders), orders })
    }

    /// Closes the port: the next connection is refused.
    pub(crate) async fn stop(&mut self) {
        self.server.abort();
        // The port is closed once the task has ended, which it does by being cancelled.
        let _cancelled = (&mut self.server).await;
    }

    pub(crate) async fn start_again(&mut self) -> io::Result<()> {
        self.server = serve(TcpListener::bind(self.address).await?, &self.orders);
        Ok(())
    }
}

fn serve(listener: TcpListener, orders: &Orders) -> JoinHandle<io::Result<()>> {
    let routes = Router::new()
        .route("/carts/{cart}/checkout", post(check_out))
        .route("/carts/{cart}/order", get(look_up))
        .fallback(async || "nothing special")
        .with_state(Arc::clone(orders));
    tokio::spawn(axum::serve(listener, routes).into_future())
}

/// Executes an order, each time anew: nothing here guards against a request that is sent twice.
async fn check_out(State(orders): State<Orders>, Path(cart): Path<String>) -> &'static str {
    *orders.lock().await.entry(cart.clone()).or_default() += 1;
    if cart == "slow" {
        // The order stands, but the response comes when nobody waits for it any more.
        sleep(BACKEND_TIMEOUT * 2).await;
    }
    "ordered"
}

async fn look_up(State(orders): State<Orders>, Path(cart): Path<String>) -> StatusCode {
    if orders.lock().await.contains_key(&cart) { StatusCode::OK } else { StatusCode::NOT_FOUND }
}
