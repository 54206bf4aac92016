//! The timeline: a row for each thing, in groups, with the story of the one that is chosen, and the same as a list.

use std::collections::{BTreeMap, BTreeSet};

use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use events::authority::{View, permit_view};
use events::ids::{InstitutionId, Position};
use language::collation::Collation;
use minijinja::context;
use readmodels::queries::ThingFilter;
use readmodels::things::changes::{Change, changes};
use readmodels::things::standing::{Standpoint, standing};
use readmodels::things::{Thing, ThingKind};
use serde::Serialize;

use super::drawing::{DrawnGroup, GroupToDraw, ThingToDraw, draw, overview, zoom_in, zoom_out};
use super::grouping::{Group, GroupKey, density, drawn_of_each, grouped, listed};
use super::story::story;
use super::thing_rows::{ThingRow, ThingWords};
use super::view::{Grouping, TimelineView, Zoom};
use crate::app::App;
use crate::failure::Failure;
use crate::http::form::FormEntries;
use crate::http::page_request::PageRequest;
use crate::presentation::directory::{institution_options, subgroup_options};
use crate::wording::localized_text::LocalizedText;

/// How many things are drawn one by one: with more, a page would be larger than anybody waits for or looks through.
const MOST_DRAWN: usize = 110;
/// Of how many things in a window it is read from when to when they last.
const MOST_SPANS: usize = 20_000;
/// Of how many things in a window it is worked out what changed.
const MOST_COMPARED: usize = 2_000;
/// How many things a page of the list has.
const PAGE: usize = 25;

/// How many letters of a title are written at its mark; the list has all of them.
const LONGEST_TITLE: usize = 70;

/// The page's own path.
const PATH: &str = "/timeline";

/// A way to another view.
#[derive(Debug, Serialize)]
struct ViewLink {
    name: &'static str,
    href: String,
    current: bool,
}

/// A group's heading.
#[derive(Debug, Serialize)]
struct GroupRow {
    name: LocalizedText,
    /// The page of what it is of.
    page: Option<String>,
    things: usize,
    late: usize,
    /// How many of its things are not drawn, though it is open.
    left_out: usize,
    /// Opens or folds it.
    toggle: String,
    is_open: bool,
    drawn: DrawnGroup,
    rows: Vec<DrawnRow>,
}

/// What is written at a thing's mark.
#[derive(Debug, Serialize)]
struct DrawnRow {
    title: String,
    lang: Option<&'static str>,
    /// What says in which language the title is, where it is not the reader's.
    mark: Option<String>,
    lateness: Option<String>,
    tip: String,
    href: String,
}

/// What groups are called, and where their pages are.
struct GroupNames {
    names: BTreeMap<String, LocalizedText>,
    grouping: Grouping,
}

impl GroupNames {
    async fn of(
        app: &App,
        page_request: &PageRequest,
        words: ThingWords<'_>,
        grouping: Grouping,
    ) -> Result<Self, Failure> {
        let (queries, principal, language) = (app.queries(), page_request.principal()?, page_request.language);
        let names = match grouping {
            Grouping::Institution => {
                let all = queries.institutions(principal).await?;
                all.iter()
                    .map(|one| (one.id.to_string(), LocalizedText::plain(words.names.institution(&one.id))))
                    .collect()
            }
            Grouping::Subgroup => {
                let all = queries.subgroups().await?;
                all.iter().map(|one| (one.id.to_string(), LocalizedText::of(&one.name, language))).collect()
            }
            Grouping::Objective => {
                let book = queries.strategy(principal).await?;
                let named = book.objectives();
                named.map(|one| (one.id.to_string(), LocalizedText::of(&one.statement, language))).collect()
            }
            Grouping::Meeting => {
                let all = queries.meetings(principal).await?;
                all.iter().map(|one| (one.id.to_string(), LocalizedText::of(&one.title, language))).collect()
            }
        };
        Ok(Self { names, grouping })
    }

