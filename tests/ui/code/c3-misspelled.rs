use apig_errors::ApigRetryable;

#[derive(ApigRetryable)]
enum Error {
    #[apig(code = "apig.0308")]
    LowerCase,
    #[apig(code = "APIG0308")]
    NoDot,
    #[apig(code = "APIG-0308")]
    Hyphen,
    #[apig(code = "APIG_0308")]
    Underscore,
    #[apig(code = "0308")]
    DigitsAlone,
    #[apig(code = "APIG.308")]
    ThreeDigits,
    #[apig(code = " APIG.0308 ")]
    Blanks,
    #[apig(code = "APIG.０３０８")]
    FullWidthDigits,
    #[apig(code = "АPIG.0308")]
    CyrillicA,
    #[apig(code = "APIG.03O8")]
    LetterForDigit,
    #[apig(code = "APIG.0l01")]
    SmallLForOne,
    #[apig(code = apig_0308)]
    Name,
}

fn main() {}
