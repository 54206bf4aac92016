//! What comes in at the chat: looked at by the guard before anything else is done with it.
//!
//! All that can be read of a message is looked at: its text, what stands below a picture or a file, the file's name. What is
//! refused is deleted from the chat. What is asked about stays in a private chat, because it may speak of an official, with
//! a button that deletes it; in a group, where others read along, and from a stranger it is deleted as well. Of neither is
//! anything kept. A forwarded message was written by somebody else, and is never acted on unasked.

use std::borrow::Cow;

use coordination::off_runtime;
use events::ids::ChatId;
use events::language::Language;
use privacy::guard::{Doubt, Verdict, guard};
use teloxide::types::Message;

use crate::core::chat_error::ChatError;
use crate::core::config::BotError;
use crate::core::outgoing::Outgoing;
use crate::core::place::Place;
use crate::core::press::IncomingPress;
use crate::core::services::Services;
use crate::core::storage::albums::{AlbumAnswer, answered_album, record_album};
use crate::core::texts::Texts;

/// What the guard says of a message.
struct GuardedMessage {
    verdict: Verdict,
    /// Whether it was the name of a file.
    of_file_name: bool,
}

/// The name of the file that a message carries.
fn file_name(message: &Message) -> Option<&str> {
    let document = message.document().and_then(|document| document.file_name.as_deref());
    let audio = || message.audio().and_then(|audio| audio.file_name.as_deref());
    let video = || message.video().and_then(|video| video.file_name.as_deref());
    let animation = || message.animation().and_then(|animation| animation.file_name.as_deref());
    document.or_else(audio).or_else(video).or_else(animation)
}

/// A file's name as the words it is made of: `Lista_e-re.xlsx` reads “Lista e re”.
fn words_of_name(name: &str) -> String {
    let name = name.rsplit_once('.').map_or(name, |(name, _)| name);
    name.replace(['_', '-', '.', '+', '(', ')'], " ")
}

/// Judges the name of a file. That it resembles messages which gave somebody away is no doubt: a name is no message.
fn of_name(name: &str) -> Verdict {
    match off_runtime(name.len(), || guard(name)) {
        Verdict::Ask(doubts) if doubts.iter().all(|doubt| *doubt == Doubt::Resemblance) => Verdict::Pass,
        verdict @ (Verdict::Pass | Verdict::Ask(_) | Verdict::Refuse(_)) => verdict,
    }
}

/// A text without the bot's own name, which is how a group calls it and nobody's account.
pub(crate) fn without_own_name(text: &str, own: &str) -> String {
    let mut pieces = text.split('@');
    let mut rest = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let end = piece.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_').unwrap_or(piece.len());
        let (name, after) = piece.split_at(end);
        if name.eq_ignore_ascii_case(own) {
            rest.push_str(after);
        } else {
            rest.push('@');
            rest.push_str(piece);
        }
    }
    rest
}

/// Judges all that can be read of a message by its worst part; `own` is the bot's user name, and `is_code` says
/// that its text is none for the guard: a secret or a code of focalpoint's own, or what the person was asked for.
fn judge(message: &Message, own: &str, is_code: bool) -> GuardedMessage {
    let text = message.text().or(message.caption()).filter(|_| !is_code);
    let text = text.map(|text| without_own_name(text, own));
    let name = file_name(message).map(|name| [Cow::Borrowed(name), Cow::Owned(words_of_name(name))]);
    let of_text =
        text.map(|text| GuardedMessage { verdict: off_runtime(text.len(), || guard(&text)), of_file_name: false });
    let of_name = name.into_iter().flatten().map(|name| GuardedMessage { verdict: of_name(&name), of_file_name: true });
    let nothing = GuardedMessage { verdict: Verdict::Pass, of_file_name: false };
    // Of what weighs the same, the text is told: it comes first.
    of_text
        .into_iter()
        .chain(of_name)
        .fold(nothing, |worst, judged| if judged.verdict.is_worse_than(&worst.verdict) { judged } else { worst })
}

/// Why a message was not kept, and how to say it instead; nothing when the guard lets it pass.
fn guard_message(texts: Texts<'_>, verdict: &Verdict) -> Option<Outgoing> {
    let message = match verdict {
        Verdict::Pass => return None,
        Verdict::Ask(_) => "guard-asks",
        Verdict::Refuse(_) => "guard-refused",
    };
    let kinds: Vec<String> = verdict.message_keys().iter().map(|kind| texts.say(kind, &[])).collect();
    Some(Outgoing::text(texts.say(message, &[("found", kinds.join(", ").into())])))
}

