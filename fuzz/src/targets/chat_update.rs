//! An update of the messenger's Bot API.

use telegram::foreign_input::read_posted;

/// Reads an update as it is posted; what is kept of one until it is handled is read as the same one.
pub(super) fn read(bytes: &[u8]) {
    let Some(update) = read_posted(bytes) else { return };
    let Some(kept) = update.kept else { return };
    let again = read_posted(kept.as_bytes()).expect("what is kept can be read");
    assert_eq!(again.number, update.number, "it is kept as another update");
    assert_eq!(again.kept.as_deref(), Some(kept.as_str()), "what is kept says something else when it is read again");
}
