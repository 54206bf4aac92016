//! What became of one thing, from the meeting that raised it to its verification: who did what when, who was told what by which channel,
//! and what came of that.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use events::ids::{ActionItemId, Position};
use readmodels::queries::ThingFilter;
use readmodels::things::standing::standing;
use readmodels::things::{Thing, ThingKind};
use readmodels::views::TimelineFilter;
use serde::Serialize;

use super::thing_rows::{ThingRow, ThingWords};
use super::view::TimelineView;
use crate::app::App;
use crate::failure::Failure;
use crate::http::page_request::PageRequest;
use crate::presentation::notices::{AudienceRow, DeliveryRow, NoticeStepRow, occasion_key};
use crate::presentation::timeline_entries::EntryRow;
use crate::wording::localized_text::LocalizedText;

/// How much of one thing's history is looked through, and how many things it may have raised.
const MOST: usize = 300;

/// A step of a story.
#[derive(Debug, Serialize)]
struct StoryLine {
    at: DateTime<Utc>,
    /// What happened to the thing.
    entry: Option<EntryRow>,
    /// What somebody was told of it: the key of what, to which post, and what came of it.
    told: Option<TellingRow>,
}

/// That somebody was told, or was to be.
#[derive(Debug, Serialize)]
struct TellingRow {
    what: String,
    audience: Option<AudienceRow>,
    step: Option<NoticeStepRow>,
    delivery: Option<DeliveryRow>,
}

/// The meeting that raised a thing, and what it decided.
#[derive(Debug, Serialize)]
struct RaisingRow {
    href: String,
    title: LocalizedText,
    on: chrono::NaiveDate,
    decision: Option<String>,
}

/// What became of one thing, from the decision behind it on.
#[derive(Debug, Serialize)]
pub(super) struct Story {
    row: ThingRow,
    raised_in: Option<RaisingRow>,
    lines: Vec<StoryLine>,
    /// What it raised.
    raised: Vec<ThingRow>,
}

/// The meeting that raised an item.
async fn raised_in(app: &App, page_request: &PageRequest, thing: &Thing) -> Result<Option<RaisingRow>, Failure> {
    let Some(id) = thing.meeting.as_ref().filter(|_| thing.kind != ThingKind::Meeting) else { return Ok(None) };
    let meeting = match app.queries().meeting(page_request.principal()?, id).await {
        Ok(meeting) => meeting,
        Err(Failure::NotFound | Failure::NotPermitted(_)) => return Ok(None),
        Err(failure) => return Err(failure),
    };
    let item: Option<ActionItemId> = thing.stream.key().parse().ok();
    let raises = |decision: &&readmodels::meetings::Decision| {
        decision.raises.iter().any(|raised| Some(&raised.action_item) == item.as_ref())
    };
    Ok(Some(RaisingRow {
        href: format!("/meetings/{id}"),
        title: LocalizedText::of(&meeting.title, page_request.language),
        on: meeting.at.date,
        decision: meeting.decisions.iter().find(raises).map(|decision| decision.text.to_string()),
    }))
}

/// What happened to it, as the timeline's entries tell it.
async fn entries(
    app: &App,
    page_request: &PageRequest,
    words: ThingWords<'_>,
    thing: &Thing,
) -> Result<Vec<StoryLine>, Failure> {
    let filter = TimelineFilter { stream: Some(thing.stream.clone()), limit: MOST, ..TimelineFilter::default() };
    let found = app.queries().timeline(page_request.principal()?, &filter).await?;
    let own: BTreeSet<Position> = thing.steps.iter().map(|step| step.position).collect();
    let is_part = match thing.kind {
        ThingKind::Referral | ThingKind::IndicatorValue | ThingKind::Activity | ThingKind::Session => true,
        ThingKind::Milestone
        | ThingKind::Meeting
        | ThingKind::ActionItem
        | ThingKind::DataRequest
        | ThingKind::Module => false,
    };
    let of_it = found.iter().filter(|entry| !is_part || own.contains(&entry.position));
    let line = |entry: &readmodels::views::TimelineEntry| StoryLine {
        at: entry.recorded_at,
        entry: Some(EntryRow::of(entry, words.names, words.language)),
        told: None,
    };
    Ok(of_it.map(line).collect())
}

/// Who was told of it, for whoever may see that.
async fn tellings(
    app: &App,
    page_request: &PageRequest,
    words: ThingWords<'_>,
    thing: &Thing,
) -> Result<Vec<StoryLine>, Failure> {
    // Of a case nobody is told here whom it was told to.
    if thing.kind == ThingKind::Referral {
        return Ok(vec![]);
    }
    let Some((notices, earlier)) = app.queries().told_of(page_request.principal()?).await? else { return Ok(vec![]) };
    let mut lines = Vec::new();
    for record in notices.about(&thing.stream) {
        for step in &record.steps {
            let Some(row) = NoticeStepRow::told(step, words.names) else { continue };
            let told = TellingRow {
                what: occasion_key(&record.notice),
                audience: Some(AudienceRow::of(&record.notice.to, words.names)),
                step: Some(row),
                delivery: None,
            };
            lines.push(StoryLine { at: step.at, entry: None, told: Some(told) });
        }
    }
    if let (ThingKind::ActionItem, Ok(item)) = (thing.kind, thing.stream.key().parse()) {
        for (_, sent) in earlier.of_item(&item) {
            let delivery = Some(DeliveryRow::of_earlier(sent, words.names));
            let told = TellingRow { what: "notice-of-anything".to_owned(), audience: None, step: None, delivery };
            lines.push(StoryLine { at: sent.at, entry: None, told: Some(told) });
        }
    }
    Ok(lines)
}

/// The story of the thing that a view has chosen; none: it has none, or it was not known then.
pub(super) async fn story(
    app: &App,
    page_request: &PageRequest,
    words: ThingWords<'_>,
    view: &TimelineView,
    thing: &Thing,
) -> Result<Option<Story>, Failure> {
    let standpoint = view.standpoint();
    let Some(stands) = standing(thing, None, standpoint) else { return Ok(None) };
    let mut lines = entries(app, page_request, words, thing).await?;
    lines.extend(tellings(app, page_request, words, thing).await?);
    if let Some(day) = view.as_of {
        lines.retain(|line| readmodels::local_time::date_in_kosovo(line.at) <= day);
    }
    lines.sort_by_key(|line| line.at);
    let mut raised = Vec::new();
    if thing.kind == ThingKind::Meeting {
        let filter = ThingFilter {
            meeting: thing.meeting.clone(),
            kinds: vec![ThingKind::ActionItem],
            ..ThingFilter::default()
        };
        for item in app.queries().things(page_request.principal()?, &filter, None, MOST).await? {
            if let Some(stands) = standing(&item, None, standpoint) {
                let story = format!("{}#story", view.telling(Some(item.position)).address("/timeline"));
                raised.push(words.row(&item, &stands, &[], story));
            }
        }
    }
    Ok(Some(Story {
        row: words.row(thing, &stands, &[], String::new()),
        raised_in: raised_in(app, page_request, thing).await?,
        lines,
        raised,
    }))
}
