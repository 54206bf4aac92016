//! The parts of an e-mail, read by the library, where they are not e-mails in e-mails without end: it holds each in the other, and
//! so many cannot be forgotten again without running out of stack, which would end the process.

use mail_parser::{Message, MessageParser};

/// The most e-mails that one may have within it, as a digest or a report that was sent on has some.
const MOST_WITHIN: usize = 200;

/// What each e-mail within another is announced by.
const WITHIN: &[u8] = b"message/";

/// The e-mail; nothing, where it is none or has too many within it.
pub(super) fn parse(bytes: &[u8]) -> Option<Message<'_>> {
    let within = bytes.windows(WITHIN.len()).filter(|word| word.eq_ignore_ascii_case(WITHIN)).count();
    if within > MOST_WITHIN { None } else { MessageParser::default().parse(bytes) }
}
