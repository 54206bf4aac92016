//! The read model of the timeline: one entry for each event that tells something.

use chrono::NaiveDate;
use events::action_item::ActionItemEvent;
use events::case::CaseEvent;
use events::data_request::DataRequestEvent;
use events::ids::{ActionItemId, CaseId, InstitutionId, StreamId, SubgroupId};
use events::institution::InstitutionEvent;
use events::language::{Language, LocalText};
use events::meeting::{MeetingBody, MeetingEvent};
use events::milestone::{MilestoneEvent, Precision};
use events::notification::{ChannelKind, Notice, NotificationEvent};
use events::reminder::{DeliveryFailure, ReminderEvent};
use events::strategy::ObjectiveEvent;
use events::subgroup::SubgroupEvent;
use events::text::Text;
use events::training::ModuleEvent;
use events::{Event, RecordedEvent};
use rusqlite::{OptionalExtension, Transaction, params};
use serde::{Deserialize, Serialize};

use super::task_lists::comes_from_elsewhere;
use crate::engine::partition::Partition;
use crate::engine::projection::{Projection, ProjectionError};
use crate::json::{from_column, to_column};
use crate::local_time::date_in_kosovo;
use crate::views::TimelineKind;

const TABLES: &[&str] = &["timeline_entries", "timeline_lanes", "timeline_subjects"];

