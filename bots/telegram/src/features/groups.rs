//! Groups that are the chats of subgroups: linked and unlinked by those who may speak for the subgroup, who hear of it when
//! nothing can be said there any more.

mod cut_offs;
mod silence_records;

use std::convert::Infallible;

use events::audit::AuditedAct;
use events::authority::links_groups;
use events::ids::{PersonId, SubgroupId};
use events::language::Language;
use futures::future::BoxFuture;
use notifications::Content;
use readmodels::views::{PersonView, SubgroupView};
use serde::{Deserialize, Serialize};

use crate::core::chat_context::{ChatContext, GroupContext};
use crate::core::chat_error::ChatError;
use crate::core::config::BotError;
use crate::core::feature::{Feature, Handling};
use crate::core::outbox::Outbox;
use crate::core::outgoing::Outgoing;
use crate::core::place::Place;
use crate::core::press::Press;
use crate::core::reachability::record_changes;
use crate::core::services::Services;
use crate::core::slash_command::{ChatCommand, MenuOf, SlashCommand};
use crate::core::storage::linked_groups::{link_group, linked_group, unlink_group};
use crate::core::wording::ReadyMessage;
use crate::features::groups::cut_offs::follow_cut_offs;
use crate::features::groups::silence_records::{record_silence, word_silence};
use crate::features::meetings::group_posts::post_meetings_ahead;

/// A button that makes a group the chat of a subgroup. It counts for one person only. It is kept in the bot's file, so its
/// fields keep their names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct LinkGroup {
    subgroup: SubgroupId,
    /// Who asked for it.
    by: PersonId,
    /// The topic in which it was asked for.
    #[serde(default)]
    topic: Option<i32>,
}

impl LinkGroup {
    /// The name under which these buttons are kept.
    const NAME: &'static str = "LinkGroup";
}

impl From<LinkGroup> for Press {
    fn from(link: LinkGroup) -> Self {
        Self::named(LinkGroup::NAME, &link)
    }
}

/// What the audit trail calls it that a group is made the chat of a subgroup.
const LINK: &str = "link-group";

/// Whether somebody may make a group the chat of a subgroup.
fn may_link(services: &Services, person: &PersonView, subgroup: &SubgroupId) -> bool {
    links_groups(&person.principal(services.texts(person.language).today), subgroup)
}

/// That somebody may not make a group the chat of a subgroup, in this person's language.
fn not_yours_to_link(services: &Services, person: &PersonView) -> Outgoing {
    Outgoing::text(services.texts(person.language).say("group-link-not-yours", &[]))
}

/// The audit trail keeps that somebody may not say whose chat a group is.
fn record_refusal(member: &ChatContext<'_>, subgroup: Option<&SubgroupId>, asked: &str) {
    let object = subgroup.map_or_else(|| asked.to_owned(), |subgroup| format!("subgroup/{subgroup} {asked}"));
    member.services.audit.record(&member.principal(), AuditedAct::Refused, &object);
}

async fn link(
    services: &Services,
    place: Place,
    subgroup: &SubgroupView,
    language: Language,
) -> Result<Outgoing, ChatError> {
    link_group(&services.database, place, &subgroup.id, language).await?;
    if let Some(group) = linked_group(&services.database, place.chat).await? {
        post_meetings_ahead(services, &group).await?;
    }
    let texts = services.texts(language);
    let name = texts.marked(&subgroup.name);
    Ok(Outgoing::text(texts.say("group-linked", &[("subgroup", name.into())])))
}

/// Offers to make this group the chat of a subgroup that the person may speak for.
async fn offer_link(member: &ChatContext<'_>, place: Place) -> Result<Outgoing, ChatError> {
    let (services, person) = (member.services, &member.person);
    let texts = services.texts(person.language);
    let subgroups = services.read_models.subgroups().await?.into_iter();
    let offered: Vec<SubgroupView> =
        subgroups.filter(|subgroup| !subgroup.dissolved && may_link(services, person, &subgroup.id)).collect();
    match offered.as_slice() {
        [] => {
            record_refusal(member, None, LINK);
            Ok(not_yours_to_link(services, person))
        }
        [only] => link(services, place, only, person.language).await,
        several => {
            let button = |subgroup: &SubgroupView| {
                let name = texts.marked(&subgroup.name);
                let link = LinkGroup { subgroup: subgroup.id.clone(), by: person.person.clone(), topic: place.topic };
                vec![(texts.label("group-button-link", &[("subgroup", name.into())]), link.into())]
            };
            let buttons = several.iter().map(button).collect();
            Ok(Outgoing::text(texts.say("group-link-which", &[])).with_buttons(buttons))
        }
    }
}

