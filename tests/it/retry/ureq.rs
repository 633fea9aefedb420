//! `run_blocking` with ureq: threads that share a line, a token and an agent, over real connections.

use std::{
    io::{self, BufRead, BufReader, Write},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
    time::{Duration, Instant},
};

use apig_errors::{
    ApigError, ApigRetryable, Credential, Gate, Idempotency, RetryPolicy, now,
    ureq_3::{self, ApigResponseExt},
};

const THREADS: usize = 16;
const LIMIT: usize = 8;

#[derive(Debug, thiserror::Error, ApigRetryable)]
enum OrderError {
    #[error("no response")]
    #[apig(transparent)]
    Http(#[from] ureq::Error),
    #[error("gateway")]
    #[apig(fallback)]
    Gateway(#[source] ApigError),
}

/// A gateway that lets so many calls through in any second, and knows one token.
#[derive(Default)]
struct Gateway {
    served: Vec<Instant>,
    refused: usize,
    log_ins: usize,
    expired: usize,
}

impl Gateway {
    fn start() -> io::Result<(SocketAddr, Arc<Mutex<Self>>)> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let (address, gateway) = (listener.local_addr()?, Arc::<Mutex<Self>>::default());
        let shared = Arc::clone(&gateway);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let gateway = Arc::clone(&shared);
                thread::spawn(move || serve(&stream, &gateway));
            }
        });
        Ok((address, gateway))
    }

    fn response(&mut self, path: &str, token: &str) -> (u16, String) {
        let refusal = |status, code: &str, message: &str| {
            (status, format!(r#"{{"error_code":"{code}","error_msg":"{message}"}}"#))
        };
        if path == "/token" {
            self.log_ins += 1;
            return (200, "good".to_owned());
        }
        if token != "good" {
            self.expired += 1;
            return refusal(401, "APIG.0307", "The token must be updated.");
        }
        let second = Duration::from_secs(1);
        if self.served.iter().filter(|at| at.elapsed() < second).count() >= LIMIT {
            self.refused += 1;
            let message = format!("policy user over ratelimit,limit:{LIMIT},time:1 second");
            return refusal(429, "APIG.0308", &message);
        }
        self.served.push(Instant::now());
        (200, format!("order {}", self.served.len()))
    }
}

/// One request after the other, until the client closes the connection. None has a body.
fn serve(mut stream: &TcpStream, gateway: &Mutex<Gateway>) -> io::Result<()> {
    let mut lines = BufReader::new(stream).lines();
    while let Some(first) = lines.next().transpose()? {
        let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
        let mut token = String::new();
        for line in lines.by_ref() {
            let line = line?;
            if line.is_empty() {
                break;
            }
            if let Some(("x-auth-token", value)) =
                line.to_ascii_lowercase().split_once(':').map(|(name, value)| (name, value.trim()))
            {
                value.clone_into(&mut token);
            }
        }
        let (status, body) = gateway.lock().unwrap().response(&path, &token);
        let head = format!("HTTP/1.1 {status} X\r\nContent-Length: {}\r\n\r\n", body.len());
        stream.write_all((head + &body).as_bytes())?;
    }
    Ok(())
}

#[test]
fn threads_with_ureq_share_a_line_and_a_token() {
    static GATE: Gate = Gate::new();

    let (address, gateway) = Gateway::start().unwrap();
    let agent = ureq_3::agent();
    let token = Credential::with_value("expired".to_owned());
    let log_in = || -> Result<String, OrderError> {
        let response = agent.get(format!("http://{address}/token")).call()?;
        Ok(response.apig_error_for_status()?.body_mut().read_to_string()?)
    };
    // Waits for 90 s at most.
    let place_order = || {
        RetryPolicy::new()
            .call(Idempotency::NotIdempotent)
            .gate(&GATE)
            .credential(&token, log_in)
            .run_blocking(now, thread::sleep, |token| {
                let request = agent.post(format!("http://{address}/orders"));
                let response = request.header("X-Auth-Token", token).send_empty()?;
                Ok::<_, OrderError>(response.apig_error_for_status()?.body_mut().read_to_string()?)
            })
    };
    let orders: Vec<String> = thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS).map(|_| scope.spawn(place_order)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap().unwrap()).collect()
    });

    assert_eq!(orders.len(), THREADS);
    let gateway = gateway.lock().unwrap();
    // No order is placed twice, and of all that were refused together one logged in.
    assert_eq!((gateway.served.len(), gateway.log_ins), (THREADS, 1));
    assert!((1..=THREADS).contains(&gateway.expired), "{}", gateway.expired);
    // Those that were sent before anybody knew of the threshold, and few more.
    assert!(gateway.refused <= THREADS - LIMIT + 4, "{}", gateway.refused);
}
