//! How telling people stands: what is owed and not told, and why; what was told today; what failed lately; who cannot be
//! reached and who stands in.
//!
//! Worked out from the ledger and the read models as the notifications do it; no other process is asked.

use std::collections::{BTreeMap, BTreeSet};

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::{DateTime, TimeDelta, Utc};
use events::authority::Principal;
use events::ids::{InstitutionId, MessageId, PersonId, Position};
use events::language::Language;
use events::notification::{ChannelKind, NotDelivered};
use events::period::Period;
use minijinja::context;
use notifications::facts::Facts;
use notifications::outstanding::{NotToldBecause, Outstanding, outstanding};
use readmodels::local_time::date_in_kosovo;
use readmodels::notice_history::{NoticeHistory, NoticeRecord};
use readmodels::organisation::PersonInPost;
use serde::Serialize;

use crate::app::App;
use crate::failure::Failure;
use crate::http::page_request::PageRequest;
use crate::presentation::notice_subjects::{SubjectRow, subject_of};
use crate::presentation::notices::{AudienceRow, PersonRow, channel_key, occasion_key};
use crate::wording::names::Names;

/// For how long a failure counts as late.
const LATELY: TimeDelta = TimeDelta::days(7);

/// What rows are made from.
struct Sources<'a> {
    facts: &'a Facts<'a>,
    notices: &'a NoticeHistory,
    names: &'a Names,
    principal: &'a Principal,
    language: Language,
}

/// Something that is owed and not told.
#[derive(Debug, Serialize)]
struct OwedRow {
    /// The key of what it tells.
    what: String,
    subject: SubjectRow,
    audience: AudienceRow,
    person: Option<PersonRow>,
    since: DateTime<Utc>,
    /// The name of the reason in texts' keys.
    because: &'static str,
    /// The key of why nobody can be told.
    failure: Option<String>,
    /// When it is said.
    at: Option<DateTime<Utc>>,
}

impl OwedRow {
    /// Nothing, where what it is about is not to be seen.
    fn of(owed: &Outstanding, sources: &Sources<'_>) -> Option<Self> {
        let (because, failure, at) = match owed.because {
            NotToldBecause::WaitsForMorning(at) => ("morning", None, Some(at)),
            NotToldBecause::WaitsForHours(at) => ("hours", None, Some(at)),
            NotToldBecause::WaitsForOthers(at) => ("others", None, Some(at)),
            NotToldBecause::FailedToday(failure) => ("failed", Some(failure), None),
            NotToldBecause::NobodyReachable(failure) => ("nobody", Some(failure), None),
            NotToldBecause::OnItsWay => ("on-its-way", None, None),
        };
        Some(Self {
            what: occasion_key(&owed.notice),
            subject: subject_of(&owed.notice.about, sources.facts, sources.principal, sources.language)?,
            audience: AudienceRow::of(&owed.notice.to, sources.names),
            person: owed.person.as_ref().map(|person| PersonRow::of(person, sources.names)),
            since: owed.since,
            because,
            failure: failure.map(failure_key),
            at,
        })
    }
}

/// What was told today by a channel.
#[derive(Debug, Serialize)]
struct ToldTodayRow {
    /// The key of the channel.
    by: String,
    messages: usize,
    notices: usize,
}

/// Something that could not be told.
#[derive(Debug, Serialize)]
struct FailureRow {
    what: String,
    subject: SubjectRow,
    audience: AudienceRow,
    person: Option<PersonRow>,
    by: Option<String>,
    at: DateTime<Utc>,
    failure: String,
    /// Whether somebody was told after all.
    told_since: bool,
}

/// Somebody who cannot be reached, or not today.
#[derive(Debug, Serialize)]
struct UnreachableRow {
    /// None: nobody is in post.
    person: Option<PersonRow>,
    institution: String,
    institution_name: String,
    /// The key of why.
    because: String,
    /// Until when, where that is known.
    until: Option<chrono::NaiveDate>,
    stand_ins: Vec<PersonRow>,
}

fn failure_key(failure: NotDelivered) -> String {
    format!("reminder-failed-{}", failure.code())
}

fn told_today(sources: &Sources<'_>) -> Vec<ToldTodayRow> {
    let today = sources.facts.today();
    let mut told: BTreeMap<ChannelKind, (BTreeSet<MessageId>, usize)> = BTreeMap::new();
    let tellings = sources.notices.all().flat_map(NoticeRecord::tellings);
    for telling in tellings.filter(|one| one.message.is_some() && date_in_kosovo(one.at) == today) {
        let of_channel = told.entry(telling.channel).or_default();
        of_channel.0.extend(telling.message);
        of_channel.1 += 1;
    }
    ChannelKind::ALL
        .into_iter()
        .map(|channel| {
            let (messages, notices) = told.get(&channel).map_or((0, 0), |(ids, notices)| (ids.len(), *notices));
            ToldTodayRow { by: channel_key(channel), messages, notices }
        })
        .collect()
}

