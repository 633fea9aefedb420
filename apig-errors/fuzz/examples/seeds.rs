//! Writes what the fuzz targets start from: the bodies of the tests' corpus, whole and with their
//! headers, the codes and messages in them, and the enums of the derive's tests.
//!
//! `cargo run --example seeds` in this directory.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use quote::ToTokens;
use serde_json::Value;

const MANIFEST: &str = env!("CARGO_MANIFEST_DIR");

fn main() -> io::Result<()> {
    let tests = Path::new(MANIFEST).join("../../tests");
    for line in fs::read_to_string(tests.join("data/bodies.jsonl"))?.lines() {
        let sample: Value = serde_json::from_str(line)?;
        let body = sample["body"].as_str().unwrap_or_default();
        write("body", body)?;
        write("headers", &format!("{}\n{body}", head(&sample["headers"])))?;
        for text in ["message", "raw_code"] {
            let target = if text == "message" { "throttle" } else { "code" };
            if let Some(text) = sample[text].as_str() {
                write(target, text)?;
            }
        }
        // With every header that is read, so that each has an example to change.
        write("headers", &format!("{HEADERS}\n{body}"))?;
    }
    for value in ["remain:0,limit:10,time:10 second", "remain:9,limit:10,time:1 day"] {
        write("throttle", value)?;
    }
    for code in ["APIG.0201", "APIGW.0308", "APIC.7126", "apig.0101", "ModelArts.81101", "0000"] {
        write("code", code)?;
    }
    for directory in ["ui", "ui-pass", "ui-rustc"] {
        enums_below(&tests.join(directory))?;
    }
    Ok(())
}

const HEADERS: &str = "X-Request-Id: 914a39d68c290da3e187f827f7e1b771
Date: Mon, 03 Aug 2020 02:51:22 GMT
Retry-After: Mon, 03 Aug 2020 02:53:22 GMT
Retry-After: 120
X-Apig-RateLimit-Api: remain:0,limit:10,time:10 second
X-Apig-RateLimit-Api-Allenv: remain:0,limit:10,time:1 minute
X-Apig-RateLimit-User: remain:9,limit:10,time:1 hour
X-Apig-RateLimit-App: remain:0,limit:10
X-Apig-RateLimit-Ip: remain:0,limit:10,time:1 day
";

fn head(headers: &Value) -> String {
    let mut head = String::new();
    for (name, value) in headers.as_object().into_iter().flatten() {
        head.extend([name, ": ", value.as_str().unwrap_or_default(), "\n"]);
    }
    head
}

/// The enums of all files below, without the attributes that a derive does not see.
fn enums_below(directory: &Path) -> io::Result<()> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(directory)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    paths.sort();
    for path in paths {
        if path.is_dir() {
            enums_below(&path)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            // Some of the tests are about what does not parse.
            let Ok(file) = syn::parse_file(&fs::read_to_string(path)?) else { continue };
            for item in file.items {
                if let syn::Item::Enum(mut item) = item {
                    item.attrs.retain(|attr| !attr.path().is_ident("derive"));
                    write("derive", &item.into_token_stream().to_string())?;
                }
            }
        }
    }
    Ok(())
}

/// Writes one seed, under a name that is the same for the same text.
fn write(target: &str, seed: &str) -> io::Result<()> {
    // FNV-1a: the standard library's hashes may change from one version to the next.
    let hash = seed.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    let directory = Path::new(MANIFEST).join("corpus").join(target);
    fs::create_dir_all(&directory)?;
    fs::write(directory.join(format!("seed-{hash:016x}")), seed)
}
