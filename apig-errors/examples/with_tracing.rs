//! tracing: what to record of each attempt, as fields that can be counted and searched.
//!
//! The 16 lines of `record` stand for a regular expression over log lines for each question: which
//! code, how often, who has to act, was it retried. The message comes out by `Display`, which masks
//! credentials that the gateway echoes and lets no response forge a line.

mod support;

use std::{
    error::Error,
    io::{self, Write},
    sync::Mutex,
};

use apig_errors::{
    ApigError, ApigRetryable, Code, Idempotency, RetryPolicy, Step, reqwest_0_13::ApigResponseExt,
};
use support::Gateway;
use tracing::warn;

/// One event a failed attempt; what is not known is left out.
fn record<E: ApigRetryable + std::fmt::Display>(attempt: u32, error: &E, next: Step) {
    let (verdict, response) = (error.verdict(), error.apig_error());
    warn!(
        attempt,
        code = error.apig_code().map(display),
        status = response.map(ApigError::status),
        variant = error.variant(),
        request_id = error.request_id(),
        retry = %verdict.retry,
        delivery = %verdict.delivery,
        basis = %verdict.basis,
        actor = error.actor().map(display),
        next = ?next,
        "{error}",
    );
}

static LOG: Mutex<Vec<u8>> = Mutex::new(Vec::new());

/// Keeps what is logged, so that this program can check it.
struct Log;

impl Write for Log {
    fn write(&mut self, text: &[u8]) -> io::Result<usize> {
        LOG.lock().map_err(|_| io::ErrorKind::Other)?.write(text)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The program's own errors: `variant` is what a dashboard counts.
#[derive(Debug, thiserror::Error, ApigRetryable)]
enum OrderError {
    #[error("the order service is late")]
    #[apig(code = "APIG.0203")]
    Late {
        #[apig(request_id)]
        request_id: Option<String>,
    },
    #[error("gateway: {0}")]
    #[apig(fallback)]
    Gateway(ApigError),
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    tracing_subscriber::fmt().with_ansi(false).with_writer(|| Log).init();
    let gateway = Gateway::start(&[(Code::APIG_0613, 503), (Code::APIG_0203, 504)]).await?;
    let client = reqwest::Client::builder().no_proxy().build()?;

    // Waits for 90 s at most.
    let mut call = RetryPolicy::new().start(Idempotency::NotIdempotent);
    loop {
        let response = client.post(&gateway.url).send().await?.apig_error_for_status().await;
        let Err(error) = response.map_err(OrderError::from) else { break };
        let next = call.on_error(&error);
        record(call.attempts(), &error, next);
        let Step::Wait(delay) = next else { break };
        tokio::time::sleep(delay).await;
    }

    let log = String::from_utf8(LOG.lock()?.clone())?;
    print!("{log}");
    let lines: Vec<_> = log.lines().collect();
    assert_eq!((lines.len(), gateway.requests()), (2, 2));
    let first = "attempt=1 code=APIG.0613 status=503 variant=\"Gateway\" \
                 request_id=\"00000000000000000000000000000000\" \
                 retry=Backoff delivery=NotDelivered basis=Row actor=GatewayOperator next=Wait(";
    // The variant keeps the id alone, and it is in the log all the same.
    let second = "variant=\"Late\" request_id=\"00000000000000000000000000000001\" \
                  retry=Backoff delivery=MaybeDelivered basis=Row actor=BackendOperator \
                  next=Stop(MaybeDelivered)";
    assert!(lines[0].contains(first) && lines[1].contains(second));
    Ok(())
}
