//! Where everything goes on the timeline's drawing. Pure: how things stood and a window in, coordinates out; the template only writes
//! them down.
//!
//! What lies along the days is in percent of the width, so that a drawing fits a phone, a screen and a paper without letters growing or
//! shrinking; what lies across is in pixels, a row for each thing.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, Months, NaiveDate};
use events::ids::{CorrelationId, MeetingId, Position};
use events::language::Language;
use readmodels::things::changes::Change;
use readmodels::things::standing::ThingStanding;
use readmodels::things::{Thing, ThingKind, ThingStage};
use serde::Serialize;

use super::grouping::Bin;
use super::view::{Window, Zoom};
use crate::wording::dates::month;

/// The height of a thing's row, of a group's heading, of the axis and of a folded group's counts. The style sheet has the heading's.
pub(super) const ROW: u32 = 30;
const HEADING: u32 = 30;
const AXIS: u32 = 28;
const COUNTS: u32 = 30;
/// Where in its row a bar is.
const BAR: u32 = 16;
/// How wide a letter is on a phone, in hundredths of a percent of the drawing.
const LETTER: i64 = 195;
/// The narrowest bar, in hundredths of a percent.
const NARROWEST: i64 = 40;

/// A share of the width, in percent.
fn percent(hundredths: i64) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

impl Window {
    /// Where a day begins, in hundredths of a percent of the width; days outside are at its edges.
    fn place(self, day: NaiveDate) -> i64 {
        let days = (day - self.from).num_days().clamp(0, self.days());
        days * 10_000 / self.days()
    }

    /// Where a day has its noon.
    fn noon(self, day: NaiveDate) -> i64 {
        i64::midpoint(self.place(day), self.place(day.checked_add_days(Days::new(1)).unwrap_or(day)))
    }

    /// From the beginning of a day to the end of another; `None`: nothing of it is in the window.
    fn bar(self, from: NaiveDate, until: NaiveDate) -> Option<Bar> {
        if until < self.from || from > self.until || from > until {
            return None;
        }
        let start = self.place(from);
        let end = self.place(until.checked_add_days(Days::new(1)).unwrap_or(until));
        Some(Bar { x: percent(start), width: percent((end - start).max(NARROWEST)) })
    }
}

/// A stretch along the days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Bar {
    x: String,
    width: String,
}

/// A thing that is to be drawn.
pub(super) struct ThingToDraw<'a> {
    pub(super) thing: &'a Thing,
    pub(super) standing: ThingStanding,
    pub(super) changes: Vec<Change>,
    /// How long what is written at it is.
    pub(super) letters: usize,
}

/// A thing's place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct DrawnThing {
    y: u32,
    /// How it looks: shape and colour.
    look: &'static str,
    kind: &'static str,
    /// Where its title begins, or ends where `ends` is set.
    title_x: String,
    ends: bool,
    /// From its beginning until it is due.
    plan: Option<Bar>,
    /// What was done.
    solid: Option<Bar>,
    /// By how much it was late.
    late: Option<Bar>,
    blocked: Vec<Bar>,
    /// Where its last day was before it was moved.
    moves: Vec<String>,
    /// Where the mark of its state is; none: outside the window.
    mark: Option<String>,
    /// Which mark that is.
    symbol: &'static str,
    changes: Vec<&'static str>,
    selected: bool,
    related: bool,
}

/// How a thing looks, which says how far it is and whether it is late.
pub(super) fn look(standing: &ThingStanding) -> &'static str {
    if standing.is_overdue() { "late" } else { standing.stage.code() }
}

/// Whether it is one mark and no bar.
fn is_point(thing: &Thing, standing: &ThingStanding) -> bool {
    let is_day = standing.until.is_none_or(|until| until == standing.from);
    is_day && !thing.kind.is_owed()
}

/// The mark of a thing: its kind's own where it is a mark only, else that of its state.
fn symbol(thing: &Thing, standing: &ThingStanding) -> &'static str {
    match (thing.kind, standing.stage) {
        (ThingKind::Milestone, _) => "milestone",
        (ThingKind::Meeting | ThingKind::Session, ThingStage::Cancelled) => "cancelled",
        (ThingKind::Meeting, ThingStage::Done | ThingStage::Verified) => "held",
        (ThingKind::Meeting, _) => "meeting",
        (_, _) => look(standing),
    }
}

