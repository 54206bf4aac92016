//! One data request, and what happened to it.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use events::actor::Actor;
use events::aggregate::Occurrence;
use events::data_request::{DataRequestEvent, FieldComment, IssuedRequest, Submission, SubmissionStage};
use events::form::Answers;
use events::ids::{DataRequestId, EventId, FieldKey, InstitutionId, Position};
use events::language::LocalText;
use events::text::Text;
use events::{Aggregate, RecordedEvent};

/// What was done to an institution's answers.
#[derive(Debug, Clone, PartialEq)]
pub enum SubmissionStep {
    /// Submitted, with the fields that were confirmed though far from the last period's.
    Submitted {
        /// As they came.
        answers: Answers,
        /// Meant all the same.
        confirmed: BTreeSet<FieldKey>,
    },
    /// Returned, with the comments.
    Returned(Vec<FieldComment>),
    /// Corrected: what changed, and what was said to it.
    Corrected {
        /// As they are now.
        answers: Answers,
        /// The fields that changed.
        changed: BTreeSet<FieldKey>,
        /// Meant all the same.
        confirmed: BTreeSet<FieldKey>,
        /// What the institution said to it.
        note: Option<Text>,
    },
    /// The answers were accepted as they are.
    Accepted,
    /// Asked for once more.
    Nudged,
}

/// A step with who did it and when.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryEntry {
    /// The institution whose answers it was done to.
    pub institution: InstitutionId,
    /// What was done to them.
    pub step: SubmissionStep,
    /// Who did it.
    pub by: Actor,
    /// When that happened, UTC.
    pub at: DateTime<Utc>,
    /// Where it stands in the log.
    pub position: Position,
    /// The event that says so.
    pub event: EventId,
}

/// How pressing it is that an institution answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// So many days late.
    Overdue(i64),
    /// It is due on this very day.
    Today,
    /// Due in so many days.
    In(i64),
}

/// A data request with all that happened to it.
#[derive(Debug, Clone, PartialEq)]
pub struct RequestDossier {
    /// The data request.
    pub id: DataRequestId,
    /// What it is about.
    pub title: LocalText,
    /// When it was issued, UTC.
    pub issued_at: DateTime<Utc>,
    /// What its events add up to, answers included.
    pub request: IssuedRequest,
    /// What happened, in order.
    pub history: Vec<HistoryEntry>,
}

impl RequestDossier {
    pub(super) fn begin(id: &DataRequestId, told: &DataRequestEvent, event: &RecordedEvent) -> Option<Self> {
        use events::data_request::DataRequest;

        let DataRequestEvent::Issued { title, .. } = told else { return None };
        let (id_of_event, at, by) = (event.id, event.metadata.occurred_at, event.metadata.actor.clone());
        let issued = DataRequest::evolve(DataRequest::default(), told, &Occurrence { id: id_of_event, at, by });
        let DataRequest::Issued(request) = issued else { return None };
        let (title, issued_at) = (title.clone(), event.metadata.occurred_at);
        Some(Self { id: id.clone(), title, issued_at, request: *request, history: vec![] })
    }

    pub(super) fn take_in(&mut self, told: &DataRequestEvent, event: &RecordedEvent) {
        use DataRequestEvent as E;

        let step = match told {
            E::Issued { .. } | E::Closed {} => None,
            E::Submitted { institution, answers, confirmed } => Some((
                institution,
                SubmissionStep::Submitted { answers: answers.clone(), confirmed: confirmed.clone() },
            )),
            E::Returned { institution, comments } => {
                Some((institution, SubmissionStep::Returned(comments.iter().cloned().collect())))
            }
            E::Corrected { institution, answers, confirmed, note } => {
                let before = self.request.submissions.get(institution).and_then(Submission::answers);
                let changed = before.map(|before| answers.changed_since(before)).unwrap_or_default();
                let step = SubmissionStep::Corrected {
                    answers: answers.clone(),
                    changed,
                    confirmed: confirmed.clone(),
                    note: note.clone(),
                };
                Some((institution, step))
            }
            E::Accepted { institution } => Some((institution, SubmissionStep::Accepted)),
            E::Nudged { institution } => Some((institution, SubmissionStep::Nudged)),
        };
        if let Some((institution, step)) = step {
            self.history.push(HistoryEntry {
                institution: institution.clone(),
                step,
                by: event.metadata.actor.clone(),
                at: event.metadata.occurred_at,
                position: event.position,
                event: event.id,
            });
        }
        self.request.apply(told, event.metadata.occurred_at);
    }

    /// What an institution submitted; nothing for one that is not asked.
    pub fn submission(&self, institution: &InstitutionId) -> Option<&Submission> {
        self.request.submissions.get(institution)
    }

    /// Whether an institution has something to do.
    pub fn is_owed_by(&self, institution: &InstitutionId) -> bool {
        !self.request.closed && self.submission(institution).is_some_and(Submission::is_owed)
    }

    /// What happened to an institution's answers, in order.
    pub fn history_of<'a>(
        &'a self,
        institution: &'a InstitutionId,
    ) -> impl DoubleEndedIterator<Item = &'a HistoryEntry> {
        self.history.iter().filter(move |happened| &happened.institution == institution)
    }

    /// The comments that wait for a correction; none when there is nothing to correct.
    pub fn comments_for(&self, institution: &InstitutionId) -> &[FieldComment] {
        let Some(submission) = self.submission(institution) else { return &[] };
        match (submission.stage, submission.versions.last()) {
            (SubmissionStage::Returned, Some(version)) => &version.comments,
            (SubmissionStage::Returned, None)
            | (SubmissionStage::Awaited | SubmissionStage::Submitted | SubmissionStage::Accepted, _) => &[],
        }
    }

    /// How pressing it is on a day.
    pub fn urgency(&self, today: NaiveDate) -> Urgency {
        let days = (self.request.due - today).num_days();
        match days {
            ..0 => Urgency::Overdue(-days),
            0 => Urgency::Today,
            1.. => Urgency::In(days),
        }
    }
}
