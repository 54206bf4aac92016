//! People who cannot be reached any more, in words, for the Secretariat.

use std::collections::{BTreeMap, BTreeSet};

use events::notification::NotDelivered;
use notifications::{Content, UnreachablePerson};
use readmodels::AskError;

use crate::channel::context::MailContext;
use crate::channel::digest::{Digest, plain_line};

/// Who cannot be reached any more, and of which institution nobody can; whoever left the post, the chat or the address behind meanwhile is left out.
pub(super) async fn word_unreachable(
    context: &MailContext<'_>,
    contents: &[Content],
    digest: &mut Digest,
) -> Result<(), AskError> {
    let (mut lines, mut named) = (Vec::new(), BTreeSet::new());
    for unreachable in contents.iter().filter_map(Content::as_unreachable) {
        if still_is(context, unreachable).await? && named.insert((&unreachable.person, unreachable.failure.code())) {
            lines.push(plain_line(in_words(context, unreachable).await?));
            digest.name(context.say("email-section-unreachable", &[]));
        }
    }
    // Before anybody has a channel there are many.
    let mut unreached: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for institution in contents.iter().filter_map(Content::as_nobody_reached) {
        let name = context.institution_name(&institution.institution).await?;
        unreached.entry(institution.text_key()).or_default().push(name);
    }
    for (key, names) in unreached {
        lines.push(plain_line(context.say(key, &[("institution", names.join(", ").into())])));
        digest.name(context.say("email-section-unreachable", &[]));
    }
    digest.add(Some(context.say("email-section-unreachable", &[])), lines);
    Ok(())
}

async fn still_is(context: &MailContext<'_>, unreachable: &UnreachablePerson) -> Result<bool, AskError> {
    let Some(person) = context.services.read_models.person(&unreachable.person).await? else { return Ok(false) };
    Ok(match unreachable.failure {
        NotDelivered::BlockedByPerson => person.chat.is_some(),
        NotDelivered::AddressBounced => person.email.is_some(),
        NotDelivered::NobodyInPost | NotDelivered::NoChannel | NotDelivered::RefusedByChannel => true,
    })
}

async fn in_words(context: &MailContext<'_>, unreachable: &UnreachablePerson) -> Result<String, AskError> {
    let mut args = vec![
        ("name", context.name_of(&unreachable.person).await?.into()),
        ("institution", context.institution_name(&unreachable.institution).await?.into()),
    ];
    let (alone, with_deputy) = match unreachable.failure {
        NotDelivered::AddressBounced => ("bounced-told", "bounced-told-deputy"),
        NotDelivered::BlockedByPerson
        | NotDelivered::NobodyInPost
        | NotDelivered::NoChannel
        | NotDelivered::RefusedByChannel => ("blocked-told", "blocked-told-deputy"),
    };
    let key = match &unreachable.stand_in {
        Some(deputy) => {
            args.push(("deputy", context.name_of(deputy).await?.into()));
            with_deputy
        }
        None => alone,
    };
    Ok(context.say(key, &args))
}