const CREATE: &str = "
CREATE TABLE timeline_entries (
    position INTEGER PRIMARY KEY,
    stream TEXT NOT NULL,
    event_type TEXT NOT NULL,
    kind TEXT NOT NULL,
    on_day TEXT NOT NULL,
    until_day TEXT,
    precision TEXT NOT NULL,
    institutions TEXT NOT NULL,
    subgroup TEXT,
    title TEXT NOT NULL,
    detail TEXT,
    part TEXT,
    actor TEXT NOT NULL,
    recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX timeline_by_day ON timeline_entries (on_day, position, kind);
CREATE INDEX timeline_by_kind ON timeline_entries (kind, on_day);
CREATE INDEX timeline_lasting ON timeline_entries (kind, until_day) WHERE until_day IS NOT NULL;
CREATE INDEX timeline_by_stream ON timeline_entries (stream);
CREATE TABLE timeline_lanes (
    institution TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (institution, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE timeline_subjects (
    stream TEXT PRIMARY KEY,
    subject TEXT NOT NULL
) STRICT, WITHOUT ROWID;
";

/// The read model. Of action items it tells what happened while they were in its partition, and what became of reminders
/// planned meanwhile; of everything else, all. What is about an item is kept when the item's subject is there.
pub(crate) struct Timeline(pub(crate) Partition);

/// What later events about the same stream need from earlier ones.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Subject {
    title: LocalText,
    institutions: Vec<InstitutionId>,
    subgroup: Option<SubgroupId>,
    /// The day a meeting is on.
    day: Option<NaiveDate>,
    /// To which post a notice goes: the code of its audience.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    audience: Option<String>,
}

/// What an entry says beyond its subject.
struct EntryDraft {
    kind: TimelineKind,
    /// The day it is shown on, when not the day it happened.
    on: Option<NaiveDate>,
    until: Option<NaiveDate>,
    precision: Precision,
    /// The lanes, when not the subject's.
    institutions: Option<Vec<InstitutionId>>,
    detail: Option<String>,
    /// What the event is about within its subject.
    part: Option<LocalText>,
}

impl EntryDraft {
    fn of(kind: TimelineKind) -> Self {
        Self { kind, on: None, until: None, precision: Precision::Day, institutions: None, detail: None, part: None }
    }

    fn with(self, detail: &(impl ToString + ?Sized)) -> Self {
        Self { detail: Some(detail.to_string()), ..self }
    }

    fn with_optional(self, detail: Option<&Text>) -> Self {
        Self { detail: detail.map(ToString::to_string), ..self }
    }

    fn about(self, part: &LocalText) -> Self {
        Self { part: Some(part.clone()), ..self }
    }

    fn on(self, day: Option<NaiveDate>) -> Self {
        Self { on: day, ..self }
    }

    fn in_lanes(self, institutions: Vec<InstitutionId>) -> Self {
        Self { institutions: Some(institutions), ..self }
    }
}

impl Projection for Timeline {
    fn name(&self) -> &'static str {
        "timeline"
    }

    fn version(&self) -> u32 {
        5
    }

    fn tables(&self) -> &'static [&'static str] {
        TABLES
    }

    fn create(&self, transaction: &Transaction<'_>) -> rusqlite::Result<()> {
        transaction.execute_batch(CREATE)
    }

    fn partition(&self) -> Partition {
        self.0
    }

    fn needs_history(&self, event: &RecordedEvent) -> bool {
        comes_from_elsewhere(self.0, event)
    }

    fn adopt(
        &self,
        transaction: &Transaction<'_>,
        history: &[RecordedEvent],
        recorded: &RecordedEvent,
    ) -> Result<(), ProjectionError> {
        if subject_of(transaction, &recorded.stream)?.is_none() {
            for earlier in history {
                if let Event::ActionItem(_, ActionItemEvent::Assigned { title, owner, subgroup: of, .. }) =
                    &earlier.event
                {
                    subject(transaction, earlier, title.clone(), vec![owner.clone()], of.clone(), None)?;
                }
            }
        }
        self.apply(transaction, recorded)
    }

    fn apply(&self, transaction: &Transaction<'_>, recorded: &RecordedEvent) -> Result<(), ProjectionError> {
        let (subject_stream, draft) = match &recorded.event {
            Event::Institution(id, event) => (recorded.stream.clone(), institution(transaction, recorded, id, event)?),
            Event::Subgroup(id, event) => (recorded.stream.clone(), subgroup(transaction, recorded, id, event)?),
            Event::Meeting(_, event) => (recorded.stream.clone(), meeting(transaction, recorded, event)?),
            Event::ActionItem(_, event) => {
                (recorded.stream.clone(), action_item(transaction, self.0, recorded, event)?)
            }
            Event::Reminder(_, event) => return reminder(transaction, recorded, event),
            Event::Notification(_, event) => return notification(transaction, recorded, event),
            // Who signed in, who looked at what, who has what sent where and what was erased is told by the audit trail.
            Event::Account(..) | Event::AuditTrail(..) | Event::Webhook(..) | Event::Erasure(..) => return Ok(()),
            Event::Case(id, event) => (recorded.stream.clone(), Some(case(transaction, recorded, id, event)?)),
            Event::DataRequest(_, event) => {
                (recorded.stream.clone(), Some(data_request(transaction, recorded, event)?))
            }
            Event::Module(_, event) => (recorded.stream.clone(), Some(training(transaction, recorded, event)?)),
            Event::Objective(_, event) => (recorded.stream.clone(), Some(strategy(transaction, recorded, event)?)),
            Event::Milestone(_, MilestoneEvent::Recorded { title, at, .. }) => {
                subject(transaction, recorded, title.clone(), vec![], None, None)?;
                let draft = EntryDraft {
                    on: Some(at.from),
                    until: at.until,
                    precision: at.precision,
                    ..EntryDraft::of(TimelineKind::Milestone)
                };
                (recorded.stream.clone(), Some(draft))
            }
        };
        match draft {
            Some(draft) => insert_entry(transaction, recorded, &subject_stream, draft),
            None => Ok(()),
        }
    }
}

