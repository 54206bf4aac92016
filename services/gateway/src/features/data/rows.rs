//! Requests, submissions and their history as templates show them.

use chrono::{DateTime, NaiveDate, Utc};
use events::actor::Actor;
use events::data_request::SubmissionStage;
use events::form::{Answer, Answers, Field, Form};
use events::ids::{FieldKey, InstitutionId};
use forms::FormWording;
use readmodels::requests::{HistoryEntry, RequestDossier, Requests, SubmissionStep, Urgency};
use serde::Serialize;

use crate::wording::localized_text::LocalizedText;
use crate::wording::names::Names;

/// How far a submission is, as texts and styles know it.
pub(super) const fn stage_name(stage: SubmissionStage) -> &'static str {
    match stage {
        SubmissionStage::Awaited => "awaited",
        SubmissionStage::Submitted => "submitted",
        SubmissionStage::Returned => "returned",
        SubmissionStage::Accepted => "accepted",
    }
}

/// How many days late something owed is; 0: not at all.
pub(super) fn days_late(dossier: &RequestDossier, today: NaiveDate) -> i64 {
    match dossier.urgency(today) {
        Urgency::Overdue(days) => days,
        Urgency::Today | Urgency::In(_) => 0,
    }
}

/// A request's row in a list.
#[derive(Debug, Serialize)]
pub(super) struct RequestRow {
    pub(super) id: String,
    pub(super) title: LocalizedText,
    period: String,
    due: NaiveDate,
    closed: bool,
    recipients: usize,
    submitted: usize,
    waiting: usize,
    accepted: usize,
    pub(super) owed: usize,
    days_late: i64,
}

impl RequestRow {
    pub(super) fn of(dossier: &RequestDossier, words: &FormWording<'_>, today: NaiveDate) -> Self {
        let stages = || dossier.request.submissions.values().map(|submission| submission.stage);
        let count = |wanted: SubmissionStage| stages().filter(|stage| *stage == wanted).count();
        let owed = dossier.request.owed().count();
        Self {
            id: dossier.id.to_string(),
            title: LocalizedText::of(&dossier.title, words.language),
            period: words.period(dossier.request.period),
            due: dossier.request.due,
            closed: dossier.request.closed,
            recipients: stages().count(),
            submitted: stages().filter(|stage| *stage != SubmissionStage::Awaited).count(),
            waiting: count(SubmissionStage::Submitted),
            accepted: count(SubmissionStage::Accepted),
            owed,
            days_late: if owed > 0 { days_late(dossier, today) } else { 0 },
        }
    }
}

/// A part of a breakdown in words.
#[derive(Debug, Serialize)]
pub(super) struct PartRow {
    part: String,
    count: u64,
}

/// An answer to a field in words.
#[derive(Debug, Serialize)]
pub(super) struct AnswerRow {
    key: String,
    label: LocalizedText,
    hint: String,
    said: String,
    skipped: bool,
    parts: Vec<PartRow>,
    /// The last period's figure, where there is one.
    last: Option<String>,
    /// Whether the institution confirmed it though it is far from the last period's.
    confirmed: bool,
}

fn answer_in_words(words: &FormWording<'_>, field: &Field, answers: &Answers) -> String {
    answers.0.get(&field.key).map_or_else(|| "—".to_owned(), |answer| words.answer(field, answer))
}

impl AnswerRow {
    fn of(words: &FormWording<'_>, field: &Field, answers: &Answers, last: Option<String>, confirmed: bool) -> Self {
        let answer = answers.0.get(&field.key);
        let parts = answer.map(|answer| words.parts(field, answer)).unwrap_or_default();
        Self {
            key: field.key.to_string(),
            label: LocalizedText::of(&field.label, words.language),
            hint: words.hint(field),
            said: answer_in_words(words, field, answers),
            skipped: matches!(answer, Some(Answer::Skipped(_))),
            parts: parts.into_iter().map(|(part, count)| PartRow { part, count }).collect(),
            last,
            confirmed,
        }
    }
}

/// A change of one field.
#[derive(Debug, Serialize)]
struct ChangeRow {
    label: LocalizedText,
    before: String,
    after: String,
}

/// A step of a submission's history in words.
#[derive(Debug, Serialize)]
pub(super) struct StepRow {
    kind: &'static str,
    at: DateTime<Utc>,
    /// `official`, `secretariat` or `service`.
    by: &'static str,
    comments: Vec<(LocalizedText, String)>,
    changes: Vec<ChangeRow>,
    note: Option<String>,
}

