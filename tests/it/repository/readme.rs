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
         println!(\"{order}, after {} requests: the first was throttled\", gateway.requests());\n",
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
fn the_documentations_front_page_has_the_readmes_program() {
    let front_page = include_str!("../../../apig-errors/src/lib.rs");
    assert!(front_page.contains(&format!("```no_run\n{}```", program())));
}

#[test]
fn the_readmes_program_has_25_lines_of_code_at_most() {
    let lines = program().lines().filter(|line| !line.is_empty()).count();
    assert!(lines <= 25, "{lines}");
}

/// All that a client of three endpoints has for its errors, which is between two rules in the example.
#[test]
fn the_error_handling_of_three_endpoints_has_30_lines_at_most() {
    let service = include_str!("../../../apig-errors/examples/service.rs");
    let parts: Vec<_> = service.split("\n// ---").collect();
    assert_eq!(parts.len(), 3, "two rules");
    let lines = parts[1].lines().skip(1).filter(|line| !line.is_empty()).count();
    assert!(lines <= 30, "{lines}");
}

/// The names of the examples: files, and folders with a `main.rs`.
fn examples() -> Vec<String> {
    let folder = std::fs::read_dir("../apig-errors/examples").expect("there are examples");
    let mut names: Vec<String> = folder
        .map(|entry| entry.expect("it can be read").path())
        .filter(|path| path.is_file() || path.join("main.rs").is_file())
        .map(|path| path.file_stem().expect("a name").to_string_lossy().into_owned())
        .collect();
    names.sort_unstable();
    names
}

#[test]
fn every_example_is_in_the_readme_and_on_the_guides_page() {
    let page = include_str!("../../../apig-errors/src/guide/examples.md");
    assert!(examples().len() >= 16);
    let listed = |text: &str| {
        let rows = text.lines().filter_map(|line| line.strip_prefix("| `")?.split_once("` |"));
        let mut names: Vec<String> = rows.map(|(name, _)| name.to_owned()).collect();
        names.sort_unstable();
        names
    };
    assert_eq!(listed(page), examples());
    for name in examples() {
        let names = [format!("`{name}`"), format!("--example {name}")];
        assert!(names.iter().any(|name| README.contains(name)), "the README does not name {name}");
    }
}

/// One page after the other, in the order of the table.
#[test]
fn each_page_of_the_guide_links_to_its_neighbours() {
    let guide = include_str!("../../../apig-errors/src/guide.rs");
    let pages: Vec<(&str, &str)> = guide
        .lines()
        .filter_map(|line| line.strip_prefix("//! | [")?.split_once("]("))
        .map(|(title, rest)| (title, rest.split(')').next().expect("a first part")))
        .collect();
    assert!(pages.len() >= 13);
    let link = |at: Option<usize>, word: &str| {
        let (title, name) = pages.get(at?)?;
        Some(format!("{word}: [{title}](crate::guide::{name})"))
    };
    for (at, (_, name)) in pages.iter().enumerate() {
        let links = [link(at.checked_sub(1), "Previous"), link(Some(at + 1), "Next")];
        let links = links.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let page = format!("{links}\"]\npub mod {name} {{}}");
        assert!(guide.contains(&page), "{page}");
    }
}
