//! `verdict` takes any path: of a module, of the enum, of a function with a parameter of its own; and what
//! the function takes may be what the field points to.

use apig_errors::{ApigRetryable, Delivery, Retry, Verdict};

mod judged {
    use super::{Delivery, Retry, Verdict};

    pub fn never<T>(_: &T) -> Verdict {
        Verdict::new(Retry::Never, Delivery::MaybeDelivered)
    }
}

fn of_any(error: &dyn std::error::Error) -> Verdict {
    let delivery =
        if error.to_string() == "refused" { Delivery::NotDelivered } else { Delivery::MaybeDelivered };
    Verdict::new(Retry::Backoff, delivery)
}

#[derive(ApigRetryable)]
enum Error {
    #[apig(local, verdict = judged::never)]
    Parse(std::num::ParseIntError),
    #[apig(verdict = crate::of_any, local)]
    Io(std::io::Error),
    #[apig(local, verdict = Self::of_status, reason = "the proxy says so")]
    Proxy { status: u16 },
    #[apig(local, verdict = of_any)]
    Boxed(Box<std::io::Error>),
}

impl Error {
    fn of_status(status: &u16) -> Verdict {
        Verdict::from_status(*status)
    }
}

fn main() {
    let parse = "x".parse::<u8>().map_err(Error::Parse).expect_err("no number");
    assert_eq!(parse.verdict().retry, Retry::Never);
    let refused = Error::Io(std::io::Error::other("refused")).verdict();
    assert_eq!((refused.retry, refused.delivery), (Retry::Backoff, Delivery::NotDelivered));
    assert_eq!(Error::Proxy { status: 502 }.verdict(), Verdict::from_status(502));
    let boxed = Error::Boxed(Box::new(std::io::Error::other("lost")));
    assert_eq!(boxed.verdict().delivery, Delivery::MaybeDelivered);
    assert_eq!((boxed.apig_code(), boxed.wait_hint(), boxed.variant()), (None, None, Some("Boxed")));
}
