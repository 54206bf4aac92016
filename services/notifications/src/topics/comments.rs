//! Comments on tasks: what one side says the other hears. The owner's institution is told of what the chair or the Secretariat says, the chair
//! of what the owner says. A comment is news for some days.

use chrono::{DateTime, Utc};
use events::actor::Actor;
use events::notification::{Audience, Notice, Occasion};
use readmodels::work_items::{ItemComment, WorkItem};

use crate::content::{Content, WorkContent};
use crate::facts::Facts;
use crate::owed::{Owed, Urgency};
use crate::policy::intervals::OUTCOME_IS_NEWS_FOR;
use crate::policy::recipients::acting_person;
use crate::topics::Topic;
use crate::topics::action_items::stream_of;
use crate::topics::outcomes::{chair_of, who_decides};

/// Comments: what people say about a task.
pub struct Comments;

impl Topic for Comments {
    fn owed(&self, facts: &Facts<'_>) -> Vec<Owed> {
        let news_from = facts.moment.now.checked_sub_signed(OUTCOME_IS_NEWS_FOR).unwrap_or(DateTime::<Utc>::MIN_UTC);
        let mut owed = Vec::new();
        for work in facts.items_with_news_since(news_from) {
            for comment in work.comments.iter().filter(|comment| comment.at >= news_from) {
                let sides = other_sides(work, comment, facts).into_iter();
                owed.extend(sides.filter_map(|to| of_comment(work, comment, to)));
            }
        }
        owed
    }
}

/// Who hears of a comment: whoever is on another side than its writer. Whoever belongs to neither is heard by both.
fn other_sides(work: &WorkItem, comment: &ItemComment, facts: &Facts<'_>) -> Vec<Audience> {
    let owner = Audience::FocalPoint(work.item.owner.clone());
    let decides = who_decides(work, facts);
    let writer = acting_person(&comment.by);
    let is_the_chairs = chair_of(work, facts).is_some_and(|(_, chair)| writer == Some(&chair.person))
        || matches!(&comment.by, Actor::Official { standing_in_for: Some(_), .. });
    let is_the_owners = matches!(&comment.by, Actor::Official { institution, .. } if *institution == work.item.owner);
    match (is_the_chairs, is_the_owners) {
        (true, _) => vec![owner],
        (false, true) => vec![decides],
        // The Secretariat knows what it says itself.
        (false, false) if decides == Audience::Secretariat => vec![owner],
        (false, false) => vec![owner, decides],
    }
}

fn of_comment(work: &WorkItem, comment: &ItemComment, to: Audience) -> Option<Owed> {
    let occasion = Occasion::try_from(format!("comment.{}", comment.event)).ok()?;
    Some(Owed {
        notice: Notice { about: stream_of(&work.id)?, occasion, to },
        content: Content::Work(WorkContent::Commented { item: work.id.clone(), comment: comment.event }),
        urgency: Urgency::AtWork,
        since: comment.at,
    })
}
