mod catalog;
mod pages;
mod verdicts;

/// The page *Error Codes* of the gateway as text, of the date of the table of `APIG`.
const PAGE: &str =
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/apig-error-codes-2023-12-22.txt"));
