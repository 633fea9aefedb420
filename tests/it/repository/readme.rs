//! The program of the README is the one that `cargo run --example quickstart` runs.

const README: &str = include_str!("../../../README.md");
const EXAMPLE: &str = include_str!("../../../apig-errors/examples/quickstart.rs");

/// What the example needs in order to run without a network, and what the README has instead.
const STAND_INS: [(&str, &str); 6] = [
    ("mod support;\n", ""),
    (
        "RetryPolicy, Step};\n",
        "RetryPolicy, Step};\n\n\
         const URL: &str = \"https://c77f5e81.example.com/v1/orders\";\n",
    ),
    (
        "    let gateway = support::Gateway::start(&[(apig_errors::Code::APIG_0308, 429)]).await?;\n",
        "",
    ),
    ("reqwest::Client::builder().no_proxy().build()?", "reqwest::Client::new()"),
    ("&gateway.url", "URL"),
    ("    assert_eq!((order.as_deref().ok(), gateway.requests()), (Some(\"order 7\"), 2));\n", ""),
];

fn program() -> &'static str {
    let (_, program) = README.split_once("```rust,no_run\n").expect("the README has a program");
    program.split_once("```").expect("the program ends").0
}

#[test]
fn the_readmes_program_is_the_example_that_runs() {
    let (_, code) = EXAMPLE.split_once("\n\n").expect("a comment comes before the code");
    let mut code = code.to_owned();
    for (ours, theirs) in STAND_INS {
        assert!(code.contains(ours), "the example has changed: {ours}");
        code = code.replace(ours, theirs);
    }
    assert_eq!(program(), code);
}

#[test]
fn the_readmes_program_has_forty_lines_at_most() {
    assert!(program().lines().count() <= 40, "{}", program().lines().count());
}
