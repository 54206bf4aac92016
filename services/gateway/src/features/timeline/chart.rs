//! Where everything goes on the timeline's drawing. Pure: entries and a range in, coordinates out; the template only
//! writes them down.
//!
//! A lane for each institution that has something in the range, the Authority's own first. A lane has as many rows as
//! its entries need so that no two overlap, up to a limit; what does not fit is counted, and the list below the drawing
//! has everything. Sizes are in pixels because the drawing scrolls sideways instead of shrinking: text stays readable
//! on a phone.

use chrono::{Datelike, Days, Months, NaiveDate};
use events::language::Language;
use serde::Serialize;

use crate::wording::dates::month;

/// The height of a row.
const ROW: u32 = 26;
/// The space above and below a lane's rows.
const LANE_PAD: u32 = 6;
/// The height of the axis.
const AXIS: u32 = 34;
/// The most rows of a lane. The style sheet has a class for each number of rows.
const MOST_ROWS: usize = 8;
/// The narrowest and the widest drawing.
const WIDTH: (u32, u32) = (1040, 2600);
/// How wide a letter is taken to be.
const LETTER: u32 = 7;
/// The longest label, in letters.
const LONGEST_LABEL: usize = 30;
/// How much room a mark without label takes.
const POINT: u32 = 14;

/// Something to be drawn.
#[derive(Debug, Clone)]
pub(crate) struct DrawnEntry {
    /// The lanes it is in; none: the Authority's.
    pub(crate) lanes: Vec<String>,
    pub(crate) from: NaiveDate,
    pub(crate) until: Option<NaiveDate>,
    pub(crate) kind: &'static str,
    pub(crate) title: String,
    /// What says in which language the title is, where it is not the reader's, and that language for `lang`.
    pub(crate) mark: Option<String>,
    pub(crate) lang: Option<&'static str>,
    pub(crate) tip: String,
    pub(crate) href: String,
    /// Only a dot: it matters little beside the others.
    pub(crate) weak: bool,
}

/// A lane's place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Lane {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) y: u32,
    pub(crate) height: u32,
    pub(crate) rows: usize,
    pub(crate) hidden: usize,
}

/// A mark's place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Mark {
    pub(crate) x: u32,
    pub(crate) y: u32,
    /// A bar's width; 0: a point.
    pub(crate) width: u32,
    pub(crate) kind: &'static str,
    pub(crate) label: String,
    pub(crate) lang: Option<&'static str>,
    pub(crate) text_x: u32,
    /// Whether the label is written on the bar.
    pub(crate) inside: bool,
    pub(crate) tip: String,
    pub(crate) href: String,
    pub(crate) weak: bool,
}

/// A tick of the axis.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Tick {
    pub(crate) x: u32,
    pub(crate) label: String,
}

/// The whole drawing: its size, axis, lanes and marks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Chart {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) axis: u32,
    pub(crate) lanes: Vec<Lane>,
    pub(crate) marks: Vec<Mark>,
    pub(crate) ticks: Vec<Tick>,
    /// Where today is, when it is in the range.
    pub(crate) today: Option<u32>,
}

/// The range of days drawn, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Range {
    pub(crate) from: NaiveDate,
    pub(crate) until: NaiveDate,
}

impl Range {
    fn days(self) -> u32 {
        u32::try_from((self.until - self.from).num_days() + 1).unwrap_or(1).max(1)
    }

    fn width(self) -> u32 {
        // Eight pixels a day are enough for a quarter; over years the drawing grows slowly, up to its limit.
        let days = self.days();
        let wished = if days <= 400 { days * 8 } else { WIDTH.0 + days / 4 };
        wished.clamp(WIDTH.0, WIDTH.1)
    }

    /// Where a day begins.
    fn x(self, day: NaiveDate) -> u32 {
        let (from, until) = (0, i64::from(self.days()));
        let days = (day - self.from).num_days().clamp(from, until);
        u32::try_from(days * i64::from(self.width()) / until).unwrap_or(0)
    }
}

