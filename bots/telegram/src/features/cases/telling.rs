//! What the notifications have to say of referrals, in words: an offer with the buttons that answer it, and what became of
//! one.
//!
//! Only the reference, the stage and what is asked for are said, and each time it is audited. Whoever may not see the case
//! when it is said, is told nothing, and what has moved on meanwhile is left out.

use events::authority::{View, permit_view};
use events::case::{Referral, ReferralAnswer};
use events::text::Text;
use notifications::{Content, Message, ReferralContent, ReferralNews};
use readmodels::cases::CaseRecord;

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::core::outgoing::Outgoing;
use crate::core::wording::ReadyMessage;
use crate::features::cases::referrals::{audit, is_awaited, referral_args, referral_offer};

/// What there is to say of referrals.
pub(super) async fn word_referrals(
    context: &ChatContext<'_>,
    _: &Message,
    contents: &[Content],
) -> Result<Vec<ReadyMessage>, ChatError> {
    let said: Vec<&ReferralContent> = contents.iter().filter_map(Content::as_referral).collect();
    if said.is_empty() {
        return Ok(vec![]);
    }
    let book = context.services.cases().await?;
    let principal = context.principal();
    let mut worded = Vec::new();
    for content in said {
        let Some(record) = book.case(&content.case).filter(|record| !record.case.closed) else { continue };
        let Some(made) = record.case.referrals.get(&content.referral) else { continue };
        let may_see = permit_view(&principal, &View::Case(record.case.parties())).is_ok();
        if may_see && still_so(context, content.news, made) {
            audit(context, &record.id);
            worded.push(word_one(context, content, record, made).await?);
        }
    }
    Ok(worded)
}

/// Whether what there is to say is still so.
fn still_so(context: &ChatContext<'_>, news: ReferralNews, made: &Referral) -> bool {
    match news {
        ReferralNews::Offered => is_awaited(made) && made.receiver == context.person.institution,
        ReferralNews::Late => is_awaited(made),
        ReferralNews::Accepted => made.answer == ReferralAnswer::Accepted,
        ReferralNews::Declined => made.answer == ReferralAnswer::Declined,
    }
}

async fn word_one(
    context: &ChatContext<'_>,
    said: &ReferralContent,
    record: &CaseRecord,
    made: &Referral,
) -> Result<ReadyMessage, ChatError> {
    let texts = context.texts();
    let receiver = context.services.institution_name(&made.receiver, context.person.language).await?;
    let mut args = referral_args(texts, &record.id, made, receiver.clone());
    let key = match said.news {
        ReferralNews::Offered => {
            let now = context.services.clock.now();
            let offer = referral_offer(texts, record, &said.referral, made, receiver, now);
            // It becomes its own answer.
            let only_about = Some(Content::Referral(said.clone()));
            return Ok(ReadyMessage { message: offer, alone: true, only_about, ..ReadyMessage::default() });
        }
        ReferralNews::Late => "referral-told-late",
        ReferralNews::Accepted => "referral-told-accepted",
        ReferralNews::Declined => {
            let note = record.referrals.get(&said.referral);
            let reason = note.and_then(|note| note.reason.as_ref()).map_or("–", Text::as_str);
            args.push(("reason", reason.into()));
            "referral-told-declined"
        }
    };
    Ok(ReadyMessage::text(Outgoing::text(texts.say(key, &args))))
}
