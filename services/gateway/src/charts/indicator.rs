//! An indicator over time: its values against the baseline, the target, and the way from the one to the other.

use chrono::{Datelike, Months, NaiveDate};
use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use crate::charts::svg::with_description;

/// The size of the drawing. It is shown as wide as there is room; the letters are large enough for a phone.
const SIZE: (u32, u32) = (600, 320);
/// How many years are marked by half-years; more by years.
const HALF_YEARS_UP_TO: i32 = 3;
/// More years than these are marked every other year.
const YEARS_UP_TO: i32 = 9;

const INK: RGBColor = RGBColor(27, 39, 51);
const SOFT: RGBColor = RGBColor(91, 107, 123);
const LINE: RGBColor = RGBColor(219, 226, 234);
const VALUES: RGBColor = RGBColor(29, 78, 137);
const TARGET: RGBColor = RGBColor(31, 122, 77);
const WAY: RGBColor = RGBColor(150, 166, 182);

/// A value on the day on which its period ended.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ChartPoint {
    pub(crate) on: NaiveDate,
    pub(crate) value: f64,
    /// Not of all, or not of the whole period: drawn hollow.
    pub(crate) part: bool,
    /// The value in words.
    pub(crate) label: String,
}

/// A line of the drawing: where it is, and what it is called.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Mark {
    pub(crate) on: NaiveDate,
    pub(crate) value: f64,
    pub(crate) label: String,
}

/// What is drawn.
pub(crate) struct Curve<'a> {
    /// Unique on the page.
    pub(crate) id: &'a str,
    pub(crate) title: &'a str,
    pub(crate) description: &'a str,
    pub(crate) baseline: Option<Mark>,
    /// The target on its due date.
    pub(crate) target: Option<Mark>,
    /// In the order of their days.
    pub(crate) dots: Vec<ChartPoint>,
    pub(crate) today: NaiveDate,
    /// A number on the axis in words.
    pub(crate) number: &'a dyn Fn(f64) -> String,
    /// A month's short name.
    pub(crate) month: &'a dyn Fn(NaiveDate) -> String,
}

/// The drawing failed, which a fixed size and finite numbers do not give reason to.
#[derive(Debug, thiserror::Error)]
#[error("a chart could not be drawn: {0}")]
pub(crate) struct NotDrawn(String);

fn day(date: NaiveDate) -> i32 {
    date.num_days_from_ce()
}