    fn name(&self, words: ThingWords<'_>, key: &GroupKey) -> LocalizedText {
        match key {
            GroupKey::Authority => LocalizedText::plain(words.say("page-lane-authority")),
            GroupKey::Several => LocalizedText::plain(words.say("timeline-several")),
            GroupKey::Without => LocalizedText::plain(words.say(match self.grouping {
                Grouping::Institution => "page-lane-authority",
                Grouping::Subgroup => "timeline-without-subgroup",
                Grouping::Objective => "timeline-without-objective",
                Grouping::Meeting => "timeline-without-meeting",
            })),
            GroupKey::Of(id) => self.names.get(id).cloned().unwrap_or_else(|| LocalizedText::plain(id.as_str())),
        }
    }

    fn page(&self, key: &GroupKey) -> Option<String> {
        let GroupKey::Of(id) = key else { return None };
        Some(match self.grouping {
            Grouping::Institution => format!("/institutions/{id}"),
            Grouping::Subgroup => format!("/subgroups/{id}"),
            Grouping::Objective => format!("/strategy/{id}"),
            Grouping::Meeting => format!("/meetings/{id}"),
        })
    }

    /// Puts groups into the order in which they stand: what is for all, what several have together, then by the alphabet of the
    /// language; what is of none comes last. Meetings stand in the order in which they were.
    fn sort(&self, words: ThingWords<'_>, groups: &mut [Group]) {
        let collation = Collation::of(words.language);
        let rank = |key: &GroupKey| match key {
            GroupKey::Authority => 0,
            GroupKey::Several => 1,
            GroupKey::Of(_) => 2,
            GroupKey::Without => 3,
        };
        let first = |group: &Group| group.things.first().map(|thing| thing.span.first);
        groups.sort_by(|one, other| {
            let by_name =
                || collation.compare(self.name(words, &one.key).words(), self.name(words, &other.key).words());
            let by_day = || first(one).cmp(&first(other));
            let alike = if self.grouping == Grouping::Meeting { by_day().then_with(by_name) } else { by_name() };
            rank(&one.key).cmp(&rank(&other.key)).then(alike)
        });
    }
}

/// Lives of things by their positions.
type Lives = BTreeMap<Position, Thing>;

async fn lives(app: &App, page_request: &PageRequest, positions: BTreeSet<Position>) -> Result<Lives, Failure> {
    if positions.is_empty() {
        return Ok(Lives::new());
    }
    let limit = positions.len();
    let filter = ThingFilter { positions: positions.into_iter().collect(), ..ThingFilter::default() };
    let found = app.queries().things(page_request.principal()?, &filter, None, limit).await?;
    Ok(found.into_iter().map(|thing| (thing.position, thing)).collect())
}

/// What changed of a thing since the day that a view says.
fn changes_of(view: &TimelineView, thing: &Thing, whose: Option<&InstitutionId>) -> Vec<Change> {
    let Some(since) = view.since else { return vec![] };
    let before = standing(thing, whose, Standpoint::AsOf(since));
    standing(thing, whose, view.standpoint()).map_or_else(Vec::new, |after| changes(before.as_ref(), &after))
}

/// How often each thing changed in the window.
#[derive(Debug, Serialize)]
struct ChangeCount {
    change: &'static str,
    things: usize,
}

/// Those of the listed things that changed, and how many of each sort; as far as `MOST_COMPARED` goes.
async fn changed(
    app: &App,
    page_request: &PageRequest,
    view: &TimelineView,
    listed: &[Position],
) -> Result<(Vec<Position>, Vec<ChangeCount>), Failure> {
    let compared: BTreeSet<Position> = listed.iter().take(MOST_COMPARED).copied().collect();
    let lives = lives(app, page_request, compared).await?;
    let mut counts: BTreeMap<Change, usize> = BTreeMap::new();
    let mut changed = Vec::new();
    for position in listed {
        let found = lives.get(position).map(|thing| changes_of(view, thing, None)).unwrap_or_default();
        if !found.is_empty() {
            changed.push(*position);
        }
        for change in found {
            *counts.entry(change).or_default() += 1;
        }
    }
    let counts = counts.into_iter().map(|(change, things)| ChangeCount { change: change.code(), things });
    Ok((changed, counts.collect()))
}

