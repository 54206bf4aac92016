//! Referrals, in words: what is offered, and what became of one.
//!
//! Only the reference, the stage and what is asked for are said, and each time it is audited. Whoever may not see the case
//! when it is said, is told nothing, and what has moved on meanwhile is left out.

use chrono_tz::Europe::Belgrade;
use events::authority::{View, permit_view};
use events::case::{Referral, ReferralAnswer};
use events::text::Text;
use links::LinkedStep;
use notifications::{Content, ReferralContent, ReferralNews};
use readmodels::AskError;
use readmodels::cases::CaseRecord;

use crate::channel::context::MailContext;
use crate::channel::digest::Digest;
use crate::draft::{Line, Link};

/// What there is to say of referrals.
pub(super) async fn word_referrals(
    context: &MailContext<'_>,
    contents: &[Content],
    digest: &mut Digest,
) -> Result<(), AskError> {
    let mut lines = Vec::new();
    for content in contents.iter().filter_map(Content::as_referral) {
        let book = context.services.cases().await?;
        let Some(record) = book.case(&content.case).filter(|record| !record.case.closed) else { continue };
        let Some(made) = record.case.referrals.get(&content.referral) else { continue };
        let principal = context.principal();
        let may_see = permit_view(&principal, &View::Case(record.case.parties())).is_ok();
        if may_see && still_so(context, content.news, made) {
            context.services.audit.case_read(&principal, &record.id);
            lines.push(word_one(context, content, record, made).await?);
            digest.name(context.say("email-subject-referral", &[("case", record.id.as_str().into())]));
        }
    }
    digest.add(Some(context.say("email-section-referrals", &[])), lines);
    Ok(())
}

const fn is_awaited(made: &Referral) -> bool {
    match made.answer {
        ReferralAnswer::Awaited { .. } => true,
        ReferralAnswer::Accepted | ReferralAnswer::Declined => false,
    }
}

/// Whether what there is to say is still so.
fn still_so(context: &MailContext<'_>, news: ReferralNews, made: &Referral) -> bool {
    match news {
        ReferralNews::Offered => is_awaited(made) && made.receiver == context.person.institution,
        ReferralNews::Late => is_awaited(made),
        ReferralNews::Accepted => made.answer == ReferralAnswer::Accepted,
        ReferralNews::Declined => made.answer == ReferralAnswer::Declined,
    }
}

async fn word_one(
    context: &MailContext<'_>,
    said: &ReferralContent,
    record: &CaseRecord,
    made: &Referral,
) -> Result<Line, AskError> {
    let answer_by = made.answer_by.with_timezone(&Belgrade);
    let mut args = vec![
        ("case", record.id.as_str().into()),
        ("stage", context.say(&format!("case-stage-{}", made.stage.code()), &[]).into()),
        ("institution", context.institution_name(&made.receiver).await?.into()),
        ("date", context.date(answer_by.date_naive())),
        ("time", answer_by.format("%H:%M").to_string().into()),
    ];
    let note = record.referrals.get(&said.referral);
    let text = match said.news {
        ReferralNews::Offered => {
            let is_late = made.answer_by < context.moment.now;
            let mut lines = vec![context.say(if is_late { "referral-offer-late" } else { "referral-offer" }, &args)];
            if let Some(request) = note.and_then(|note| note.request.as_ref()) {
                lines.push(context.say("referral-request", &[("request", request.as_str().into())]));
            }
            lines.join("\n")
        }
        ReferralNews::Late => context.say("referral-told-late", &args),
        ReferralNews::Accepted => context.say("referral-told-accepted", &args),
        ReferralNews::Declined => {
            let reason = note.and_then(|note| note.reason.as_ref()).map_or("–", Text::as_str);
            args.push(("reason", reason.into()));
            context.say("referral-told-declined", &args)
        }
    };
    let links = match said.news {
        ReferralNews::Offered => [true, false].map(|accepts| answer_link(context, said, accepts)).to_vec(),
        ReferralNews::Late | ReferralNews::Accepted | ReferralNews::Declined => vec![],
    };
    Ok(Line { text, links })
}

/// The link that takes a referral on, or says why not.
fn answer_link(context: &MailContext<'_>, said: &ReferralContent, accepts: bool) -> Link {
    let label = if accepts { "referral-button-accept" } else { "referral-button-decline" };
    let step = LinkedStep::AnswerReferral { case: said.case.clone(), referral: said.referral.clone(), accepts };
    context.step_link(context.say(label, &[]), step)
}
