use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code "APIG.0308")]
    NoEquals,
    #[apig(code)]
    NoValue,
    #[apig(code =)]
    NothingBehindEquals,
    #[apig(code = "APIG.0201" status = 502)]
    NoComma,
    #[apig(code = "APIG.0307",, status = 401)]
    TwoCommas,
    #[apig(code("APIG.0301",, "APIG.1002"))]
    TwoCommasInList,
    #[apig(code())]
    EmptyList,
    #[apig(code: "APIG.0203")]
    Colon,
    #[apig(code("APIG.0303" "APIG.0304"))]
    NoCommaInList,
    #[apig(code = "APIG.0201", status(502 504))]
    NoCommaBetweenStatuses,
}

fn main() {}
