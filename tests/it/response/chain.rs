//! What `verdict_of` sees of an error whose type is gone, wrapper by wrapper: the table of its
//! documentation.

use std::{error::Error, io, sync::Arc};

use anyhow::Context;
use apig_errors::{ApigError, ApigRetryable, Code, Delivery, Retry, Verdict, verdict_of};

fn throttled() -> ApigError {
    ApigError::new(429, Code::APIG_0308)
}

fn expected() -> Verdict {
    throttled().verdict()
}

/// A port at which nobody listens any more.
async fn refused() -> reqwest::Error {
    let address = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    client.get(format!("http://{address}/")).send().await.unwrap_err()
}

#[derive(Debug, thiserror::Error, ApigRetryable)]
enum OrderError {
    #[error("too many calls")]
    #[apig(code = "APIG.0308", delivery = MaybeDelivered, reason = "the API counts what it has done")]
    TooFast(
        #[apig(error)]
        #[source]
        ApigError,
    ),
    #[error("the credential is refused")]
    #[apig(code = "APIG.0307")]
    LoggedOut,
    #[error(transparent)]
    #[apig(fallback)]
    Other(ApigError),
}

#[tokio::test]
async fn through_anyhow() {
    let error = anyhow::Error::new(throttled());
    assert_eq!(verdict_of(&*error), Some(expected()));
    let error = Err::<(), _>(throttled()).context("placing").context("more").unwrap_err();
    assert_eq!(verdict_of(&*error), Some(expected()));
    let error = Err::<(), _>(refused().await).context("placing").unwrap_err();
    assert_eq!(verdict_of(&*error).unwrap().retry, Retry::Backoff);
    assert_eq!(verdict_of(&*error).unwrap().delivery, Delivery::NotDelivered);
    // A value that is a context is no link of the chain; anyhow alone finds it.
    let error = anyhow::anyhow!("cause").context(throttled());
    assert_eq!(verdict_of(&*error), None);
    assert_eq!(error.downcast_ref::<ApigError>().map(ApigError::verdict), Some(expected()));
}

#[tokio::test]
async fn through_eyre() {
    use eyre::WrapErr;
    let error = Err::<(), _>(throttled()).wrap_err("placing").unwrap_err();
    assert_eq!(verdict_of(&*error), Some(expected()));
    let error = eyre::Report::new(refused().await);
    assert_eq!(verdict_of(&*error).unwrap().delivery, Delivery::NotDelivered);
}

#[test]
fn through_boxes_and_pointers() {
    let boxed: Box<dyn Error> = throttled().into();
    assert_eq!(verdict_of(&*boxed), Some(expected()));
    let boxed: Box<dyn Error + Send + Sync> = Box::new(io::Error::other(throttled()));
    assert_eq!(verdict_of(&*boxed), Some(expected()));
    let shared: Arc<dyn Error + Send + Sync> = Arc::new(throttled());
    assert_eq!(verdict_of(&shared), Some(expected()));
    assert_eq!(verdict_of(&io::Error::other(Arc::new(throttled()))), Some(expected()));
}

#[tokio::test]
async fn through_tower() {
    use tower::{BoxError, Service, ServiceExt};
    let refuse = tower::service_fn(async |(): ()| Err::<(), BoxError>(throttled().into()));
    let mut service = tower::ServiceBuilder::new().service(refuse).map_err(|error| error);
    let error: BoxError = service.ready().await.unwrap().call(()).await.unwrap_err();
    assert_eq!(verdict_of(&*error), Some(expected()));
    let error: BoxError = Box::new(refused().await);
    assert_eq!(verdict_of(&*error).unwrap().retry, Retry::Backoff);
}

/// Its error hides the first of what it holds, `source` is already that one's source: it has a verdict itself, and
/// a match sees the same.
#[tokio::test]
async fn through_reqwest_middleware() {
    use reqwest_middleware::Error as Middleware;

    fn verdict(error: &Middleware) -> Option<Verdict> {
        match error {
            Middleware::Middleware(error) => verdict_of(&**error),
            Middleware::Reqwest(error) => Some(error.verdict()),
        }
    }
    let refusal = Middleware::middleware(throttled());
    assert_eq!((verdict_of(&refusal), verdict(&refusal)), (Some(expected()), Some(expected())));
    let refused = refused().await;
    let failed = refused.verdict();
    let refused = Middleware::Reqwest(refused);
    assert_eq!((verdict_of(&refused), verdict(&refused)), (Some(failed), Some(failed)));
    // Below another error it is seen.
    let below = Middleware::Middleware(anyhow::Error::new(throttled()).context("placing"));
    assert_eq!((verdict_of(&below), verdict(&below)), (Some(expected()), Some(expected())));
}

/// What the enum says otherwise is seen by a downcast to it alone.
#[test]
fn of_an_enum_the_response_that_it_carries() {
    let error = anyhow::Error::new(OrderError::from(throttled()));
    assert_eq!(verdict_of(&*error), Some(expected()));
    assert_eq!(verdict_of(&*error).unwrap().delivery, Delivery::NotDelivered);
    let own = error.downcast_ref::<OrderError>().unwrap().verdict();
    assert_eq!(own.delivery, Delivery::MaybeDelivered);
    // A variant without the response has nothing that could be seen.
    let logged_out = OrderError::from(ApigError::new(401, Code::APIG_0307));
    assert_eq!(verdict_of(&logged_out), None);
    // Nor has one that is transparent: its source is that of the response.
    let other = OrderError::from(ApigError::from_status(503));
    assert_eq!(verdict_of(&other), None);
    assert_eq!(other.verdict(), Verdict::from_status(503));
}

#[tokio::test]
async fn of_tokio_nothing() {
    let late = tokio::time::timeout(std::time::Duration::ZERO, std::future::pending::<()>()).await;
    assert_eq!(verdict_of(&late.unwrap_err()), None);
    let task = tokio::spawn(std::future::pending::<()>());
    task.abort();
    assert_eq!(verdict_of(&task.await.unwrap_err()), None);
}
