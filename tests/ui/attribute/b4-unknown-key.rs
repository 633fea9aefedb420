use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
#[apig(sibling)]
enum Error {
    #[apig(cod = "APIG.0308")]
    Misspelled,
    #[apig(flavour = "APIG.0308")]
    Unknown,
    #[apig(error_code = "APIG.0308")]
    ErrorCode,
    #[apig(code = "APIG.0201", http_status = 502)]
    HttpStatus,
    #[apig(code = "APIG.0203", retryable = true)]
    Retryable,
    #[apig(code = "APIG.0501", retry = Throttled, because = "it resets at midnight")]
    Because,
    #[apig(skip)]
    Skip,
    #[apig(forward)]
    Forward(Box<Error>),
    #[apig(catch_all)]
    CatchAll(String),
    #[apig(other)]
    Other(String),
    #[apig(default)]
    Default(String),
    #[apig(code = "APIG.0307")]
    Expired {
        #[apig(msg)]
        message: String,
        #[apig(source)]
        source: String,
    },
}

fn main() {}
