//! The first page: what waits for whoever looks, with the buttons to do it; what is late, whatever it is; what is new since they were here
//! last.

use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::Response;
use chrono::{DateTime, NaiveDate, Utc};
use events::action_item::{ActionItem, ActionItemCommand};
use events::authority::{Principal, View, may_ask, permit_view};
use events::ids::{InstitutionId, Position};
use events::language::Language;
use minijinja::context;
use minijinja::value::Value;
use readmodels::meetings::MeetingStage;
use readmodels::queries::RegisterCount;
use readmodels::views::{TaskView, TimelineFilter, TimelineKind};
use serde::Serialize;

use super::queue::{Answers, Decisions, Queue, SHOWN, Undelivered};
use super::visit::Visit;
use crate::app::App;
use crate::app::kept_drafts::{DraftOwner, VISIT};
use crate::app::secrets::draw_secret;
use crate::failure::Failure;
use crate::http::by_itself::is_by_itself;
use crate::http::form::FormEntries;
use crate::http::page_request::PageRequest;
use crate::presentation::meetings::MeetingRow;
use crate::presentation::notices::{AudienceRow, PersonRow, channel_key, occasion_key};
use crate::presentation::tasks::TaskRow;
use crate::presentation::timeline_entries::EntryRow;
use crate::queries::today::{LateReferral, OwedValue};
use crate::wording::localized_text::LocalizedText;
use crate::wording::names::Names;

/// How many entries what is new lists at most.
pub(super) const MOST_NEWS: usize = 200;

/// How many late things of a kind are listed at most.
const MOST_LATE: usize = 200;

/// In whose words rows are.
struct Words<'a> {
    names: &'a Names,
    language: Language,
    today: NaiveDate,
    principal: &'a Principal,
}

/// A task with what whoever looks may decide.
#[derive(Debug, Serialize)]
struct WaitingRow {
    #[serde(flatten)]
    task: TaskRow,
    decides: bool,
}

/// Tasks that wait for a decision.
#[derive(Debug, Serialize)]
struct DecisionsRow {
    board: Option<String>,
    board_name: Option<LocalizedText>,
    to_verify: usize,
    time_asked: usize,
    disclaimed: usize,
    verify_rows: Vec<WaitingRow>,
    asked_rows: Vec<WaitingRow>,
    disclaimed_rows: Vec<WaitingRow>,
}

/// Answers to a data request.
#[derive(Debug, Serialize)]
struct AnswersRow {
    request: String,
    title: LocalizedText,
    institution: String,
    institution_name: String,
    due: NaiveDate,
    days: i64,
}

/// A value that is owed.
#[derive(Debug, Serialize)]
struct ValueRow {
    objective: String,
    title: LocalizedText,
    institution_name: String,
    until: NaiveDate,
    days: i64,
}

/// A referral that was not answered.
#[derive(Debug, Serialize)]
struct ReferralRow {
    case: String,
    institution_name: String,
    answer_by: DateTime<Utc>,
}

/// Something that did not arrive.
#[derive(Debug, Serialize)]
struct UndeliveredRow {
    what: String,
    audience: AudienceRow,
    person: Option<PersonRow>,
    person_id: Option<String>,
    institution: Option<InstitutionId>,
    by: Option<String>,
    failure: String,
    at: DateTime<Utc>,
}

/// A meeting that something is missing of.
#[derive(Debug, Serialize)]
struct MissingRow {
    #[serde(flatten)]
    meeting: MeetingRow,
    wants_attendance: bool,
}

impl Words<'_> {
    fn task(&self, task: &TaskView) -> TaskRow {
        TaskRow::of(task, self.names, self.language, self.today)
    }

    fn waiting(&self, tasks: &[TaskView]) -> Vec<WaitingRow> {
        let decides = |task: &TaskView| {
            may_ask(self.principal, &task.id, &ActionItem::Known(task.item.clone()), &ActionItemCommand::Verify)
        };
        tasks.iter().map(|task| WaitingRow { task: self.task(task), decides: decides(task) }).collect()
    }

    fn decisions(&self, decisions: &Decisions) -> DecisionsRow {
        DecisionsRow {
            board: decisions.board.as_ref().map(ToString::to_string),
            board_name: decisions.board.as_ref().map(|board| self.names.subgroup(board)),
            to_verify: decisions.counts.to_verify,
            time_asked: decisions.counts.time_asked,
            disclaimed: decisions.counts.disclaimed,
            verify_rows: self.waiting(&decisions.to_verify),
            asked_rows: self.waiting(&decisions.time_asked),
            disclaimed_rows: self.waiting(&decisions.disclaimed),
        }
    }

    fn answers(&self, answers: &Answers) -> AnswersRow {
        AnswersRow {
            request: answers.request.to_string(),
            title: LocalizedText::of(&answers.title, self.language),
            institution: answers.institution.to_string(),
            institution_name: self.names.institution(&answers.institution),
            due: answers.due,
            days: (self.today - answers.due).num_days(),
        }
    }

    fn value(&self, value: &OwedValue) -> ValueRow {
        ValueRow {
            objective: value.objective.to_string(),
            title: LocalizedText::of(&value.title, self.language),
            institution_name: self.names.institution(&value.institution),
            until: value.period.until(),
            days: (self.today - value.period.until()).num_days(),
        }
    }

    fn referral(&self, referral: &LateReferral) -> ReferralRow {
        ReferralRow {
            case: referral.case.to_string(),
            institution_name: self.names.institution(&referral.receiver),
            answer_by: referral.answer_by,
        }
    }

    fn undelivered(
        &self,
        one: &Undelivered,
        staff: impl Fn(&events::ids::PersonId) -> Option<InstitutionId>,
    ) -> UndeliveredRow {
        UndeliveredRow {
            what: occasion_key(&one.record.notice),
            audience: AudienceRow::of(&one.record.notice.to, self.names),
            person: one.person.as_ref().map(|person| PersonRow::of(person, self.names)),
            person_id: one.person.as_ref().map(ToString::to_string),
            institution: one.person.as_ref().and_then(staff),
            by: one.channel.map(channel_key),
            failure: format!("reminder-failed-{}", one.failure.code()),
            at: one.at,
        }
    }
}

