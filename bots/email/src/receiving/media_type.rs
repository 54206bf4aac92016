//! What a part of a message is.

use mail_parser::{MessagePart, MimeHeaders};

/// Whether a part is of this kind and one of these kinds of it.
pub(super) fn is_of(part: &MessagePart<'_>, kind: &str, subkinds: &[&str]) -> bool {
    part.content_type().is_some_and(|found| {
        found.ctype().eq_ignore_ascii_case(kind)
            && found.subtype().is_some_and(|found| subkinds.iter().any(|subkind| found.eq_ignore_ascii_case(subkind)))
    })
}