impl Curve<'_> {
    fn marks(&self) -> impl Iterator<Item = &Mark> {
        self.baseline.iter().chain(&self.target)
    }

    /// The first and the last day drawn.
    fn days(&self) -> (NaiveDate, NaiveDate) {
        let days = || self.marks().map(|mark| mark.on).chain(self.dots.iter().map(|dot| dot.on));
        let first = days().min().unwrap_or(self.today);
        let last = days().max().unwrap_or(self.today).max(self.today);
        // A drawing of one day has no width.
        if first < last { (first, last) } else { (first - Months::new(3), last + Months::new(3)) }
    }

    /// The smallest and the largest value drawn, with room above and below.
    fn values(&self) -> (f64, f64) {
        let values = || self.marks().map(|mark| mark.value).chain(self.dots.iter().map(|dot| dot.value));
        let lowest = values().fold(f64::INFINITY, f64::min).min(0.0);
        let highest = values().fold(f64::NEG_INFINITY, f64::max).max(lowest);
        let room = if highest > lowest { (highest - lowest) * 0.14 } else { 1.0 };
        (if lowest < 0.0 { lowest - room } else { 0.0 }, highest + room)
    }

    /// The days that the axis names.
    fn ticks(&self) -> Vec<i32> {
        let (first, last) = self.days();
        let years = last.year() - first.year();
        let months = if years <= HALF_YEARS_UP_TO {
            6
        } else if years <= YEARS_UP_TO {
            12
        } else {
            24
        };
        let start = NaiveDate::from_ymd_opt(first.year(), 1, 1).unwrap_or(first);
        let next = |date: &NaiveDate| date.checked_add_months(Months::new(months));
        let dates = std::iter::successors(Some(start), next).take_while(|date| *date <= last);
        dates.filter(|date| *date >= first).map(day).collect()
    }

    fn tick(&self, at: i32) -> String {
        let date = NaiveDate::from_num_days_from_ce_opt(at);
        date.map_or_else(String::new, |date| format!("{} {}", (self.month)(date), date.year()))
    }

    fn draw(&self, area: &DrawingArea<SVGBackend<'_>, Shift>) -> Result<(), String> {
        let failed = |error: &dyn std::fmt::Display| error.to_string();
        let ((first, last), (low, high)) = (self.days(), self.values());
        let (first, last) = (day(first), day(last));
        let room = (last - first) / 30 + 1;
        let days = (first - room..last + room).with_key_points(self.ticks());
        let mut chart = ChartBuilder::on(area)
            .margin(8)
            .margin_right(18)
            .x_label_area_size(34)
            .y_label_area_size(62)
            .build_cartesian_2d(days, low..high)
            .map_err(|error| failed(&error))?;
        let letters = |size: i32, color: RGBColor| ("sans-serif", size).into_font().color(&color);
        chart
            .configure_mesh()
            .disable_x_mesh()
            .light_line_style(TRANSPARENT)
            .bold_line_style(LINE)
            .axis_style(LINE)
            .y_labels(6)
            .x_label_formatter(&|at| self.tick(*at))
            .y_label_formatter(&|value| (self.number)(*value))
            .label_style(letters(17, SOFT))
            .draw()
            .map_err(|error| failed(&error))?;

        if let (Some(baseline), Some(target)) = (&self.baseline, &self.target) {
            let way = [(day(baseline.on), baseline.value), (day(target.on), target.value)];
            let way = DashedLineSeries::new(way, 5, 5, WAY.stroke_width(2));
            chart.draw_series(way).map_err(|error| failed(&error))?;
        }
        for (mark, color) in [(&self.baseline, SOFT), (&self.target, TARGET)] {
            let Some(mark) = mark else { continue };
            let level = [(first - room, mark.value), (last + room, mark.value)];
            let level = DashedLineSeries::new(level, 10, 4, color.stroke_width(2));
            chart.draw_series(level).map_err(|error| failed(&error))?;
            // On the right, where values come last.
            let style = letters(17, color).pos(Pos::new(HPos::Right, VPos::Bottom));
            let name = EmptyElement::at((last + room, mark.value)) + Text::new(mark.label.clone(), (0, -4), style);
            chart.draw_series([name]).map_err(|error| failed(&error))?;
        }

        let whole: Vec<&ChartPoint> = self.dots.iter().filter(|dot| !dot.part).collect();
        let line = LineSeries::new(whole.iter().map(|dot| (day(dot.on), dot.value)), VALUES.stroke_width(3));
        chart.draw_series(line).map_err(|error| failed(&error))?;
        for dot in &self.dots {
            let at = (day(dot.on), dot.value);
            let fill = if dot.part { WHITE.filled() } else { VALUES.filled() };
            let circle =
                EmptyElement::at(at) + Circle::new((0, 0), 6, fill) + Circle::new((0, 0), 6, VALUES.stroke_width(2));
            chart.draw_series([circle]).map_err(|error| failed(&error))?;
        }
        if let Some(latest) = whole.last().copied().or(self.dots.last()) {
            let right = day(latest.on) > first + (last - first) / 5 * 3;
            let (side, shift) = if right { (HPos::Right, -10) } else { (HPos::Left, 10) };
            let style = letters(18, INK).pos(Pos::new(side, VPos::Bottom));
            let name =
                EmptyElement::at((day(latest.on), latest.value)) + Text::new(latest.label.clone(), (shift, -6), style);
            chart.draw_series([name]).map_err(|error| failed(&error))?;
        }
        area.present().map_err(|error| failed(&error))
    }

    /// The drawing as SVG, with its title and description.
    pub(crate) fn svg(&self) -> Result<String, NotDrawn> {
        let mut drawing = String::new();
        let area = SVGBackend::with_string(&mut drawing, SIZE).into_drawing_area();
        self.draw(&area).map_err(NotDrawn)?;
        drop(area);
        Ok(with_description(&drawing, self.id, (self.title, self.description), SIZE))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn on(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn mark(date: &str, value: f64, label: &str) -> Mark {
        Mark { on: on(date), value, label: label.to_owned() }
    }

    fn curve(dots: Vec<ChartPoint>) -> String {
        let curve = Curve {
            id: "c1",
            title: "Beds & <rooms>",
            description: "From 10 to 90",
            baseline: Some(mark("2016-12-31", 10.0, "Baseline 10")),
            target: Some(mark("2018-12-31", 90.0, "Target 90")),
            dots,
            today: on("2017-07-03"),
            number: &|number| format!("{number}"),
            month: &|date| format!("M{}", date.month()),
        };
        curve.svg().unwrap()
    }

    fn dot(date: &str, value: f64, part: bool) -> ChartPoint {
        ChartPoint { on: on(date), value, part, label: format!("{value} beds") }
    }

    #[test]
    fn a_drawing_says_what_it_shows_and_has_nothing_that_the_page_forbids() {
        let svg = curve(vec![dot("2017-03-31", 20.0, false), dot("2017-06-30", 35.0, true)]);
        assert!(svg.contains("<title id=\"c1-title\">Beds &amp; &lt;rooms&gt;</title>"), "{svg}");
        assert!(svg.contains("<desc id=\"c1-what\">From 10 to 90</desc>") && svg.contains("role=\"img\""));
        assert!(svg.trim_end().ends_with("</svg>") && svg.matches("<svg").count() == 1);
        for forbidden in [" style=", "<style", "<script", "width=\"600\""] {
            assert!(!svg.contains(forbidden), "{forbidden}");
        }
        for words in ["Baseline 10", "Target 90", "20 beds", "M1 2017", "M7 2018"] {
            assert!(svg.contains(words), "{words} is missing");
        }
        assert!(!svg.contains("35 beds"), "a part is not what the eye is to read");
    }

    #[test]
    fn a_part_is_hollow_and_off_the_line() {
        let all = curve(vec![dot("2017-03-31", 20.0, false), dot("2017-06-30", 35.0, false)]);
        let part = curve(vec![dot("2017-03-31", 20.0, false), dot("2017-06-30", 35.0, true)]);
        let hollow = |svg: &str| svg.matches("fill=\"#FFFFFF\"").count();
        assert_eq!((hollow(&all), hollow(&part)), (0, 1));
    }

    #[test]
    fn a_drawing_of_nothing_is_drawn_all_the_same() {
        let bare = Curve {
            id: "c",
            title: "t",
            description: "d",
            baseline: None,
            target: None,
            dots: vec![],
            today: on("2017-07-03"),
            number: &|number| format!("{number}"),
            month: &|date| format!("M{}", date.month()),
        };
        assert!(bare.svg().unwrap().contains("<desc"));
    }
}
