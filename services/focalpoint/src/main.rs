//! focalpoint
fn main() {}
