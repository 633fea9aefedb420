//! A client of the Language Server Protocol, as far as this needs it: one server, its open files, one request
//! at a time.

use std::{
    collections::HashMap,
    env,
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, Stdio},
    sync::mpsc::{Receiver, channel},
    thread,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use crate::{Result, package::Package};

/// A server that says nothing for so long has failed.
const PATIENCE: Duration = Duration::from_secs(300);

/// A server on a package.
pub(crate) struct Server {
    process: Child,
    input: ChildStdin,
    messages: Receiver<Value>,
    requests: u64,
    is_quiescent: bool,
    /// The text and the version of each open file.
    files: HashMap<PathBuf, (String, u64)>,
    pub(crate) name: String,
}

impl Server {
    /// Starts the server and waits until it has read the package.
    pub(crate) fn start(package: &Package) -> Result<Self> {
        let program = env::var_os("RUST_ANALYZER").unwrap_or_else(|| "rust-analyzer".into());
        let mut process = package
            .command(&program)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let input = process.stdin.take().ok_or("the server has no input")?;
        let mut output = BufReader::new(process.stdout.take().ok_or("the server has no output")?);
        let (sender, messages) = channel();
        thread::spawn(move || {
            while let Some(message) = receive(&mut output) {
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        let mut server = Self {
            process,
            input,
            messages,
            requests: 0,
            is_quiescent: false,
            files: HashMap::new(),
            name: String::new(),
        };
        let mut cargo = json!({ "targetDir": package.folder.join("target/server") });
        if let Some(sources) = env::var_os("RUST_SRC") {
            cargo["sysrootSrc"] = json!(Path::new(&sources));
        }
        let info = server.request(
            "initialize",
            &json!({
                "processId": std::process::id(),
                "rootUri": uri(&package.folder),
                "capabilities": {
                    "textDocument": {
                        "diagnostic": {},
                        "hover": { "contentFormat": ["markdown"] },
                        "completion": { "completionItem": { "snippetSupport": true } },
                    },
                    "experimental": { "serverStatusNotification": true },
                },
                "initializationOptions": {
                    "cargo": cargo, "checkOnSave": false, "cachePriming": { "enable": false },
                },
            }),
        )?;
        let text = |name| info["serverInfo"][name].as_str().unwrap_or_default().to_owned();
        server.name = format!("{} {}", text("name"), text("version"));
        server.notify("initialized", &json!({}))?;
        Ok(server)
    }

    /// Waits until nothing is left to be loaded.
    pub(crate) fn settle(&mut self) -> Result<()> {
        // What it has loaded makes it load more, so that it is done for good only after a pause.
        let mut since = None;
        loop {
            match self.messages.recv_timeout(Duration::from_secs(2)) {
                Ok(message) => self.take(&message)?,
                Err(_) if self.is_quiescent => return Ok(()),
                Err(_) if since.get_or_insert_with(Instant::now).elapsed() < PATIENCE => {}
                Err(_) => return Err("the server does not come to rest".into()),
            }
        }
    }

    /// Shows the server a file, or another text of it.
    pub(crate) fn show(&mut self, file: &Path, text: &str) -> Result<()> {
        let uri = uri(file);
        if let Some((before, version)) = self.files.get_mut(file) {
            text.clone_into(before);
            *version += 1;
            let document = json!({ "uri": uri, "version": *version });
            let changes = json!([{ "text": text }]);
            let change = json!({ "textDocument": document, "contentChanges": changes });
            return self.notify("textDocument/didChange", &change);
        }
        self.files.insert(file.to_owned(), (text.to_owned(), 0));
        let document = json!({ "uri": uri, "languageId": "rust", "version": 0, "text": text });
        self.notify("textDocument/didOpen", &json!({ "textDocument": document }))
    }

    /// What is completed at this place: the names, sorted.
    pub(crate) fn completion(&mut self, file: &Path, offset: usize) -> Result<Vec<String>> {
        let found = self.at("completion", file, offset)?;
        let items = found["items"].as_array().or_else(|| found.as_array());
        let labels = items.into_iter().flatten().filter_map(|item| item["label"].as_str());
        let mut labels: Vec<String> = labels.map(str::to_owned).collect();
        labels.sort_unstable();
        Ok(labels)
    }

    /// What is shown at this place.
    pub(crate) fn hover(&mut self, file: &Path, offset: usize) -> Result<String> {
        let found = self.at("hover", file, offset)?;
        Ok(found["contents"]["value"].as_str().unwrap_or_default().to_owned())
    }

    /// The lines where what is at this place is defined.
    pub(crate) fn definition(&mut self, file: &Path, offset: usize) -> Result<Vec<String>> {
        let found = self.at("definition", file, offset)?;
        let mut lines = Vec::new();
        for place in found.as_array().into_iter().flatten() {
            let path = place["uri"].as_str().unwrap_or_default().trim_start_matches("file://");
            let line = usize::try_from(place["range"]["start"]["line"].as_u64().unwrap_or(0))?;
            let text = std::fs::read_to_string(path)?;
            lines.push(text.lines().nth(line).unwrap_or_default().trim().to_owned());
        }
        Ok(lines)
    }

    /// The server's own errors in a file, each with where it begins: line and column, from 1.
    pub(crate) fn errors(&mut self, file: &Path) -> Result<Vec<(u64, u64, String)>> {
        let document = json!({ "textDocument": { "uri": uri(file) } });
        let found = self.request("textDocument/diagnostic", &document)?;
        let items = found["items"].as_array().into_iter().flatten();
        let errors = items.filter(|item| item["severity"] == 1).map(|item| {
            let start = |of| item["range"]["start"][of].as_u64().unwrap_or(0) + 1;
            let message = item["message"].as_str().unwrap_or_default();
            (start("line"), start("character"), message.to_owned())
        });
        let mut errors: Vec<_> = errors.collect();
        errors.sort_unstable();
        Ok(errors)
    }

    fn at(&mut self, question: &str, file: &Path, offset: usize) -> Result<Value> {
        let (text, _) = self.files.get(file).ok_or("the file is not open")?;
        let before = &text[..offset];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let position = json!({
            "line": before.matches('\n').count(),
            "character": before[line_start..].encode_utf16().count(),
        });
        let place = json!({ "textDocument": { "uri": uri(file) }, "position": position });
        self.request(&format!("textDocument/{question}"), &place)
    }

    fn request(&mut self, method: &str, params: &Value) -> Result<Value> {
        loop {
            self.requests += 1;
            let id = self.requests;
            self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }))?;
            let mut response = loop {
                let message = self.messages.recv_timeout(PATIENCE)?;
                if message["id"] == id && message.get("method").is_none() {
                    break message;
                }
                self.take(&message)?;
            };
            match response["error"]["code"].as_i64() {
                None => return Ok(response["result"].take()),
                // The text has changed meanwhile, or the request was cancelled.
                Some(-32802..=-32800) => thread::sleep(Duration::from_millis(50)),
                Some(_) => return Err(format!("{method}: {}", response["error"]).into()),
            }
        }
    }

    fn notify(&mut self, method: &str, params: &Value) -> Result<()> {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }))
    }

    /// Takes what the server says by itself, and responds to what it asks.
    fn take(&mut self, message: &Value) -> Result<()> {
        if message["method"] == "experimental/serverStatus" {
            self.is_quiescent = message["params"]["quiescent"] == true;
        }
        if message.get("method").is_some() && message.get("id").is_some() {
            self.send(&json!({ "jsonrpc": "2.0", "id": message["id"], "result": null }))?;
        }
        Ok(())
    }

    fn send(&mut self, message: &Value) -> Result<()> {
        let body = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{body}", body.len())?;
        Ok(self.input.flush()?)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It has nothing to save; that it has ended already is as good.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The next message; none where the server has ended.
fn receive(output: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim().split_once(':') {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                length = value.trim().parse().ok()?;
            }
            Some(_) => {}
            None => break,
        }
    }
    let mut body = vec![0; length];
    output.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}

fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}
