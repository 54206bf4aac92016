//! Referrals in chat: what waits for the institution's answer, and answering it.
//!
//! Only people of the institution that a case was referred to are shown the referral or may answer it here, whatever else
//! they may do: the secretariat has its page.

use chrono::{DateTime, Utc};
use chrono_tz::Europe::Belgrade;
use events::Command;
use events::case::{CaseCommand, Referral, ReferralAnswer};
use events::ids::{CaseId, InstitutionId, ReferralId};
use events::text::Text;
use language::catalogue::Value;
use readmodels::cases::CaseRecord;

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::core::outbox::OnAcceptance;
use crate::core::outgoing::Outgoing;
use crate::core::press::cancel_button;
use crate::core::text_errors::unusable;
use crate::core::texts::Texts;
use crate::features::cases::press::{ReferralPress, ReferralQuestion};

/// How many referrals `/referrals` shows, each in a message of its own; the rest come up as these are answered.
const MOST: usize = 20;

/// Whether a referral has not been answered yet.
pub(crate) const fn is_awaited(made: &Referral) -> bool {
    match made.answer {
        ReferralAnswer::Awaited { .. } => true,
        ReferralAnswer::Accepted | ReferralAnswer::Declined => false,
    }
}

/// Records that somebody is shown a case.
pub(crate) fn audit(context: &ChatContext<'_>, case: &CaseId) {
    context.services.audit.case_read(&context.principal(), case);
}

/// What the audit trail calls a referral.
fn object_of(case: &CaseId, referral: &ReferralId) -> String {
    format!("case/{case} referral/{referral}")
}

/// Case, stage, institution, and until when an answer is due, which every message about a referral has.
pub(crate) fn referral_args(
    texts: Texts<'_>,
    case: &CaseId,
    made: &Referral,
    institution: String,
) -> Vec<(&'static str, Value)> {
    let stage = texts.catalogue.say(texts.language, &format!("case-stage-{}", made.stage.code()), &[]);
    let (date, time) = moment(texts, made.answer_by);
    vec![
        ("case", case.as_str().into()),
        ("stage", stage.into()),
        ("institution", institution.into()),
        ("date", date),
        ("time", time.into()),
    ]
}

fn moment(texts: Texts<'_>, at: DateTime<Utc>) -> (Value, String) {
    let local = at.with_timezone(&Belgrade);
    (texts.date(local.date_naive()), local.format("%H:%M").to_string())
}

/// A referral with the buttons that answer it.
pub(crate) fn referral_offer(
    texts: Texts<'_>,
    record: &CaseRecord,
    id: &ReferralId,
    made: &Referral,
    institution: String,
    now: DateTime<Utc>,
) -> Outgoing {
    let key = if made.answer_by < now { "referral-offer-late" } else { "referral-offer" };
    let mut text = texts.say(key, &referral_args(texts, &record.id, made, institution));
    if let Some(request) = record.referrals.get(id).and_then(|note| note.request.as_ref()) {
        text = format!("{text}\n{}", texts.say("referral-request", &[("request", request.as_str().into())]));
    }
    let (case, referral) = (|| record.id.clone(), || id.clone());
    let buttons = vec![vec![
        (texts.label("referral-button-accept", &[]), ReferralPress::AcceptReferral(case(), referral()).into()),
        (texts.label("referral-button-decline", &[]), ReferralPress::DeclineReferral(case(), referral()).into()),
    ]];
    Outgoing::text(text).with_buttons(buttons)
}

/// The referrals that wait for an institution's answer, the first due first.
fn waiting_for<'a>(
    cases: impl Iterator<Item = &'a CaseRecord>,
    institution: &InstitutionId,
) -> Vec<(&'a CaseRecord, &'a ReferralId, &'a Referral)> {
    let mut waiting: Vec<_> = cases
        .filter(|record| !record.case.closed)
        .flat_map(|record| record.case.referrals.iter().map(move |(id, made)| (record, id, made)))
        .filter(|(_, _, made)| is_awaited(made) && &made.receiver == institution)
        .collect();
    waiting.sort_by_key(|(record, id, made)| (made.answer_by, &record.id, *id));
    waiting
}