fn institution(
    transaction: &Transaction<'_>,
    recorded: &RecordedEvent,
    id: &InstitutionId,
    event: &InstitutionEvent,
) -> Result<Option<EntryDraft>, ProjectionError> {
    use InstitutionEvent as E;

    let organisation = || EntryDraft::of(TimelineKind::Organisation);
    Ok(match event {
        E::Registered { names, .. } | E::NamesChanged { names } => {
            subject(transaction, recorded, names.clone(), vec![id.clone()], None, None)?;
            Some(organisation())
        }
        E::FocalPointAppointed(_)
        | E::DeputyAppointed(_)
        | E::FocalPointHandedOver { .. }
        | E::ChatLinked { .. }
        | E::ChatUnlinked { .. } => Some(organisation()),
        E::Deactivated { reason } => Some(organisation().with(reason)),
        E::InvitationIssued { .. }
        | E::LanguageChosen { .. }
        | E::QuietHoursSet { .. }
        | E::DigestHourChosen { .. }
        | E::EmailAddressSet { .. }
        | E::EmailAddressRemoved { .. }
        | E::ChannelsChosen { .. }
        | E::DigestFrequencyChosen { .. }
        | E::SubjectsMuted { .. }
        | E::AbsenceAnnounced { .. }
        | E::AbsenceEnded { .. } => None,
    })
}

fn subgroup(
    transaction: &Transaction<'_>,
    recorded: &RecordedEvent,
    id: &SubgroupId,
    event: &SubgroupEvent,
) -> Result<Option<EntryDraft>, ProjectionError> {
    use SubgroupEvent as E;

    let organisation = || EntryDraft::of(TimelineKind::Organisation);
    Ok(Some(match event {
        E::Formed { name } => {
            subject(transaction, recorded, name.clone(), vec![], Some(id.clone()), None)?;
            organisation()
        }
        E::ChairAppointed(chair) => organisation().in_lanes(vec![chair.institution.clone()]),
        E::InstitutionJoined { institution } | E::InstitutionLeft { institution } => {
            organisation().in_lanes(vec![institution.clone()])
        }
        E::CutOff { reason } | E::Dissolved { reason } => organisation().with(reason),
    }))
}

fn meeting(
    transaction: &Transaction<'_>,
    recorded: &RecordedEvent,
    event: &MeetingEvent,
) -> Result<Option<EntryDraft>, ProjectionError> {
    use MeetingEvent as E;

    let meeting = || EntryDraft::of(TimelineKind::Meeting);
    let day = || subject_of(transaction, &recorded.stream).map(|subject| subject.and_then(|subject| subject.day));
    Ok(match event {
        E::Scheduled { title, at, convened, invited, place, .. } => {
            let subgroup = match convened {
                MeetingBody::Subgroup(subgroup) => Some(subgroup.clone()),
                MeetingBody::Authority | MeetingBody::Invited => None,
            };
            let invited = invited.iter().cloned().collect();
            subject(transaction, recorded, title.clone(), invited, subgroup, Some(at.date))?;
            Some(meeting().on(Some(at.date)).with_optional(place.as_ref()))
        }
        E::Rescheduled { at } => {
            if let Some(mut moved) = subject_of(transaction, &recorded.stream)? {
                moved.day = Some(at.date);
                put_subject(transaction, &recorded.stream, &moved)?;
            }
            transaction
                .prepare_cached(
                    "UPDATE timeline_entries SET on_day = ?2 WHERE stream = ?1 AND event_type = 'meeting.scheduled'",
                )?
                .execute(params![recorded.stream.as_str(), at.date.to_string()])?;
            Some(meeting().with(&at.date))
        }
        E::AgendaItemAdded { .. } => None,
        E::InvitationAnswered { institution, .. } => Some(meeting().in_lanes(vec![institution.clone()])),
        E::Held { attended } => Some(meeting().on(day()?).in_lanes(attended.iter().cloned().collect())),
        E::MinutesRecorded { .. } | E::MinutesApproved {} => Some(meeting()),
        E::DecisionTaken { decision, .. } => Some(meeting().on(day()?).with(decision)),
        E::Cancelled { reason } => Some(meeting().with(reason)),
    })
}

