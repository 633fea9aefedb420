//! A gateway for the recipes, on a free port of 127.0.0.1: it refuses as its script says, one request
//! after the other, and then serves.

use std::{
    io,
    net::Ipv4Addr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use apig_errors::{ApigError, Code};
use axum::{Router, response::IntoResponse};
use tokio::net::TcpListener;

pub(crate) struct Gateway {
    pub(crate) url: String,
    requests: Arc<AtomicUsize>,
}

impl Gateway {
    /// Starts to serve; `script` holds code and status of each refusal.
    pub(crate) async fn start(script: &'static [(Code, u16)]) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let url = format!("http://{}/orders", listener.local_addr()?);
        let requests = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&requests);
        let response = move || {
            let number = counter.fetch_add(1, Ordering::Relaxed);
            let response = match script.get(number) {
                Some(&refusal) => refuse(refusal, number).to_response().into_response(),
                None => "order 7".into_response(),
            };
            async { response }
        };
        let server = axum::serve(listener, Router::new().fallback(response));
        tokio::spawn(server.into_future());
        Ok(Self { url, requests })
    }

    /// How many requests have been answered.
    pub(crate) fn requests(&self) -> usize {
        self.requests.load(Ordering::Relaxed)
    }
}

fn refuse((code, status): (Code, u16), number: usize) -> ApigError {
    let error = match code.row(status) {
        Some(row) => ApigError::from(row),
        None => ApigError::new(status, code),
    };
    // What the gateway adds for the threshold that was reached.
    let window = match code {
        Code::APIG_0308 => ": policy user over ratelimit,limit:5,time:1 second",
        _ => "",
    };
    let message = format!("{}{window}", error.message());
    error.with_message(message).with_request_id(format!("{number:032x}"))
}
