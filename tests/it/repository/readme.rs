//! The program of the README is the one that `cargo run --example quickstart` runs.

const README: &str = include_str!("../../../README.md");
const EXAMPLE: &str = include_str!("../../../apig-errors/examples/quickstart.rs");

/// What the example needs in order to run without a network, and what the README has instead.
const STAND_INS: [(&str, &str); 5] = [
    ("mod support;\n", ""),
    (
        "static GATE: apig_errors::Gate = apig_errors::Gate::new();\n",
        "const URL: &str = \"https://c77f5e81.example.com/v1/orders\";\n\
         static GATE: apig_errors::Gate = apig_errors::Gate::new();\n",
    ),
    (
        "    let gateway = support::Gateway::start(&[(apig_errors::Code::APIG_0308, 429)]).await?;\n",
        "",
    ),
    ("reqwest::Client::builder().no_proxy().build()?", "reqwest::Client::new()"),
    (
        "    let order = call.run(now, tokio::time::sleep, || place_order(&client, &gateway.url)).await?;\n    \
         assert_eq!((&*order, gateway.requests()), (\"order 7\", 2));\n    \
         println!(\"{order}\");\n",
        "    println!(\"{}\", call.run(now, tokio::time::sleep, || place_order(&client, URL)).await?);\n",
    ),
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
fn the_readmes_program_has_25_lines_of_code_at_most() {
    let lines = program().lines().filter(|line| !line.is_empty()).count();
    assert!(lines <= 25, "{lines}");
}
