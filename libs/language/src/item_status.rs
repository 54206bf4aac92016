//! How far an action item is, in words: the same in chat, in e-mails and on papers. Knows the domain's stages and the keys of
//! their texts; how a text is filled where it is shown, whoever shows it says.

use chrono::NaiveDate;
use events::action_item::{AssignedItem, ItemStage};
use events::language::Language;

use crate::catalogue::{Catalogue, Value};
use crate::recorded::say_recorded;

/// Says the text of a key with these values.
pub type Say<'a> = &'a dyn Fn(&str, &[(&str, Value)]) -> String;

/// How far an item is, with its figure or its reason.
pub fn stage_in_words(catalogue: &Catalogue, language: Language, stage: &ItemStage, say: Say<'_>) -> String {
    match stage {
        ItemStage::UnderWay { progress } if progress.value() == 0 => say("status-under-way-unmeasured", &[]),
        ItemStage::UnderWay { progress } => say("status-under-way", &[("percent", progress.value().into())]),
        ItemStage::Blocked { reason, .. } => {
            say("status-blocked", &[("reason", say_recorded(catalogue, language, reason.as_str()).into())])
        }
        ItemStage::Disclaimed { reason: Some(reason), .. } => {
            say("status-disclaimed-because", &[("reason", reason.as_str().into())])
        }
        ItemStage::Assigned
        | ItemStage::Accepted
        | ItemStage::Disclaimed { reason: None, .. }
        | ItemStage::Completed
        | ItemStage::Verified
        | ItemStage::Cancelled => say(&format!("status-{}", stage.code()), &[]),
    }
}

/// How far an item is, and what else its line in a list says of it.
pub fn status_in_words(
    catalogue: &Catalogue,
    language: Language,
    item: &AssignedItem,
    today: NaiveDate,
    say: Say<'_>,
) -> String {
    let stage = stage_in_words(catalogue, language, &item.stage, say);
    match item.extension_asked {
        Some(day) => format!("{stage}; {}", say("status-extension-asked", &[("date", Value::Day { day, today })])),
        None => stage,
    }
}