fn counts(count: &RegisterCount, own: Option<&InstitutionId>) -> Vec<Value> {
    let whose = own.map(|own| format!("&institution={own}")).unwrap_or_default();
    let one =
        |name: &str, number: usize, filter: &str| context! { name, number, href => format!("/work?{filter}{whose}") };
    vec![
        one("open", count.open, "stage=open"),
        one("overdue", count.late, "late=1"),
        one("blocked", count.blocked, "stage=blocked"),
        one("disclaimed", count.disclaimed, "stage=disclaimed"),
        one("to-verify", count.to_verify, "stage=completed"),
    ]
}

/// The visit of whoever looks. A look that the page takes by itself is none.
async fn visit(app: &App, page_request: &PageRequest, headers: &HeaderMap) -> Result<Option<Visit>, Failure> {
    let reader = page_request.reader()?;
    let kept = page_request.drafts.get(VISIT);
    let before = kept.and_then(|kept| Some((Visit::read(&kept.fields)?, kept.typed_at)));
    if !app.keeps_drafts() || is_by_itself(&Method::GET, headers, &page_request.path) {
        return Ok(before.map(|(visit, _)| visit));
    }
    let visit = Visit::after(before, app.world_time(), page_request.position);
    let owner = DraftOwner { person: &reader.person.person, institution: &reader.person.institution };
    if let Err(error) = app.keep_draft(owner, VISIT, visit.fields()).await {
        tracing::warn!(%error, "a visit is not kept");
    }
    Ok(Some(visit))
}

pub(super) async fn page(
    State(app): State<App>,
    page_request: PageRequest,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let (queries, principal) = (app.queries(), page_request.principal()?);
    let (language, today) = (page_request.language, page_request.moment.today);
    let queue = Queue::of(&app, principal, page_request.moment).await?;
    let institutions = queries.institutions(principal).await?;
    let names = Names::new(&institutions, &queries.subgroups().await?, language);
    let words = Words { names: &names, language, today, principal };
    let post = |person: &events::ids::PersonId| {
        let of = institutions.iter().find(|one| one.staff.iter().any(|member| member.person == *person));
        of.map(|one| one.id.clone())
    };
    let since = visit(&app, &page_request, &headers).await?.and_then(|visit| visit.since);
    let news = match since {
        Some(since) => queries.news_after(principal, since, MOST_NEWS + 1).await?.len(),
        None => 0,
    };
    let is_whole = permit_view(principal, &View::Overview).is_ok();
    let recent = if is_whole {
        let kinds = vec![TimelineKind::Meeting, TimelineKind::ActionItem, TimelineKind::Organisation];
        let filter = TimelineFilter { kinds, limit: SHOWN, ..TimelineFilter::default() };
        queries.timeline_latest(principal, &filter).await?
    } else {
        vec![]
    };
    let mut upcoming = queries.meetings(principal).await?;
    upcoming.retain(|meeting| meeting.is_ahead(today));
    // A queue that cannot be reached says so on its own page; this one is shown all the same.
    let dead_letters = match app.dead_letters().filter(|_| permit_view(principal, &View::Operations).is_ok()) {
        Some(queue) => queue.all().await.map_or(0, |letters| letters.len()),
        None => 0,
    };
    let late = context! {
        items => queue.counts.late,
        answers => queue.late_answers.len(),
        values => queue.late_values.len(),
        referrals => queue.late_referrals.len(),
        items_at => queue.own.as_ref().map_or_else(|| "/work?late=1".to_owned(), |own| format!("/work?late=1&institution={own}")),
    };
    let missing = queue.meetings.iter().map(|meeting| MissingRow {
        meeting: MeetingRow::of(meeting, &names, language),
        wants_attendance: meeting.stage == MeetingStage::Scheduled,
    });
    let decided =
        queue.decisions.iter().map(|one| one.counts.to_verify + one.counts.time_asked + one.counts.disclaimed);
    let others = [queue.to_review.len(), queue.unassigned.len(), queue.undelivered.len(), queue.meetings.len()];
    let shown = context! {
        nothing_waits => decided.chain(others).sum::<usize>() == 0,
        once => draw_secret(),
        dead_letters,
        is_whole,
        counts => counts(&queue.counts, queue.own.as_ref()),
        own => queue.own.as_ref().map(ToString::to_string),
        late,
        since => since.map(|since| since.0),
        news => news.min(MOST_NEWS),
        news_is_more => news > MOST_NEWS,
        decisions => queue.decisions.iter().map(|one| words.decisions(one)).collect::<Vec<_>>(),
        review => queue.to_review.len(),
        review_rows => queue.to_review.iter().take(SHOWN).map(|one| words.answers(one)).collect::<Vec<_>>(),
        unassigned => queue.unassigned.len(),
        unassigned_rows => queue.unassigned.iter().take(SHOWN).map(ToString::to_string).collect::<Vec<_>>(),
        undelivered => queue.undelivered.len(),
        undelivered_rows => queue.undelivered.iter().take(SHOWN).map(|one| words.undelivered(one, post)).collect::<Vec<_>>(),
        missing => queue.meetings.len(),
        missing_rows => missing.take(SHOWN).collect::<Vec<_>>(),
        next => queue.next.iter().map(|task| words.task(task)).collect::<Vec<_>>(),
        upcoming => upcoming.iter().rev().take(SHOWN).map(|meeting| MeetingRow::of(meeting, &names, language)).collect::<Vec<_>>(),
        recent => recent.iter().map(|entry| EntryRow::of(entry, &names, language)).collect::<Vec<_>>(),
    };
    app.render(&page_request, StatusCode::OK, "today.html", shown)
}