/// The latest first.
fn failed_lately(sources: &Sources<'_>) -> Vec<FailureRow> {
    let from = sources.facts.moment.now - LATELY;
    let mut failed: Vec<FailureRow> = Vec::new();
    for notice in sources.notices.all() {
        let Some(failure) = notice.failures().rfind(|failure| failure.at >= from) else { continue };
        let about = &notice.notice.about;
        let Some(subject) = subject_of(about, sources.facts, sources.principal, sources.language) else { continue };
        failed.push(FailureRow {
            what: occasion_key(&notice.notice),
            subject,
            audience: AudienceRow::of(&notice.notice.to, sources.names),
            person: failure.person.map(|person| PersonRow::of(person, sources.names)),
            by: failure.channel.map(channel_key),
            at: failure.at,
            failure: failure_key(failure.failure),
            told_since: notice.tellings().any(|telling| telling.position > failure.position),
        });
    }
    failed.sort_by_key(|row| std::cmp::Reverse(row.at));
    failed
}

/// Who has blocked the bot: the last that is known of the person's chat is that it took no message.
fn who_blocked(notices: &NoticeHistory) -> BTreeSet<&PersonId> {
    let mut last: BTreeMap<&PersonId, (Position, bool)> = BTreeMap::new();
    let mut note = |person, position, blocked| {
        let known = last.entry(person).or_insert((position, blocked));
        if known.0 <= position {
            *known = (position, blocked);
        }
    };
    for notice in notices.all() {
        for telling in notice.tellings().filter(|one| one.channel == ChannelKind::Telegram) {
            telling.person.into_iter().for_each(|person| note(person, telling.position, false));
        }
        for failure in notice.failures().filter(|one| one.failure == NotDelivered::BlockedByPerson) {
            failure.person.into_iter().for_each(|person| note(person, failure.position, true));
        }
    }
    last.into_iter().filter(|(_, (_, blocked))| *blocked).map(|(person, _)| person).collect()
}

fn unreachable_people(sources: &Sources<'_>) -> Vec<UnreachableRow> {
    let Sources { facts, names, .. } = sources;
    let blocked = who_blocked(sources.notices);
    let is_away = |member: &PersonInPost| member.absence.filter(|absence| absence.covers(facts.today()));
    let why_not = |member: &PersonInPost| {
        let channels = facts.channels_of(member);
        let came_back = facts.ledger.bounced_since(&member.person, member.email_since);
        let address_fails = member.email_since.is_some() && came_back.is_some();
        if channels.is_empty() {
            let why = if address_fails { NotDelivered::AddressBounced } else { NotDelivered::NoChannel };
            Some((failure_key(why), None))
        } else if channels == [ChannelKind::Telegram] && blocked.contains(&member.person) {
            Some((failure_key(NotDelivered::BlockedByPerson), None))
        } else {
            is_away(member).map(|absence: Period| ("page-telling-away".to_owned(), Some(absence.until())))
        }
    };
    let mut rows = Vec::new();
    for (id, institution) in facts.institutions.all().filter(|(_, one)| one.is_active()) {
        let row = |person: Option<&PersonId>, because, until, stand_ins| UnreachableRow {
            person: person.map(|person| PersonRow::of(person, names)),
            institution: id.to_string(),
            institution_name: names.institution(id),
            because,
            until,
            stand_ins,
        };
        if institution.staff.is_empty() {
            rows.push(row(None, failure_key(NotDelivered::NobodyInPost), None, vec![]));
        }
        for member in &institution.staff {
            if let Some((because, until)) = why_not(member) {
                let others = stand_ins(id, member, sources).into_iter().filter(|other| why_not(other).is_none());
                let others = others.map(|other| PersonRow::of(&other.person, names)).collect();
                rows.push(row(Some(&member.person), because, until, others));
            }
        }
    }
    rows
}

fn stand_ins<'a>(id: &InstitutionId, member: &PersonInPost, sources: &'a Sources<'_>) -> Vec<&'a PersonInPost> {
    let mut others = sources.facts.reachable_staff(id);
    others.retain(|other| other.person != member.person);
    others
}

pub(super) async fn page(State(app): State<App>, page_request: PageRequest) -> Result<Response, Failure> {
    let (queries, principal) = (app.queries(), page_request.principal()?);
    let (language, moment) = (page_request.language, page_request.moment);
    let facts = queries.facts(principal, moment, app.config()).await?;
    let notices = queries.notices(principal).await?;
    let names = queries.names(principal, language).await?;
    let sources = Sources { facts: &facts, notices: &notices, names: &names, principal, language };
    let owed: Vec<OwedRow> = outstanding(&facts).iter().filter_map(|one| OwedRow::of(one, &sources)).collect();
    let shown = context! {
        oldest => owed.first().map(|owed| owed.since),
        owed,
        told_today => told_today(&sources),
        failed => failed_lately(&sources),
        unreachable => unreachable_people(&sources),
        wide => true,
    };
    app.render(&page_request, StatusCode::OK, "telling.html", shown)
}