/// Everything that waits for this institution's answer.
pub(crate) async fn show_referrals(context: &ChatContext<'_>) -> Result<(), ChatError> {
    let book = context.services.cases().await?;
    let waiting = waiting_for(book.all(), &context.person.institution);
    if waiting.is_empty() {
        return context.say("referrals-none").await;
    }
    let texts = context.texts();
    let institution = context.institution_name().await?;
    let heading = [("count", waiting.len().into()), ("institution", institution.as_str().into())];
    context.answer(Outgoing::text(texts.say("referrals-heading", &heading))).await?;
    context.services.audit.cases_listed(&context.principal(), waiting.len());
    for (record, id, made) in waiting.into_iter().take(MOST) {
        audit(context, &record.id);
        context
            .answer(referral_offer(texts, record, id, made, institution.clone(), context.services.clock.now()))
            .await?;
    }
    Ok(())
}

/// A referral to this person's institution that still waits, or word why there is nothing to answer.
async fn awaited_or_say(
    context: &ChatContext<'_>,
    case: &CaseId,
    referral: &ReferralId,
) -> Result<Option<Referral>, ChatError> {
    let book = context.services.cases().await?;
    let found = book.case(case).and_then(|record| Some((record, record.case.referrals.get(referral)?)));
    let Some((record, made)) = found.filter(|(_, made)| made.receiver == context.person.institution) else {
        context.refuse("not-yours", &object_of(case, referral)).await?;
        return Ok(None);
    };
    if record.case.closed || !is_awaited(made) {
        context.forget_question().await?;
        context.say("referral-not-open").await?;
        return Ok(None);
    }
    audit(context, case);
    Ok(Some(made.clone()))
}

/// Takes a referral on; the message with the button becomes the confirmation.
pub(crate) async fn accept_referral(
    context: &ChatContext<'_>,
    case: &CaseId,
    referral: &ReferralId,
    message: i32,
) -> Result<(), ChatError> {
    let Some(made) = awaited_or_say(context, case, referral).await? else { return Ok(()) };
    let texts = context.texts();
    let args = referral_args(texts, case, &made, context.institution_name().await?);
    let accepted = OnAcceptance::Say(Outgoing::text(texts.say("referral-accepted", &args)));
    let command = CaseCommand::AcceptReferral { referral: referral.clone() };
    let answer = context.carry_out(Command::Case(case.clone(), command), accepted).await?;
    context.replace(message, answer).await
}

/// Asks why a referral is not taken on.
pub(crate) async fn ask_reason_of_declining(
    context: &ChatContext<'_>,
    case: &CaseId,
    referral: &ReferralId,
) -> Result<(), ChatError> {
    if awaited_or_say(context, case, referral).await?.is_none() {
        return Ok(());
    }
    let question = ReferralQuestion::ReasonOfDeclining(case.clone(), referral.clone());
    context.ask(question).await?;
    let texts = context.texts();
    let text = texts.say("referral-ask-reason", &[("case", case.as_str().into())]);
    let cancel = vec![vec![cancel_button(texts)]];
    context.answer(Outgoing::text(text).with_buttons(cancel)).await
}

/// Declines a referral for a reason given in words, which the guard let pass.
pub(crate) async fn on_reason_of_declining(
    context: &ChatContext<'_>,
    case: &CaseId,
    referral: &ReferralId,
    text: &str,
) -> Result<Outgoing, ChatError> {
    let reason: Text = match text.parse() {
        Ok(reason) => reason,
        Err(error) => return Ok(unusable(context.texts(), error)),
    };
    context.forget_question().await?;
    let texts = context.texts();
    let book = context.services.cases().await?;
    let made = book.case(case).and_then(|record| record.case.referrals.get(referral));
    let Some(made) = made.filter(|made| made.receiver == context.person.institution) else {
        return Ok(context.refusal("not-yours", &object_of(case, referral)));
    };
    audit(context, case);
    let mut args = referral_args(texts, case, made, context.institution_name().await?);
    args.push(("reason", reason.as_str().into()));
    let declined = OnAcceptance::Say(Outgoing::text(texts.say("referral-declined", &args)));
    let command = CaseCommand::DeclineReferral { referral: referral.clone(), reason };
    context.carry_out(Command::Case(case.clone(), command), declined).await
}
