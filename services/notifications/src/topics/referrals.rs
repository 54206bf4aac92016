//! Referrals: offered to whoever may answer, and what became of them, to those who follow the case.
//!
//! Everybody of the receiving institution is offered a referral as long as it waits, because each of them may answer it;
//! one who gets a chat only later as well. That nobody answered in time is said while nobody has, an answer for some days.
//! Nobody hears of a case who may not see it, and whoever answered is not told so.

use chrono::{DateTime, Utc};
use events::Aggregate;
use events::actor::Actor;
use events::authority::{View, permit_view};
use events::case::{Case, Referral, ReferralAnswer};
use events::ids::{CaseId, EventId, InstitutionId, NotificationKey, PersonId, ReferralId, StreamId};
use events::institution::InstitutionKind;
use events::notification::{Audience, Notice, Occasion};
use readmodels::cases::{CaseRecord, ReferralNote};
use readmodels::organisation::InstitutionRecord;

use crate::content::{Content, ReferralContent, ReferralNews};
use crate::facts::Facts;
use crate::owed::{Owed, Urgency};
use crate::policy::intervals::REFERRAL_IS_NEWS_FOR;
use crate::topics::{Topic, answer_to_last, answers_from};

/// Referrals within cases, and their answers.
pub struct Referrals;

/// The stream of a case.
fn stream_of(case: &CaseId) -> Option<StreamId> {
    StreamId::new(Case::KIND, case.as_str()).ok()
}

impl Topic for Referrals {
    fn owed(&self, facts: &Facts<'_>) -> Vec<Owed> {
        let mut owed = Vec::new();
        for record in facts.cases_looked_at().into_iter().filter(|record| !record.case.closed) {
            for (referral, made) in &record.case.referrals {
                let Some(note) = record.referrals.get(referral) else { continue };
                for (news, since) in news(made, note, facts.moment.now) {
                    for to in audiences(record, made, note, news, facts) {
                        owed.extend(notice_of(record, referral, news, to, since));
                    }
                }
            }
        }
        owed
    }

    /// Whoever accepts or declines a referral answers for everybody of the receiver to whom it was offered.
    fn answered(&self, facts: &Facts<'_>) -> Vec<(NotificationKey, EventId)> {
        let from = answers_from(facts);
        let mut answers = Vec::new();
        for record in facts.cases_looked_at() {
            let Some(about) = stream_of(&record.id) else { continue };
            let lately = |note: &ReferralNote| note.answered_at.is_some_and(|at| at >= from);
            for (referral, note) in record.referrals.iter().filter(|(_, note)| lately(note)) {
                let (Some(answer), Some(offered)) = (note.answer, offer_of(referral)) else { continue };
                let offers = facts.ledger.entries_about(&about).filter(|entry| entry.notice.occasion == offered);
                answers.extend(offers.filter_map(|offer| answer_to_last(std::iter::once(offer), answer)));
            }
        }
        answers
    }
}

/// The occasion on which a referral is offered.
fn offer_of(referral: &ReferralId) -> Option<Occasion> {
    Occasion::try_from(format!("offered.{referral}")).ok()
}

/// What there is to say of a referral now, and since when.
fn news(made: &Referral, note: &ReferralNote, now: DateTime<Utc>) -> Vec<(ReferralNews, DateTime<Utc>)> {
    let answered = |news| {
        note.answered_at.filter(|at| now - *at <= REFERRAL_IS_NEWS_FOR).map(|at| (news, at)).into_iter().collect()
    };
    let offered = (ReferralNews::Offered, note.made_at);
    match made.answer {
        ReferralAnswer::Awaited { escalated: false } => vec![offered],
        ReferralAnswer::Awaited { escalated: true } => {
            vec![offered, (ReferralNews::Late, note.escalated_at.unwrap_or(made.answer_by))]
        }
        ReferralAnswer::Accepted => answered(ReferralNews::Accepted),
        ReferralAnswer::Declined => answered(ReferralNews::Declined),
    }
}