async fn on_link(context: &GroupContext<'_>) -> Result<Option<Outgoing>, ChatError> {
    let Some(member) = &context.member else { return Ok(None) };
    if let Some(group) =
        context.group.as_ref().filter(|group| !may_link(context.services, &member.person, &group.subgroup))
    {
        record_refusal(member, Some(&group.subgroup), LINK);
        return Ok(Some(not_yours_to_link(context.services, &member.person)));
    }
    offer_link(member, context.place).await.map(Some)
}

async fn on_unlink(context: &GroupContext<'_>) -> Result<Option<Outgoing>, ChatError> {
    let (Some(member), Some(group)) = (&context.member, &context.group) else { return Ok(None) };
    if !may_link(context.services, &member.person, &group.subgroup) {
        record_refusal(member, Some(&group.subgroup), "unlink-group");
        return Ok(None);
    }
    unlink_group(&context.services.database, context.place.chat).await?;
    Ok(Some(context.message("group-unlinked")))
}

/// The button that makes the group the chat of a subgroup: what is shown to whoever pressed it.
async fn on_link_press(
    context: &GroupContext<'_>,
    member: &ChatContext<'_>,
    pressed: &LinkGroup,
    message: i32,
) -> Result<String, ChatError> {
    let (services, person) = (context.services, &member.person);
    let not_yours = || {
        record_refusal(member, Some(&pressed.subgroup), LINK);
        member.texts().say("group-link-not-yours", &[])
    };
    // Since it was asked, another chair may have made it the chat of another subgroup.
    let is_anothers = context.group.as_ref().is_some_and(|group| !may_link(services, person, &group.subgroup));
    if pressed.by != person.person || is_anothers {
        return Ok(not_yours());
    }
    let subgroup = services.read_models.subgroup(&pressed.subgroup).await?;
    let Some(subgroup) = subgroup.filter(|subgroup| may_link(services, person, &subgroup.id)) else {
        return Ok(not_yours());
    };
    let place = Place { topic: pressed.topic, ..context.place };
    let linked = link(services, place, &subgroup, person.language).await?;
    services.messenger.replace(place, message, &linked).await?;
    Ok(linked.text)
}

/// Groups of subgroups.
pub(crate) struct Groups;

impl Feature for Groups {
    fn commands(&self) -> &'static [ChatCommand] {
        const COMMANDS: [ChatCommand; 2] = [
            ChatCommand::new("link", "commands-link", MenuOf::Nobody),
            ChatCommand::new("unlink", "commands-link", MenuOf::Nobody),
        ];
        &COMMANDS
    }

    fn on_command<'a>(&'a self, context: &'a ChatContext<'a>, _command: &'a SlashCommand) -> Handling<'a> {
        Box::pin(context.say("group-only"))
    }

    fn on_group_command<'a>(
        &'a self,
        context: &'a GroupContext<'a>,
        command: &'a SlashCommand,
    ) -> Handling<'a, Option<Outgoing>> {
        match command.name.as_str() {
            "unlink" => Box::pin(on_unlink(context)),
            _ => Box::pin(on_link(context)),
        }
    }

    fn presses(&self) -> &'static [&'static str] {
        &[LinkGroup::NAME]
    }

    fn on_group_press<'a>(
        &'a self,
        context: &'a GroupContext<'a>,
        press: &'a Press,
        message: i32,
    ) -> Handling<'a, Option<String>> {
        Box::pin(async move {
            let (Some(member), Some(pressed)) = (&context.member, press.content::<LinkGroup>(LinkGroup::NAME)) else {
                return Ok(None);
            };
            on_link_press(context, member, &pressed, message).await.map(Some)
        })
    }

    fn word<'a>(
        &'a self,
        context: &'a ChatContext<'a>,
        _message: &'a notifications::Message,
        contents: &'a [Content],
    ) -> Handling<'a, Vec<ReadyMessage>> {
        Box::pin(word_silence(context, contents))
    }

    fn background<'a>(&'a self, outbox: &'a Outbox) -> Option<BoxFuture<'a, Result<Infallible, BotError>>> {
        Some(Box::pin(async move {
            let recording = record_changes(&outbox.services, |services| Box::pin(record_silence(services)));
            tokio::select! {
                ended = recording => ended,
                ended = follow_cut_offs(&outbox.services) => ended,
            }
        }))
    }
}
