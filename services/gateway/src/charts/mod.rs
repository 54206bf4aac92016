//! Charts, drawn on the server as SVG: values in, markup out.
//!
//! Knows no request and no read model; what may be shown was decided before.

pub(crate) mod bars;
