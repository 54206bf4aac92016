//! What is to be done now, computed from what is so: the whole of the reconciliation, without any effect.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate, NaiveTime};
use chrono_tz::Europe::Belgrade;
use events::Moment;
use events::ids::{ActionItemId, EventId, InstitutionId, PersonId, Position};
use events::institution::InstitutionKind;
use events::reminder::{DeliveryFailure, Recipient, ReminderId, Rung};
use projections::views::{InstitutionView, PersonView, SubgroupView, TaskView};

use crate::calendar::Calendar;
use crate::delivery::{Addressee, Digest, DigestItem, DigestKey, Escalation, Sections};
use crate::ladder::{Climber, Ladder};
use crate::reminder_state::{Known, Progress};

/// Everything the plan is made from.
pub struct Situation<'a> {
    /// The ladder.
    pub ladder: &'a Ladder,
    /// Working days.
    pub calendar: &'a Calendar,
    /// Now.
    pub moment: Moment,
    /// Every open item.
    pub tasks: &'a [TaskView],
    /// Every institution with its people.
    pub institutions: &'a [InstitutionView],
    /// Every subgroup.
    pub subgroups: &'a [SubgroupView],
    /// What was planned and sent so far.
    pub known: &'a Known,
}

/// A reminder and to whom it goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addressed {
    /// Which.
    pub reminder: ReminderId,
    /// To whom.
    pub recipient: Recipient,
}

/// A digest to deliver, and the reminders that are sent with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueDigest {
    /// What to say.
    pub digest: Digest,
    /// What that delivers.
    pub reminders: Vec<Addressed>,
    /// Who hears of it where that person does not want to hear from the bot any more.
    pub stand_in: Option<Addressee>,
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// Reminders to plan.
    pub to_plan: Vec<Addressed>,
    /// Reminders that reach nobody, and why.
    pub failing: Vec<(ReminderId, DeliveryFailure)>,
    /// Digests to deliver now.
    pub digests: Vec<DueDigest>,
    /// Reminders that the owner has answered, with the answer.
    pub answered: Vec<(ReminderId, EventId)>,
}

/// A reminder that has come due, with its item.
struct Due<'a> {
    addressed: Addressed,
    task: &'a TaskView,
}

/// Who hears of something, and who would instead.
#[derive(Clone, Copy)]
struct Reached<'a> {
    person: &'a PersonView,
    stand_in: Option<&'a PersonView>,
}

fn addressed_to(person: &PersonView) -> Option<Addressee> {
    Some(Addressee {
        person: person.person.clone(),
        institution: person.institution.clone(),
        chat: person.chat?,
        language: person.language,
    })
}