/// Who hears of it.
fn audiences(
    record: &CaseRecord,
    made: &Referral,
    note: &ReferralNote,
    news: ReferralNews,
    facts: &Facts<'_>,
) -> Vec<Audience> {
    match news {
        ReferralNews::Offered => {
            let staff = staff_of(&made.receiver, record, facts);
            // That an offer reaches nobody is to be seen somewhere.
            let takes_part = facts.institutions.institution(&made.receiver).is_some_and(InstitutionRecord::is_active);
            if staff.is_empty() && takes_part {
                return vec![Audience::FocalPoint(made.receiver.clone())];
            }
            staff.into_iter().map(|person| Audience::Person(person.clone())).collect()
        }
        ReferralNews::Late => followers(record, None, &secretariat(record, facts)),
        ReferralNews::Accepted => followers(record, note.answered_by.as_ref(), &managing(record, facts)),
        ReferralNews::Declined => {
            let staff = [secretariat(record, facts), managing(record, facts)].concat();
            followers(record, note.answered_by.as_ref(), &staff)
        }
    }
}

/// The case's coordinator, and these members of staff once each; nobody who answered.
fn followers(record: &CaseRecord, answered_by: Option<&Actor>, staff: &[&PersonId]) -> Vec<Audience> {
    let coordinator = record.case.coordinator.as_ref().map(|coordinator| &coordinator.person);
    let answered = |person: &PersonId| answered_by.and_then(person_of) == Some(person);
    let mut audiences = Vec::new();
    if coordinator.is_some_and(|coordinator| !answered(coordinator)) {
        audiences.push(Audience::CaseCoordinator(record.id.clone()));
    }
    for person in staff.iter().copied().filter(|person| Some(*person) != coordinator && !answered(person)) {
        let to = Audience::Person(person.clone());
        if !audiences.contains(&to) {
            audiences.push(to);
        }
    }
    audiences
}

/// The people of an institution who can be told, and may see the case.
fn staff_of<'a>(institution: &InstitutionId, record: &CaseRecord, facts: &'a Facts<'_>) -> Vec<&'a PersonId> {
    let view = View::Case(record.case.parties());
    let staff = facts.reachable_staff(institution).into_iter();
    let permitted = staff.filter(|member| permit_view(&facts.principal(institution, member), &view).is_ok());
    permitted.map(|member| &member.person).collect()
}

fn managing<'a>(record: &CaseRecord, facts: &'a Facts<'_>) -> Vec<&'a PersonId> {
    let manager = record.case.case_manager.as_ref();
    manager.map_or(vec![], |manager| staff_of(&manager.institution, record, facts))
}

fn secretariat<'a>(record: &CaseRecord, facts: &'a Facts<'_>) -> Vec<&'a PersonId> {
    let of_kind = facts.institutions.of_kind(InstitutionKind::Secretariat);
    of_kind.flat_map(|(id, _)| staff_of(id, record, facts)).collect()
}

fn person_of(actor: &Actor) -> Option<&PersonId> {
    match actor {
        Actor::Official { person, .. } => Some(person),
        Actor::Secretariat | Actor::Service { .. } => None,
    }
}

fn notice_of(
    record: &CaseRecord,
    referral: &ReferralId,
    news: ReferralNews,
    to: Audience,
    since: DateTime<Utc>,
) -> Option<Owed> {
    let (step, urgency) = match news {
        // An answer has a time limit.
        ReferralNews::Offered => ("offered", Urgency::Pressing),
        ReferralNews::Late => ("late", Urgency::AtWork),
        ReferralNews::Accepted => ("accepted", Urgency::AtWork),
        ReferralNews::Declined => ("declined", Urgency::AtWork),
    };
    let occasion = Occasion::try_from(format!("{step}.{referral}")).ok()?;
    let content = ReferralContent { case: record.id.clone(), referral: referral.clone(), news };
    Some(Owed {
        notice: Notice { about: stream_of(&record.id)?, occasion, to },
        content: Content::Referral(content),
        urgency,
        since,
    })
}
