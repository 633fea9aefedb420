//! The client: an error enum of its own, one loop for all calls, one token for the whole process.

use std::{
    net::SocketAddr,
    sync::Arc,
    time::{Duration, Instant},
};

use apig_errors::{ApigError, ApigRetryable, Idempotency, RetryPolicy, Step, StopReason};
use reqwest::{Method, StatusCode, header::HeaderMap};
use thiserror::Error;
use tokio::{sync::Mutex, time::sleep};

const POLICY: RetryPolicy = RetryPolicy::new().with_max_attempts(6);
const LOG_IN: &str = "/token";

/// What can go wrong with a call, in the words of this program.
#[derive(Debug, Error, ApigRetryable)]
pub(crate) enum OrderError {
    #[error("too many calls, the window is {wait:?}")]
    #[apig(code = "APIG.0308")]
    TooFast {
        #[apig(wait)]
        wait: Option<Duration>,
    },

    #[error("the access token has expired")]
    #[apig(code("APIG.0301", "APIG.0307", "APIG.1002"))]
    LoggedOut,

    #[error("the order is too large")]
    #[apig(code = "APIG.0201", status = 413)]
    TooLarge,

    #[error("the order service does not respond")]
    #[apig(code = "APIG.0201", status(502, 504))]
    #[apig(code("APIG.0202", "APIG.0203"))]
    ServiceDown(
        #[apig(error)]
        #[source]
        ApigError,
    ),

    #[error("the connection to the gateway failed")]
    #[apig(local, retry = Backoff)]
    Network(#[from] reqwest::Error),

    #[error("{0}")]
    #[apig(fallback)]
    Gateway(#[source] ApigError),
}

/// A call that was given up.
#[derive(Debug, Error)]
#[error("gave up on {call} ({why})")]
pub(crate) struct GivenUp {
    pub(crate) call: String,
    pub(crate) why: StopReason,
    #[source]
    pub(crate) error: OrderError,
}

/// Cheap to clone; the clones share the connections and the token.
#[derive(Clone)]
pub(crate) struct Client {
    http: reqwest::Client,
    gateway: SocketAddr,
    token: Arc<Mutex<String>>,
    started: Instant,
}

impl Client {
    pub(crate) async fn log_in(gateway: SocketAddr) -> Result<Self, Box<dyn std::error::Error>> {
        let http = reqwest::Client::builder().no_proxy().build()?;
        let client = Self { http, gateway, token: Arc::default(), started: Instant::now() };
        print_line(["s", "call", "response", "variant", "verdict", "next step"]);
        client.renew("").await?;
        Ok(client)
    }

    /// Places an order; where nobody can tell whether it was executed, it looks instead of asking
    /// a second time.
    pub(crate) async fn place_order(&self, cart: &str) -> Result<String, GivenUp> {
        match self.call(Method::POST, &format!("/carts/{cart}/checkout"), b"").await {
            Err(GivenUp { why: StopReason::MaybeDelivered, .. }) => {
                self.call(Method::GET, &format!("/carts/{cart}/order"), b"").await
            }
            other => other,
        }
    }

    /// Sends a request until it succeeds or the policy says stop.
    pub(crate) async fn call(
        &self,
        method: Method,
        path: &str,
        body: &[u8],
    ) -> Result<String, GivenUp> {
        let call = format!("{method} {path}");
        // This loop serves the renewal too, which must not ask for a renewal.
        let renewal = path == LOG_IN;
        let mut state = POLICY.with_reauthenticate(!renewal).start(Idempotency::from(&method));
        loop {
            // Read anew for every attempt, for it may have been renewed in the meantime. The
            // renewal has none: it holds the lock.
            let token = if renewal { String::new() } else { self.token.lock().await.clone() };
            let (seen, error) = match self.send(&method, path, body, &token).await {
                Ok((status, _, body)) if status.is_success() => {
                    self.print_attempt(&call, status.as_str(), None);
                    return Ok(String::from_utf8_lossy(&body).into_owned());
                }
                Ok((status, headers, body)) => {
                    let error = ApigError::from_http(status, &headers, &body);
                    let code = error.raw_code().unwrap_or("no code");
                    (format!("{} {code}", error.status()), OrderError::from(error))
                }
                Err(error) => ("no response".to_owned(), OrderError::from(error)),
            };

            let step = state.on_error(&error);
            self.print_attempt(&call, &seen, Some((&error, step)));
            let why = match step {
                Step::Wait(delay) => {
                    sleep(delay).await;
                    continue;
                }
                // In a box, because the renewal is a call in its turn.
                Step::Reauthenticate if Box::pin(self.renew(&token)).await? => continue,
                Step::Reauthenticate => StopReason::AlreadyReauthenticated,
                Step::Stop(why) => why,
            };
            return Err(GivenUp { call, why, error });
        }
    }

    /// Sends a request once.
    async fn send(
        &self,
        method: &Method,
        path: &str,
        body: &[u8],
        token: &str,
    ) -> Result<(StatusCode, HeaderMap, Vec<u8>), reqwest::Error> {
        let request = self.http.request(method.clone(), format!("http://{}{path}", self.gateway));
        let request = request.header("X-Auth-Token", token).body(body.to_vec());
        // Without the URL: the errors of reqwest show it with its query, where secrets may be.
        let response = request.send().await.map_err(reqwest::Error::without_url)?;
        let (status, headers) = (response.status(), response.headers().clone());
        let body = response.bytes().await.map_err(reqwest::Error::without_url)?;
        Ok((status, headers, body.into()))
    }

    /// Replaces the token that was refused, unless another call has done so in the meantime. Says
    /// whether there is a different one now.
    async fn renew(&self, refused: &str) -> Result<bool, GivenUp> {
        // The lock is held until the new token is there: of all calls that find the same token
        // refused, the first one renews it and the others wait here.
        let mut token = self.token.lock().await;
        if *token == refused {
            *token = self.call(Method::POST, LOG_IN, b"").await?;
        }
        Ok(*token != refused)
    }

    fn print_attempt(&self, call: &str, seen: &str, failure: Option<(&OrderError, Step)>) {
        let time = format!("{:.2}", self.started.elapsed().as_secs_f32());
        let Some((error, step)) = failure else {
            return print_line([&time, call, seen, "", "", "done"]);
        };
        let next = match step {
            Step::Wait(delay) => format!("wait {:.2} s", delay.as_secs_f32()),
            Step::Reauthenticate => "renew the token".to_owned(),
            Step::Stop(why) => format!("stop: {why}"),
        };
        // The variant's name is what the debug text begins with.
        let variant = format!("{error:?}");
        let variant = variant.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        print_line([&time, call, seen, variant, &error.verdict().to_string(), &next]);
    }
}

fn print_line([time, call, seen, variant, verdict, next]: [&str; 6]) {
    println!("{time:>5}  {call:<26} {seen:<14} {variant:<12} {verdict:<35} {next}");
}
