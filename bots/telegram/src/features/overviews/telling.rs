//! What the notifications have to say of a week or a month that is over, in words and pictures.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use events::authority::{View, permit_view};
use events::ids::SubgroupId;
use events::period::Period;
use notifications::OverviewContent;
use notifications::{Content, Message};

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::core::wording::ReadyMessage;
use crate::features::overviews::monthly::month_in_words;
use crate::features::overviews::weekly::{week_message, week_of};

/// The last day of a week, counted from its first.
const SUNDAY: Days = Days::new(6);

/// The weeks and months to be told of, as far as this person may see them. A week in which nothing was is left out; a month
/// that is told to the person in two qualities is told once.
pub(super) async fn word_overviews(
    context: &ChatContext<'_>,
    _: &Message,
    contents: &[Content],
) -> Result<Vec<ReadyMessage>, ChatError> {
    let (mut worded, mut months) = (Vec::new(), BTreeSet::new());
    for said in contents.iter().filter_map(Content::as_overview) {
        match said {
            OverviewContent::Week { subgroup, from } => worded.extend(week(context, subgroup, *from).await?),
            OverviewContent::Month { from } if months.insert(*from) => worded.extend(month(context, *from).await?),
            OverviewContent::Month { .. } => {}
        }
    }
    Ok(worded)
}

async fn week(
    context: &ChatContext<'_>,
    subgroup: &SubgroupId,
    from: NaiveDate,
) -> Result<Option<ReadyMessage>, ChatError> {
    let found = context.services.read_models.subgroup(subgroup).await?.filter(|subgroup| !subgroup.dissolved);
    let may_see = permit_view(&context.person.principal(context.texts().today), &View::Board(subgroup.clone())).is_ok();
    let (Some(found), true, Ok(week)) = (found, may_see, Period::new(from, from + SUNDAY)) else { return Ok(None) };
    let texts = context.texts();
    let told = week_of(context.services, &found, week, texts.today).await?;
    Ok((!told.is_empty()).then(|| ReadyMessage::text(week_message(texts, &told))))
}

async fn month(context: &ChatContext<'_>, from: NaiveDate) -> Result<Option<ReadyMessage>, ChatError> {
    if permit_view(&context.person.principal(context.texts().today), &View::Overview).is_err() {
        return Ok(None);
    }
    month_in_words(context, Period::month_of(from)).await.map(Some)
}
