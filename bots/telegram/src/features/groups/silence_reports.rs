//! A group in which nothing can be said any more: the chair of its subgroup hears of it, once; where nobody chairs it, or the
//! chair has no chat or has blocked the bot, the secretariat does.

use std::convert::Infallible;
use std::time::Duration;

use chrono_tz::Europe::Belgrade;
use events::ids::ChatId;
use events::institution::InstitutionKind;
use readmodels::views::{PersonView, SubgroupView};

use crate::core::chat_error::ChatError;
use crate::core::config::BotError;
use crate::core::outgoing::Outgoing;
use crate::core::services::Services;
use crate::core::storage::silent_groups::{
    SilenceReason, SilentGroup, record_silence_reported, silent_groups_to_report,
};

/// How often it looks whether there is something to tell.
const LOOK: Duration = Duration::from_secs(1);
/// The pause after something went wrong.
const PAUSE: Duration = Duration::from_secs(30);

/// Tells of groups that take nothing, for ever.
pub(super) async fn run_forever(services: &Services) -> Result<Infallible, BotError> {
    loop {
        let pause = match report(services).await {
            Ok(SilenceReportOutcome::AllThatCan) => LOOK,
            // Nobody is asked every second whether the bot is blocked still.
            Ok(SilenceReportOutcome::Blocked) => PAUSE,
            Err(ChatError::Bot(error)) => return Err(error),
            Err(error @ (ChatError::Send(_) | ChatError::ReadModels(_))) => {
                tracing::warn!(%error, "the chair is told later of a group that takes nothing");
                PAUSE
            }
        };
        tokio::time::sleep(pause).await;
    }
}

/// What came of telling.
enum SilenceReportOutcome {
    /// Whoever can hear now was told.
    AllThatCan,
    /// Everybody who was tried has blocked the bot.
    Blocked,
}

async fn report(services: &Services) -> Result<SilenceReportOutcome, ChatError> {
    let mut reported = SilenceReportOutcome::AllThatCan;
    for group in silent_groups_to_report(&services.database).await? {
        let Some(subgroup) = services.read_models.subgroup(&group.subgroup).await? else {
            record_silence_reported(&services.database, &group).await?;
            continue;
        };
        let mut is_blocked = false;
        for (person, chat) in to_tell(services, &subgroup).await? {
            match services.messenger.send_once(chat, &in_words(services, &person, &subgroup, &group)).await {
                Ok(()) => {
                    record_silence_reported(&services.database, &group).await?;
                    is_blocked = false;
                    break;
                }
                Err(error) if error.is_blocked() => is_blocked = true,
                Err(error) => return Err(error.into()),
            }
        }
        if is_blocked {
            reported = SilenceReportOutcome::Blocked;
        }
    }
    Ok(reported)
}

/// Who can be told now: the chair first, and then the secretariat.
async fn to_tell(services: &Services, subgroup: &SubgroupView) -> Result<Vec<(PersonView, ChatId)>, ChatError> {
    let chair = match &subgroup.chair {
        Some(chair) => services.read_models.person(&chair.person).await?,
        None => None,
    };
    let chair = chair.filter(|chair| chair.chat.is_some());
    // A chair who wants to hear nothing at this hour is waited for.
    if chair.is_some() && awake(services, chair.clone()).is_empty() {
        return Ok(vec![]);
    }
    let institutions = services.read_models.institutions().await?.into_iter();
    let secretariat = institutions.filter(|one| one.active && one.kind == InstitutionKind::Secretariat);
    Ok(awake(services, chair.into_iter().chain(secretariat.flat_map(|one| one.staff))))
}

/// Those with a chat of their own who want to hear something at this hour.
fn awake(services: &Services, people: impl IntoIterator<Item = PersonView>) -> Vec<(PersonView, ChatId)> {
    let time = services.clock.now().with_timezone(&Belgrade).time();
    let usual = services.settings.ladder.quiet_hours();
    let people = people.into_iter().filter(|person| !person.quiet_hours.unwrap_or(usual).cover(time));
    people
        .filter_map(|person| Some((person.chat.filter(|own| own.0 > 0)?, person)))
        .map(|(chat, person)| (person, chat))
        .collect()
}

/// What is said of a group to this person.
fn in_words(services: &Services, person: &PersonView, subgroup: &SubgroupView, group: &SilentGroup) -> Outgoing {
    let texts = services.texts(person.language);
    let key = match group.why {
        SilenceReason::Muted => "group-muted",
        SilenceReason::Gone => "group-gone",
    };
    Outgoing::text(texts.say(key, &[("subgroup", texts.marked(&subgroup.name).into())]))
}
