//! The headers: who writes, where answers go, which thread it is, and what tells other programs that a program wrote it.
//!
//! A thread's messages all answer one message that was never sent, whose id carries the thread's token. So nothing need be
//! remembered to keep a thread together, and an answer carries the token in `References` even where an address or a subject
//! lost it on the way.

use std::time::SystemTime;

use lettre::message::Mailbox;
use lettre::message::MessageBuilder;
use lettre::message::header::{HeaderName, HeaderValue};
use links::ThreadToken;

use crate::address::MailAddress;
use crate::composing::Sender;
use crate::draft::{MailDraft, MessageId};

/// What stands before the `@` in the id of the message that a thread answers, behind the token.
const THREAD: &str = ".thread";

/// The `Message-ID` of a message: always the same, with its angle brackets.
pub fn message_id(id: MessageId, sender: &MailAddress) -> String {
    format!("<{}@{}>", id.0, sender.domain())
}

/// The id that all messages of a thread answer, with its angle brackets.
pub fn thread_id(token: &ThreadToken, sender: &MailAddress) -> String {
    format!("<{token}{THREAD}@{}>", sender.domain())
}

/// The token in the id of a thread.
pub fn token_in_message_id(id: &str, sender: &MailAddress) -> Option<ThreadToken> {
    let id = id.trim().trim_start_matches('<').trim_end_matches('>');
    let (local, domain) = id.split_once('@')?;
    let token = local.strip_suffix(THREAD)?;
    domain.eq_ignore_ascii_case(sender.domain()).then(|| token.parse().ok())?
}

/// The token in a subject: `… [#0123456789abcdef]`.
pub fn token_in_subject(subject: &str) -> Option<ThreadToken> {
    subject.split("[#").skip(1).find_map(|rest| rest.split_once(']')?.0.parse().ok())
}

/// Words on one line: a line break in a title ends no header.
pub(super) fn one_line(words: &str) -> String {
    let plain: String = words.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A header of our own making: ASCII, without line breaks but those that are put in here.
fn own(name: &'static str, parts: &[String]) -> HeaderValue {
    let name = HeaderName::new_from_ascii_str(name);
    HeaderValue::dangerous_new_pre_encoded(name, parts.join(" "), parts.join("\r\n "))
}

/// Puts them in.
pub(super) fn put(
    builder: MessageBuilder,
    draft: &MailDraft,
    sender: &Sender,
    token: &ThreadToken,
    reply_to: &MailAddress,
) -> MessageBuilder {
    let subject = one_line(&draft.subject);
    let subject = if sender.plus_addresses { subject } else { format!("{subject} [#{token}]") };
    let thread = thread_id(token, &sender.address);
    let unsubscribe =
        [format!("<{}>,", draft.unsubscribe), format!("<mailto:{reply_to}?subject=unsubscribe%20%5B%23{token}%5D>")];
    builder
        .reply_to(Mailbox::new(None, reply_to.as_lettre().clone()))
        .subject(subject)
        .date(SystemTime::from(draft.written_at))
        .message_id(Some(message_id(draft.id, &sender.address)))
        .raw_header(own("In-Reply-To", std::slice::from_ref(&thread)))
        .raw_header(own("References", &[thread]))
        .raw_header(own("Auto-Submitted", &["auto-generated".to_owned()]))
        .raw_header(own("X-Auto-Response-Suppress", &["All".to_owned()]))
        .raw_header(own("List-Id", &[format!("<focalpoint.{}>", sender.address.domain())]))
        .raw_header(own("List-Unsubscribe", &unsubscribe))
        .raw_header(own("List-Unsubscribe-Post", &["List-Unsubscribe=One-Click".to_owned()]))
        .raw_header(own("Content-Language", &[draft.language.code().to_owned()]))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_found_in_the_id_of_a_thread_and_in_a_subject() {
        let sender: MailAddress = "focalpoint@akt.example".parse().unwrap();
        let token: ThreadToken = "0123456789abcdef".parse().unwrap();
        assert_eq!(token_in_message_id(&thread_id(&token, &sender), &sender), Some(token.clone()));
        assert_eq!(token_in_message_id("0123456789abcdef.thread@AKT.example", &sender), Some(token.clone()));
        assert_eq!(token_in_message_id("<0123456789abcdef.thread@other.example>", &sender), None);
        assert_eq!(token_in_message_id("<0123456789abcdef@akt.example>", &sender), None);
        assert_eq!(token_in_subject("Re: [#12] Detyrat [#0123456789abcdef]"), Some(token));
        assert_eq!(token_in_subject("Re: Detyrat [#0123456789abcdef"), None);
    }

    #[test]
    fn a_title_stays_on_its_line() {
        assert_eq!(
            one_line(" Raporti\r\nBcc: all@example.org\u{0}\t vjetor\u{85}x "),
            "Raporti Bcc: all@example.org vjetor x"
        );
    }
}
