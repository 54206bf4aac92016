//! What waits for somebody today: gathered once, for the page and for the API. The number of questions that this asks depends on how many
//! boards somebody chairs, and not on how much is open.

use chrono::{DateTime, Datelike, Days, NaiveDate, TimeDelta, Utc};
use events::Moment;
use events::authority::{Principal, View, leads_meetings, permit_view};
use events::data_request::SubmissionStage;
use events::ids::{CaseId, DataRequestId, InstitutionId, SubgroupId};
use events::language::LocalText;
use readmodels::meetings::{MeetingStage, MeetingView};
use readmodels::notice_history::{FailedTelling, NoticeRecord};
use readmodels::queries::{RegisterBoard, RegisterCount, RegisterFilter, RegisterOrder, RegisterStage};
use readmodels::views::TaskView;

use crate::app::App;
use crate::failure::Failure;
use crate::queries::register::RegisterWish;
use crate::queries::today::{Counted, LateReferral, OwedValue};

/// How many rows a list has; where there are more, its number opens the rest.
pub(super) const SHOWN: usize = 8;

/// For how long a failure counts as late.
const LATELY: TimeDelta = TimeDelta::days(7);

/// What waits for a decision: on one board, or wherever it is.
pub(super) struct Decisions {
    /// The board; none: everywhere.
    pub(super) board: Option<SubgroupId>,
    pub(super) counts: RegisterCount,
    pub(super) to_verify: Vec<TaskView>,
    pub(super) time_asked: Vec<TaskView>,
    pub(super) disclaimed: Vec<TaskView>,
}

/// Answers to a data request that wait to be looked at, or that are late.
pub(super) struct Answers {
    pub(super) request: DataRequestId,
    pub(super) title: LocalText,
    pub(super) institution: InstitutionId,
    pub(super) due: NaiveDate,
}

/// Something that was not delivered, and has not been since.
pub(super) struct Undelivered {
    pub(super) record: NoticeRecord,
    pub(super) person: Option<events::ids::PersonId>,
    pub(super) channel: Option<events::notification::ChannelKind>,
    pub(super) failure: events::notification::NotDelivered,
    pub(super) at: DateTime<Utc>,
}

/// Everything.
pub(super) struct Queue {
    /// How many of the items one answers for, or sees, wait for what.
    pub(super) counts: RegisterCount,
    /// Whose items those are; none: everybody's.
    pub(super) own: Option<InstitutionId>,
    pub(super) decisions: Vec<Decisions>,
    /// What is due next.
    pub(super) next: Vec<TaskView>,
    pub(super) to_review: Vec<Answers>,
    pub(super) late_answers: Vec<Answers>,
    pub(super) late_values: Vec<OwedValue>,
    pub(super) late_referrals: Vec<LateReferral>,
    pub(super) unassigned: Vec<CaseId>,
    pub(super) undelivered: Vec<Undelivered>,
    /// Meetings whose day has passed without attendance, or without minutes.
    pub(super) meetings: Vec<MeetingView>,
}

fn week_end(today: NaiveDate) -> NaiveDate {
    today + Days::new(u64::from(6 - today.weekday().num_days_from_monday()))
}

async fn some(app: &App, principal: &Principal, filter: RegisterFilter) -> Result<Vec<TaskView>, Failure> {
    let wish = RegisterWish { filter, terms: None };
    app.queries().register(principal, &wish, RegisterOrder::Due, None, SHOWN).await
}

async fn decisions(
    app: &App,
    principal: &Principal,
    board: Option<&SubgroupId>,
    days: (NaiveDate, NaiveDate),
) -> Result<Decisions, Failure> {
    let counted = board.map_or(Counted::Everybodys, Counted::On);
    let counts = app.queries().register_counts(principal, counted, days).await?;
    let on_board = || RegisterFilter { board: board.cloned().map(RegisterBoard::Of), ..RegisterFilter::default() };
    let at = |code: &str| RegisterFilter { stage: Some(RegisterStage::At(code.to_owned())), ..on_board() };
    Ok(Decisions {
        board: board.cloned(),
        counts,
        to_verify: some(app, principal, at("completed")).await?,
        time_asked: some(app, principal, RegisterFilter { time_asked: true, ..on_board() }).await?,
        disclaimed: some(app, principal, at("disclaimed")).await?,
    })
}

