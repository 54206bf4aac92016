//! What a message says that tells that one of ours did not arrive (RFC 3464).
//!
//! Servers that do not write such reports but name the recipients that failed in `X-Failed-Recipients` are understood too.
//! Whether it is about a message of ours is not asked here: the thread that it returns says so.

use mail_parser::{HeaderName, Message, MessagePart, MimeHeaders, PartType};

use crate::receiving::media_type::is_of;
use crate::receiving::parsing::parse;
use crate::sending::EnhancedStatus;

/// In so many messages of others a report is looked for.
const DEEPEST_REPORT: usize = 4;

/// A report that a message did not arrive.
#[derive(Debug)]
pub(super) struct Bounce {
    /// What failed; nothing: it only says that the message is late, or arrived.
    pub(super) failure: Option<Failure>,
    /// The message that came back, or its headers.
    pub(super) returned: Option<Message<'static>>,
}

/// Why a message did not arrive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Failure {
    /// Whether it will not arrive later either.
    pub(super) permanent: bool,
    /// The reason as the other server gave it.
    pub(super) reason: String,
}

/// A block of fields of a report, which are written as headers are.
fn field(block: &Message<'_>, name: &str) -> Option<String> {
    let value = block.header_raw(name)?;
    let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
    (!value.is_empty()).then_some(value)
}

/// What one recipient's block says.
fn failure(block: &Message<'_>) -> Option<Failure> {
    let action = field(block, "Action")?.to_ascii_lowercase();
    // The standard's word is “failed”; some servers write “failure” or “error”.
    if !action.starts_with("fail") && !action.starts_with("error") {
        return None;
    }
    let status = field(block, "Status").as_deref().and_then(EnhancedStatus::read);
    let said = field(block, "Diagnostic-Code").map(|code| match code.split_once(';') {
        Some((_, words)) => words.trim().to_owned(),
        None => code,
    });
    let full_mailbox = |status: &EnhancedStatus| (status.subject, status.detail) == (2, 2);
    let permanent = status.as_ref().is_none_or(|status| status.class == 5 && !full_mailbox(status));
    let status = field(block, "Status").unwrap_or_default();
    let reason = said
        .map_or_else(|| status.clone(), |said| if said.contains(&status) { said } else { format!("{status} {said}") });
    Some(Failure { permanent, reason })
}

fn report(text: &str) -> Option<Failure> {
    // Blocks are parted by empty lines; the first is about the message, each other about one recipient.
    let text = text.replace("\r\n", "\n");
    let mut failures = text.split("\n\n").filter_map(|block| {
        let block = format!("{}\n\n", block.trim_start());
        failure(&parse(block.as_bytes())?)
    });
    failures.next()
}

fn text_of(part: &MessagePart<'_>) -> String {
    match &part.body {
        PartType::Text(text) | PartType::Html(text) => text.to_string(),
        PartType::Binary(bytes) | PartType::InlineBinary(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        PartType::Message(message) => String::from_utf8_lossy(message.raw_message()).into_owned(),
        PartType::Multipart(_) => String::new(),
    }
}

/// Whether it may be a report: a person can send one on as well.
fn is_of_a_server(message: &Message<'_>) -> bool {
    let kind = message.root_part().content_type().and_then(|kind| kind.attribute("report-type"));
    let author = message.from().and_then(|from| from.first()?.address()?.split('@').next().map(str::to_lowercase));
    kind.is_some_and(|kind| kind.eq_ignore_ascii_case("delivery-status"))
        || author.is_some_and(|author| ["mailer-daemon", "postmaster"].contains(&author.as_str()))
        || message.header_raw(HeaderName::ReturnPath).is_some_and(|path| path.trim() == "<>")
}

/// The report that a message is, if it is one.
pub(super) fn read(message: &Message<'_>) -> Option<Bounce> {
    read_within(message, DEEPEST_REPORT)
}

fn read_within(message: &Message<'_>, deepest: usize) -> Option<Bounce> {
    let returned_part = message.parts.iter().find(|part| {
        is_of(part, "message", &["rfc822", "global", "global-headers"]) || is_of(part, "text", &["rfc822-headers"])
    });
    let returned = returned_part.and_then(|part| {
        let text = format!("{}\r\n\r\n", text_of(part).trim_start());
        parse(text.as_bytes()).map(Message::into_owned)
    });
    if !is_of_a_server(message) {
        return None;
    }
    let is_status = |part: &&MessagePart<'_>| is_of(part, "message", &["delivery-status", "global-delivery-status"]);
    if let Some(status) = message.parts.iter().find(is_status) {
        return Some(Bounce { failure: report(&text_of(status)), returned });
    }
    if message.header_raw(HeaderName::Other("X-Failed-Recipients".into())).is_some() {
        let text = message.body_text(0).unwrap_or_default();
        // The first line that has a code of the server that refused.
        let reason = text.lines().map(str::trim).find(|line| {
            line.split_whitespace()
                .any(|word| word.len() == 3 && word.starts_with(['4', '5']) && word.parse::<u16>().is_ok())
        });
        let reason = reason.unwrap_or("the mail server of the address returned the message").to_owned();
        return Some(Bounce { failure: Some(Failure { permanent: true, reason }), returned });
    }
    // A gateway may have put the report into a message of its own.
    let deeper = deepest.checked_sub(1)?;
    returned.as_ref().and_then(|message| read_within(message, deeper))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    const REPORT: &str = "Return-Path: <>\nX-Failed-Recipients: a@b.example\n\n550 nobody here\n";

    fn within(levels: usize) -> String {
        (0..levels)
            .fold(REPORT.to_owned(), |inner, _| format!("Return-Path: <>\nContent-Type: message/rfc822\n\n{inner}"))
    }

    fn is_found(text: &str) -> bool {
        let Some(message) = parse(text.as_bytes()) else { return false };
        read(&message).and_then(|bounce| bounce.failure).is_some()
    }

    #[test]
    fn a_report_is_found_within_others_and_not_for_ever() {
        assert!(is_found(&within(0)) && is_found(&within(2)));
        assert!(!is_found(&within(20_000)));
    }
}