fn action_item(
    transaction: &Transaction<'_>,
    partition: Partition,
    recorded: &RecordedEvent,
    event: &ActionItemEvent,
) -> Result<Option<EntryDraft>, ProjectionError> {
    use ActionItemEvent as E;

    if let E::Assigned { title, owner, subgroup, .. } = event {
        if !partition.keeps(owner) {
            return Ok(None);
        }
        subject(transaction, recorded, title.clone(), vec![owner.clone()], subgroup.clone(), None)?;
    }
    if let E::Reassigned { owner, .. } = event {
        if !partition.keeps(owner) {
            transaction
                .prepare_cached("DELETE FROM timeline_subjects WHERE stream = ?1")?
                .execute([recorded.stream.as_str()])?;
            return Ok(None);
        }
        if let Some(mut moved) = subject_of(transaction, &recorded.stream)? {
            moved.institutions = vec![owner.clone()];
            put_subject(transaction, &recorded.stream, &moved)?;
        }
    }
    let part = if let E::Disclaimed { suggested: Some(suggested), .. } = event {
        names_of(transaction, suggested)?
    } else {
        None
    };
    Ok(Some(EntryDraft { detail: event.detail(), part, ..EntryDraft::of(TimelineKind::ActionItem) }))
}

/// What an institution is called; `None`: it is not known.
fn names_of(transaction: &Transaction<'_>, institution: &InstitutionId) -> Result<Option<LocalText>, ProjectionError> {
    let stream = StreamId::new("institution", institution.as_str()).map_err(events::event::EncodeError::from)?;
    Ok(subject_of(transaction, &stream)?.map(|subject| subject.title))
}

/// Of a case the timeline tells that something happened, when and to whose lane; never a word of what was written.
fn case(
    transaction: &Transaction<'_>,
    recorded: &RecordedEvent,
    id: &CaseId,
    event: &CaseEvent,
) -> Result<EntryDraft, ProjectionError> {
    use CaseEvent as E;

    let case = || EntryDraft::of(TimelineKind::Case);
    Ok(match event {
        E::Opened { identified_by, .. } => {
            let reference = LocalText::only(Language::default(), id.into());
            subject(transaction, recorded, reference, vec![identified_by.clone()], None, None)?;
            case()
        }
        E::CaseManagerAssigned(manager) => {
            if let Some(mut managed) = subject_of(transaction, &recorded.stream)? {
                managed.institutions = vec![manager.institution.clone()];
                put_subject(transaction, &recorded.stream, &managed)?;
            }
            case()
        }
        E::ReferralMade { receiver: institution, .. } | E::UpdateReported { institution, .. } => {
            case().in_lanes(vec![institution.clone()])
        }
        E::CoordinatorAppointed(coordinator) => case().in_lanes(vec![coordinator.institution.clone()]),
        E::ProfileRevised { .. }
        | E::ReferralAccepted { .. }
        | E::ReferralDeclined { .. }
        | E::ReferralEscalated { .. }
        | E::StageReached { .. }
        | E::TransnationalReferralMade { .. }
        | E::LinkedToPerson { .. }
        | E::RetraffickingConfirmed { .. }
        | E::Closed { .. }
        | E::Reopened { .. } => case(),
    })
}

/// Of a data request the timeline tells who answered and when; the answers are told where they are collected.
fn data_request(
    transaction: &Transaction<'_>,
    recorded: &RecordedEvent,
    event: &DataRequestEvent,
) -> Result<EntryDraft, ProjectionError> {
    use DataRequestEvent as E;

    let request = || EntryDraft::of(TimelineKind::DataRequest);
    Ok(match event {
        E::Issued { title, recipients, due, .. } => {
            let recipients = recipients.iter().cloned().collect();
            subject(transaction, recorded, title.clone(), recipients, None, None)?;
            request().with(due)
        }
        E::Submitted { institution, .. }
        | E::Returned { institution, .. }
        | E::Corrected { institution, .. }
        | E::Accepted { institution }
        | E::Nudged { institution } => request().in_lanes(vec![institution.clone()]),
        E::Closed {} => request(),
    })
}

