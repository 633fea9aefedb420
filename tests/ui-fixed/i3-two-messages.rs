use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "APIG.0307")]
    Expired {
        #[apig(message)]
        message: String,
        #[apig(request_id)]
        request_id: Option<String>,
    },
}

fn main() {}