fn shortened(title: &str, letters: usize) -> String {
    if title.chars().count() <= letters {
        return title.to_owned();
    }
    let kept: String = title.chars().take(letters.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

fn letters_of(label: &str) -> u32 {
    u32::try_from(label.chars().count()).unwrap_or(u32::MAX)
}

fn ticks(range: Range, language: Language) -> Vec<Tick> {
    let days = range.days();
    let month_start = range.from.with_day(1).unwrap_or(range.from);
    let (mut day, step): (NaiveDate, Box<dyn Fn(NaiveDate) -> Option<NaiveDate>>) = match days {
        ..=45 => {
            let monday = range.from - Days::new(u64::from(range.from.weekday().num_days_from_monday()));
            (monday, Box::new(|day| day.checked_add_days(Days::new(7))))
        }
        46..=800 => (month_start, Box::new(|day| day.checked_add_months(Months::new(1)))),
        _ => {
            let year_start = range.from.with_ordinal(1).unwrap_or(range.from);
            (year_start, Box::new(|day| day.checked_add_months(Months::new(12))))
        }
    };
    let mut ticks = Vec::new();
    while day <= range.until {
        if day >= range.from {
            let label = match days {
                ..=45 => format!("{} {}", day.day(), month(language, day)),
                46..=800 if day.month() == 1 || ticks.is_empty() => {
                    format!("{} {}", month(language, day), day.year())
                }
                46..=800 => month(language, day).to_owned(),
                _ => day.year().to_string(),
            };
            ticks.push(Tick { x: range.x(day), label });
        }
        let Some(next) = step(day) else { break };
        day = next;
    }
    ticks
}

/// A mark with the room that it takes, before it has a row.
struct PlacedMark {
    mark: Mark,
    from: u32,
    until: u32,
}

fn placed(entry: &DrawnEntry, range: Range) -> PlacedMark {
    let width = range.width();
    let day_width = (width / range.days()).max(1);
    let bare = Mark {
        x: range.x(entry.from) + day_width / 2,
        y: 0,
        width: 0,
        kind: entry.kind,
        label: String::new(),
        lang: entry.lang,
        text_x: 0,
        inside: false,
        tip: entry.tip.clone(),
        href: entry.href.clone(),
        weak: entry.weak,
    };
    let label = match &entry.mark {
        _ if entry.weak => String::new(),
        Some(mark) => format!("{} {mark}", shortened(&entry.title, LONGEST_LABEL)),
        None => shortened(&entry.title, LONGEST_LABEL),
    };
    if let Some(until) = entry.until.filter(|until| *until > entry.from) {
        let from = range.x(entry.from.max(range.from));
        let end = until.checked_add_days(Days::new(1)).map_or(width, |after| range.x(after));
        let bar = end.saturating_sub(from).max(8);
        let inside = letters_of(&label) * LETTER + 12 <= bar;
        let text_x = if inside { from + 8 } else { from + bar + 6 };
        let until = if inside { from + bar } else { text_x + letters_of(&label) * LETTER };
        return PlacedMark {
            mark: Mark { x: from, width: bar, label, text_x, inside, ..bare },
            from,
            until: until + 6,
        };
    }
    let x = bare.x.clamp(7, width.saturating_sub(7));
    let from = x.saturating_sub(POINT / 2);
    // A label that would run out of the drawing is written to the left of its point.
    let room = letters_of(&label) * LETTER + 10;
    let (text_x, from, until) = match label.is_empty() {
        true => (x, from, x + POINT / 2),
        false if x + 10 + room <= width => (x + 10, from, x + 10 + room),
        false => (x.saturating_sub(room), x.saturating_sub(room), x + POINT / 2),
    };
    PlacedMark { mark: Mark { x, label, text_x, ..bare }, from, until }
}

/// Gives each mark the first row in which it does not touch another; those beyond the last row are left out.
fn stack(mut all: Vec<PlacedMark>) -> (Vec<Mark>, usize, usize) {
    all.sort_by(|one, other| (one.from, other.mark.width).cmp(&(other.from, one.mark.width)));
    let mut ends: Vec<u32> = Vec::new();
    let (mut marks, mut hidden) = (Vec::new(), 0);
    for mut one in all {
        let fits = ends.iter().position(|end| *end <= one.from);
        let row = match fits {
            Some(row) => row,
            None if ends.len() < MOST_ROWS => {
                ends.push(0);
                ends.len() - 1
            }
            None => {
                hidden += 1;
                continue;
            }
        };
        if let Some(end) = ends.get_mut(row) {
            *end = one.until;
        }
        one.mark.y = u32::try_from(row).unwrap_or(0) * ROW;
        marks.push(one.mark);
    }
    (marks, ends.len().max(1), hidden)
}

/// Draws entries into lanes; `names` gives the institutions in the order in which their lanes stand.
pub(crate) fn draw(
    entries: &[DrawnEntry],
    names: &[(String, String)],
    range: Range,
    today: NaiveDate,
    language: Language,
) -> Chart {
    let authority = (String::new(), String::new());
    let (mut lanes, mut marks, mut y) = (Vec::new(), Vec::new(), AXIS);
    for (id, name) in std::iter::once(&authority).chain(names) {
        let own: Vec<PlacedMark> = entries
            .iter()
            .filter(|entry| if id.is_empty() { entry.lanes.is_empty() } else { entry.lanes.contains(id) })
            .map(|entry| placed(entry, range))
            .collect();
        if own.is_empty() {
            continue;
        }
        let (own, rows, hidden) = stack(own);
        let height = u32::try_from(rows).unwrap_or(1) * ROW + 2 * LANE_PAD;
        marks.extend(own.into_iter().map(|mark| Mark { y: mark.y + y + LANE_PAD, ..mark }));
        lanes.push(Lane { id: id.clone(), name: name.clone(), y, height, rows, hidden });
        y += height;
    }
    let inside = range.from <= today && today <= range.until;
    Chart {
        width: range.width(),
        height: y,
        axis: AXIS,
        lanes,
        marks,
        ticks: ticks(range, language),
        today: inside.then(|| range.x(today)),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn entry(lanes: &[&str], from: &str, until: Option<&str>) -> DrawnEntry {
        DrawnEntry {
            lanes: lanes.iter().map(|lane| (*lane).to_owned()).collect(),
            from: day(from),
            until: until.map(day),
            kind: "meeting",
            title: "Vlerësimi i Nevojave për Trajnim".to_owned(),
            mark: None,
            lang: None,
            tip: String::new(),
            href: String::new(),
            weak: false,
        }
    }

    fn drawn(entries: &[DrawnEntry]) -> Chart {
        let names = [("mpms", "MPMS"), ("qps", "QPS"), ("ms", "MS")].map(|(a, b)| (a.to_owned(), b.to_owned()));
        let range = Range { from: day("2017-04-01"), until: day("2017-07-29") };
        draw(entries, &names, range, day("2017-06-30"), Language::En)
    }

    #[test]
    fn each_institution_with_something_has_a_lane_and_the_authority_comes_first() {
        let chart = drawn(&[entry(&["qps"], "2017-05-02", None), entry(&[], "2017-05-03", None)]);
        let lanes: Vec<_> = chart.lanes.iter().map(|lane| lane.id.as_str()).collect();
        assert_eq!(lanes, ["", "qps"]);
        assert_eq!(chart.lanes.iter().map(|lane| lane.height).sum::<u32>() + AXIS, chart.height);
    }

    #[test]
    fn an_entry_of_two_institutions_is_in_both_lanes() {
        assert_eq!(drawn(&[entry(&["mpms", "qps"], "2017-05-02", None)]).marks.len(), 2);
    }

    #[test]
    fn entries_of_one_day_stand_below_each_other() {
        let chart = drawn(&[entry(&["ms"], "2017-05-02", None), entry(&["ms"], "2017-05-02", None)]);
        assert_eq!(chart.marks[1].y - chart.marks[0].y, ROW);
        assert_eq!(chart.lanes[0].rows, 2);
    }

    #[test]
    fn what_has_no_row_is_counted() {
        let same: Vec<_> = (0..MOST_ROWS + 3).map(|_| entry(&["ms"], "2017-05-02", None)).collect();
        let chart = drawn(&same);
        assert_eq!((chart.marks.len(), chart.lanes[0].hidden), (MOST_ROWS, 3));
    }

    #[test]
    fn a_span_is_cut_to_the_range() {
        let chart = drawn(&[entry(&["ms"], "2016-01-01", Some("2020-01-01"))]);
        assert_eq!((chart.marks[0].x, chart.marks[0].width), (0, chart.width));
    }

    #[test]
    fn later_is_further_right_and_today_is_where_its_day_begins() {
        let chart = drawn(&[entry(&["ms"], "2017-05-02", None), entry(&["ms"], "2017-06-30", None)]);
        assert!(chart.marks[0].x < chart.marks[1].x);
        let today = chart.today.unwrap();
        assert!(today <= chart.marks[1].x && chart.marks[1].x < today + chart.width / 120 + 1);
    }

    #[test]
    fn ticks_are_weeks_months_or_years() {
        let label = |from, until| {
            let range = Range { from: day(from), until: day(until) };
            ticks(range, Language::En).into_iter().map(|tick| tick.label).collect::<Vec<_>>()
        };
        assert_eq!(label("2017-06-01", "2017-06-20"), ["5 Jun", "12 Jun", "19 Jun"]);
        assert_eq!(label("2017-11-01", "2018-02-10"), ["Nov 2017", "Dec", "Jan 2018", "Feb"]);
        assert_eq!(label("2003-10-01", "2006-02-01"), ["2004", "2005", "2006"]);
    }
}