/// Of people in training the timeline tells their institution, not their names.
fn training(
    transaction: &Transaction<'_>,
    recorded: &RecordedEvent,
    event: &ModuleEvent,
) -> Result<EntryDraft, ProjectionError> {
    use ModuleEvent as E;

    let training = || EntryDraft::of(TimelineKind::Training);
    Ok(match event {
        E::ModulePlanned(plan) => {
            subject(transaction, recorded, plan.title.clone(), vec![], None, None)?;
            let (on, until) = (Some(plan.from), Some(plan.until));
            EntryDraft { on, until, precision: Precision::Month, ..training().with(&plan.form) }
        }
        E::SessionScheduled { days, place, .. } => {
            let until = (days.from() < days.until()).then(|| days.until());
            EntryDraft { on: Some(days.from()), until, ..training().with_optional(place.as_ref()) }
        }
        E::SessionCancelled { reason, .. } => training().with(reason),
        E::TrainerCertified { trainer: member, .. } | E::ParticipantEnrolled { participant: member, .. } => {
            training().in_lanes(vec![member.institution.clone()])
        }
        E::TrainerLapsed { reason, .. } => training().with_optional(reason.as_ref()),
        E::AttendanceRecorded { .. } | E::CertificateIssued(_) | E::TrainerReminded { .. } => training(),
    })
}

/// Of an indicator the timeline tells what it shows and who reported, not the value: it may be a handful of people.
fn strategy(
    transaction: &Transaction<'_>,
    recorded: &RecordedEvent,
    event: &ObjectiveEvent,
) -> Result<EntryDraft, ProjectionError> {
    use ObjectiveEvent as E;

    let strategy = || EntryDraft::of(TimelineKind::Strategy);
    Ok(match event {
        E::ObjectiveSet { statement, owners, .. } => {
            subject(transaction, recorded, statement.clone(), owners.iter().cloned().collect(), None, None)?;
            strategy()
        }
        E::ActivityPlanned { plan, .. } => {
            let (on, until) = (Some(plan.days.from()), Some(plan.days.until()));
            let draft = strategy().in_lanes(plan.owners.iter().cloned().collect());
            EntryDraft { on, until, ..draft.about(&plan.title) }
        }
        E::IndicatorDefined { definition, .. } => strategy().about(&definition.title),
        E::BaselineSet { .. } | E::TargetSet { .. } => strategy(),
        E::ValueReported { institution, .. } | E::ValueCorrected { institution, .. } => {
            strategy().in_lanes(vec![institution.clone()])
        }
    })
}

/// A reminder is about an action item: its lane and title are the item's.
fn reminder(
    transaction: &Transaction<'_>,
    recorded: &RecordedEvent,
    event: &ReminderEvent,
) -> Result<(), ProjectionError> {
    use ReminderEvent as E;

    let reminder = || EntryDraft::of(TimelineKind::Reminder);
    let draft = match event {
        E::Planned { reminder, .. } => {
            let item = item_stream(&reminder.action_item)?;
            if let Some(about) = subject_of(transaction, &item)? {
                put_subject(transaction, &recorded.stream, &about)?;
            }
            return Ok(());
        }
        E::Sent { .. } => reminder(),
        E::Failed { failure } => reminder().with(match failure {
            DeliveryFailure::NobodyInPost => "nobody-in-post",
            DeliveryFailure::NoChatLinked => "no-chat-linked",
            DeliveryFailure::BlockedByPerson => "blocked-by-person",
            DeliveryFailure::RefusedByMessenger => "refused-by-messenger",
        }),
        E::Escalated { .. } => reminder(),
        E::Answered { .. } => return Ok(()),
    };
    insert_entry(transaction, recorded, &recorded.stream, draft)
}

/// Stands behind to whom and by what a notice went, where it is not certain that it arrived.
const UNCERTAIN: &str = "uncertain";

