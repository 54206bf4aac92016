//! What comes in at the chat: looked at by the guard before anything else is done with it.
//!
//! All that can be read of a message is looked at: its text, what stands below a picture or a file, the file's name. What is
//! refused is deleted from the chat. What is asked about stays in a private chat, because it may speak of an official, with
//! a button that deletes it; in a group, where others read along, and from a stranger it is deleted as well. Of neither is
//! anything kept. A forwarded message was written by somebody else, and is never acted on unasked.

use std::borrow::Cow;

use dialogue::guard::{Doubt, Verdict, guard};
use events::ids::ChatId;
use events::text::Text;
use events::training::CertificateCode;
use serde::{Deserialize, Serialize};
use teloxide::types::Message;

use crate::buttons::Press;
use crate::commands::ChatCommand;
use crate::connection::TelegramBot;
use crate::outgoing::Outgoing;
use crate::speech::Speech;
use crate::visit::{Visit, VisitError};

/// What a button below a message that the bot asked about does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum DoorPress {
    /// Deletes the person's message with this number.
    Delete(i32),
    /// Takes a forwarded text as the person's own.
    TakeForwarded(Text),
    /// Leaves a forwarded text alone.
    LeaveForwarded,
}

/// What the guard says of a message.
pub(crate) struct Judged {
    pub(crate) verdict: Verdict,
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
    match guard(name) {
        Verdict::Ask(doubts) if doubts.iter().all(|doubt| *doubt == Doubt::Resemblance) => Verdict::Pass,
        verdict @ (Verdict::Pass | Verdict::Ask(_) | Verdict::Refuse(_)) => verdict,
    }
}

/// Whether a command's argument is a secret or a code of focalpoint's own and no text.
fn is_code(text: &str) -> bool {
    match ChatCommand::read(text) {
        Some(ChatCommand::Start(Some(_))) => text.split_whitespace().count() == 2,
        Some(ChatCommand::Verify(code)) => code.parse::<CertificateCode>().is_ok(),
        Some(_) | None => false,
    }
}

fn weight(verdict: &Verdict) -> u8 {
    match verdict {
        Verdict::Pass => 0,
        Verdict::Ask(_) => 1,
        Verdict::Refuse(_) => 2,
    }
}

/// A text without the bot's own name, which is how a group calls it and nobody's account.
fn without_own_name(text: &str, own: &str) -> String {
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

/// Judges all that can be read of a message by its worst part; `own` is the bot's user name.
pub(crate) fn judge(message: &Message, own: &str) -> Judged {
    let text = message.text().or(message.caption()).filter(|text| !is_code(text));
    let text = text.map(|text| without_own_name(text, own));
    let name = file_name(message).map(|name| [Cow::Borrowed(name), Cow::Owned(words_of_name(name))]);
    let of_text = text.map(|text| Judged { verdict: guard(&text), of_file_name: false });
    let of_name = name.into_iter().flatten().map(|name| Judged { verdict: of_name(&name), of_file_name: true });
    let nothing = Judged { verdict: Verdict::Pass, of_file_name: false };
    // Of what weighs the same, the text is told: it comes first.
    of_text
        .into_iter()
        .chain(of_name)
        .fold(nothing, |worst, judged| if weight(&judged.verdict) > weight(&worst.verdict) { judged } else { worst })
}

impl Judged {
    /// What is said to the sender; nothing when the message may be read.
    fn said(&self, speech: &Speech<'_>) -> Option<Outgoing> {
        let mut said = speech.guarded(&self.verdict)?;
        if self.of_file_name {
            said.text = format!("{}\n{}", said.text, speech.say("guard-file-name", &[]));
        }
        Some(said)
    }
}

impl TelegramBot {
    /// Looks at a message. When it may not be read, the sender is told so, and it is deleted unless it is asked about and
    /// `may_stay`; then this is true and nothing more is to be done with it.
    pub(crate) async fn turned_away(
        &self,
        chat: ChatId,
        message: &Message,
        speech: &Speech<'_>,
        may_stay: bool,
    ) -> Result<bool, VisitError> {
        let judged = judge(message, self.username());
        let Some(said) = judged.said(speech) else { return Ok(false) };
        let stays = may_stay && matches!(judged.verdict, Verdict::Ask(_));
        let said = if stays {
            let label = speech.label("guard-button-delete", &[]);
            said.with_buttons(vec![vec![(label, Press::Door(DoorPress::Delete(message.id.0)))]])
        } else {
            self.post.delete(chat, message.id.0).await;
            said
        };
        self.post.send(chat, &said).await?;
        Ok(true)
    }
}

impl Visit<'_> {
    /// Asks whether a forwarded text is to be taken as the person's own.
    pub(crate) async fn on_forwarded(&self, text: &str) -> Result<(), VisitError> {
        let text = match text.parse::<Text>() {
            Ok(text) => text,
            Err(error) => return self.answer(self.unusable(error)).await,
        };
        let speech = self.speech();
        let take = speech.label("forwarded-button-take", &[]);
        let leave = speech.label("button-cancel", &[]);
        let buttons = vec![
            vec![(take, Press::Door(DoorPress::TakeForwarded(text)))],
            vec![(leave, Press::Door(DoorPress::LeaveForwarded))],
        ];
        self.answer(Outgoing::text(speech.say("forwarded-ask", &[])).with_buttons(buttons)).await
    }

    /// A button of the door was pressed.
    pub(crate) async fn on_door_press(&self, press: DoorPress, message: i32) -> Result<(), VisitError> {
        let speech = self.speech();
        match press {
            DoorPress::Delete(own) => {
                let deleted = self.bot.post.delete(self.chat, own).await;
                let key = if deleted { "guard-deleted" } else { "guard-not-deleted" };
                self.replace(message, Outgoing::text(speech.say(key, &[]))).await
            }
            DoorPress::TakeForwarded(text) => {
                // Without its buttons, so that it is not taken twice.
                self.replace(message, Outgoing::text(speech.say("forwarded-ask", &[]))).await?;
                self.on_text(text.as_str(), None).await
            }
            DoorPress::LeaveForwarded => {
                self.replace(message, Outgoing::text(speech.say("reading-cancelled", &[]))).await
            }
        }
    }
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

    #[test]
    fn codes_of_our_own_are_no_texts_and_what_stands_beside_them_is() {
        assert!(is_code("/start abc_DEF-123"));
        assert!(!is_code("/start abc 044 123 456") && !is_code("/verify 044 123 456") && !is_code("/tasks"));
    }
}
