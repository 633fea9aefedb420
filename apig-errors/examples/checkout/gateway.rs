//! The gateway: it checks size, token and rate, forwards, and refuses in the wire form of APIG.

use std::{
    collections::{BTreeMap, HashMap, VecDeque},
    io,
    net::{Ipv4Addr, SocketAddr},
    sync::Arc,
    time::{Duration, Instant},
};

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, StatusCode},
    response::{Html, IntoResponse, Response},
};
use tokio::{net::TcpListener, sync::Mutex};

/// Status, code, message. By hand, so that the client does not read what this library wrote.
struct Refusal(StatusCode, &'static str, &'static str);

const BROKEN: Refusal = Refusal(StatusCode::BAD_REQUEST, "APIG.0201", "API request error.");
const TOO_LARGE: Refusal =
    Refusal(StatusCode::PAYLOAD_TOO_LARGE, "APIG.0201", "Request entity too large.");
const EXPIRED: Refusal = Refusal(StatusCode::UNAUTHORIZED, "APIG.1002", "Access token is expired");
const THROTTLED: Refusal = Refusal(
    StatusCode::TOO_MANY_REQUESTS,
    "APIG.0308",
    "The throttling threshold has been reached: policy user over ratelimit,limit:5,time:1 second",
);
/// No table knows this code.
const UNLISTED: Refusal = Refusal(StatusCode::NOT_FOUND, "APIG.0001", "Not found");
/// A public service of the cloud has a gateway of its own, with codes of another family.
const BUSY: Refusal = Refusal(
    StatusCode::SERVICE_UNAVAILABLE,
    "APIGW.0613",
    "The IAM service is currently unavailable.",
);
const UNAVAILABLE: Refusal = Refusal(StatusCode::BAD_GATEWAY, "APIG.0201", "Backend unavailable.");
const TIMED_OUT: Refusal = Refusal(StatusCode::GATEWAY_TIMEOUT, "APIG.0203", "Backend timeout");

const PAGE: &str = "<html><body><h1>503 Service Unavailable</h1></body></html>";

/// APIG takes bodies of up to 12 MB.
pub(crate) const MAX_BODY: usize = 12 * 1024 * 1024;
/// How long the gateway waits for the backend.
pub(crate) const BACKEND_TIMEOUT: Duration = Duration::from_millis(500);
/// The first token is short-lived, so that nobody has to wait for an hour to see it expire.
const FIRST_TOKEN_LIFE: Duration = Duration::from_secs(2);
const TOKEN_LIFE: Duration = Duration::from_secs(60 * 60);
/// The limit and the window that the message of `THROTTLED` names.
const LIMIT: usize = 5;
const WINDOW: Duration = Duration::from_secs(1);

/// What the gateway keeps count of; the first two prove how well the client did.
#[derive(Default)]
pub(crate) struct Books {
    pub(crate) tokens_issued: u32,
    /// How often the gateway refused with each status and code.
    pub(crate) refusals: BTreeMap<String, u32>,
    requests: u32,
    /// When each token expires.
    tokens: HashMap<String, Instant>,
    /// When the calls of the last window were let through.
    accepted: VecDeque<Instant>,
}

pub(crate) struct Gateway {
    pub(crate) address: SocketAddr,
    backend: SocketAddr,
    http: reqwest::Client,
    pub(crate) books: Mutex<Books>,
}

impl Gateway {
    pub(crate) async fn start(backend: SocketAddr) -> io::Result<Arc<Self>> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let http = reqwest::Client::builder()
            .no_proxy()
            .timeout(BACKEND_TIMEOUT)
            // A connection of its own for each call: a stopped backend is met at once.
            .pool_max_idle_per_host(0)
            .build()
            .map_err(io::Error::other)?;
        let gateway = Arc::new(Self { address, backend, http, books: Mutex::default() });
        let routes = Router::new().fallback(response).with_state(Arc::clone(&gateway));
        tokio::spawn(axum::serve(listener, routes).into_future());
        Ok(gateway)
    }

    async fn response(&self, request: Request) -> Result<Response, Refusal> {
        let (parts, body) = request.into_parts();
        let path = parts.uri.path();
        // A body that will be refused is read to its end as well: a client that is still sending
        // when the connection closes would not get to see the response.
        let body = to_bytes(body, usize::MAX).await.map_err(|_| BROKEN)?;
        if body.len() > MAX_BODY {
            return Err(TOO_LARGE);
        }

        let mut books = self.books.lock().await;
        if path == "/token" {
            return Ok(books.issue_token().into_response());
        }
        books.check_token(&parts.headers)?;
        books.check_rate()?;
        if path == "/coupons" {
            return Err(UNLISTED);
        }
        if path == "/banner" && books.refusals.insert("503 page".to_owned(), 1).is_none() {
            return Ok((StatusCode::SERVICE_UNAVAILABLE, Html(PAGE)).into_response());
        }
        if path == "/public/servers" {
            let met = books.refusals.contains_key("503 APIGW.0613");
            return if met { Ok("server 1".into_response()) } else { Err(BUSY) };
        }
        drop(books); // Other calls need not wait for the backend's response to this one.

        let url = format!("http://{}{path}", self.backend);
        let request = self.http.request(parts.method, url).body(body);
        let forwarded = forward(request).await;
        forwarded.map_err(|error| if error.is_timeout() { TIMED_OUT } else { UNAVAILABLE })
    }
}

async fn response(State(gateway): State<Arc<Gateway>>, request: Request) -> Response {
    let response = gateway.response(request).await;
    let mut books = gateway.books.lock().await;
    books.requests += 1;
    let id = format!("{:032x}", books.requests);
    let response = response.unwrap_or_else(|Refusal(status, code, message)| {
        *books.refusals.entry(format!("{} {code}", status.as_u16())).or_default() += 1;
        let body =
            format!(r#"{{"error_msg":"{message}","error_code":"{code}","request_id":"{id}"}}"#);
        (status, body).into_response()
    });
    ([("X-Request-Id", id)], response).into_response()
}

async fn forward(request: reqwest::RequestBuilder) -> Result<Response, reqwest::Error> {
    let response = request.send().await?;
    Ok((response.status(), Body::from(response.bytes().await?)).into_response())
}

impl Books {
    fn issue_token(&mut self) -> String {
        let life = if self.tokens_issued == 0 { FIRST_TOKEN_LIFE } else { TOKEN_LIFE };
        self.tokens_issued += 1;
        let token = format!("token-{}", self.tokens_issued);
        self.tokens.insert(token.clone(), Instant::now() + life);
        token
    }

    fn check_token(&self, headers: &HeaderMap) -> Result<(), Refusal> {
        let token = headers.get("X-Auth-Token").and_then(|token| token.to_str().ok());
        match token.and_then(|token| self.tokens.get(token)) {
            Some(&end) if Instant::now() < end => Ok(()),
            _ => Err(EXPIRED),
        }
    }

    /// Lets five calls through in any second.
    fn check_rate(&mut self) -> Result<(), Refusal> {
        while self.accepted.front().is_some_and(|accepted| accepted.elapsed() >= WINDOW) {
            self.accepted.pop_front();
        }
        if self.accepted.len() < LIMIT {
            self.accepted.push_back(Instant::now());
            return Ok(());
        }
        Err(THROTTLED)
    }
}
