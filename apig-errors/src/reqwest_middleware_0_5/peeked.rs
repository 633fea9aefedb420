//! Reading the body of an error so that it can be read again.

use alloc::vec::Vec;
use core::{
    pin::Pin,
    task::{Context, Poll},
};

use http_body::Frame;
use reqwest::{Body, Response, ResponseBuilderExt};

use super::Failure;
use crate::{
    ApigError,
    http_1::{BODY_LIMIT, is_error},
};

type Bytes = <Body as http_body::Body>::Data;

/// Returns the response as it is, unless its status is an error.
pub(super) async fn refused(mut response: Response) -> Result<Response, Failure> {
    if !is_error(response.status()) {
        return Ok(response);
    }
    let mut read = Vec::new();
    let end = loop {
        match response.chunk().await {
            Ok(Some(chunk)) => read.extend_from_slice(&chunk),
            Ok(None) => break End::Whole,
            Err(error) => break End::Broken(error),
        }
        if read.len() >= BODY_LIMIT {
            break End::More;
        }
    };
    let seen = &read[..read.len().min(BODY_LIMIT)];
    let error = ApigError::from_http(response.status(), response.headers(), seen);
    Err(Failure::Refused(restored(response, read.into(), end), error))
}

/// What comes after the bytes that were read.
enum End {
    Whole,
    More,
    Broken(reqwest::Error),
}

/// The same response with its whole body.
fn restored(response: Response, read: Bytes, end: End) -> Response {
    let url = response.url().clone();
    let (parts, rest) = http::Response::<Body>::from(response).into_parts();
    let body = match end {
        End::Whole => Body::from(read),
        End::More => Body::wrap(Peeked { read: Some(read), rest: Ok(rest) }),
        End::Broken(error) => Body::wrap(Peeked { read: Some(read), rest: Err(Some(error)) }),
    };
    // reqwest keeps the URL elsewhere.
    let mut response = http::Response::builder().url(url).body(body).unwrap_or_default();
    *response.status_mut() = parts.status;
    *response.version_mut() = parts.version;
    *response.headers_mut() = parts.headers;
    response.extensions_mut().extend(parts.extensions);
    response.into()
}

/// A body whose beginning was read.
struct Peeked {
    read: Option<Bytes>,
    rest: Result<Body, Option<reqwest::Error>>,
}

impl http_body::Body for Peeked {
    type Data = Bytes;
    type Error = reqwest::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, reqwest::Error>>> {
        if let Some(read) = self.read.take() {
            return Poll::Ready(Some(Ok(Frame::data(read))));
        }
        match &mut self.rest {
            Ok(rest) => Pin::new(rest).poll_frame(context),
            Err(error) => Poll::Ready(error.take().map(Err)),
        }
    }
}