fn story_of(view: &TimelineView, position: Position) -> String {
    format!("{}#story", view.telling(Some(position)).address(PATH))
}

fn list_row(view: &TimelineView, words: ThingWords<'_>, thing: &Thing) -> Option<ThingRow> {
    let stands = standing(thing, view.institution.as_ref(), view.standpoint())?;
    Some(words.row(thing, &stands, &changes_of(view, thing, view.institution.as_ref()), story_of(view, thing.position)))
}

fn links(view: &TimelineView) -> minijinja::Value {
    let zoom = view.zoom();
    let zooms = Zoom::ALL.map(|other| ViewLink {
        name: other.code(),
        href: view.zoomed(other).address(PATH),
        current: other == zoom,
    });
    let today = view.standpoint().day();
    context! {
        earlier => view.moved(false).address(PATH),
        later => view.moved(true).address(PATH),
        today => view.around(zoom, today).address(PATH),
        nearer => zoom_in(zoom).map(|zoom| view.zoomed(zoom).address(PATH)),
        further => zoom_out(zoom).map(|zoom| view.zoomed(zoom).address(PATH)),
        zooms,
        now => view.as_of_now().address(PATH),
        closed => view.telling(None).address(PATH),
        csv => view.address("/timeline/things/csv"),
        xlsx => view.address("/timeline/things/xlsx"),
    }
}

