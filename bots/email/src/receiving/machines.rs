//! What a program wrote by itself: out of office, a receipt, a mailing list. It never counts as an answer, whoever's address
//! it has.

use mail_parser::{HeaderName, Message};

use crate::receiving::media_type::is_of;

/// Headers that only programs write, whatever they hold.
const HEADERS: [&str; 6] =
    ["X-Autoreply", "X-Autorespond", "X-Auto-Reply", "X-AutoReply-From", "X-Mail-Autoreply", "X-Vacation"];

/// How programs begin a subject, in the languages of those who may answer.
const SUBJECTS: [&str; 15] = [
    "automatic reply:",
    "auto reply:",
    "auto-reply:",
    "autoreply:",
    "out of office:",
    "out of office",
    "out of the office",
    "përgjigje automatike:",
    "përgjigje automatike",
    "jashtë zyrës",
    "automatski odgovor",
    "аутоматски одговор",
    "automatische antwort:",
    "réponse automatique",
    "read:",
];

/// Whether a program wrote it.
pub(super) fn wrote(message: &Message<'_>) -> bool {
    let header = |name: &str| message.header_raw(name).map(|value| value.trim().to_ascii_lowercase());
    // RFC 3834: anything but “no” was submitted by a program.
    let automatic = header("Auto-Submitted").is_some_and(|value| !value.is_empty() && !value.starts_with("no"));
    let precedence = header("Precedence");
    let bulk = precedence.is_some_and(|value| ["bulk", "junk", "list", "auto_reply"].contains(&value.as_str()));
    let nobody = header("Return-Path").is_some_and(|value| value == "<>");
    let listed = header("List-Id").is_some();
    let marked = HEADERS.iter().any(|name| message.header_raw(*name).is_some());
    let report = is_of(message.root_part(), "multipart", &["report"]);
    let subject = message.header(HeaderName::Subject).and_then(|value| value.as_text()).unwrap_or_default();
    let subject = subject.trim().to_lowercase();
    let spoken = SUBJECTS.iter().any(|beginning| subject.starts_with(beginning));
    automatic || bulk || nobody || listed || marked || report || spoken
}
