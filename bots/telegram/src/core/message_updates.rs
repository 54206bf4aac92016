//! The messages of the notifications are kept up to date: what was answered by e-mail, on a page or in another chat is shown as
//! answered in this one, soon and without ringing.
//!
//! A message is worded anew from what it was worded from at first, once that stands otherwise: buttons that no longer fit are
//! gone then, and what it does not show any more is said below it in a line. What the messenger did not take is tried again;
//! after a restart as well, because the file says what each message shows.

use std::convert::Infallible;
use std::time::Duration;

use events::ids::InstitutionId;
use notifications::{Addressee, Content, Message};

use crate::core::chat_context::{Cause, ChatContext};
use crate::core::chat_error::ChatError;
use crate::core::config::BotError;
use crate::core::erasures::ErasuresToFollow;
use crate::core::feature::Feature;
use crate::core::message_splitting::LONGEST;
use crate::core::morning_keyboards::without_presses_of_mornings;
use crate::core::outbox::Outbox;
use crate::core::outgoing::Outgoing;
use crate::core::services::Services;
use crate::core::storage::delivered_messages::{
    DeliveredMessage, MessageSource, delivered_message, delivered_messages, fingerprint, forget_delivered,
    record_delivered,
};
use crate::core::storage::message_subjects::tasks_of_bot_message;
use crate::core::wording::{ReadyMessage, joined};

/// How long what happens together is waited for, so that a message changes once for all of it.
const TOGETHER: Duration = Duration::from_millis(500);
/// When what could not be changed is tried again, if nothing happens before.
const AGAIN: Duration = Duration::from_secs(10);

/// How each part of a message stands now, as far as a feature says so.
pub(crate) async fn standings(
    services: &Services,
    features: &[&dyn Feature],
    institution: &InstitutionId,
    message: &Message,
) -> Result<Vec<Option<String>>, ChatError> {
    let contents = contents_of(message);
    let mut all = vec![None; contents.len()];
    for feature in features {
        let own = feature.standings(services, institution, &contents).await?;
        for (known, own) in all.iter_mut().zip(own) {
            *known = known.take().or(own);
        }
    }
    Ok(all)
}

/// Keeps messages up to date, for ever: looks whenever something has happened.
pub(crate) async fn keep_up_to_date(outbox: &Outbox, features: &[&dyn Feature]) -> Result<Infallible, BotError> {
    let mut progress = outbox.services.read_models.progress();
    let erasures = ErasuresToFollow::default();
    loop {
        progress.mark_unchanged();
        let all_done = bring_up_to_date(outbox, features, &erasures).await?;
        let again = async {
            if all_done {
                std::future::pending::<()>().await;
            }
            tokio::time::sleep(AGAIN).await;
        };
        tokio::select! {
            changed = progress.changed() => if changed.is_err() {
                // Nothing happens any more: the read models have ended.
                std::future::pending::<()>().await;
            },
            () = again => {}
        }
        tokio::time::sleep(TOGETHER).await;
    }
}

/// Looks at each message once; whether all of them are as they have to be.
async fn bring_up_to_date(
    outbox: &Outbox,
    features: &[&dyn Feature],
    erasures: &ErasuresToFollow,
) -> Result<bool, BotError> {
    let services = &outbox.services;
    let (erased, mut all_done) = match erasures.forget(services).await {
        Ok(erased) => (erased, true),
        Err(ChatError::Bot(error)) => return Err(error),
        Err(error @ (ChatError::Send(_) | ChatError::ReadModels(_))) => {
            tracing::warn!(%error, "what was erased is not known yet");
            (vec![], false)
        }
    };
    // A text may be gone from what stands as it stood.
    let anew = !erased.is_empty();
    for delivered in delivered_messages(&services.database, services.clock.moment().today).await? {
        match bring_one_up_to_date(outbox, features, delivered, anew).await {
            Ok(()) => {}
            Err(ChatError::Bot(error)) => return Err(error),
            Err(error @ (ChatError::Send(_) | ChatError::ReadModels(_))) => {
                tracing::warn!(%error, "a message does not show yet what has happened");
                all_done = false;
            }
        }
    }
    if all_done {
        erasures.note(&services.database, erased).await?;
    }
    Ok(all_done)
}

