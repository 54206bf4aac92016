//! A picture for a phone: bars on top of each other, as SVG drawn here and made into pixels, with our own typeface.

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb::Database};
use std::fmt::Write;
use std::sync::Arc;

use crate::error::DocumentError;
use crate::typeface::{BOLD, REGULAR};

/// The picture's size, in pixels.
const SIZE: (u32, u32) = (1080, 760);
/// Where the bars stand: left, top, right and bottom, in pixels.
const PLOT: (f64, f64, f64, f64) = (70.0, 190.0, 1040.0, 660.0);
/// The colours of the parts, from the bottom to the top: done in time, done late, not done.
const COLOURS: [&str; 3] = ["#2a8c5a", "#e0a21f", "#a4262c"];
/// The share of a bar's place that the bar takes.
const BAR: f64 = 0.62;

/// A bar of parts on top of each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// What stands below it.
    pub label: String,
    /// How high its parts are, from the bottom to the top.
    pub parts: [usize; 3],
    /// What stands above it.
    pub note: Option<String>,
}

/// A picture of bars.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// What stands above the bars.
    pub title: String,
    /// What the parts are.
    pub legend: [String; 3],
    /// The bars, from left to right.
    pub bars: Vec<Bar>,
}

fn number(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::MAX, f64::from)
}

impl Picture {
    /// The picture as SVG.
    fn svg(&self) -> Result<String, std::fmt::Error> {
        let (width, height) = SIZE;
        let (left, top, right, bottom) = PLOT;
        let words = |text: &str| language::catalogue::escape_html(text).into_owned();
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             font-family=\"DejaVu Sans\" fill=\"#1c2430\"><rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>\
             <text x=\"{left}\" y=\"72\" font-size=\"36\" font-weight=\"bold\">{}</text>",
            words(&self.title)
        );
        let mut x = left;
        for (what, colour) in self.legend.iter().zip(COLOURS) {
            write!(svg, "<rect x=\"{x}\" y=\"110\" width=\"26\" height=\"26\" rx=\"4\" fill=\"{colour}\"/>")?;
            write!(svg, "<text x=\"{}\" y=\"131\" font-size=\"24\">{}</text>", x + 36.0, words(what))?;
            x += 70.0 + 15.0 * number(what.chars().count());
        }
        let highest = self.bars.iter().map(|bar| bar.parts.iter().sum::<usize>()).max().unwrap_or(0).max(1);
        let place = (right - left) / number(self.bars.len().max(1));
        for (n, bar) in self.bars.iter().enumerate() {
            let middle = left + place * (number(n) + 0.5);
            let mut foot = bottom;
            for (part, colour) in bar.parts.iter().zip(COLOURS).filter(|(part, _)| **part > 0) {
                let tall = (bottom - top) * number(*part) / number(highest);
                foot -= tall;
                let (x, wide) = (middle - place * BAR / 2.0, place * BAR);
                write!(svg, "<rect x=\"{x}\" y=\"{foot}\" width=\"{wide}\" height=\"{tall}\" fill=\"{colour}\"/>")?;
                let y = foot + tall / 2.0 + 9.0;
                write!(
                    svg,
                    "<text x=\"{middle}\" y=\"{y}\" font-size=\"24\" fill=\"#fff\" text-anchor=\"middle\">{part}</text>"
                )?;
            }
            let centred = |y: f64, size: u32, text: &str| {
                format!(
                    "<text x=\"{middle}\" y=\"{y}\" font-size=\"{size}\" text-anchor=\"middle\">{}</text>",
                    words(text)
                )
            };
            svg.push_str(&centred(bottom + 42.0, 24, &bar.label));
            svg.push_str(&centred(foot - 12.0, 26, bar.note.as_deref().unwrap_or("–")));
        }
        write!(
            svg,
            "<rect x=\"{left}\" y=\"{bottom}\" width=\"{}\" height=\"2\" fill=\"#5a6778\"/></svg>",
            right - left
        )?;
        Ok(svg)
    }

    /// The picture as PNG.
    pub fn png(&self) -> Result<Vec<u8>, DocumentError> {
        let undrawn = |reason: &dyn std::fmt::Display| DocumentError::Undrawn(reason.to_string());
        let mut fonts = Database::new();
        fonts.load_font_data(REGULAR.to_vec());
        fonts.load_font_data(BOLD.to_vec());
        let options = Options { fontdb: Arc::new(fonts), font_family: "DejaVu Sans".to_owned(), ..Options::default() };
        let svg = self.svg().map_err(|error| undrawn(&error))?;
        let tree = Tree::from_str(&svg, &options).map_err(|error| undrawn(&error))?;
        let mut pixels = Pixmap::new(SIZE.0, SIZE.1).ok_or_else(|| undrawn(&"no room for the pixels"))?;
        resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
        pixels.encode_png().map_err(|error| undrawn(&error))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn picture(parts: [usize; 3]) -> Picture {
        let bar = |label: &str, parts| Bar { label: label.to_owned(), parts, note: Some("50%".to_owned()) };
        Picture {
            title: "Qershor <2017>".to_owned(),
            legend: ["në afat", "me vonesë", "pa kryer"].map(str::to_owned),
            bars: vec![bar("maj", [1, 0, 1]), bar("qershor", parts)],
        }
    }

    #[test]
    fn a_part_that_is_nothing_is_not_drawn_and_words_cannot_break_out() {
        let svg = picture([4, 2, 0]).svg().unwrap();
        let count = |colour: &str| svg.matches(&format!("fill=\"{colour}\"")).count();
        assert_eq!(COLOURS.map(count), [3, 2, 2], "each with its place in the legend");
        assert!(svg.contains("Qershor &lt;2017&gt;"));
    }

    #[test]
    fn pixels_differ_where_figures_do() {
        let (one, other) = (picture([4, 2, 0]).png().unwrap(), picture([4, 2, 1]).png().unwrap());
        assert!(one.starts_with(b"\x89PNG"));
        assert_eq!(one, picture([4, 2, 0]).png().unwrap());
        assert_ne!(one, other);
        let without_bars = Picture { bars: vec![], ..picture([0, 0, 0]) };
        assert!(without_bars.png().unwrap().starts_with(b"\x89PNG"));
    }
}
