//! What the notifications have to say of people who cannot be reached any more, and of what was done to the person's own ways in, in
//! words.

use std::collections::{BTreeMap, BTreeSet};

use events::ids::PersonId;
use events::notification::NotDelivered;
use notifications::{Content, Message, UnreachablePerson, WayInContent};

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::core::outgoing::Outgoing;
use crate::core::storage::blocked_chats::is_blocked;
use crate::core::wording::ReadyMessage;

/// Who cannot be reached any more, and of which institution nobody can; whoever has unblocked the bot meanwhile is left out.
pub(super) async fn word_unreachable(
    context: &ChatContext<'_>,
    _: &Message,
    contents: &[Content],
) -> Result<Vec<ReadyMessage>, ChatError> {
    let (mut worded, mut named) = (Vec::new(), BTreeSet::new());
    for unreachable in contents.iter().filter_map(Content::as_unreachable) {
        if still_is(context, unreachable).await? && named.insert((&unreachable.person, unreachable.failure.code())) {
            worded.push(ReadyMessage::text(in_words(context, unreachable).await?));
        }
    }
    // Before anybody has linked a chat there are many.
    let mut unreached: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for institution in contents.iter().filter_map(Content::as_nobody_reached) {
        let name = context.services.institution_name(&institution.institution, context.language).await?;
        unreached.entry(institution.text_key()).or_default().push(name);
    }
    for (key, names) in unreached {
        let text = context.texts().say(key, &[("institution", names.join(", ").into())]);
        worded.push(ReadyMessage::text(Outgoing::text(text)));
    }
    Ok(worded)
}

/// What was done to the ways in of whoever has the chat; the same twice is said once.
pub(super) fn word_ways_in(context: &ChatContext<'_>, contents: &[Content]) -> Vec<ReadyMessage> {
    let keys: BTreeSet<&str> = contents.iter().filter_map(Content::as_way_in).map(WayInContent::text_key).collect();
    keys.into_iter().map(|key| ReadyMessage::text(Outgoing::text(context.texts().say(key, &[])))).collect()
}

async fn still_is(context: &ChatContext<'_>, unreachable: &UnreachablePerson) -> Result<bool, ChatError> {
    if unreachable.failure != NotDelivered::BlockedByPerson {
        return Ok(true);
    }
    let person = context.services.read_models.person(&unreachable.person).await?;
    match person.and_then(|person| person.chat) {
        Some(chat) => Ok(is_blocked(&context.services.database, chat).await?),
        None => Ok(false),
    }
}

async fn in_words(context: &ChatContext<'_>, unreachable: &UnreachablePerson) -> Result<Outgoing, ChatError> {
    let institution = context.services.institution_name(&unreachable.institution, context.language).await?;
    let mut args =
        vec![("name", name_of(context, &unreachable.person).await?.into()), ("institution", institution.into())];
    let (alone, with_deputy) = match unreachable.failure {
        NotDelivered::AddressBounced => ("bounced-told", "bounced-told-deputy"),
        NotDelivered::BlockedByPerson
        | NotDelivered::NobodyInPost
        | NotDelivered::NoChannel
        | NotDelivered::RefusedByChannel => ("blocked-told", "blocked-told-deputy"),
    };
    let key = match &unreachable.stand_in {
        Some(deputy) => {
            args.push(("deputy", name_of(context, deputy).await?.into()));
            with_deputy
        }
        None => alone,
    };
    Ok(Outgoing::text(context.texts().say(key, &args)))
}

async fn name_of(context: &ChatContext<'_>, person: &PersonId) -> Result<String, ChatError> {
    let known = context.services.read_models.person(person).await?.and_then(|known| known.name);
    Ok(known.map_or_else(|| context.texts().label("former-focal-point", &[]), |name| name.to_string()))
}