impl Situation<'_> {
    /// What is to be done now.
    pub fn plan(&self) -> Plan {
        let due = self.due();
        let mut plan = Plan { answered: self.answered(), ..Plan::default() };
        let mut by_person: BTreeMap<PersonId, (Reached<'_>, Vec<Due<'_>>)> = BTreeMap::new();
        for due in due {
            let progress = self.known.reminders.get(&due.addressed.reminder);
            match progress {
                None => plan.to_plan.push(due.addressed.clone()),
                Some(Progress::Sent(_) | Progress::Answered(_)) => continue,
                Some(Progress::Planned | Progress::Failed(..)) => {}
            }
            match self.reach(&due.addressed.recipient) {
                Err(failure) => {
                    if !matches!(progress, Some(Progress::Failed(known, _)) if *known == failure) {
                        plan.failing.push((due.addressed.reminder, failure));
                    }
                }
                Ok(_) if self.failed_today(progress) => {}
                Ok(reached) => {
                    let dues = by_person.entry(reached.person.person.clone()).or_insert_with(|| (reached, vec![]));
                    dues.1.push(due);
                }
            }
        }
        let ready = by_person.into_values().filter(|(reached, _)| self.may_be_told_now(reached.person));
        plan.digests = ready.filter_map(|(reached, dues)| self.digest(&reached, dues)).collect();
        plan
    }

    /// Every reminder that should have been planned by now and still matters.
    fn due(&self) -> Vec<Due<'_>> {
        let mut due = Vec::new();
        for task in self.tasks {
            let Some(waiting) = self.known.items.get(&task.id) else { continue };
            let climber = Climber { due: task.item.due, since: waiting.since, heard_of: waiting.heard_of };
            for rung in self.ladder.due_rungs(&climber, self.moment.today, self.calendar).iter() {
                let Some(recipient) = self.recipient(task, rung) else { continue };
                let reminder = ReminderId { action_item: task.id.clone(), rung, due: task.item.due };
                due.push(Due { addressed: Addressed { reminder, recipient }, task });
            }
        }
        due
    }

    fn recipient(&self, task: &TaskView, rung: Rung) -> Option<Recipient> {
        match rung {
            Rung::Assigned | Rung::Before(_) | Rung::OnTheDay => Some(Recipient::FocalPoint(task.item.owner.clone())),
            Rung::Secretariat(_) => Some(Recipient::Secretariat),
            Rung::Chair(_) => {
                let wanted = task.item.subgroup.as_ref()?;
                let subgroup = self.subgroups.iter().find(|subgroup| &subgroup.id == wanted)?;
                let has_chair = subgroup.chair.is_some() && !subgroup.dissolved;
                has_chair.then(|| Recipient::Chair(wanted.clone()))
            }
        }
    }

    /// Who hears of it in person: whoever of the post's holder and stand-ins has linked a chat and is not away.
    fn reach(&self, recipient: &Recipient) -> Result<Reached<'_>, DeliveryFailure> {
        let staff: Vec<&PersonView> = match recipient {
            Recipient::FocalPoint(institution) => self.staff_of(|known| &known.id == institution),
            Recipient::Chair(subgroup) => {
                let found = self.subgroups.iter().find(|known| &known.id == subgroup);
                let chair = found.and_then(|subgroup| subgroup.chair.as_ref());
                chair.map_or(vec![], |chair| {
                    let mut staff = self.staff_of(|known| known.id == chair.institution);
                    staff.retain(|person| person.person == chair.person);
                    staff
                })
            }
            Recipient::Secretariat => {
                let mut staff = self.staff_of(|known| known.kind == InstitutionKind::Secretariat);
                staff.extend(self.staff_of(|known| known.kind == InstitutionKind::Coordinator));
                staff
            }
        };
        let nobody = staff.is_empty();
        let (here, away): (Vec<_>, Vec<_>) = staff
            .into_iter()
            .filter(|person| person.chat.is_some())
            .partition(|person| !person.is_away_on(self.moment.today));
        // Where nobody stands in, whoever is away hears of it all the same: better than nobody.
        let mut candidates = here.into_iter().chain(away);
        let reached = candidates.next().map(|person| Reached { person, stand_in: candidates.next() });
        reached.ok_or(if nobody { DeliveryFailure::NobodyInPost } else { DeliveryFailure::NoChatLinked })
    }

    /// The people of the institutions that are meant, focal points before deputies.
    fn staff_of(&self, meant: impl Fn(&InstitutionView) -> bool) -> Vec<&PersonView> {
        self.institutions.iter().filter(|known| known.active && meant(known)).flat_map(|known| &known.staff).collect()
    }

    /// What a person or the messenger refused is not tried again on the same day.
    fn failed_today(&self, progress: Option<&Progress>) -> bool {
        matches!(
            progress,
            Some(Progress::Failed(DeliveryFailure::BlockedByPerson | DeliveryFailure::RefusedByMessenger, on))
                if *on == self.moment.today
        )
    }

    fn may_be_told_now(&self, person: &PersonView) -> bool {
        let time: NaiveTime = self.moment.now.with_timezone(&Belgrade).time();
        let quiet = person.quiet_hours.unwrap_or(self.ladder.quiet_hours());
        let chosen = person.digest_hour.and_then(|hour| NaiveTime::from_hms_opt(hour.value().into(), 0, 0));
        let digest_at = chosen.unwrap_or(self.ladder.digest_at());
        self.calendar.is_working_day(self.moment.today)
            && time >= digest_at
            && !quiet.cover(time)
            && !self.known.told.contains(&person.person)
    }

    fn digest(&self, reached: &Reached<'_>, dues: Vec<Due<'_>>) -> Option<DueDigest> {
        let person = reached.person;
        let addressee = addressed_to(person)?;
        let escalations =
            dues.iter().filter(|due| due.addressed.reminder.rung.escalates()).map(|due| self.escalation(due)).collect();
        let date = self.moment.today;
        let digest = Digest {
            key: DigestKey { person: person.person.clone(), date },
            person: addressee,
            date,
            sections: self.sections(&person.institution, &dues),
            escalations,
        };
        let stand_in = reached.stand_in.and_then(addressed_to);
        Some(DueDigest { digest, reminders: dues.into_iter().map(|due| due.addressed).collect(), stand_in })
    }

    fn escalation(&self, due: &Due<'_>) -> Escalation {
        let task = due.task;
        let owner = self.institutions.iter().find(|known| known.id == task.item.owner);
        Escalation {
            owner: task.item.owner.clone(),
            owner_names: owner.map_or_else(|| task.title.clone(), |owner| owner.names.clone()),
            working_days_late: self.calendar.working_days_between(task.item.due, self.moment.today),
            to: due.addressed.recipient.clone(),
            task: task.clone(),
        }
    }

    /// The institution's items that are brought up today, and with them whatever is due soon or late.
    fn sections(&self, institution: &InstitutionId, dues: &[Due<'_>]) -> Sections {
        let mut sections = Sections::default();
        let mut own: Vec<&TaskView> = self.tasks.iter().filter(|task| &task.item.owner == institution).collect();
        own.sort_by_key(|task| (task.item.due, task.number));
        for task in own {
            let of_owner = |due: &&Due<'_>| due.task.id == task.id && !due.addressed.reminder.rung.escalates();
            let rung = dues.iter().find(of_owner).map(|due| due.addressed.reminder.rung);
            let item = || DigestItem { task: task.clone(), rung };
            if task.item.due < self.moment.today {
                sections.overdue.push(item());
            } else if rung == Some(Rung::Assigned) {
                sections.new.push(item());
            } else if task.item.due == self.moment.today {
                sections.today.push(item());
            } else if rung.is_some() || task.item.due <= self.soon() {
                sections.due_soon.push(item());
            }
        }
        sections
    }

    fn soon(&self) -> NaiveDate {
        self.moment.today.checked_add_days(Days::new(self.ladder.soon().into())).unwrap_or(NaiveDate::MAX)
    }

    /// Of each item, the last reminder that the owner got, unless it is answered already or no report came after it.
    fn answered(&self) -> Vec<(ReminderId, EventId)> {
        let mut latest: BTreeMap<&ActionItemId, (Position, &ReminderId, bool)> = BTreeMap::new();
        for (reminder, progress) in self.known.reminders.iter().filter(|(reminder, _)| !reminder.rung.escalates()) {
            let (sent, open) = match progress {
                Progress::Planned | Progress::Failed(..) => continue,
                Progress::Sent(at) => (*at, true),
                Progress::Answered(at) => (*at, false),
            };
            if latest.get(&reminder.action_item).is_none_or(|(known, ..)| *known < sent) {
                latest.insert(&reminder.action_item, (sent, reminder, open));
            }
        }
        latest
            .into_iter()
            .filter(|(_, (.., open))| *open)
            .filter_map(|(item, (sent, reminder, _))| {
                let (report, at) = self.known.items.get(item)?.last_report?;
                (at > sent).then(|| (reminder.clone(), report))
            })
            .collect()
    }
}
