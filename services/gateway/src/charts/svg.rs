//! What every drawing has in common as SVG.

/// Makes words harmless in SVG.
fn escaped(words: &str) -> String {
    language::catalogue::escape_html(words).into_owned()
}

/// Puts a title and a description for those who do not see into a drawing, and lets it take the width that there is.
pub(super) fn with_description(
    drawing: &str,
    id: &str,
    (title, description): (&str, &str),
    (width, height): (u32, u32),
) -> String {
    let inside = drawing.split_once('>').map_or(drawing, |(_, inside)| inside);
    format!(
        "<svg class=\"drawn\" viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"{id}-title {id}-what\">\
         <title id=\"{id}-title\">{}</title><desc id=\"{id}-what\">{}</desc>{inside}",
        escaped(title),
        escaped(description),
    )
}
