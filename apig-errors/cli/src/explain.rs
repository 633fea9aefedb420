//! `apig explain`: what a code means.

use apig_errors::{Code, Row, Verdict};
use clap::ArgMatches;

use crate::{
    json::Json,
    layout::{self, Styled},
    lookup::{self, Meant, Unknown},
    outcome::{NO, Outcome, YES},
    words::{self, HEADING},
};

pub(crate) fn run(matches: &ArgMatches) -> Outcome {
    let typed = matches.get_many::<String>("code").expect("required");
    let statuses: Vec<u16> = matches.get_many("status").unwrap_or_default().copied().collect();
    let mut outcome = Outcome::default();
    // Each as it was typed, where it is not known, or the codes that were meant.
    let mut read: Vec<Result<Explained, (&str, Unknown)>> = Vec::new();
    for typed in typed {
        match lookup::read(typed, statuses.first().copied()) {
            Ok(Meant { codes, note }) => {
                if let Some(note) = note {
                    outcome.complain(note);
                }
                read.extend(codes.into_iter().map(|code| Ok(Explained::new(code, &statuses))));
            }
            Err(unknown) => {
                outcome.exit = NO;
                outcome.complain(&unknown.problem);
                for help in &unknown.help {
                    layout::paragraph(&mut outcome.complaints, &Styled::plain(help), 6);
                }
                read.push(Err((typed, unknown)));
            }
        }
    }
    if matches.get_one::<String>("format").is_some_and(|format| format == "json") {
        outcome.text = format!("{}\n", Json::List(read.iter().map(as_json).collect()));
    } else {
        let texts: Vec<String> = read.iter().flatten().map(Explained::text).collect();
        outcome.text = texts.join("\n");
    }
    debug_assert!(outcome.exit == YES || !outcome.complaints.is_empty());
    outcome
}

/// A code with what is to be said about it.
struct Explained {
    code: Code,
    /// What should be known before the responses are read.
    notes: Vec<String>,
    responses: Vec<Explanation>,
}

/// A code with one HTTP status.
struct Explanation {
    status: u16,
    verdict: Verdict,
    /// `None` where the pair is not documented.
    row: Option<&'static Row>,
}

impl Explained {
    /// Explains a code that some row speaks for: with these statuses, or, without any, with those
    /// that it is documented with.
    fn new(code: Code, statuses: &[u16]) -> Self {
        let rows = lookup::rows(code);
        let documented = rows.first().map_or(code, |row| row.code);
        let table = code.table();
        let mut notes = Vec::new();
        if documented != code {
            notes.push(format!(
                "{code} is not in the table of {}; the families share their numbers, and this is {documented}.",
                table.family
            ));
        }
        if !table.complete {
            notes.push(format!(
                "The table of {} ({}) is known to be incomplete; what it lacks is taken from APIG.",
                table.family, table.name
            ));
        }
        let mut responses: Vec<Explanation> = rows
            .iter()
            .filter(|row| statuses.is_empty() || statuses.contains(&row.status))
            .map(|row| Explanation {
                status: row.status,
                verdict: code.verdict(row.status),
                row: Some(row),
            })
            .collect();
        for &status in statuses {
            if !responses.iter().any(|response| response.status == status) {
                let verdict = code.verdict(status);
                responses.push(Explanation { status, verdict, row: None });
            }
        }
        responses.sort_by_key(|response| response.status);
        if responses.iter().any(|response| response.row.is_none()) {
            let mut with: Vec<u16> = rows.iter().map(|row| row.status).collect();
            with.sort_unstable();
            with.dedup();
            let with: Vec<String> = with.iter().map(ToString::to_string).collect();
            notes.push(format!("{documented} is documented with HTTP {}.", with.join(", ")));
        }
        Self { code, notes, responses }
    }

    fn text(&self) -> String {
        let mut out = String::new();
        for note in &self.notes {
            layout::paragraph(&mut out, &Styled::plain(note), 0);
        }
        for (at, response) in self.responses.iter().enumerate() {
            if at > 0 || !self.notes.is_empty() {
                out.push('\n');
            }
            response.write(self.code, &mut out);
        }
        out
    }
}

impl Explanation {
    fn write(&self, code: Code, out: &mut String) {
        let head = format!("{code} HTTP {}", self.status);
        let message = self.row.map_or("not documented", |row| row.message);
        let head = Styled { style: HEADING, lead: head, rest: format!(": {message}") };
        layout::paragraph(out, &head, 0);
        let mut fields = verdict_fields(self.verdict, code.actor(self.status));
        if let Some(row) = self.row {
            fields.push(("cause", Styled::plain(row.cause)));
            fields.push(("solution", Styled::plain(row.solution)));
            fields.push(("why", Styled::plain(row.reason)));
        }
        layout::fields(out, &fields);
    }
}

/// Retry class, delivery, basis and actor, as every command shows them.
pub(crate) fn verdict_fields(
    Verdict { retry, delivery, basis, .. }: Verdict,
    actor: Option<apig_errors::Actor>,
) -> Vec<(&'static str, Styled)> {
    let mut fields = vec![
        ("verdict", Styled::word(words::retry_style(retry), retry.as_str(), words::retry(retry))),
        (
            "delivery",
            Styled::word(HEADING, delivery.as_str(), words::delivery_and_so(retry, delivery)),
        ),
        ("rests on", Styled::word(HEADING, basis.as_str(), words::basis(basis))),
    ];
    if let Some(actor) = actor {
        fields.push(("who acts", Styled::word(HEADING, actor.as_str(), words::actor(actor))));
    }
    fields
}

fn as_json(explained: &Result<Explained, (&str, Unknown)>) -> Json {
    match explained {
        Ok(Explained { code, responses, .. }) => Json::Object(vec![
            ("code", code.to_string().into()),
            (
                "responses",
                Json::List(responses.iter().map(|response| response.as_json(*code)).collect()),
            ),
            ("suggestions", Json::List(Vec::new())),
        ]),
        Err((typed, unknown)) => {
            let suggestions = unknown.suggestions.iter().map(|code| code.to_string().into());
            Json::Object(vec![
                ("code", (*typed).into()),
                ("responses", Json::List(Vec::new())),
                ("suggestions", Json::List(suggestions.collect())),
            ])
        }
    }
}

impl Explanation {
    fn as_json(&self, code: Code) -> Json {
        match self.row {
            Some(row) => Json::row(row, self.verdict),
            None => Json::Object(vec![
                ("code", code.to_string().into()),
                ("status", u64::from(self.status).into()),
                ("message", Json::Null),
                ("cause", Json::Null),
                ("solution", Json::Null),
                ("verdict", Json::verdict(self.verdict)),
                ("actor", code.actor(self.status).map(apig_errors::Actor::as_str).into()),
                ("reason", Json::Null),
            ]),
        }
    }
}
