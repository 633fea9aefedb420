//! The client: an error enum of its own, one expression for all calls; one line and one token for the whole
//! process.

use std::{net::SocketAddr, time::Instant};

use apig_errors::{
    ApigError, ApigRetryable, Credential, Gate, GaveUp, Idempotency, RetryPolicy, Step, StopReason,
    now, reqwest_0_13::ApigResponseExt,
};
use reqwest::{Method, RequestBuilder};
use thiserror::Error;
use tokio::time::sleep;

/// Waits for 90 s at most, as the default policy does.
const POLICY: RetryPolicy = RetryPolicy::new().with_max_attempts(6);

/// The line of all calls of the process.
static GATE: Gate = Gate::new();
/// The token of all calls of the process.
static TOKEN: Credential<String> = Credential::new();

/// What can go wrong with a call, in the words of this program.
#[derive(Debug, Error, ApigRetryable)]
pub(crate) enum OrderError {
    /// With the response, in which the line of the process reads limit and window.
    #[error("too many calls")]
    #[apig(code = "APIG.0308")]
    TooFast(
        #[apig(error)]
        #[source]
        ApigError,
    ),

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

    #[error("the public service did not take the call")]
    #[apig(code("APIGW.0606", "APIGW.0608", "APIGW.0613"))]
    CloudBusy,

    #[error("the connection to the gateway failed")]
    #[apig(transparent)]
    Network(#[from] reqwest::Error),

    #[error("gateway")]
    #[apig(fallback)]
    Gateway(#[source] ApigError),
}

/// A call that was given up.
#[derive(Debug, Error)]
#[error("gave up on {call}")]
pub(crate) struct GivenUp {
    pub(crate) call: String,
    #[source]
    pub(crate) cause: GaveUp<OrderError>,
}

/// Cheap to clone; the clones share the connections.
#[derive(Clone)]
pub(crate) struct Client {
    http: reqwest::Client,
    gateway: SocketAddr,
    started: Instant,
}

impl Client {
    pub(crate) fn new(gateway: SocketAddr) -> reqwest::Result<Self> {
        print_line(["s", "call", "code", "variant", "verdict", "next step"]);
        let http = reqwest::Client::builder().no_proxy().build()?;
        Ok(Self { http, gateway, started: Instant::now() })
    }

    /// Places an order; where nobody can say whether it was executed, it looks instead of asking
    /// a second time.
    pub(crate) async fn place_order(&self, cart: &str) -> Result<String, GivenUp> {
        match self.call(Method::POST, &format!("/carts/{cart}/checkout"), b"").await {
            Err(given_up) if given_up.cause.reason == StopReason::MaybeDelivered => {
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
        let response = POLICY
            .call(Idempotency::from(&method))
            .gate(&GATE)
            .credential(&TOKEN, || self.log_in())
            .on_step(|_, error, step| self.print_failure(&call, error, *step))
            .run(now, sleep, |token| {
                let request = self.request(method.clone(), path);
                receive(request.header("X-Auth-Token", token).body(body.to_vec()))
            })
            .await;
        if response.is_ok() {
            print_line([&self.seconds(), &call, "", "", "", "done"]);
        }
        response.map_err(|cause| GivenUp { call, cause })
    }

    /// Gets a new token; of all calls that need one, the credential lets one do so.
    async fn log_in(&self) -> Result<String, OrderError> {
        let token = receive(self.request(Method::POST, "/token")).await?;
        print_line([&self.seconds(), "POST /token", "", "", "", "a new token"]);
        Ok(token)
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.http.request(method, format!("http://{}{path}", self.gateway))
    }

    fn seconds(&self) -> String {
        format!("{:.2}", self.started.elapsed().as_secs_f32())
    }

    fn print_failure(&self, call: &str, error: &OrderError, step: Step) {
        let next = match step {
            Step::Wait(delay) => format!("wait {:.2} s", delay.as_secs_f32()),
            Step::Reauthenticate => "renew the token".to_owned(),
            Step::Stop(why) => format!("stop: {why}"),
        };
        let code = error.apig_code().map_or_else(String::new, |code| code.to_string());
        let (variant, verdict) = (error.variant().unwrap_or_default(), error.verdict().to_string());
        print_line([&self.seconds(), call, &code, variant, &verdict, &next]);
    }
}

/// Sends a request once and reads the response to its end.
async fn receive(request: RequestBuilder) -> Result<String, OrderError> {
    // Without the URL: the errors of reqwest show it with its query, where secrets may be.
    let response = request.send().await.map_err(reqwest::Error::without_url)?;
    let response = response.apig_error_for_status().await?;
    Ok(response.text().await.map_err(reqwest::Error::without_url)?)
}

fn print_line([time, call, code, variant, verdict, next]: [&str; 6]) {
    println!("{time:>5}  {call:<26} {code:<10} {variant:<12} {verdict:<35} {next}");
}