impl DrawnThing {
    fn of(to_draw: &ThingToDraw<'_>, row: usize, window: Window) -> Self {
        let ThingToDraw { thing, standing, changes, .. } = to_draw;
        let planned_until = standing.until.unwrap_or(standing.from);
        let is_point = is_point(thing, standing);
        let end = standing.done_on.or(standing.ended_on);
        let late_from = standing.late.and_then(|late| late.due.checked_add_days(Days::new(1)));
        let late = standing.late.zip(late_from).and_then(|(late, from)| window.bar(from, late.until));
        // What is done is filled up to the day of it; how late it was is told by its tail.
        let solid = standing.done_on.filter(|_| !is_point).and_then(|done| {
            let done_in_time = done.min(planned_until);
            window.bar(standing.from, if thing.kind.is_owed() { done_in_time } else { planned_until })
        });
        let plan = window.bar(standing.from, planned_until).filter(|_| !is_point);
        let marked = if is_point {
            standing.from
        } else {
            end.or(standing.late.map(|late| late.until)).unwrap_or(planned_until)
        };
        let mark = window.covers(marked).then(|| percent(window.noon(marked)));
        // A title begins where its bar does, unless it would run out of a phone's drawing: then it ends with the bar, or as far to the
        // right as it needs.
        let first = window.place(standing.from.max(window.from));
        let room = (i64::try_from(to_draw.letters).unwrap_or(0) * LETTER).min(10_000);
        let ends = first + room > 10_000;
        let title_at = if ends { window.noon(standing.last_day()).max(room) + 60 } else { first };
        let moves = standing.moves.iter().filter(|change| window.covers(change.from));
        Self {
            y: u32::try_from(row).unwrap_or(0) * ROW,
            look: look(standing),
            kind: thing.kind.code(),
            title_x: percent(title_at.min(10_000)),
            ends,
            plan,
            solid,
            late,
            blocked: standing.blocked.iter().filter_map(|span| window.bar(span.from(), span.until())).collect(),
            moves: moves.map(|change| percent(window.noon(change.from))).collect(),
            mark,
            symbol: symbol(thing, standing),
            changes: changes.iter().map(|change| change.code()).collect(),
            selected: false,
            related: false,
        }
    }

    /// Where a line to it ends: the first day in the window.
    fn middle(&self) -> u32 {
        self.y + BAR + 5
    }
}

/// A bar of a folded group's counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Count {
    bar: Bar,
    things: usize,
    /// In pixels: of all, and of those that are late.
    height: u32,
    late: u32,
}

fn counts(bins: &[Bin]) -> Vec<Count> {
    let most = bins.iter().map(|bin| bin.things).max().unwrap_or(0).max(1);
    let height = |things: usize| u32::try_from(things * 16 / most).unwrap_or(0).max(u32::from(things > 0));
    let share = |index: usize| i64::try_from(index * 10_000 / bins.len().max(1)).unwrap_or(0);
    let count = |(index, bin): (usize, &Bin)| {
        let (from, until) = (share(index), share(index + 1));
        let bar = Bar { x: percent(from), width: percent((until - from - 30).max(NARROWEST)) };
        Count { bar, things: bin.things, height: height(bin.things), late: height(bin.late) }
    };
    bins.iter().enumerate().filter(|(_, bin)| bin.things > 0).map(count).collect()
}

/// A group that is to be drawn: its things, or how many there are where.
pub(super) struct GroupToDraw<'a> {
    pub(super) things: Option<Vec<ThingToDraw<'a>>>,
    pub(super) density: Vec<Bin>,
}

/// A group's place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct DrawnGroup {
    pub(super) height: u32,
    pub(super) things: Vec<DrawnThing>,
    counts: Vec<Count>,
    is_open: bool,
}

/// A line from a cause to what came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct CauseLine {
    x1: String,
    y1: u32,
    x2: String,
    y2: u32,
}

/// A tick of the axis.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Tick {
    x: String,
    label: String,
}

/// The whole drawing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Drawing {
    pub(super) groups: Vec<DrawnGroup>,
    ticks: Vec<Tick>,
    /// Where the day is from which everything is seen, when it is in the window.
    today: Option<String>,
    lines: Vec<CauseLine>,
    height: u32,
}

/// What makes two things of one chain: the meeting that raised one of them, and causes that they share.
struct Chain {
    position: Position,
    meeting: Option<MeetingId>,
    is_meeting: bool,
    causes: BTreeSet<CorrelationId>,
}

