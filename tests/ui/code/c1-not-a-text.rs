use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = 308)]
    Integer,
    #[apig(code = 0.308)]
    Float,
    #[apig(code = true)]
    Boolean,
    #[apig(code = 'A')]
    Character,
    #[apig(code = b"APIG.0308")]
    Bytes,
    #[apig(code = concat!("APIG.", "0308"))]
    Macro,
    #[apig(code = Code::APIG_0308)]
    Path,
    #[apig(code = ["APIG.0301", "APIG.0307"])]
    Array,
}

fn main() {}
