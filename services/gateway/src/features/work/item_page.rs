//! The page of an action item: a sentence that says what became of it, below it the chain from the meeting to the verification, and what
//! whoever looks may do about it.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use chrono::NaiveDate;
use events::action_item::{ActionItem, ActionItemCommand, ActionItemEvent, MeansOfSaying, OwnersReport, Saying};
use events::authority::{Principal, may_ask};
use events::ids::{ActionItemId, EventId, MeetingId, StreamId};
use events::language::{Language, LocalText};
use events::{Aggregate, Event, Moment, RecordedEvent};
use minijinja::context;
use minijinja::value::Value;
use readmodels::meetings::{Decision, MeetingView};
use readmodels::views::{PersonView, TaskView};
use serde::Serialize;

use super::item_sentence::SentenceWords;
use crate::app::App;
use crate::app::secrets::draw_secret;
use crate::failure::Failure;
use crate::http::form::FormState;
use crate::http::page_request::PageRequest;
use crate::presentation::chain::{ChainLine, means_key, tellings};
use crate::presentation::directory::institution_options;
use crate::presentation::tasks::TaskRow;
use crate::presentation::timeline_entries::EntryRow;
use crate::wording::localized_text::LocalizedText;
use crate::wording::names::Names;

/// The words for what an owner reported to somebody else, in the order in which they are offered.
const REPORTS: [&str; 6] = ["done", "progress", "more-time", "blocked", "unblocked", "accepted"];

/// What of an item's forms somebody may send: to report as its owner, to decide as its chair, to write down what its owner said.
pub(crate) fn rights(principal: &Principal, task: &TaskView) -> Value {
    let item = ActionItem::Known(task.item.clone());
    let may = |command: ActionItemCommand| may_ask(principal, &task.id, &item, &command);
    let said = Saying { by: None, on: NaiveDate::MIN, how: MeansOfSaying::Phone, note: None };
    let own = principal.institution() == Some(&task.item.owner);
    context! {
        report => may(ActionItemCommand::Accept),
        own,
        decide => may(ActionItemCommand::Verify),
        on_behalf => !own && may(ActionItemCommand::ReportOnBehalf { report: OwnersReport::Done, said }),
        change => may(ActionItemCommand::CorrectTitle { title: task.title.clone() }),
        // Any words do: who may say something does not depend on what is said.
        comment => "…".parse().is_ok_and(|comment| may(ActionItemCommand::Comment { comment })),
    }
}

/// The meeting that raised an item, and what it decided.
#[derive(Debug, Serialize)]
struct RaisingRow {
    id: MeetingId,
    title: LocalizedText,
    on: NaiveDate,
    decision: Option<String>,
}

impl RaisingRow {
    fn of(meeting: &MeetingView, item: &ActionItemId, language: Language) -> Self {
        let raises = |decision: &&Decision| decision.raises.iter().any(|raised| raised.action_item == *item);
        Self {
            id: meeting.id.clone(),
            title: LocalizedText::of(&meeting.title, language),
            on: meeting.at.date,
            decision: meeting.decisions.iter().find(raises).map(|decision| decision.text.to_string()),
        }
    }
}

/// A title in each language in which titles are written, as it is or empty.
fn each_version(title: &LocalText) -> Vec<(&'static str, &str)> {
    let words = |language| title.versions().find(|(version, _)| *version == language).map_or("", |(_, words)| words);
    Language::ALL.into_iter().map(|language| (language.code(), words(language))).collect()
}

/// The owner's last report.
pub(super) fn last_report(events: &[RecordedEvent]) -> Option<EventId> {
    use ActionItemEvent as E;

    let is_report = |event: &&RecordedEvent| match &event.event {
        Event::ActionItem(_, event) => matches!(
            event,
            E::Accepted {}
                | E::ProgressReported { .. }
                | E::Blocked { .. }
                | E::Unblocked {}
                | E::Disclaimed { .. }
                | E::ExtensionRequested { .. }
                | E::Completed {}
        ),
        Event::Institution(..)
        | Event::Subgroup(..)
        | Event::Meeting(..)
        | Event::Reminder(..)
        | Event::Notification(..)
        | Event::Case(..)
        | Event::DataRequest(..)
        | Event::Module(..)
        | Event::Objective(..)
        | Event::Milestone(..)
        | Event::Account(..)
        | Event::AuditTrail(..)
        | Event::Webhook(..)
        | Event::Erasure(..) => false,
    };
    events.iter().rfind(is_report).map(|event| event.id)
}

/// Whether the owner's last report can be taken back now.
fn can_be_taken_back(task: &TaskView, events: &[RecordedEvent], moment: &Moment) -> bool {
    let item = ActionItem::Known(task.item.clone());
    let back = |report| ActionItem::decide(&item, ActionItemCommand::WithdrawReport { report }, moment);
    last_report(events).is_some_and(|report| back(report).is_ok())
}

pub(super) async fn show(
    app: &App,
    page_request: &PageRequest,
    status: StatusCode,
    id: &ActionItemId,
    form: Option<FormState>,
) -> Result<Response, Failure> {
    let (queries, principal) = (app.queries(), page_request.principal()?);
    let (language, today) = (page_request.language, page_request.moment.today);
    let task = queries.task(principal, id).await?;
    let institutions = queries.institutions(principal).await?;
    let names = Names::new(&institutions, &queries.subgroups().await?, language);
    let history = queries.history(principal, &task).await?;
    let events = queries.events_of_item(principal, &task, &history).await?;
    let raised_in = queries.raised_in(principal, &task).await?;
    let told = queries.told_of(principal).await?;
    let about = StreamId::new("action-item", task.id.as_str())?;
    let line = |entry| ChainLine::of_entry(entry, EntryRow::of(entry, &names, language), &events, &names);
    let mut chain: Vec<ChainLine> = history.iter().map(line).collect();
    if let Some((notices, earlier)) = &told {
        chain.extend(tellings(&about, (notices, earlier), &names));
    }
    chain.sort_by_key(|line| line.at);
    let words = SentenceWords { catalogue: app.catalogue(), names: &names, language, today };
    let said = |person: &PersonView| Some((person.person.to_string(), person.name.as_ref()?.to_string()));
    let staff = institutions.iter().find(|one| one.id == task.item.owner).map_or(&[][..], |one| &one.staff);
    let versions: Vec<_> = task.title.versions().filter(|(version, _)| *version != language).collect();
    let may = rights(principal, &task);
    let shown = context! {
        form,
        once => draw_secret(),
        task => TaskRow::of(&task, &names, language, today),
        sentence => words.around_title(&task, &events),
        versions => versions.iter().map(|(version, words)| (version.code(), *words)).collect::<Vec<_>>(),
        title_versions => each_version(&task.title),
        chain,
        sees_telling => told.is_some(),
        may,
        can_be_taken_back => can_be_taken_back(&task, &events, &page_request.moment),
        raised_in => raised_in.map(|meeting| RaisingRow::of(&meeting, &task.id, language)),
        institutions => institution_options(&institutions, language),
        staff => staff.iter().filter_map(said).collect::<Vec<_>>(),
        means => MeansOfSaying::ALL.map(|how| (how.code(), app.say(language, &means_key(how)))),
        reports_said => REPORTS.map(|what| (what, app.say(language, &format!("item-reported-{what}")))),
    };
    app.render(page_request, status, "item.html", shown)
}

pub(super) async fn page(
    State(app): State<App>,
    page_request: PageRequest,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    show(&app, &page_request, StatusCode::OK, &id.parse()?, None).await
}
