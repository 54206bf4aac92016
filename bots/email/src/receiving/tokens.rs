//! The thread that a message shows: in an address that it was sent to, in what it answers, or in its subject.

use links::ThreadToken;
use mail_parser::{HeaderName, HeaderValue, Message};

use crate::address::MailAddress;
use crate::composing::{token_in_message_id, token_in_subject};
use crate::receiving::bounces::Bounce;

/// Headers in which servers write for whom a message was, besides those that the author wrote.
const DELIVERED: [&str; 4] = ["Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To"];

/// So many of its tokens are looked at: a message of ours shows one, at a few places.
const MOST_SHOWN: usize = 64;

/// Every token that a message shows, the likeliest first.
pub(super) fn shown(message: &Message<'_>, own: &MailAddress) -> Vec<ThreadToken> {
    let listed = [message.to(), message.cc()].into_iter().flatten().flat_map(|list| list.iter());
    let listed = listed.filter_map(|address| address.address().map(ToOwned::to_owned));
    // Each server on the way adds its own; all of them count.
    let delivered =
        message.headers_raw().filter(|(name, _)| DELIVERED.iter().any(|known| name.eq_ignore_ascii_case(known)));
    let delivered = delivered.map(|(_, value)| value.to_owned());
    let in_addresses = listed.chain(delivered).filter_map(|address| {
        let address = address.trim().trim_start_matches('<').trim_end_matches('>').parse::<MailAddress>().ok()?;
        own.token_in(&address)
    });
    let answered = [message.references(), message.in_reply_to()].into_iter();
    let answered = answered.flat_map(|ids| ids.as_text_list().unwrap_or_default().iter().map(ToString::to_string));
    // The last is what was answered; those before may be of other threads.
    let answered: Vec<String> = answered.collect();
    let in_ids = answered.iter().rev().filter_map(|id| token_in_message_id(id, own));
    let in_subject = message.subject().and_then(token_in_subject);
    in_addresses.chain(in_ids).chain(in_subject).take(MOST_SHOWN).collect()
}

/// The same for a message that says that one of ours did not arrive: it may show the token only in what it returns.
pub(super) fn shown_by_bounce(message: &Message<'_>, bounce: &Bounce, own: &MailAddress) -> Vec<ThreadToken> {
    let mut all = shown(message, own);
    if let Some(returned) = &bounce.returned {
        all.extend(shown(returned, own));
        let reply_to = returned.reply_to().into_iter().flat_map(|list| list.iter());
        all.extend(reply_to.filter_map(|address| own.token_in(&address.address()?.parse().ok()?)));
        let path = returned.header(HeaderName::ReturnPath).and_then(HeaderValue::as_text);
        all.extend(path.and_then(|path| own.token_in(&path.parse().ok()?)));
    }
    all
}