/// The lists behind the numbers of the first page that have no list elsewhere: answers, values and referrals that are late, what was not
/// delivered, meetings of which something is missing.
pub(super) async fn lists(State(app): State<App>, page_request: PageRequest) -> Result<Response, Failure> {
    let (queries, principal) = (app.queries(), page_request.principal()?);
    let (language, today) = (page_request.language, page_request.moment.today);
    let queue = Queue::of(&app, principal, page_request.moment).await?;
    let names = queries.names(principal, language).await?;
    let words = Words { names: &names, language, today, principal };
    let missing = queue.meetings.iter().map(|meeting| MissingRow {
        meeting: MeetingRow::of(meeting, &names, language),
        wants_attendance: meeting.stage == MeetingStage::Scheduled,
    });
    let shown = context! {
        most => MOST_LATE,
        answers => queue.late_answers.len(),
        answer_rows => queue.late_answers.iter().take(MOST_LATE).map(|one| words.answers(one)).collect::<Vec<_>>(),
        values => queue.late_values.len(),
        value_rows => queue.late_values.iter().take(MOST_LATE).map(|one| words.value(one)).collect::<Vec<_>>(),
        referrals => queue.late_referrals.len(),
        referral_rows => queue.late_referrals.iter().take(MOST_LATE).map(|one| words.referral(one)).collect::<Vec<_>>(),
        review => queue.to_review.len(),
        review_rows => queue.to_review.iter().take(MOST_LATE).map(|one| words.answers(one)).collect::<Vec<_>>(),
        undelivered => queue.undelivered.len(),
        undelivered_rows => queue.undelivered.iter().take(MOST_LATE).map(|one| words.undelivered(one, |_| None)).collect::<Vec<_>>(),
        missing => queue.meetings.len(),
        missing_rows => missing.take(MOST_LATE).collect::<Vec<_>>(),
    };
    app.render(&page_request, StatusCode::OK, "today_lists.html", shown)
}

/// What is new since a place in the log, the newest first.
pub(super) async fn news(
    State(app): State<App>,
    page_request: PageRequest,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let (queries, principal) = (app.queries(), page_request.principal()?);
    let query = FormEntries::of_query(query.as_deref())?;
    // Who names no place means the visit before this one.
    let since = match query.get("since") {
        "" => page_request.drafts.get(VISIT).and_then(|kept| Visit::read(&kept.fields)?.since),
        since => Some(since.parse().map(Position).map_err(|_| Failure::Malformed("since"))?),
    };
    let entries = match since {
        Some(since) => queries.news_after(principal, since, MOST_NEWS + 1).await?,
        None => vec![],
    };
    let names = queries.names(principal, page_request.language).await?;
    let rows = entries.iter().take(MOST_NEWS).rev().map(|entry| EntryRow::of(entry, &names, page_request.language));
    let shown = context! { rows => rows.collect::<Vec<_>>(), is_more => entries.len() > MOST_NEWS, most => MOST_NEWS };
    app.render(&page_request, StatusCode::OK, "today_news.html", shown)
}
