//! The API of what waits for somebody today.

use axum::Json;
use axum::extract::State;
use chrono::{DateTime, NaiveDate, Utc};
use events::authority::{View, permit_view};
use readmodels::meetings::MeetingStage;
use readmodels::queries::RegisterCount;
use readmodels::views::TaskView;
use serde::Serialize;
use utoipa::ToSchema;

use super::page::MOST_NEWS;
use super::queue::{Answers, Queue};
use super::visit::Visit;
use crate::app::App;
use crate::app::kept_drafts::{DraftOwner, VISIT};
use crate::failure::Failure;
use crate::http::signed_in::SignedIn;
use crate::wording::wire_enum::wire_enum;

/// How many action items wait for what.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TodayCounts {
    /// Still to be done.
    open: usize,
    /// Of those, late.
    late: usize,
    /// Of those, due by the end of the week.
    due_soon: usize,
    /// Of those, stuck.
    blocked: usize,
    /// Of those, not the owner's, as the owner says.
    disclaimed: usize,
    /// Of those, with more time asked for.
    time_asked: usize,
    /// Reported as done, and not verified.
    to_verify: usize,
}

impl From<&RegisterCount> for TodayCounts {
    fn from(count: &RegisterCount) -> Self {
        let RegisterCount { open, late, due_soon, blocked, disclaimed, time_asked, to_verify } = *count;
        Self { open, late, due_soon, blocked, disclaimed, time_asked, to_verify }
    }
}

/// How much is late, whatever it is.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TodayLate {
    action_items: usize,
    /// Answers to data requests.
    answers: usize,
    /// Values of indicators, each for a quarter.
    values: usize,
    /// Referrals that were not answered in time.
    referrals: usize,
}

/// Action items that wait for a decision, the first ones by due date; `/api/v1/action-items` has them all.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TodayDecisions {
    /// On which board; none: wherever they are.
    subgroup: Option<String>,
    counts: TodayCounts,
    /// Reported as done.
    to_verify: Vec<String>,
    /// More time is asked for them.
    time_asked: Vec<String>,
    /// Not the owner's, as the owner says.
    disclaimed: Vec<String>,
}

/// Answers of an institution to a data request.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TodayAnswers {
    data_request: String,
    institution: String,
    due: NaiveDate,
}

impl From<&Answers> for TodayAnswers {
    fn from(answers: &Answers) -> Self {
        Self {
            data_request: answers.request.to_string(),
            institution: answers.institution.to_string(),
            due: answers.due,
        }
    }
}

/// A value that an institution owes.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TodayValue {
    objective: String,
    indicator: String,
    institution: String,
    /// The last day of the quarter.
    until: NaiveDate,
}

/// A referral that was not answered in time.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TodayReferral {
    case: String,
    referral: String,
    institution: String,
    /// Until when it was to be answered, UTC.
    answer_by: DateTime<Utc>,
}

/// Something that was not delivered within the last week, and has not been since.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TodayUndelivered {
    /// What it is about: `action-item/<id>`.
    about: String,
    occasion: String,
    /// To which post: `focal-point`, `chair`, `secretariat`.
    to: String,
    person: Option<String>,
    channel: Option<String>,
    failure: String,
    /// When it failed, UTC.
    at: DateTime<Utc>,
}

wire_enum! {
    /// What is missing of a meeting whose day has passed.
    pub(crate) enum MissingOfMeeting {
        Attendance = "attendance",
        Minutes = "minutes",
    }
}

/// A meeting whose day has passed.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TodayMeeting {
    id: String,
    date: NaiveDate,
    missing: MissingOfMeeting,
}

