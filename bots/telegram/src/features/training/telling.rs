//! What the notifications have to say of training, in words: to a trainer, or to the focal point of the trainer's
//! institution.

use events::ids::PersonId;
use events::training::SessionStage;
use notifications::TrainingContent;
use notifications::{Content, Message};
use readmodels::TrainingBook;
use readmodels::views::PersonView;

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::core::outgoing::Outgoing;
use crate::core::texts::Texts;
use crate::core::wording::ReadyMessage;
use crate::features::training::attendance::{attendance_button, session_args};

/// What there is to say of training. A session that was given or called off meanwhile is left out.
pub(super) async fn word_training(
    context: &ChatContext<'_>,
    _: &Message,
    contents: &[Content],
) -> Result<Vec<ReadyMessage>, ChatError> {
    let said: Vec<&TrainingContent> = contents.iter().filter_map(Content::as_training).collect();
    if said.is_empty() {
        return Ok(vec![]);
    }
    let book = context.services.training().await?;
    let texts = context.texts();
    let keys = context.services.read_models.person_keys();
    let name = |trainer: &PersonId| {
        let known = book.name(trainer, keys);
        known.map_or_else(|| texts.label("former-focal-point", &[]), |name| name.to_string())
    };
    let messages = said.into_iter().filter_map(|said| in_words(texts, said, &context.person, &book, name));
    Ok(messages.map(ReadyMessage::text).collect())
}

fn in_words(
    texts: Texts<'_>,
    said: &TrainingContent,
    to: &PersonView,
    book: &TrainingBook,
    name: impl Fn(&PersonId) -> String,
) -> Option<Outgoing> {
    let key = |trainer: &PersonId, own: &'static str, of_yours: &'static str| {
        if trainer == &to.person { own } else { of_yours }
    };
    match said {
        TrainingContent::Idle { trainer, since } => {
            let (_, engagement) = book.pool().trainers().find(|(person, _)| *person == trainer)?;
            let titles = engagement.certified_for.keys().filter_map(|module| book.module(module));
            let titles: Vec<_> = titles.map(|module| texts.marked(&module.plan.title)).collect();
            let args = [
                ("since", documents::written(texts.language, *since).into()),
                ("modules", titles.join("; ").into()),
                ("name", name(trainer).into()),
            ];
            let key = key(trainer, "notice-trainer-idle", "notice-trainer-idle-of-yours");
            Some(Outgoing::text(texts.say(key, &args)))
        }
        TrainingContent::SessionAhead { trainer, module, session } => {
            let dossier = book.module(module)?;
            dossier.state.sessions.get(session).filter(|session| session.stage == SessionStage::Scheduled)?;
            let mut args = session_args(texts, dossier, session);
            args.push(("name", name(trainer).into()));
            let key = key(trainer, "notice-session-ahead", "notice-session-ahead-of-yours");
            Some(Outgoing::text(texts.say(key, &args)))
        }
        TrainingContent::AttendanceDue { module, session, .. } => {
            let dossier = book.module(module)?;
            let scheduled = dossier.state.sessions.get(session);
            let scheduled = scheduled.filter(|session| session.stage == SessionStage::Scheduled)?;
            let button = attendance_button(texts, module, session, scheduled);
            let text = texts.say("notice-attendance-due", &session_args(texts, dossier, session));
            Some(Outgoing::text(text).with_buttons(vec![vec![button]]))
        }
    }
}
