//! Groups that take nothing any more: the chair of the subgroup hears of it, once for each time; where nobody chairs it, or the
//! chair cannot be reached, the Secretariat does.
//!
//! That a group is closed for the bot is learnt by the bot, from an update or because a message is refused; it plans the notice
//! itself, whose occasion tells one time from another. Where something can be said there again before it was told, the bot
//! records that too.

use events::ids::StreamId;
use events::notification::{Audience, Notice, Occasion};

use crate::content::{Content, SilenceReason, SilentGroup};
use crate::facts::Facts;
use crate::owed::{Owed, Urgency};
use crate::topics::Topic;

/// With what the occasion of such a notice begins; the reason and what tells this time from others follow.
const OCCASION: &str = "group-silent.";
/// The same as the ledger finds it.
const WORD: &str = "group-silent";

/// The notice that nothing can be said in a subgroup's group, this time, for the bot to plan.
pub fn silence_notice(group: &SilentGroup, time: &str) -> Option<Notice> {
    let SilentGroup { subgroup, reason } = group;
    Some(Notice {
        about: StreamId::new("subgroup", subgroup.as_str()).ok()?,
        occasion: Occasion::try_from(format!("{OCCASION}{}.{time}", reason.code())).ok()?,
        to: Audience::Chair(subgroup.clone()),
    })
}

/// The group that a notice tells of; nothing, where it says something else.
pub fn silent_group(notice: &Notice) -> Option<SilentGroup> {
    let (code, _) = notice.occasion.as_str().strip_prefix(OCCASION)?.split_once('.')?;
    let reason = SilenceReason::ALL.into_iter().find(|reason| reason.code() == code)?;
    Some(SilentGroup { subgroup: notice.about.key().parse().ok()?, reason })
}

/// Groups that take nothing, told to whoever chairs the subgroup.
pub struct SilentGroups;

impl Topic for SilentGroups {
    fn owed(&self, facts: &Facts<'_>) -> Vec<Owed> {
        let silent = facts.ledger.waiting_for(WORD).filter_map(|(_, entry)| {
            let group = silent_group(&entry.notice)?;
            let is_active = facts.subgroups.subgroup(&group.subgroup).is_some_and(|one| !one.dissolved);
            is_active.then(|| Owed {
                notice: entry.notice.clone(),
                content: Content::SilentGroup(group),
                urgency: Urgency::AtWork,
                since: entry.planned_at,
            })
        });
        silent.collect()
    }
}