impl Chain {
    fn of(thing: &Thing) -> Self {
        Self {
            position: thing.position,
            meeting: thing.meeting.clone(),
            is_meeting: thing.kind == ThingKind::Meeting,
            causes: thing.steps.iter().map(|step| step.correlation).collect(),
        }
    }

    fn leads_to(&self, other: &Thing) -> bool {
        let is_other_meeting = other.kind == ThingKind::Meeting;
        let by_meeting = self.meeting.is_some() && self.meeting == other.meeting && self.is_meeting != is_other_meeting;
        self.position != other.position
            && (by_meeting || other.steps.iter().any(|step| self.causes.contains(&step.correlation)))
    }
}

/// Puts groups below each other; `selected` is the thing whose causes and effects are shown.
pub(super) fn draw(
    groups: &[GroupToDraw<'_>],
    selected: Option<&Thing>,
    window: Window,
    today: NaiveDate,
    language: Language,
) -> Drawing {
    let chain = selected.map(Chain::of);
    let mut y = AXIS;
    let mut drawn_groups = Vec::new();
    // Where each drawn thing of the chain is: how early, where along the days, where across.
    let (mut own, mut others) = (Vec::new(), Vec::new());
    for group in groups {
        let things = group.things.as_deref();
        let top = y + HEADING;
        let draw_one = |(row, to_draw): (usize, &ThingToDraw<'_>)| {
            let mut drawn = DrawnThing::of(to_draw, row, window);
            let place = (to_draw.standing.from, percent(window.noon(to_draw.standing.from)), top + drawn.middle());
            if let Some(chain) = &chain {
                drawn.selected = chain.position == to_draw.thing.position;
                drawn.related = chain.leads_to(to_draw.thing);
                if drawn.selected {
                    own.push(place);
                } else if drawn.related {
                    others.push(place);
                }
            }
            drawn
        };
        let drawn: Vec<_> = things.into_iter().flatten().enumerate().map(draw_one).collect();
        let height = match things {
            Some(things) => u32::try_from(things.len()).unwrap_or(0) * ROW + 4,
            None => COUNTS,
        };
        let counts = if things.is_some() { vec![] } else { counts(&group.density) };
        drawn_groups.push(DrawnGroup { height, things: drawn, counts, is_open: things.is_some() });
        y = top + height;
    }
    let lines = own.iter().flat_map(|one| others.iter().map(move |other| (one, other)));
    let lines = lines.map(|(one, other)| {
        let (cause, effect) = if one.0 <= other.0 { (one, other) } else { (other, one) };
        CauseLine { x1: cause.1.clone(), y1: cause.2, x2: effect.1.clone(), y2: effect.2 }
    });
    Drawing {
        lines: lines.collect(),
        groups: drawn_groups,
        ticks: ticks(window, language),
        today: window.covers(today).then(|| percent(window.noon(today))),
        height: y,
    }
}

fn ticks(window: Window, language: Language) -> Vec<Tick> {
    let days = window.days();
    let start_of_month = window.from.with_day(1).unwrap_or(window.from);
    let monday = window.from - Days::new(u64::from(window.from.weekday().num_days_from_monday()));
    let start_of_year = window.from.with_ordinal(1).unwrap_or(window.from);
    let (mut day, step): (NaiveDate, fn(NaiveDate) -> Option<NaiveDate>) = match days {
        ..=10 => (window.from, |day| day.succ_opt()),
        11..=45 => (monday, |day| day.checked_add_days(Days::new(7))),
        46..=430 => (start_of_month, |day| day.checked_add_months(Months::new(1))),
        431..=1_500 => (start_of_month, |day| day.checked_add_months(Months::new(6))),
        _ => (start_of_year, |day| day.checked_add_months(Months::new(12))),
    };
    // Never so many that nobody can read them.
    let every = usize::try_from(days / 365 / 12).unwrap_or(0) + 1;
    let mut all = Vec::new();
    while day <= window.until {
        if day >= window.from {
            let label = match days {
                ..=45 => format!("{} {}", day.day(), month(language, day)),
                46..=1_500 if day.month() == 1 || all.is_empty() => format!("{} {}", month(language, day), day.year()),
                46..=1_500 => month(language, day).to_owned(),
                _ => day.year().to_string(),
            };
            all.push(Tick { x: percent(window.place(day)), label });
        }
        let Some(next) = step(day) else { break };
        day = next;
    }
    all.into_iter().step_by(every).collect()
}

/// A stretch of the overview, which leads to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct OverviewBar {
    bar: Bar,
    height: u32,
    things: usize,
    from: NaiveDate,
    /// A day in the middle of it.
    #[serde(skip)]
    pub(super) on: NaiveDate,
    pub(super) href: String,
}

