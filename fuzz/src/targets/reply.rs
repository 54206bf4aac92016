//! What people write to the bot: a short reply, a task in one line, when to be reminded, a figure.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use chrono::NaiveDate;
use events::ids::InstitutionId;
use events::language::{Language, LocalText};
use language::assignments::{Candidate, read_assignment};
use language::figures::read_figure;
use language::reading::{Context, Question, Reading, Statement, read_in_context};
use language::snoozes::read_snooze;

/// The day on which everything is read, so that an input says the same whenever it is tried.
pub(super) fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2017, 6, 20).expect("a day")
}

fn institutions() -> &'static [(InstitutionId, LocalText)] {
    static INSTITUTIONS: OnceLock<Vec<(InstitutionId, LocalText)>> = OnceLock::new();
    INSTITUTIONS.get_or_init(|| {
        let named = |id: &str, sq: &str| {
            (id.parse().expect("an id"), LocalText::only(Language::Sq, sq.parse().expect("a name")))
        };
        vec![
            named("mpms", "Ministria e Punës dhe Mirëqenies Sociale"),
            named("policia", "Policia e Kosovës"),
            named("qps", "Qendra për Punë Sociale Prishtinë"),
            named("psv", "Prokuroria Speciale e Republikës së Kosovës"),
        ]
    })
}

fn consistent(reading: &Reading) {
    if let Reading::Numbered(numbered) = reading {
        let tasks: BTreeSet<_> = numbered.iter().map(|one| one.tasks).collect();
        assert_eq!(tasks.len(), numbered.iter().count(), "a task is named twice");
    }
    if let Reading::Unnumbered(Statement::Unknown(meanings)) = reading {
        assert!(meanings.len() <= language::reading::MOST_OFFERED, "more is offered than may be");
    }
}

/// Reads a text as every reader of texts in chat does.
pub(super) fn read(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    consistent(&read_in_context(&text, today(), Context::default()));
    consistent(&read_in_context(&text, today(), Context { question: Some(Question::Invitation) }));
    let among: Vec<_> = institutions().iter().map(|(id, names)| Candidate { id, names }).collect();
    let _given = read_assignment(&text, &among, today());
    let _later = read_snooze(&text, today());
    let _figure = read_figure(&text);
}
