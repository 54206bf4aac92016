//! Where referrals stand that the chat was told of: what tells that one was answered, and the line that says how.
//!
//! As little is said as when it was told, to whoever may see the case, and each time it is audited.

use events::authority::{View, permit_view};
use events::case::ReferralAnswer;
use notifications::{Content, ReferralNews};

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::core::services::Services;
use crate::features::cases::referrals::{audit, referral_args};

/// How each referral stands; nothing, where none of these contents is about one.
pub(super) async fn standings_of_referrals(
    services: &Services,
    contents: &[Content],
) -> Result<Vec<Option<String>>, ChatError> {
    if !contents.iter().any(|content| content.as_referral().is_some()) {
        return Ok(vec![]);
    }
    let book = services.cases().await?;
    let standing = |content: &Content| {
        let said = content.as_referral()?;
        let record = book.case(&said.case)?;
        let answer = match record.case.referrals.get(&said.referral)?.answer {
            ReferralAnswer::Awaited { .. } => "awaited",
            ReferralAnswer::Accepted => "accepted",
            ReferralAnswer::Declined => "declined",
        };
        Some(format!("{answer}/{}", record.case.closed))
    };
    Ok(contents.iter().map(standing).collect())
}

/// A line for each offer that waits for no answer any more.
pub(super) async fn where_referrals_stand(
    context: &ChatContext<'_>,
    contents: &[Content],
) -> Result<Vec<String>, ChatError> {
    let offers: Vec<_> = contents.iter().filter_map(Content::as_referral).collect();
    if offers.is_empty() {
        return Ok(vec![]);
    }
    let (book, principal, mut lines) = (context.services.cases().await?, context.principal(), Vec::new());
    for said in offers.into_iter().filter(|said| said.news == ReferralNews::Offered) {
        let Some(record) = book.case(&said.case) else { continue };
        let Some(made) = record.case.referrals.get(&said.referral) else { continue };
        if permit_view(&principal, &View::Case(record.case.parties())).is_err() {
            continue;
        }
        let receiver = context.services.institution_name(&made.receiver, context.person.language).await?;
        let mut args = referral_args(context.texts(), &record.id, made, receiver);
        let key = match made.answer {
            ReferralAnswer::Accepted => "referral-told-accepted",
            ReferralAnswer::Declined => {
                let note = record.referrals.get(&said.referral);
                args.push(("reason", note.and_then(|note| note.reason.as_ref()).map_or("–", |it| it.as_str()).into()));
                "referral-told-declined"
            }
            ReferralAnswer::Awaited { .. } if record.case.closed => "referral-not-open",
            ReferralAnswer::Awaited { .. } => continue,
        };
        audit(context, &record.id);
        lines.push(context.texts().say(key, &args));
    }
    Ok(lines)
}