/// The whole of the coordination: how much began when, and which part of it is the window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Overview {
    pub(super) bars: Vec<OverviewBar>,
    window: Option<Bar>,
    first: NaiveDate,
    last: NaiveDate,
}

/// How many stretches an overview has at most.
const STRETCHES: usize = 48;

/// The overview of what begins in each month; `None`: nothing does.
pub(super) fn overview(
    months: &std::collections::BTreeMap<NaiveDate, usize>,
    window: Window,
    today: NaiveDate,
) -> Option<Overview> {
    let first = *months.keys().next()?;
    let last = months.keys().next_back()?.max(&today).checked_add_months(Months::new(1))?.pred_opt()?;
    let whole = Window { from: first, until: last };
    let mut stretches = vec![0_usize; STRETCHES];
    let stretch = |day: NaiveDate| {
        let place = usize::try_from(whole.place(day)).unwrap_or(0);
        (place * STRETCHES / 10_000).min(STRETCHES - 1)
    };
    for (month, things) in months {
        if let Some(count) = stretches.get_mut(stretch(*month)) {
            *count += things;
        }
    }
    let most = stretches.iter().max().copied().unwrap_or(1).max(1);
    let day_at = |index: usize| {
        let days = u64::try_from(whole.days()).unwrap_or(0) * index as u64 / STRETCHES as u64;
        first.checked_add_days(Days::new(days)).unwrap_or(first)
    };
    let bar = |(index, things): (usize, &usize)| {
        let (from, until) = (index * 10_000 / STRETCHES, (index + 1) * 10_000 / STRETCHES);
        let [from, until] = [from, until].map(|place| i64::try_from(place).unwrap_or(0));
        OverviewBar {
            bar: Bar { x: percent(from), width: percent(until - from - 20) },
            height: u32::try_from(things * 24 / most).unwrap_or(0).max(2),
            things: *things,
            from: day_at(index),
            on: day_at(index) + Days::new(u64::try_from(whole.days()).unwrap_or(0) / (2 * STRETCHES as u64)),
            href: String::new(),
        }
    };
    let bars = stretches.iter().enumerate().filter(|(_, things)| **things > 0).map(bar).collect();
    Some(Overview { bars, window: whole.bar(window.from, window.until), first, last })
}

/// The zooms, the present one marked.
pub(super) fn zoom_in(zoom: Zoom) -> Option<Zoom> {
    Zoom::ALL.into_iter().rev().find(|other| *other < zoom)
}