/// A notice is told of in the lane and under the title of what it is about, which of a case is its reference.
fn notification(
    transaction: &Transaction<'_>,
    recorded: &RecordedEvent,
    event: &NotificationEvent,
) -> Result<(), ProjectionError> {
    use NotificationEvent as E;

    let notice = || EntryDraft::of(TimelineKind::Reminder);
    let draft = match event {
        E::Planned { notice } | E::CarriedOver { notice, .. } => return take_subject(transaction, recorded, notice),
        E::Sent { channel, certain, .. } | E::Posted { channel, certain, .. } => {
            let audience = subject_of(transaction, &recorded.stream)?.and_then(|subject| subject.audience);
            let uncertain = (!certain).then_some(UNCERTAIN);
            let words: Vec<&str> = audience.as_deref().into_iter().chain([channel.code()]).chain(uncertain).collect();
            notice().with(&words.join(" "))
        }
        E::Failed { channel, failure, .. } => {
            let audience = subject_of(transaction, &recorded.stream)?.and_then(|subject| subject.audience);
            let channel = channel.map(ChannelKind::code);
            let words: Vec<&str> = audience.as_deref().into_iter().chain(channel).chain([failure.code()]).collect();
            notice().with(&words.join(" "))
        }
        E::Answered { .. } | E::Overtaken {} => return Ok(()),
    };
    insert_entry(transaction, recorded, &recorded.stream, draft)
}

fn take_subject(
    transaction: &Transaction<'_>,
    recorded: &RecordedEvent,
    notice: &Notice,
) -> Result<(), ProjectionError> {
    if let Some(mut about) = subject_of(transaction, &notice.about)? {
        about.audience = Some(notice.to.code().to_owned());
        put_subject(transaction, &recorded.stream, &about)?;
    }
    Ok(())
}

fn item_stream(item: &ActionItemId) -> Result<StreamId, ProjectionError> {
    Ok(StreamId::new("action-item", item.as_str()).map_err(events::event::EncodeError::from)?)
}

fn subject(
    transaction: &Transaction<'_>,
    recorded: &RecordedEvent,
    title: LocalText,
    institutions: Vec<InstitutionId>,
    subgroup: Option<SubgroupId>,
    day: Option<NaiveDate>,
) -> Result<(), ProjectionError> {
    put_subject(transaction, &recorded.stream, &Subject { title, institutions, subgroup, day, audience: None })
}

fn put_subject(transaction: &Transaction<'_>, stream: &StreamId, subject: &Subject) -> Result<(), ProjectionError> {
    transaction
        .prepare_cached("INSERT OR REPLACE INTO timeline_subjects VALUES (?1, ?2)")?
        .execute(params![stream.as_str(), to_column(subject)?])?;
    Ok(())
}

fn subject_of(transaction: &Transaction<'_>, stream: &StreamId) -> rusqlite::Result<Option<Subject>> {
    transaction
        .prepare_cached("SELECT subject FROM timeline_subjects WHERE stream = ?1")?
        .query_row([stream.as_str()], |row| from_column(row, "subject"))
        .optional()
}

fn insert_entry(
    transaction: &Transaction<'_>,
    recorded: &RecordedEvent,
    subject_stream: &StreamId,
    draft: EntryDraft,
) -> Result<(), ProjectionError> {
    let Some(subject) = subject_of(transaction, subject_stream)? else { return Ok(()) };
    let institutions = draft.institutions.unwrap_or(subject.institutions);
    let on = draft.on.unwrap_or_else(|| date_in_kosovo(recorded.metadata.occurred_at));
    transaction
        .prepare_cached(
            "INSERT OR REPLACE INTO timeline_entries VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        )?
        .execute(params![
            recorded.position.0,
            recorded.stream.as_str(),
            recorded.event.event_type(),
            to_column(&draft.kind)?,
            on.to_string(),
            draft.until.map(|day| to_column(&day)).transpose()?,
            to_column(&draft.precision)?,
            to_column(&institutions)?,
            subject.subgroup.as_ref().map(to_column).transpose()?,
            to_column(&subject.title)?,
            draft.detail,
            draft.part.as_ref().map(to_column).transpose()?,
            to_column(&recorded.metadata.actor)?,
            recorded.metadata.recorded_at.to_rfc3339(),
        ])?;
    for institution in &institutions {
        transaction
            .prepare_cached("INSERT OR REPLACE INTO timeline_lanes VALUES (?1, ?2)")?
            .execute(params![institution.as_str(), recorded.position.0])?;
    }
    Ok(())
}
