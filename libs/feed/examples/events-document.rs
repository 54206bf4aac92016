//! Prints `docs/events.md`.

fn main() {
    print!("{}", feed::document::events_document());
}