pub(super) async fn page(
    State(app): State<App>,
    page_request: PageRequest,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let (queries, principal) = (app.queries(), page_request.principal()?);
    let (language, today) = (page_request.language, page_request.moment.today);
    let entries = FormEntries::of_query(query.as_deref())?;
    let view = TimelineView::of(&entries, today)?;
    let (window, standpoint) = (view.window(), view.standpoint());

    let spans = queries.thing_spans(principal, &view.filter(), MOST_SPANS).await?;
    let institutions = queries.institutions(principal).await?;
    let members: BTreeSet<InstitutionId> =
        institutions.iter().filter(|one| one.active && one.authority_member).map(|one| one.id.clone()).collect();
    let names = queries.names(principal, language).await?;
    let words = ThingWords { catalogue: app.catalogue(), names: &names, language };
    let mut groups = grouped(&spans, &view, &members);
    let group_names = GroupNames::of(&app, &page_request, words, view.grouping).await?;
    group_names.sort(words, &mut groups);
    let drawn = drawn_of_each(&groups, &view, MOST_DRAWN);

    let mut positions = listed(&groups);
    let in_window = positions.len();
    let mut change_counts = None;
    if view.since.is_some() {
        let (found, counts) = changed(&app, &page_request, &view, &positions).await?;
        (positions, change_counts) = (found, Some(counts));
    }
    let pages = positions.len().div_ceil(PAGE).max(1);
    let page = view.page.min(pages);
    let on_page: Vec<Position> = positions.iter().skip((page - 1) * PAGE).take(PAGE).copied().collect();
    let drawn_things =
        groups.iter().zip(&drawn).flat_map(|(group, count)| group.things.iter().take(count.unwrap_or(0)));
    let wanted = drawn_things.map(|thing| thing.span.position).chain(on_page.iter().copied()).chain(view.thing);
    let lives = lives(&app, &page_request, wanted.collect()).await?;
    let selected = view.thing.and_then(|position| lives.get(&position));

    let to_draw = |(group, count): (&Group, &Option<usize>)| {
        let thing = |one: &super::grouping::GroupedThing| {
            let thing = lives.get(&one.span.position)?;
            let stands = standing(thing, one.whose.as_ref(), standpoint)?;
            let changes = changes_of(&view, thing, one.whose.as_ref());
            let lateness = words.lateness(&stands).map_or(0, |lateness| lateness.chars().count() + 1);
            let title = words.title(thing);
            let mark = title.mark(words.catalogue, words.language).map_or(0, |mark| mark.chars().count() + 1);
            let letters = title.words().chars().count().min(LONGEST_TITLE) + mark + lateness;
            Some(ThingToDraw { thing, standing: stands, changes, letters })
        };
        let things = count.map(|count| group.things.iter().take(count).filter_map(thing).collect::<Vec<_>>());
        GroupToDraw { things, density: density(&group.things, window, standpoint) }
    };
    let to_draw: Vec<_> = groups.iter().zip(&drawn).map(to_draw).collect();
    let mut drawing = draw(&to_draw, selected, window, standpoint.day(), language);
    let drawn_groups = std::mem::take(&mut drawing.groups);
    let group_row = |((group, to_draw), drawn): ((&Group, &GroupToDraw<'_>), DrawnGroup)| {
        let is_open = to_draw.things.is_some();
        let rows = to_draw.things.iter().flatten().map(|one| {
            let title = words.title(one.thing);
            DrawnRow {
                lang: title.tag(),
                mark: title.mark(words.catalogue, words.language),
                title: title.words().chars().take(LONGEST_TITLE).collect(),
                lateness: words.lateness(&one.standing),
                tip: words.tip(one.thing, &one.standing),
                href: story_of(&view, one.thing.position),
            }
        });
        let rows: Vec<_> = rows.collect();
        GroupRow {
            name: group_names.name(words, &group.key),
            page: group_names.page(&group.key),
            things: group.things.len(),
            late: group.things.iter().filter(|one| one.span.is_late_at(standpoint)).count(),
            left_out: if is_open { group.things.len() - rows.len() } else { 0 },
            toggle: view.with_group(group.key.code(), !is_open).address(PATH),
            is_open,
            drawn,
            rows,
        }
    };
    let group_rows: Vec<_> = groups.iter().zip(&to_draw).zip(drawn_groups).map(group_row).collect();
    let rows: Vec<ThingRow> =
        on_page.iter().filter_map(|position| list_row(&view, words, lives.get(position)?)).collect();
    let mut whole = overview(&queries.thing_months(principal, &view.kinds).await?, window, today);
    for bar in whole.iter_mut().flat_map(|whole| &mut whole.bars) {
        bar.href = view.around(view.zoom(), bar.on).address(PATH);
    }
    let told = match selected {
        Some(thing) => story(&app, &page_request, words, &view, thing).await?,
        None => None,
    };

    let kinds = ThingKind::ALL
        .into_iter()
        .filter(|kind| *kind != ThingKind::Referral || permit_view(principal, &View::EveryCase).is_ok());
    let is_exact = !entries.get("from").is_empty() || !entries.get("until").is_empty();
    let shown = context! {
        wide => true,
        window => context! { from => window.from, until => window.until, exact => is_exact },
        filter => context! {
            zoom => view.zoom().code(),
            on => entries.get("on"),
            group => view.grouping.code(),
            institution => view.institution.as_ref().map(ToString::to_string),
            subgroup => view.subgroup.as_ref().map(ToString::to_string),
            objective => view.objective.as_ref().map(ToString::to_string),
            meeting => view.meeting.as_ref().map(ToString::to_string),
            kinds => view.kinds.iter().map(|kind| kind.code()).collect::<Vec<_>>(),
            as_of => view.as_of,
            since => view.since,
        },
        until_day => standpoint.day(),
        kinds => kinds.map(ThingKind::code).collect::<Vec<_>>(),
        groupings => Grouping::ALL.map(Grouping::code),
        institutions => in_alphabet(institution_options(&institutions, language), language),
        subgroups => subgroup_options(&queries.subgroups().await?, language),
        links => links(&view),
        drawing,
        groups => group_rows,
        overview => whole,
        story => told,
        change_counts,
        is_cut => spans.len() >= MOST_SPANS || (view.since.is_some() && in_window > MOST_COMPARED),
        rows,
        in_window,
        listed => positions.len(),
        page,
        pages,
        before => (page > 1).then(|| format!("{}#list", view.on_page(page - 1).address(PATH))),
        after => (page < pages).then(|| format!("{}#list", view.on_page(page + 1).address(PATH))),
    };
    app.render(&page_request, StatusCode::OK, "timeline.html", shown)
}

fn in_alphabet(mut options: Vec<(String, String)>, language: events::language::Language) -> Vec<(String, String)> {
    Collation::of(language).sort_by_name(&mut options, |(_, name)| name);
    options
}