/// Answers that wait for the Secretariat, and answers that are late, of those that one sees.
async fn answers(app: &App, principal: &Principal, today: NaiveDate) -> Result<(Vec<Answers>, Vec<Answers>), Failure> {
    let sees_all = permit_view(principal, &View::DataRequests).is_ok();
    let requests = match principal.institution() {
        _ if sees_all => app.queries().requests(principal).await?,
        Some(own) => app.queries().requests_for(principal, own).await?,
        None => return Ok((vec![], vec![])),
    };
    let (mut to_review, mut late) = (vec![], vec![]);
    for dossier in requests.all() {
        let row = |institution: &InstitutionId| Answers {
            request: dossier.id.clone(),
            title: dossier.title.clone(),
            institution: institution.clone(),
            due: dossier.request.due,
        };
        let is_shown = |institution: &InstitutionId| sees_all || principal.institution() == Some(institution);
        if sees_all && !dossier.request.closed {
            let waiting = dossier.request.submissions.iter();
            to_review.extend(
                waiting
                    .filter(|(_, one)| one.stage == SubmissionStage::Submitted)
                    .map(|(institution, _)| row(institution)),
            );
        }
        if dossier.request.due < today {
            late.extend(dossier.request.owed().map(|(who, _)| who).filter(|who| is_shown(who)).map(row));
        }
    }
    late.sort_by_key(|answers| answers.due);
    Ok((to_review, late))
}

/// What failed lately and was not told since, the newest first.
async fn undelivered(app: &App, principal: &Principal, now: DateTime<Utc>) -> Result<Vec<Undelivered>, Failure> {
    if permit_view(principal, &View::Directory).is_err() {
        return Ok(vec![]);
    }
    let notices = app.queries().notices(principal).await?;
    let from = now - LATELY;
    let stands = |record: &NoticeRecord, failed: &FailedTelling<'_>| {
        failed.at >= from && !record.tellings().any(|told| told.position > failed.position)
    };
    let mut failed: Vec<Undelivered> = notices
        .all()
        .filter_map(|record| {
            let failure = record.failures().next_back().filter(|failed| stands(record, failed))?;
            Some(Undelivered {
                person: failure.person.cloned(),
                channel: failure.channel,
                failure: failure.failure,
                at: failure.at,
                record: record.clone(),
            })
        })
        .collect();
    failed.sort_by_key(|one| std::cmp::Reverse(one.at));
    Ok(failed)
}

/// Whether something of a meeting is still to be written down, whose day has passed.
pub(super) fn is_missing_something(meeting: &MeetingView, today: NaiveDate) -> bool {
    match meeting.stage {
        MeetingStage::Scheduled => meeting.at.date < today,
        MeetingStage::Held => meeting.minutes.is_none(),
        MeetingStage::Cancelled => false,
    }
}

impl Queue {
    /// What waits for somebody at a moment.
    pub(super) async fn of(app: &App, principal: &Principal, moment: Moment) -> Result<Self, Failure> {
        let (queries, today) = (app.queries(), moment.today);
        let days = (today, week_end(today));
        let is_whole = permit_view(principal, &View::Overview).is_ok();
        let own = principal.institution().filter(|_| !is_whole);
        let mut queues = Vec::new();
        if is_whole {
            queues.push(decisions(app, principal, None, days).await?);
        }
        let boards = principal.chairs().iter().chain(principal.absent_chairs().keys());
        for board in boards.filter(|_| !is_whole) {
            queues.push(decisions(app, principal, Some(board), days).await?);
        }
        let counts = match (own, queues.first()) {
            (Some(own), _) => queries.register_counts(principal, Counted::Of(own), days).await?,
            (None, Some(whole)) => whole.counts,
            (None, None) => RegisterCount::default(),
        };
        let open = RegisterFilter {
            owner: own.cloned(),
            stage: Some(RegisterStage::Open),
            due_from: Some(today),
            ..RegisterFilter::default()
        };
        let (to_review, late_answers) = answers(app, principal, today).await?;
        let (unassigned, late_referrals) = queries.waiting_cases(principal, moment.now).await?;
        let mut meetings = queries.meetings(principal).await?;
        meetings.retain(|meeting| {
            is_missing_something(meeting, today) && (is_whole || leads_meetings(principal, &meeting.convened))
        });
        Ok(Self {
            counts,
            own: own.cloned(),
            decisions: queues,
            next: some(app, principal, open).await?,
            to_review,
            late_answers,
            late_values: queries.owed_values(principal, today).await?,
            late_referrals,
            unassigned,
            undelivered: undelivered(app, principal, moment.now).await?,
            meetings,
        })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn a_week_ends_on_sunday() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(week_end(day("2017-07-03")), day("2017-07-09"));
        assert_eq!(week_end(day("2017-07-09")), day("2017-07-09"));
    }
}
