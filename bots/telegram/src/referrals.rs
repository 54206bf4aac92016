//! Referrals in chat: what waits for the institution's answer, and answering it.
//!
//! Only people of the institution that a case was referred to are shown the referral or may answer it here, whatever else
//! they may do: the secretariat has its page.

use chrono::{DateTime, Utc};
use chrono_tz::Europe::Belgrade;
use dialogue::catalogue::Value;
use events::Command;
use events::authority::Standing;
use events::case::{CaseCommand, Referral, ReferralAnswer};
use events::ids::{CaseId, InstitutionId, ReferralId};
use events::text::Text;
use projections::cases::{CaseRecord, stage_name};

use crate::buttons::Press;
use crate::database::Question;
use crate::outgoing::Outgoing;
use crate::replies::OnAcceptance;
use crate::speech::Speech;
use crate::visit::{Visit, VisitError};

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
pub(crate) fn audit(standing: &Standing, case: &CaseId) {
    tracing::info!(target: "audit", who = %standing.actor(), %case, "case read");
}

impl Speech<'_> {
    /// Case, stage, institution, and until when an answer is due, which every message about a referral has.
    pub(crate) fn referral(&self, case: &CaseId, made: &Referral, institution: String) -> Vec<(&'static str, Value)> {
        let stage = self.catalogue.say(self.language, &format!("case-stage-{}", stage_name(made.stage)), &[]);
        let (date, time) = self.moment(made.answer_by);
        vec![
            ("case", case.as_str().into()),
            ("stage", stage.into()),
            ("institution", institution.into()),
            ("date", date),
            ("time", time.into()),
        ]
    }

    fn moment(&self, at: DateTime<Utc>) -> (Value, String) {
        let local = at.with_timezone(&Belgrade);
        (self.date(local.date_naive()), local.format("%H:%M").to_string())
    }

    /// A referral with the buttons that answer it.
    pub(crate) fn offer(
        &self,
        record: &CaseRecord,
        id: &ReferralId,
        made: &Referral,
        institution: String,
        now: DateTime<Utc>,
    ) -> Outgoing {
        let key = if made.answer_by < now { "referral-offer-late" } else { "referral-offer" };
        let mut text = self.say(key, &self.referral(&record.id, made, institution));
        if let Some(request) = record.referrals.get(id).and_then(|note| note.request.as_ref()) {
            text = format!("{text}\n{}", self.say("referral-request", &[("request", request.as_str().into())]));
        }
        let (case, referral) = (|| record.id.clone(), || id.clone());
        let buttons = vec![vec![
            (self.label("referral-button-accept", &[]), Press::AcceptReferral(case(), referral())),
            (self.label("referral-button-decline", &[]), Press::DeclineReferral(case(), referral())),
        ]];
        Outgoing::text(text).with_buttons(buttons)
    }
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

impl Visit<'_> {
    /// Everything that waits for this institution's answer.
    pub(crate) async fn show_referrals(&self) -> Result<(), VisitError> {
        let book = self.bot.cases.look(self.bot.read_models.as_ref()).await?;
        let waiting = waiting_for(book.all(), &self.person.institution);
        if waiting.is_empty() {
            return self.say("referrals-none").await;
        }
        let speech = self.speech();
        let institution = self.institution_name().await?;
        let heading = [("count", waiting.len().into()), ("institution", institution.as_str().into())];
        self.answer(Outgoing::text(speech.say("referrals-heading", &heading))).await?;
        for (record, id, made) in waiting.into_iter().take(MOST) {
            audit(&self.person.standing(), &record.id);
            self.answer(speech.offer(record, id, made, institution.clone(), self.bot.clock.now())).await?;
        }
        Ok(())
    }

    /// A referral to this person's institution that still waits, or word why there is nothing to answer.
    async fn awaited_or_say(&self, case: &CaseId, referral: &ReferralId) -> Result<Option<Referral>, VisitError> {
        let book = self.bot.cases.look(self.bot.read_models.as_ref()).await?;
        let found = book.case(case).and_then(|record| Some((record, record.case.referrals.get(referral)?)));
        let Some((record, made)) = found.filter(|(_, made)| made.receiver == self.person.institution) else {
            self.say("not-yours").await?;
            return Ok(None);
        };
        if record.case.closed || !is_awaited(made) {
            self.bot.database.forget_question(self.chat).await?;
            self.say("referral-not-open").await?;
            return Ok(None);
        }
        audit(&self.person.standing(), case);
        Ok(Some(made.clone()))
    }

    /// Takes a referral on; the message with the button becomes the confirmation.
    pub(crate) async fn accept_referral(
        &self,
        case: &CaseId,
        referral: &ReferralId,
        message: i32,
    ) -> Result<(), VisitError> {
        let Some(made) = self.awaited_or_say(case, referral).await? else { return Ok(()) };
        let speech = self.speech();
        let args = speech.referral(case, &made, self.institution_name().await?);
        let accepted = OnAcceptance::Say(Outgoing::text(speech.say("referral-accepted", &args)));
        let command = CaseCommand::AcceptReferral { referral: referral.clone() };
        let answer = self.carry_out(Command::Case(case.clone(), command), accepted).await?;
        self.replace(message, answer).await
    }

    /// Asks why a referral is not taken on.
    pub(crate) async fn ask_reason_of_declining(&self, case: &CaseId, referral: &ReferralId) -> Result<(), VisitError> {
        if self.awaited_or_say(case, referral).await?.is_none() {
            return Ok(());
        }
        let question = Question::ReasonOfDeclining(case.clone(), referral.clone());
        self.bot.database.ask(self.chat, &question).await?;
        let speech = self.speech();
        let text = speech.say("referral-ask-reason", &[("case", case.as_str().into())]);
        let cancel = vec![vec![(speech.label("button-cancel", &[]), Press::Cancel)]];
        self.answer(Outgoing::text(text).with_buttons(cancel)).await
    }

    /// Declines a referral for a reason given in words, which the guard let pass.
    pub(crate) async fn on_reason_of_declining(
        &self,
        case: &CaseId,
        referral: &ReferralId,
        text: &str,
    ) -> Result<Outgoing, VisitError> {
        let reason: Text = match text.parse() {
            Ok(reason) => reason,
            Err(error) => return Ok(self.unusable(error)),
        };
        self.bot.database.forget_question(self.chat).await?;
        let speech = self.speech();
        let book = self.bot.cases.look(self.bot.read_models.as_ref()).await?;
        let made = book.case(case).and_then(|record| record.case.referrals.get(referral));
        let Some(made) = made.filter(|made| made.receiver == self.person.institution) else {
            return Ok(Outgoing::text(speech.say("not-yours", &[])));
        };
        let mut args = speech.referral(case, made, self.institution_name().await?);
        args.push(("reason", reason.as_str().into()));
        let declined = OnAcceptance::Say(Outgoing::text(speech.say("referral-declined", &args)));
        let command = CaseCommand::DeclineReferral { referral: referral.clone(), reason };
        self.carry_out(Command::Case(case.clone(), command), declined).await
    }
}
