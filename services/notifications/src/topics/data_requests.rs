//! Data requests: what an institution is asked for, what came back to it, what is due, and that the secretariat asks once
//! more. Each step is said once; while an answer is late, a step is a week.
//!
//! What comes back and what is asked for once more is said at once, everything else in the morning. A step of the due date
//! that a request had reached already when it was issued or came back is no news of its own: the date is said with it.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use events::Aggregate;
use events::data_request::{DataRequest, SubmissionStage};
use events::ids::{DataRequestId, EventId, InstitutionId, NotificationKey, StreamId};
use events::notification::{Audience, Notice, Occasion};
use readmodels::local_time::date_in_kosovo;
use readmodels::organisation::InstitutionRecord;
use readmodels::requests::{HistoryEntry, RequestDossier, SubmissionStep, Urgency as Due};

use crate::content::{Content, DataRequestContent, DataRequestNews};
use crate::facts::Facts;
use crate::owed::{Owed, Urgency};
use crate::policy::intervals::LATE_REQUEST_AGAIN_AFTER_DAYS;
use crate::topics::{Topic, answer_to_last, answers_from};

/// Data requests, and what becomes of the answers.
pub struct DataRequests;

/// A step that a request has reached for an institution.
struct ReachedStep {
    /// Its name, the same whenever it is looked at.
    occasion: String,
    news: DataRequestNews,
    urgency: Urgency,
    since: DateTime<Utc>,
}

impl Topic for DataRequests {
    fn owed(&self, facts: &Facts<'_>) -> Vec<Owed> {
        let mut owed = Vec::new();
        for dossier in facts.requests_looked_at().into_iter().filter(|dossier| !dossier.request.closed) {
            for institution in dossier.request.submissions.keys() {
                let takes_part = facts.institutions.institution(institution).is_some_and(InstitutionRecord::is_active);
                if takes_part {
                    let reached = steps(dossier, institution, facts.today(), facts.ladder.soon().into());
                    owed.extend(reached.into_iter().filter_map(|step| notice_of(&dossier.id, institution, step)));
                }
            }
        }
        owed
    }

    /// What an institution submits or corrects answers the last notice that it got.
    fn answered(&self, facts: &Facts<'_>) -> Vec<(NotificationKey, EventId)> {
        let from = answers_from(facts);
        let mut answers = Vec::new();
        for dossier in facts.requests_looked_at() {
            let Some(about) = stream_of(&dossier.id) else { continue };
            for institution in dossier.request.submissions.keys() {
                let Some(answer) = last(dossier, institution, is_answer).filter(|answer| answer.at >= from) else {
                    continue;
                };
                let to = Audience::FocalPoint(institution.clone());
                let told = facts.ledger.entries_about(&about).filter(|entry| entry.notice.to == to);
                answers.extend(answer_to_last(told, (answer.event, answer.position)));
            }
        }
        answers
    }
}

/// The stream of a data request.
fn stream_of(request: &DataRequestId) -> Option<StreamId> {
    StreamId::new(DataRequest::KIND, request.as_str()).ok()
}

/// Every step that a request has reached for an institution by a day.
fn steps(dossier: &RequestDossier, institution: &InstitutionId, today: NaiveDate, soon: i64) -> Vec<ReachedStep> {
    let Some(submission) = dossier.submission(institution) else { return vec![] };
    let versions = submission.versions.len();
    let first = match submission.stage {
        SubmissionStage::Awaited => ReachedStep {
            occasion: "issued".to_owned(),
            news: DataRequestNews::New,
            urgency: Urgency::Morning,
            since: dossier.issued_at,
        },
        SubmissionStage::Returned => ReachedStep {
            occasion: format!("returned-{versions}"),
            news: DataRequestNews::Returned,
            urgency: Urgency::AtWork,
            since: last(dossier, institution, is_return).map_or(dossier.issued_at, |returned| returned.at),
        },
        SubmissionStage::Submitted | SubmissionStage::Accepted => return vec![],
    };
    let known = time_step(dossier, date_in_kosovo(first.since), versions, soon);
    let time = time_step(dossier, today, versions, soon)
        .filter(|(occasion, ..)| known.as_ref().is_none_or(|(known, ..)| known != occasion));
    let time = time.map(|(occasion, news, on)| ReachedStep {
        occasion,
        news,
        urgency: Urgency::Morning,
        since: on.and_time(NaiveTime::MIN).and_utc(),
    });
    let nudge = last(dossier, institution, |_| true).filter(|entry| entry.step == SubmissionStep::Nudged);
    let nudge = nudge.map(|nudge| ReachedStep {
        occasion: format!("nudged-{}", nudge.position.0),
        news: DataRequestNews::Nudged,
        urgency: Urgency::AtWork,
        since: nudge.at,
    });
    nudge.into_iter().chain([first]).chain(time).collect()
}

/// How near the due date is on a day: the step's name, what there is to say, and on which day it was reached.
fn time_step(
    dossier: &RequestDossier,
    on: NaiveDate,
    versions: usize,
    soon: i64,
) -> Option<(String, DataRequestNews, NaiveDate)> {
    let due = dossier.request.due;
    let before = |days: i64| due.checked_sub_days(Days::new(u64::try_from(days).unwrap_or(0))).unwrap_or(due);
    match dossier.urgency(on) {
        Due::In(days) if days > soon => None,
        Due::In(_) => Some((format!("soon-{versions}"), DataRequestNews::Soon, before(soon))),
        Due::Today => Some((format!("today-{versions}"), DataRequestNews::Today, due)),
        Due::Overdue(days) => {
            let weeks = days / i64::from(LATE_REQUEST_AGAIN_AFTER_DAYS);
            let late = u64::try_from(weeks).unwrap_or(0).saturating_mul(LATE_REQUEST_AGAIN_AFTER_DAYS.into()).max(1);
            let reached = due.checked_add_days(Days::new(late)).unwrap_or(on);
            Some((format!("late-{versions}-{weeks}"), DataRequestNews::Overdue, reached))
        }
    }
}

/// The last of what happened to an institution's answers, of this kind.
fn last<'a>(
    dossier: &'a RequestDossier,
    institution: &'a InstitutionId,
    is: impl Fn(&SubmissionStep) -> bool,
) -> Option<&'a HistoryEntry> {
    dossier.history_of(institution).rev().find(|entry| is(&entry.step))
}

fn is_return(step: &SubmissionStep) -> bool {
    match step {
        SubmissionStep::Returned(_) => true,
        SubmissionStep::Submitted { .. }
        | SubmissionStep::Corrected { .. }
        | SubmissionStep::Accepted
        | SubmissionStep::Nudged => false,
    }
}

fn is_answer(step: &SubmissionStep) -> bool {
    match step {
        SubmissionStep::Submitted { .. } | SubmissionStep::Corrected { .. } => true,
        SubmissionStep::Returned(_) | SubmissionStep::Accepted | SubmissionStep::Nudged => false,
    }
}

fn notice_of(request: &DataRequestId, institution: &InstitutionId, step: ReachedStep) -> Option<Owed> {
    Some(Owed {
        notice: Notice {
            about: stream_of(request)?,
            occasion: Occasion::try_from(step.occasion).ok()?,
            to: Audience::FocalPoint(institution.clone()),
        },
        content: Content::DataRequest(DataRequestContent { request: request.clone(), news: step.news }),
        urgency: step.urgency,
        since: step.since,
    })
}