/// The next longer window.
pub(super) fn zoom_out(zoom: Zoom) -> Option<Zoom> {
    Zoom::ALL.into_iter().find(|other| *other > zoom)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use chrono::{DateTime, Utc};
    use events::language::LocalText;
    use events::milestone::Precision;
    use readmodels::things::standing::{Standpoint, standing};
    use readmodels::things::{Step, StepKind};

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// An item assigned on 1 July and due on the 5th, with further steps.
    fn item(position: u64, steps: &[(StepKind, ThingStage, &str)]) -> Thing {
        let begun = [(StepKind::Begun, ThingStage::Open, "2017-07-01")];
        let step = |(what, stage, on): &(StepKind, ThingStage, &str)| Step {
            position: Position(position),
            what: *what,
            on: day(on),
            recorded_at: format!("{on}T10:00:00Z").parse::<DateTime<Utc>>().unwrap(),
            correlation: CorrelationId(events::ids::CommandId::named(&position.to_string()).0),
            whose: None,
            stage: *stage,
            from: day("2017-07-01"),
            until: Some(day("2017-07-05")),
            institutions: (*what == StepKind::Begun).then(|| vec!["ms".parse().unwrap()]),
        };
        Thing {
            position: Position(position),
            stream: "action-item/beds".parse().unwrap(),
            kind: ThingKind::ActionItem,
            title: LocalText::only(Language::En, "Beds".parse().unwrap()),
            part_of: None,
            subgroup: None,
            objective: None,
            meeting: None,
            precision: Precision::Day,
            steps: begun.iter().chain(steps).map(step).collect(),
        }
    }

    fn july() -> Window {
        Window { from: day("2017-07-01"), until: day("2017-07-20") }
    }

    fn to_draw(thing: &Thing) -> ThingToDraw<'_> {
        let stands = standing(thing, None, Standpoint::Now(day("2017-07-16"))).unwrap();
        ThingToDraw { thing, standing: stands, changes: vec![], letters: 4 }
    }

    fn bar(x: &str, width: &str) -> Bar {
        Bar { x: x.to_owned(), width: width.to_owned() }
    }

    #[test]
    fn a_bar_is_filled_until_its_due_date_and_has_a_tail_up_to_the_day_on_which_it_was_done() {
        let late = item(
            1,
            &[
                (StepKind::Reported, ThingStage::Done, "2017-07-14"),
                (StepKind::Verified, ThingStage::Verified, "2017-07-15"),
            ],
        );
        let drawn = DrawnThing::of(&to_draw(&late), 2, july());
        assert_eq!((drawn.y, drawn.look, drawn.symbol), (60, "verified", "verified"));
        assert_eq!((drawn.plan, drawn.solid), (Some(bar("0.00", "25.00")), Some(bar("0.00", "25.00"))));
        assert_eq!((drawn.late, drawn.mark.as_deref()), (Some(bar("25.00", "45.00")), Some("67.50")));
        let early = item(1, &[(StepKind::Reported, ThingStage::Done, "2017-07-03")]);
        let drawn = DrawnThing::of(&to_draw(&early), 0, july());
        assert_eq!(
            (drawn.plan, drawn.solid, drawn.late),
            (Some(bar("0.00", "25.00")), Some(bar("0.00", "15.00")), None)
        );
        let open = item(1, &[(StepKind::Blocked, ThingStage::Blocked, "2017-07-04")]);
        let drawn = DrawnThing::of(&to_draw(&open), 0, july());
        assert_eq!((drawn.look, drawn.solid, drawn.late), ("late", None, Some(bar("25.00", "55.00"))));
        assert_eq!(drawn.blocked, [bar("15.00", "65.00")]);
        let elsewhere = Window { from: day("2017-08-01"), until: day("2017-08-20") };
        let drawn = DrawnThing::of(&to_draw(&late), 0, elsewhere);
        assert_eq!((drawn.plan, drawn.late, drawn.mark), (None, None, None));
    }

    #[test]
    fn lines_lead_from_the_chosen_thing_to_what_came_of_the_same_cause() {
        let (one, mut other, third) = (item(1, &[]), item(2, &[]), item(3, &[]));
        other.steps[0].correlation = one.steps[0].correlation;
        let things = vec![to_draw(&one), to_draw(&other), to_draw(&third)];
        let groups = [GroupToDraw { things: Some(things), density: vec![] }];
        let drawing = draw(&groups, Some(&one), july(), day("2017-07-16"), Language::En);
        assert_eq!(drawing.lines.len(), 1);
        assert_eq!((drawing.lines[0].y1, drawing.lines[0].y2), (28 + 30 + 21, 28 + 30 + 30 + 21));
        let marked: Vec<_> = drawing.groups[0].things.iter().map(|drawn| (drawn.selected, drawn.related)).collect();
        assert_eq!(marked, [(true, false), (false, true), (false, false)]);
        assert_eq!(drawing.height, 28 + 30 + 3 * 30 + 4);
        let bins = [Bin { things: 4, late: 1 }, Bin::default()];
        let folded = [GroupToDraw { things: None, density: bins.to_vec() }];
        let drawing = draw(&folded, None, july(), day("2017-07-16"), Language::En);
        assert_eq!(drawing.groups[0].counts.len(), 1, "what has nothing is not drawn");
    }

    #[test]
    fn years_are_ticked_so_that_they_can_be_read() {
        let labels = |from: &str, until: &str| {
            let all = ticks(Window { from: day(from), until: day(until) }, Language::En);
            all.into_iter().map(|tick| tick.label).collect::<Vec<_>>()
        };
        assert_eq!(labels("2017-06-01", "2017-08-31"), ["Jun 2017", "Jul", "Aug"]);
        assert_eq!(labels("2017-07-03", "2017-07-09").len(), 7);
        assert!(labels("1950-01-01", "2099-12-31").len() <= 14);
    }
}
