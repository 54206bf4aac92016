//! The files that hang on a message. Nothing in them is read: a form is sent in its chat or on its page, where whoever sends it sees
//! what of it is taken.

use mail_parser::{Message, MessagePart, MimeHeaders};

use crate::receiving::media_type::is_of;

/// What programs hang on a message by themselves: signatures and keys.
const OF_PROGRAMS: [&str; 6] =
    ["pkcs7-signature", "x-pkcs7-signature", "pkcs7-mime", "x-pkcs7-mime", "pgp-signature", "pgp-keys"];

/// Whether somebody hung this part on the message. Pictures in the text, such as the emblem below a signature, are part of it.
fn is_attached(part: &MessagePart<'_>) -> bool {
    let disposition = part.content_disposition();
    let is_named = part.attachment_name().is_some() && part.content_id().is_none();
    let is_attached = disposition.is_some_and(mail_parser::ContentType::is_attachment) || is_named;
    is_attached && !is_of(part, "text", &["calendar"]) && !is_of(part, "application", &OF_PROGRAMS)
}

/// The names of the files that hang on a message, empty where one has none.
pub(super) fn names(message: &Message<'_>) -> Vec<String> {
    let attached = message.attachments().filter(|part| is_attached(part));
    attached.map(|part| part.attachment_name().unwrap_or_default().to_owned()).collect()
}
