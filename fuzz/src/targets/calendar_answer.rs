//! What a calendar answers to an invitation (iTIP).

use documents::calendar_invitation::read_reply;

/// Reads a calendar's answer.
pub(super) fn read(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let _answer = read_reply(&text);
}
