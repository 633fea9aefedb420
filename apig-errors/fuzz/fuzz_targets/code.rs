//! Reading a code, against a plain second implementation.

#![no_main]

use apig_errors::{ApigError, Code};
use libfuzzer_sys::fuzz_target;

#[path = "../../../tests/it/support/rules.rs"]
#[allow(dead_code)]
mod rules;

fuzz_target!(|text: &str| {
    let code = Code::parse(text);
    assert_eq!(code, rules::plain_code(text));
    assert_eq!(code, text.parse());
    assert_eq!(code, Code::try_from(text));
    if let Ok(code) = code {
        assert_eq!(code.to_string(), text);
        assert_eq!(Code::new(code.family(), code.number()), Some(code));
    }

    let error = ApigError::from_status(504).with_raw_code(text);
    assert_eq!(error.raw_code(), rules::is_usable(text).then_some(text));
    rules::check(&error);
});
