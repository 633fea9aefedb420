use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig]
    Bare,
    #[apig()]
    Empty,
    #[apig = "APIG.0308"]
    Equals,
    #[apig("APIG.0308")]
    Text,
    #[apig{code = "APIG.0308"}]
    Braces,
    #[apig[code = "APIG.0308"]]
    Square,
}

fn main() {}
