//! Charts, drawn on the server as SVG by `plotters` and put into pages as they are.
//!
//! A chart says what it shows in its title and description, and never stands alone: the page has the same as a table. What
//! lives here knows numbers, days and words that are said already; it knows no domain, no texts and no HTML around it.

pub(crate) mod bars;

pub(crate) mod indicator;
mod svg;