impl GuardedMessage {
    /// What is said to the sender; nothing when the message may be read.
    fn in_words(&self, texts: Texts<'_>) -> Option<Outgoing> {
        let mut said = guard_message(texts, &self.verdict)?;
        if self.of_file_name {
            said.text = format!("{}\n{}", said.text, texts.say("guard-file-name", &[]));
        }
        Some(said)
    }
}

/// Looks at a message. When it may not be read, the sender is told so, and it is deleted unless it is asked about and
/// `may_stay`; then this is true and nothing more is to be done with it. Of an album one part is told for all, and where one is
/// turned away nothing is kept of the others.
pub(crate) async fn turned_away(
    services: &Services,
    message: &Message,
    languages: &[Language],
    may_stay: bool,
    is_code: bool,
) -> Result<bool, ChatError> {
    let (place, chat) = (Place::of(message), ChatId(message.chat.id.0));
    if answered_of_album(services, message).await? == Some(AlbumAnswer::TurnedAway) {
        services.messenger.delete(chat, message.id.0).await;
        return Ok(true);
    }
    let judged = judge(message, &services.username, is_code);
    let said = languages.iter().filter_map(|language| judged.in_words(services.texts(*language)));
    let Some(said) = said.reduce(|first, next| Outgoing { text: format!("{}\n\n{}", first.text, next.text), ..first })
    else {
        return Ok(false);
    };
    let stays = may_stay && matches!(judged.verdict, Verdict::Ask(_));
    let said = if stays {
        let label = services.texts(languages.first().copied().unwrap_or_default()).label("guard-button-delete", &[]);
        said.with_buttons(vec![vec![(label, IncomingPress::Delete(message.id.0).into())]])
    } else {
        services.messenger.delete(chat, message.id.0).await;
        said
    };
    services.messenger.send(place, &said).await?;
    note_album(services, message, AlbumAnswer::TurnedAway).await?;
    Ok(true)
}

/// What the album that a message belongs to was answered with.
async fn answered_of_album(services: &Services, message: &Message) -> Result<Option<AlbumAnswer>, BotError> {
    match message.media_group_id() {
        Some(album) => answered_album(&services.database, ChatId(message.chat.id.0), &album.0).await,
        None => Ok(None),
    }
}

async fn note_album(services: &Services, message: &Message, answer: AlbumAnswer) -> Result<(), BotError> {
    match message.media_group_id() {
        Some(album) => {
            record_album(&services.database, ChatId(message.chat.id.0), &album.0, message.date, answer).await
        }
        None => Ok(()),
    }
}

/// Deletes what is no text, where the messenger allows it, and says so: a picture, a contact or a place may show who a victim is.
pub(crate) async fn refuse_what_is_no_text(
    services: &Services,
    message: &Message,
    languages: &[Language],
) -> Result<(), ChatError> {
    refuse_content(services, message, &Outgoing::text(services.say_in(languages, "only-text"))).await
}

/// Deletes what a message carries, where the messenger allows it, and says why. An album is told of once.
pub(crate) async fn refuse_content(services: &Services, message: &Message, why: &Outgoing) -> Result<(), ChatError> {
    services.messenger.delete(ChatId(message.chat.id.0), message.id.0).await;
    if answered_of_album(services, message).await?.is_none() {
        services.messenger.send(Place::of(message), why).await?;
        note_album(services, message, AlbumAnswer::NoText).await?;
    }
    Ok(())
}

/// Deletes a part of an album of which another part was refused; whether it did.
pub(crate) async fn goes_with_its_album(services: &Services, message: &Message) -> Result<bool, ChatError> {
    if answered_of_album(services, message).await?.is_none() {
        return Ok(false);
    }
    services.messenger.delete(ChatId(message.chat.id.0), message.id.0).await;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_file_is_read_as_words() {
        assert_eq!(words_of_name("viktima_Arta-Gashi.v2.xlsx"), "viktima Arta Gashi v2");
        assert_eq!(words_of_name("shelters"), "shelters");
    }

    #[test]
    fn the_bots_own_name_is_nobodys_account() {
        assert_eq!(without_own_name("/link@Sample_bot now", "sample_bot"), "/link now");
        assert_eq!(without_own_name("@sample_bot: @sample_bot2, a@b", "sample_bot"), ": @sample_bot2, a@b");
    }
}
