//! Charts, drawn on the server as SVG by `plotters` and put into pages as they are.
//!
//! A chart says what it shows in its title and description, and never stands alone: the page has the same as a table. What
//! lives here knows numbers, days and words that are said already; it knows no domain, no texts and no HTML around it.

pub(crate) mod bars;
pub(crate) mod indicator;

/// Makes words harmless in SVG.
fn escaped(words: &str) -> String {
    dialogue::catalogue::escape_html(words).into_owned()
}

/// Puts a title and a description for those who do not see into a drawing, and lets it take the width that there is.
fn told(drawing: &str, id: &str, (title, description): (&str, &str), (width, height): (u32, u32)) -> String {
    let inside = drawing.split_once('>').map_or(drawing, |(_, inside)| inside);
    format!(
        "<svg class=\"drawn\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"{id}-title {id}-what\">\
         <title id=\"{id}-title\">{}</title><desc id=\"{id}-what\">{}</desc>{inside}",
        escaped(title),
        escaped(description),
    )
}