/// What waits for whoever asks.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Today {
    /// Whose action items are counted; none: everybody's.
    institution: Option<String>,
    counts: TodayCounts,
    late: TodayLate,
    decisions: Vec<TodayDecisions>,
    /// What is due next: the first ones.
    next: Vec<String>,
    /// Answers that wait to be accepted or returned.
    to_review: Vec<TodayAnswers>,
    late_answers: Vec<TodayAnswers>,
    late_values: Vec<TodayValue>,
    late_referrals: Vec<TodayReferral>,
    /// Cases for whose stage nobody answers, by reference.
    cases_unassigned: Vec<String>,
    /// None: not for whoever asks to see.
    undelivered: Option<Vec<TodayUndelivered>>,
    meetings: Vec<TodayMeeting>,
    /// How much is new since the visit before on the page, 200 at most; none: there was none. To ask is no visit.
    new_since_last_visit: Option<usize>,
}

fn ids(tasks: &[TaskView]) -> Vec<String> {
    tasks.iter().map(|task| task.id.to_string()).collect()
}

/// What waits for whoever asks: for decisions, reviews and reports, and what is late, whatever it is.
#[utoipa::path(get, path = "/api/v1/today", operation_id = "get_today", tag = "action items",
    responses((status = 200, body = Today, description = "What waits.")))]
pub(super) async fn get(State(app): State<App>, SignedIn(reader): SignedIn) -> Result<Json<Today>, Failure> {
    let principal = &reader.principal;
    let moment = app.clock().moment();
    let queue = Queue::of(&app, principal, moment).await?;
    let owner = DraftOwner { person: &reader.person.person, institution: &reader.person.institution };
    let since = app.drafts_of(owner).await.get(VISIT).and_then(|kept| Visit::read(&kept.fields)?.since);
    let new_since_last_visit = match since {
        Some(since) => Some(app.queries().news_after(principal, since, MOST_NEWS).await?.len()),
        None => None,
    };
    let undelivered = queue.undelivered.iter().map(|one| TodayUndelivered {
        about: one.record.notice.about.to_string(),
        occasion: one.record.notice.occasion.as_str().to_owned(),
        to: one.record.notice.to.code().to_owned(),
        person: one.person.as_ref().map(ToString::to_string),
        channel: one.channel.map(|channel| channel.code().to_owned()),
        failure: one.failure.code().to_owned(),
        at: one.at,
    });
    let sees_telling = permit_view(principal, &View::Directory).is_ok();
    Ok(Json(Today {
        institution: queue.own.as_ref().map(ToString::to_string),
        counts: TodayCounts::from(&queue.counts),
        late: TodayLate {
            action_items: queue.counts.late,
            answers: queue.late_answers.len(),
            values: queue.late_values.len(),
            referrals: queue.late_referrals.len(),
        },
        decisions: queue
            .decisions
            .iter()
            .map(|one| TodayDecisions {
                subgroup: one.board.as_ref().map(ToString::to_string),
                counts: TodayCounts::from(&one.counts),
                to_verify: ids(&one.to_verify),
                time_asked: ids(&one.time_asked),
                disclaimed: ids(&one.disclaimed),
            })
            .collect(),
        next: ids(&queue.next),
        to_review: queue.to_review.iter().map(TodayAnswers::from).collect(),
        late_answers: queue.late_answers.iter().map(TodayAnswers::from).collect(),
        late_values: queue
            .late_values
            .iter()
            .map(|value| TodayValue {
                objective: value.objective.to_string(),
                indicator: value.indicator.to_string(),
                institution: value.institution.to_string(),
                until: value.period.until(),
            })
            .collect(),
        late_referrals: queue
            .late_referrals
            .iter()
            .map(|referral| TodayReferral {
                case: referral.case.to_string(),
                referral: referral.referral.to_string(),
                institution: referral.receiver.to_string(),
                answer_by: referral.answer_by,
            })
            .collect(),
        cases_unassigned: queue.unassigned.iter().map(ToString::to_string).collect(),
        undelivered: sees_telling.then(|| undelivered.collect()),
        meetings: queue
            .meetings
            .iter()
            .map(|meeting| TodayMeeting {
                id: meeting.id.to_string(),
                date: meeting.at.date,
                missing: match meeting.stage {
                    MeetingStage::Scheduled => MissingOfMeeting::Attendance,
                    MeetingStage::Held | MeetingStage::Cancelled => MissingOfMeeting::Minutes,
                },
            })
            .collect(),
        new_since_last_visit,
    }))
}