/// What happened to an institution's answers, the first first.
pub(super) fn history(dossier: &RequestDossier, institution: &InstitutionId, words: &FormWording<'_>) -> Vec<StepRow> {
    let form = &dossier.request.form;
    let mut before: Option<&Answers> = None;
    let mut rows = Vec::new();
    for happened in dossier.history_of(institution) {
        rows.push(step(institution, happened, before, form, words));
        before = match &happened.step {
            SubmissionStep::Submitted { answers, .. } | SubmissionStep::Corrected { answers, .. } => Some(answers),
            SubmissionStep::Returned(_) | SubmissionStep::Accepted | SubmissionStep::Nudged => before,
        };
    }
    rows
}

fn label_of(form: &Form, key: &FieldKey, words: &FormWording<'_>) -> LocalizedText {
    form.field(key)
        .map_or_else(|| LocalizedText::plain(key.as_str()), |field| LocalizedText::of(&field.label, words.language))
}

fn with_parts(words: &FormWording<'_>, field: &Field, answers: &Answers) -> String {
    let parts = answers.0.get(&field.key).map(|answer| words.parts(field, answer)).unwrap_or_default();
    let parts: Vec<String> = parts.into_iter().map(|(part, count)| format!("{part}: {count}")).collect();
    let whole = answer_in_words(words, field, answers);
    if parts.is_empty() { whole } else { format!("{whole} ({})", parts.join("; ")) }
}

fn step(
    institution: &InstitutionId,
    happened: &HistoryEntry,
    before: Option<&Answers>,
    form: &Form,
    words: &FormWording<'_>,
) -> StepRow {
    let by = match &happened.by {
        Actor::Official { institution: of, .. } if of == institution => "official",
        // Only the Secretariat acts for others.
        Actor::Official { .. } => "secretariat",
        Actor::Secretariat => "secretariat",
        Actor::Service { .. } => "service",
    };
    let row = |kind| StepRow { kind, at: happened.at, by, comments: vec![], changes: vec![], note: None };
    match &happened.step {
        SubmissionStep::Submitted { .. } => row("submitted"),
        SubmissionStep::Accepted => row("accepted"),
        SubmissionStep::Nudged => row("nudged"),
        SubmissionStep::Returned(comments) => {
            let said = |comment: &events::data_request::FieldComment| {
                (label_of(form, &comment.field, words), comment.comment.to_string())
            };
            StepRow { comments: comments.iter().map(said).collect(), ..row("returned") }
        }
        SubmissionStep::Corrected { answers, changed, note, .. } => {
            let changes = changed.iter().filter_map(|key| {
                let field = form.field(key)?;
                Some(ChangeRow {
                    label: LocalizedText::of(&field.label, words.language),
                    before: before.map(|before| with_parts(words, field, before)).unwrap_or_default(),
                    after: with_parts(words, field, answers),
                })
            });
            StepRow { changes: changes.collect(), note: note.as_ref().map(ToString::to_string), ..row("corrected") }
        }
    }
}

/// What an institution submitted, and how it stands.
#[derive(Debug, Serialize)]
pub(super) struct SubmissionRow {
    pub(super) institution: String,
    name: String,
    pub(super) stage: &'static str,
    owed: bool,
    days_late: i64,
    nudged_at: Option<DateTime<Utc>>,
    answers: Vec<AnswerRow>,
    history: Vec<StepRow>,
}

impl SubmissionRow {
    pub(super) fn of(
        dossier: &RequestDossier,
        institution: &InstitutionId,
        requests: &Requests,
        names: &Names,
        words: &FormWording<'_>,
        today: NaiveDate,
    ) -> Option<Self> {
        let submission = dossier.submission(institution)?;
        let owed = dossier.is_owed_by(institution);
        let last = requests.last_figures(&dossier.id, institution);
        let confirmed = dossier.history_of(institution).rev().find_map(|happened| match &happened.step {
            SubmissionStep::Submitted { confirmed, .. } | SubmissionStep::Corrected { confirmed, .. } => {
                Some(confirmed.clone())
            }
            SubmissionStep::Returned(_) | SubmissionStep::Accepted | SubmissionStep::Nudged => None,
        });
        let confirmed = confirmed.unwrap_or_default();
        let answers = submission.answers().map(|answers| {
            let row = |field: &Field| {
                let last = last.get(&field.key).map(|figure| words.number(*figure));
                AnswerRow::of(words, field, answers, last, confirmed.contains(&field.key))
            };
            dossier.request.form.fields().map(row).collect()
        });
        let nudged = dossier.history_of(institution).rev().find(|happened| happened.step == SubmissionStep::Nudged);
        Some(Self {
            institution: institution.to_string(),
            name: names.institution(institution),
            stage: stage_name(submission.stage),
            owed,
            days_late: if owed { days_late(dossier, today) } else { 0 },
            nudged_at: nudged.filter(|_| owed).map(|nudge| nudge.at),
            answers: answers.unwrap_or_default(),
            history: history(dossier, institution, words),
        })
    }
}
