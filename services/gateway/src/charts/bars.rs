//! Bars, side by side in groups: a group for each period, a bar for each institution.

use plotters::prelude::*;

/// The chart's size, in pixels; a browser scales it to the page.
const SIZE: (u32, u32) = (960, 360);
/// The share of a group's width that is left free between groups.
const GAP: f64 = 0.2;
/// Colours that can be told apart, also by who sees few; used again from the start when there are more bars.
const COLOURS: [RGBColor; 10] = [
    RGBColor(0x1d, 0x4e, 0x89),
    RGBColor(0xe0, 0x7a, 0x1f),
    RGBColor(0x2a, 0x8c, 0x5a),
    RGBColor(0xa4, 0x26, 0x2c),
    RGBColor(0x6b, 0x4f, 0xa0),
    RGBColor(0x0f, 0x8a, 0x8a),
    RGBColor(0xb8, 0x86, 0x0b),
    RGBColor(0x6c, 0x7a, 0x89),
    RGBColor(0xa0, 0x47, 0x6b),
    RGBColor(0x3f, 0x62, 0x12),
];

/// A group of bars.
pub(crate) struct Group {
    /// What stands below it.
    pub(crate) label: String,
    /// Each bar's height; none for a bar that is not there.
    pub(crate) bars: Vec<Option<f64>>,
}

/// The chart could not be drawn.
#[derive(Debug, thiserror::Error)]
#[error("the chart could not be drawn: {0}")]
pub(crate) struct NotDrawn(String);

fn not_drawn(error: impl std::fmt::Display) -> NotDrawn {
    NotDrawn(error.to_string())
}

/// The colour of the `n`-th bar of each group, as CSS writes it.
pub(crate) fn colour(n: usize) -> String {
    let RGBColor(red, green, blue) = COLOURS[n % COLOURS.len()];
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// A place on the axis.
fn place(n: usize) -> f64 {
    u32::try_from(n).map_or(f64::MAX, f64::from)
}

/// Draws the groups.
pub(crate) fn draw(groups: &[Group]) -> Result<String, NotDrawn> {
    let highest = groups.iter().flat_map(|group| &group.bars).flatten().fold(0.0_f64, |most, value| most.max(*value));
    let lowest = groups.iter().flat_map(|group| &group.bars).flatten().fold(0.0_f64, |least, value| least.min(*value));
    let top = if highest > 0.0 { highest * 1.1 } else { 1.0 };
    let count = i32::try_from(groups.len()).unwrap_or(i32::MAX);
    let mut svg = String::new();
    {
        let area = SVGBackend::with_string(&mut svg, SIZE).into_drawing_area();
        let mut chart = ChartBuilder::on(&area)
            .margin(12)
            .x_label_area_size(34)
            .y_label_area_size(64)
            .build_cartesian_2d(0.0..f64::from(count.max(1)), lowest..top)
            .map_err(not_drawn)?;
        let label = |at: &f64| {
            let middle = (at - at.floor() - 0.5).abs() < 0.01;
            let group = groups.iter().enumerate().find(|(n, _)| middle && (*at - place(*n) - 0.5).abs() < 0.01);
            group.map(|(_, group)| group.label.clone()).unwrap_or_default()
        };
        let style = ("sans-serif", 14).into_font().color(&RGBColor(0x5b, 0x6b, 0x7b));
        chart
            .configure_mesh()
            .disable_x_mesh()
            .x_labels(groups.len() * 2 + 1)
            .x_label_formatter(&label)
            .y_label_formatter(&|value: &f64| format!("{value}"))
            .light_line_style(RGBColor(0xee, 0xf1, 0xf5))
            .bold_line_style(RGBColor(0xdb, 0xe2, 0xea))
            .axis_style(RGBColor(0xb9, 0xc5, 0xd1))
            .label_style(style)
            .draw()
            .map_err(not_drawn)?;
        for (n, group) in groups.iter().enumerate() {
            let width = (1.0 - GAP) / place(group.bars.len().max(1));
            let bars = group.bars.iter().enumerate().filter_map(|(at, value)| {
                let left = place(n) + GAP / 2.0 + width * place(at);
                let corners = [(left, 0.0), (left + width * 0.92, (*value)?)];
                Some(Rectangle::new(corners, COLOURS[at % COLOURS.len()].filled()))
            });
            chart.draw_series(bars).map_err(not_drawn)?;
        }
        area.present().map_err(not_drawn)?;
    }
    Ok(svg)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_drawn_for_each_value_and_none_for_what_is_not_there() {
        let groups = vec![
            Group { label: "2016".to_owned(), bars: vec![Some(12.0), None] },
            Group { label: "2017".to_owned(), bars: vec![Some(7.0), Some(20.0)] },
        ];
        let svg = draw(&groups).unwrap();
        assert!(svg.starts_with("<svg"), "{svg}");
        let bars = |colour: &str| svg.to_lowercase().matches(&colour.to_lowercase()).count();
        assert_eq!((bars(&colour(0)), bars(&colour(1))), (2, 1), "{svg}");
        assert!(svg.contains("2016") && svg.contains("2017"), "{svg}");
        assert!(!svg.contains("style="), "styles within markup are not let through by the page's policy");
        draw(&[]).unwrap();
    }
}
