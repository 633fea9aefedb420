use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
#[apig(fallback)]
enum Error {
    #[apig(siblings)]
    EnumKey,
    #[apig(message)]
    FieldKey(String),
    #[apig(code = "APIG.0308")]
    VariantKey(#[apig(retry)] u16),
}

fn main() {}
