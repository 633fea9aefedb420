//! `apig explain`: what a code means.

use apig_errors::{Code, Family, Row, Verdict};
use apig_errors_catalog::__private::suggest;
use clap::ArgMatches;

use crate::{
    json::Json,
    layout::{self, Styled},
    lookup::{self, Unknown},
    outcome::{NO, Outcome, YES},
    words::{self, HEADING},
};

pub(crate) fn run(matches: &ArgMatches) -> Outcome {
    let typed = matches.get_many::<String>("code").expect("required");
    let statuses: Vec<u16> = matches.get_many("status").unwrap_or_default().copied().collect();
    let read: Vec<(&str, Result<Explained, Unknown>)> = typed
        .map(|typed| {
            let code = lookup::read(typed, statuses.first().copied());
            (typed.as_str(), code.map(|code| Explained::new(code, &statuses)))
        })
        .collect();

    let mut outcome = Outcome::default();
    for (_, unknown) in &read {
        if let Err(unknown) = unknown {
            outcome.exit = NO;
            outcome.complain(&unknown.problem);
            for help in &unknown.help {
                layout::paragraph(&mut outcome.complaints, &Styled::plain(help), 6);
            }
        }
    }
    if matches.get_one::<String>("format").is_some_and(|format| format == "json") {
        let codes = read.iter().map(|(typed, explained)| as_json(typed, explained)).collect();
        outcome.text = format!("{}\n", Json::List(codes));
    } else {
        let texts = read.iter().filter_map(|(_, explained)| explained.as_ref().ok());
        let texts: Vec<String> = texts.map(Explained::text).collect();
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
        let documented = suggest::documented_as(code).unwrap_or(code);
        let mut notes = Vec::new();
        if code.family() != Family::Apig {
            notes.push(format!(
                "{code} is of the family {}, which shares the numbers of APIG: this is {documented}.",
                code.family()
            ));
        }
        let mut responses: Vec<Explanation> = documented
            .rows()
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
            let mut with: Vec<u16> = documented.rows().iter().map(|row| row.status).collect();
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
        let mut fields = Vec::new();
        if let Some(row) = self.row {
            fields.push(("cause", Styled::plain(row.cause)));
            fields.push(("solution", Styled::plain(row.solution)));
        }
        fields.extend(verdict_fields(self.verdict, code.actor(self.status)));
        if let Some(row) = self.row {
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

fn as_json(typed: &str, explained: &Result<Explained, Unknown>) -> Json {
    match explained {
        Ok(Explained { code, responses, .. }) => Json::Object(vec![
            ("code", code.to_string().into()),
            (
                "responses",
                Json::List(responses.iter().map(|response| response.as_json(*code)).collect()),
            ),
            ("suggestions", Json::List(Vec::new())),
        ]),
        Err(unknown) => {
            let suggestions = unknown.suggestions.iter().map(|code| code.to_string().into());
            Json::Object(vec![
                ("code", typed.into()),
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
