use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code("APIG.0308", "APIG.0613"))]
    TwoClasses,
    #[apig(code("APIG.0606", "APIG.0601"))]
    TwoDeliveries,
    #[apig(code("APIG.0101", "APIG.0107"))]
    NeverAgainWhatever,
}

fn main() {}