async fn bring_one_up_to_date(
    outbox: &Outbox,
    features: &[&dyn Feature],
    delivered: DeliveredMessage,
    anew: bool,
) -> Result<(), ChatError> {
    let (services, DeliveredMessage { chat, message, mut source }) = (&outbox.services, delivered);
    let Addressee::Person { person, institution, .. } = &source.message.to else { return Ok(()) };
    let now = standings(services, features, institution, &source.message).await?;
    if now == source.seen && !anew {
        return Ok(());
    }
    // Whoever left the post, or has another chat, is told so there and answers here no more.
    let known = services.read_models.person(person).await?.filter(|known| known.chat == Some(chat));
    let Some(known) = known else { return Ok(forget_delivered(&services.database, chat, message).await?) };
    let context = ChatContext::private(outbox, chat, known, Cause::by_itself()).rewording(source.message.on);
    let mut changed = worded_anew(&context, features, &source, &now).await?;
    // Somebody may have pressed a button of it meanwhile, and it is another message now.
    let Some(kept) = delivered_message(&services.database, chat, message).await? else { return Ok(()) };
    source.is_of_earlier_morning = kept.is_of_earlier_morning;
    if source.is_of_earlier_morning {
        changed.buttons = without_presses_of_mornings(&changed.buttons, features);
    }
    changed.items = tasks_of_bot_message(&services.database, chat, message).await?;
    let shows = fingerprint(&changed)?;
    if shows != source.shows {
        match services.messenger.bring_up_to_date(chat, message, &changed).await {
            // Deleted, or too old to be changed.
            Err(error) if error.is_final() => {
                tracing::debug!(%error, "a message cannot be changed any more");
                return Ok(forget_delivered(&services.database, chat, message).await?);
            }
            outcome => outcome?,
        }
    }
    source.seen = now;
    source.shows = shows;
    Ok(record_delivered(&services.database, &DeliveredMessage { chat, message, source }).await?)
}

/// What a message says now: what is left of it, and where that stands that it does not show any more.
async fn worded_anew(
    context: &ChatContext<'_>,
    features: &[&dyn Feature],
    source: &MessageSource,
    now: &[Option<String>],
) -> Result<Outgoing, ChatError> {
    let contents = contents_of(&source.message);
    let moved_on: Vec<Content> = contents
        .iter()
        .zip(source.told.iter().zip(now))
        .filter(|(_, (told, now))| told != now)
        .map(|(content, _)| content.clone())
        .collect();
    let (mut worded, mut lines) = (Vec::new(), Vec::new());
    for feature in features {
        worded.extend(feature.word(context, &source.message, &contents).await?);
        lines.extend(feature.where_things_stand(context, &moved_on).await?);
    }
    let left = joined(worded).into_iter().filter(ReadyMessage::is_kept_up_to_date).nth(source.position);
    let left = left.map(|left| left.message).unwrap_or_default();
    let texts = context.texts();
    if left.text.is_empty() && lines.is_empty() {
        return Ok(context.message("told-nothing-open"));
    }
    let heading = Some(texts.say("told-meanwhile", &[])).filter(|_| !lines.is_empty());
    let meanwhile = heading.into_iter().chain(lines).collect::<Vec<_>>().join("\n");
    let both = [left.text.as_str(), meanwhile.as_str()].into_iter().filter(|text| !text.is_empty());
    let whole = both.collect::<Vec<_>>().join("\n\n");
    // What is too long for one message would go on in another, which rings.
    let text = if whole.chars().count() <= LONGEST { whole } else { left.text };
    Ok(Outgoing { text, ..left })
}

fn contents_of(message: &Message) -> Vec<Content> {
    message.parts.iter().map(|part| part.content.clone()).collect()
}
