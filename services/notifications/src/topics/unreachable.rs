//! People who cannot be reached any more: the Secretariat hears of it, once for each time, and who stands in meanwhile; and of
//! an institution of which nobody can be reached, once a month, while something waits to be told to it.
//!
//! That somebody blocked the bot is learnt by the bot, from an update or because a message is refused; it plans the notice
//! itself, whose occasion counts the times. That an address does not take messages any more is in the ledger.

use events::ids::{InstitutionId, PersonId, StreamId};
use events::notification::{Audience, ChannelKind, NotDelivered, Notice, Occasion};
use readmodels::delivery_ledger::{DeliveryLedger, LedgerEntry};
use readmodels::organisation::{InstitutionRecord, PersonInPost};

use crate::content::{Content, UnreachableInstitution, UnreachablePerson};
use crate::facts::Facts;
use crate::owed::{Owed, Urgency};
use crate::policy::recipients::recipients;
use crate::topics::Topic;

/// With what the occasion of a notice that somebody blocked the bot begins; the person and the number follow.
const BLOCKED: &str = "blocked.";
/// The same as the ledger finds it.
const BLOCKED_WORD: &str = "blocked";

/// The notice that a person of an institution has blocked the bot, for the bot to plan; nothing, where one waits to be
/// told already.
pub fn blocked_notice(institution: &InstitutionId, person: &PersonId, ledger: &DeliveryLedger) -> Option<Notice> {
    let about = StreamId::new("institution", institution.as_str()).ok()?;
    let of = |entry: &&LedgerEntry| blocked_person(&entry.notice).as_ref() == Some(person);
    let before: Vec<_> = ledger.entries_about(&about).filter(of).collect();
    if before.iter().any(|entry| !entry.is_settled()) {
        return None;
    }
    let occasion = Occasion::try_from(format!("{BLOCKED}{person}.{}", before.len() + 1)).ok()?;
    Some(Notice { about, occasion, to: Audience::Secretariat })
}

/// Who has blocked the bot by a notice; nothing, where it says something else.
fn blocked_person(notice: &Notice) -> Option<PersonId> {
    let (person, _) = notice.occasion.as_str().strip_prefix(BLOCKED)?.rsplit_once('.')?;
    person.parse().ok()
}

/// People whom no message reaches, told to the Secretariat.
pub struct Unreachable;

impl Topic for Unreachable {
    fn owed(&self, facts: &Facts<'_>) -> Vec<Owed> {
        let blocked = facts.ledger.waiting_for(BLOCKED_WORD).filter_map(|(_, entry)| {
            let person = blocked_person(&entry.notice)?;
            let content = content(&person, NotDelivered::BlockedByPerson, facts)?;
            Some(Owed { notice: entry.notice.clone(), content, urgency: Urgency::AtWork, since: entry.planned_at })
        });
        let bounced = facts.ledger.bounced().filter_map(|person| {
            let (institution, member) = facts.institutions.person(person)?;
            let since = facts.ledger.bounced_since(person, member.email_since)?;
            let notice = Notice {
                about: StreamId::new("institution", institution.as_str()).ok()?,
                occasion: Occasion::try_from(format!("bounced.{person}.{}", since.timestamp())).ok()?,
                to: Audience::Secretariat,
            };
            let content = content(person, NotDelivered::AddressBounced, facts)?;
            Some(Owed { notice, content, urgency: Urgency::AtWork, since })
        });
        blocked.chain(bounced).chain(nobody_reached(facts)).collect()
    }
}

/// The institutions of which nobody can be reached, while a notice waits for their focal point.
fn nobody_reached(facts: &Facts<'_>) -> Vec<Owed> {
    let owed = facts.ledger.reached_nobody().filter_map(|(institution, since)| {
        let is_active = facts.institutions.institution(institution).is_some_and(InstitutionRecord::is_active);
        let failure = recipients(&Audience::FocalPoint(institution.clone()), facts).err().filter(|_| is_active)?;
        let notice = Notice {
            about: StreamId::new("institution", institution.as_str()).ok()?,
            occasion: Occasion::try_from(format!("nobody-reached.{}", facts.today().format("%Y-%m"))).ok()?,
            to: Audience::Secretariat,
        };
        let content = Content::NobodyReached(UnreachableInstitution { institution: institution.clone(), failure });
        Some(Owed { notice, content, urgency: Urgency::AtWork, since })
    });
    owed.collect()
}

/// Nothing, where the person is in post no more, or hears of everything by e-mail instead of the chat.
fn content(person: &PersonId, failure: NotDelivered, facts: &Facts<'_>) -> Option<Content> {
    let (institution, member) = facts.institutions.person(person)?;
    if failure == NotDelivered::BlockedByPerson && facts.working_channels_of(member).contains(&ChannelKind::Email) {
        return None;
    }
    let staff = &facts.institutions.institution(institution)?.staff;
    let hears_instead =
        |other: &&PersonInPost| other.person != *person && facts.can_be_told(other) && !other.is_away_on(facts.today());
    let stand_in = staff.iter().find(hears_instead);
    let stand_in = stand_in.map(|other| other.person.clone());
    let (person, institution) = (person.clone(), institution.clone());
    Some(Content::Unreachable(UnreachablePerson { person, institution, failure, stand_in }))
}
