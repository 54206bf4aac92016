//! Who the bot takes a person for.

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::core::outgoing::Outgoing;

/// Who the bot takes this person for.
pub(crate) async fn who_am_i(context: &ChatContext<'_>) -> Result<(), ChatError> {
    let (texts, person) = (context.texts(), &context.person);
    let institution = context.institution_name().await?;
    let name = person.name.as_ref().map_or_else(|| texts.label("former-focal-point", &[]), ToString::to_string);
    let key = format!("whoami-{}", person.post.code());
    let mut lines = vec![texts.say(&key, &[("name", name.into()), ("institution", institution.into())])];
    for subgroup in &person.chairs {
        let Some(found) = context.services.read_models.subgroup(subgroup).await? else { continue };
        let name = texts.marked(&found.name);
        lines.push(texts.say("whoami-chair", &[("subgroup", name.into())]));
    }
    for away in person.absent_chairs.iter().filter(|away| away.absence.covers(texts.today)) {
        let Some(found) = context.services.read_models.subgroup(&away.subgroup).await? else { continue };
        let args = [("subgroup", texts.marked(&found.name).into()), ("date", texts.date(away.absence.until()))];
        lines.push(texts.say("whoami-stands-in", &args));
    }
    if person.mandate.sees_everything() {
        lines.push(texts.say("whoami-secretariat", &[]));
    }
    context.answer(Outgoing::text(lines.join("\n"))).await
}
