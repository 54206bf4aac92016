//! A meeting of the National Authority or of one of its subgroups.
//!
//! The assessment found decisions that nobody could trace to an owner and a date. So a decision taken here may raise
//! action items, each with both; the hub assigns them as a consequence, once.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use crate::aggregate::{Aggregate, Moment, Occurrence};
use crate::ids::{ActionItemId, InstitutionId, MeetingId, SubgroupId};
use crate::language::LocalText;
use crate::minutes::Minutes;
use crate::non_empty::NonEmpty;
use crate::recurrence::RecurrenceRule;
use crate::refusal::refusals;
use crate::text::Text;

/// The longest meeting, in minutes (two working days).
pub const LONGEST_MEETING: u16 = 2 * 24 * 60;

/// When a meeting is: a date and, where known, a time, both as on a clock in Kosovo (Europe/Belgrade). History often
/// has only the date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema)]
pub struct MeetingTime {
    /// The day on which it begins, date in Kosovo.
    pub date: NaiveDate,
    /// The time of day, when known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<NaiveTime>,
    /// How long, in minutes, when known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u16>,
}

/// Whose meeting it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(tag = "kind", content = "id", rename_all = "kebab-case")]
pub enum MeetingBody {
    /// The National Authority as a whole.
    Authority,
    /// The members of one subgroup.
    Subgroup(SubgroupId),
    /// The institutions invited, and no standing body: a consultation.
    Invited,
}

/// An institution's answer to an invitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, strum::VariantArray, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum InvitationAnswer {
    /// Whoever was invited will be there.
    Attending,
    /// Does not come.
    NotAttending,
    /// Sends a deputy.
    SendingDeputy,
}

impl InvitationAnswer {
    /// All of them, in the order in which they are offered.
    pub const ALL: &'static [Self] = <Self as strum::VariantArray>::VARIANTS;

    /// Whether somebody comes for the institution.
    pub const fn comes(self) -> bool {
        match self {
            Self::Attending | Self::SendingDeputy => true,
            Self::NotAttending => false,
        }
    }

    /// Its name in forms, the API and the texts' keys; the same as it is stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Attending => "attending",
            Self::NotAttending => "not-attending",
            Self::SendingDeputy => "sending-deputy",
        }
    }
}

/// An action item that a decision raises.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct RaisedItem {
    /// The item's id.
    pub action_item: ActionItemId,
    /// What is to be done.
    pub title: LocalText,
    /// Who is to do it.
    pub owner: InstitutionId,
    /// The last day on which it is in time, a date in Kosovo.
    pub due: NaiveDate,
}

/// A place in a series of meetings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Recurrence {
    /// The rule of the series (RFC 5545, RRULE).
    pub rule: RecurrenceRule,
    /// This meeting's number in it, from 1.
    pub number: u16,
}

/// How far a meeting is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MeetingStage {
    /// It is scheduled, and was not held yet.
    Scheduled,
    /// It has taken place, and who came is recorded.
    Held,
    /// It was called off, and will not be held.
    Cancelled,
}

/// A meeting that was scheduled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScheduledMeeting {
    /// The date and the time of day, in Kosovo.
    pub at: MeetingTime,
    /// Who is convened.
    pub convened: MeetingBody,
    /// Who is invited.
    pub invited: BTreeSet<InstitutionId>,
    /// Who answered what.
    pub answers: BTreeMap<InstitutionId, InvitationAnswer>,
    /// How far it is.
    pub stage: MeetingStage,
    /// Whether there are minutes.
    pub has_minutes: bool,
    /// Whether they are approved.
    pub minutes_approved: bool,
    /// The action items raised so far.
    pub raised: BTreeSet<ActionItemId>,
}

/// A meeting's state.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Meeting {
    /// There is no such meeting yet: nothing of it was recorded.
    #[default]
    Unknown,
    /// Scheduled at least.
    Known(ScheduledMeeting),
}

/// What can be asked of a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::VariantNames, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum MeetingCommand {
    /// Convene it for a day and an hour.
    Schedule {
        /// What it is about.
        title: LocalText,
        /// The date and the time of day, in Kosovo.
        at: MeetingTime,
        /// The place, where one was named.
        place: Option<Text>,
        /// Who is convened.
        convened: MeetingBody,
        /// Who is invited.
        invited: NonEmpty<InstitutionId>,
        /// Its place in a series.
        recurrence: Option<Recurrence>,
    },
    /// Add an item to the agenda.
    AddAgendaItem {
        /// The text of the agenda item.
        item: Text,
    },
    /// Give it another day or hour.
    Reschedule {
        /// The new time, in Kosovo.
        at: MeetingTime,
    },
    /// Answer the invitation.
    AnswerInvitation {
        /// The institution that answers.
        institution: InstitutionId,
        /// Whether the institution will be there.
        answer: InvitationAnswer,
    },
    /// Record that it was held.
    Hold {
        /// The institutions that came.
        attended: NonEmpty<InstitutionId>,
    },
    /// Record the minutes.
    RecordMinutes {
        /// What was said, as it was written down.
        minutes: Minutes,
    },
    /// Record a decision.
    TakeDecision {
        /// What was decided.
        decision: Text,
        /// The action items it raises.
        raises: Vec<RaisedItem>,
    },
    /// Approve the minutes.
    ApproveMinutes,
    /// Call it off.
    Cancel {
        /// The reason, in the words of whoever gave it.
        reason: Text,
    },
}

/// What can have happened to a meeting.
#[derive(
    Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::VariantNames, strum::IntoStaticStr, schemars::JsonSchema,
)]
#[serde(tag = "type", content = "data", rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum MeetingEvent {
    /// It was scheduled.
    Scheduled {
        /// What it is about.
        title: LocalText,
        /// The date and the time of day, in Kosovo.
        at: MeetingTime,
        /// The place, where one was named.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        place: Option<Text>,
        /// Who is convened.
        convened: MeetingBody,
        /// Who is invited.
        invited: NonEmpty<InstitutionId>,
        /// Its place in a series.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        recurrence: Option<Recurrence>,
    },
    /// An item was added to the agenda.
    AgendaItemAdded {
        /// The text of the agenda item.
        item: Text,
    },
    /// It was moved.
    Rescheduled {
        /// The new time, in Kosovo.
        at: MeetingTime,
    },
    /// An institution answered the invitation.
    InvitationAnswered {
        /// The institution that answers, one that was invited.
        institution: InstitutionId,
        /// Whether it comes, does not, or sends a deputy.
        answer: InvitationAnswer,
    },
    /// It was held.
    Held {
        /// The institutions that came.
        attended: NonEmpty<InstitutionId>,
    },
    /// Minutes were recorded, in place of earlier ones.
    MinutesRecorded {
        /// What was said, as it was written down.
        minutes: Minutes,
    },
    /// A decision was taken.
    DecisionTaken {
        /// What was decided.
        decision: Text,
        /// The action items it raises.
        raises: Vec<RaisedItem>,
        /// The subgroup whose board they go to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        subgroup: Option<SubgroupId>,
    },
    /// The minutes were approved.
    MinutesApproved {},
    /// It was called off.
    Cancelled {
        /// The reason, in the words of whoever gave it.
        reason: Text,
    },
}

refusals! {
    /// Why a meeting may say no.
    MeetingRefusal {
        NotScheduled = "meeting-not-scheduled", "there is no such meeting: schedule it first";
        AlreadyScheduled = "meeting-already-scheduled", "a meeting with this id is scheduled already: move it instead";
        InThePast = "meeting-in-the-past", "the date is in the past: choose a date from today on";
        LengthImpossible = "meeting-length-impossible", "a meeting lasts from 1 minute to 2 days";
        AlreadyHeld = "meeting-already-held", "the meeting was held already";
        IsCancelled = "meeting-cancelled", "the meeting was called off";
        NotHeldYet = "meeting-not-held-yet", "the meeting was not held yet";
        StillToCome = "meeting-still-to-come", "the meeting's day has not come yet";
        NotInvited = "meeting-not-invited", "the institution is not invited to this meeting";
        NoMinutes = "meeting-no-minutes", "there are no minutes to approve: record them first";
        MinutesApproved = "meeting-minutes-approved", "the minutes are approved and cannot be changed any more";
        RaisedTwice = "meeting-raised-twice", "an action item with this id was raised here already";
        RaisedDuePast = "meeting-raised-due-past", "an action item's due date is in the past: choose a date from today on";
    }
}

impl MeetingTime {
    fn possible(&self) -> Result<(), MeetingRefusal> {
        match self.minutes {
            Some(minutes) if minutes == 0 || minutes > LONGEST_MEETING => Err(MeetingRefusal::LengthImpossible),
            Some(_) | None => Ok(()),
        }
    }
}

impl ScheduledMeeting {
    fn still_scheduled(&self) -> Result<(), MeetingRefusal> {
        match self.stage {
            MeetingStage::Scheduled => Ok(()),
            MeetingStage::Held => Err(MeetingRefusal::AlreadyHeld),
            MeetingStage::Cancelled => Err(MeetingRefusal::IsCancelled),
        }
    }

    fn held(&self) -> Result<(), MeetingRefusal> {
        match self.stage {
            MeetingStage::Scheduled => Err(MeetingRefusal::NotHeldYet),
            MeetingStage::Held => Ok(()),
            MeetingStage::Cancelled => Err(MeetingRefusal::IsCancelled),
        }
    }

    fn can_raise(&self, raises: &[RaisedItem], today: NaiveDate) -> Result<(), MeetingRefusal> {
        let mut seen = self.raised.clone();
        for item in raises {
            if item.due < today {
                return Err(MeetingRefusal::RaisedDuePast);
            }
            if !seen.insert(item.action_item.clone()) {
                return Err(MeetingRefusal::RaisedTwice);
            }
        }
        Ok(())
    }
}

impl Aggregate for Meeting {
    const KIND: &'static str = "meeting";
    type Id = MeetingId;
    type State = Self;
    type Command = MeetingCommand;
    type Event = MeetingEvent;
    type Refusal = MeetingRefusal;

    fn decide(state: &Self, command: MeetingCommand, moment: &Moment) -> Result<Vec<MeetingEvent>, MeetingRefusal> {
        use MeetingCommand as C;
        use MeetingEvent as E;
        use MeetingRefusal as R;

        let meeting = match state {
            Self::Known(meeting) => meeting,
            Self::Unknown => {
                let C::Schedule { title, at, place, convened, invited, recurrence } = command else {
                    return Err(R::NotScheduled);
                };
                at.possible()?;
                if at.date < moment.today {
                    return Err(R::InThePast);
                }
                return Ok(vec![E::Scheduled { title, at, place, convened, invited, recurrence }]);
            }
        };
        match command {
            C::Schedule { .. } => Err(R::AlreadyScheduled),
            C::AddAgendaItem { item } => {
                meeting.still_scheduled()?;
                Ok(vec![E::AgendaItemAdded { item }])
            }
            C::Reschedule { at } => {
                meeting.still_scheduled()?;
                at.possible()?;
                if at.date < moment.today {
                    return Err(R::InThePast);
                }
                Ok(if at == meeting.at { vec![] } else { vec![E::Rescheduled { at }] })
            }
            C::AnswerInvitation { institution, answer } => {
                meeting.still_scheduled()?;
                if !meeting.invited.contains(&institution) {
                    return Err(R::NotInvited);
                }
                let same = meeting.answers.get(&institution) == Some(&answer);
                Ok(if same { vec![] } else { vec![E::InvitationAnswered { institution, answer }] })
            }
            C::Hold { attended } => {
                meeting.still_scheduled()?;
                if meeting.at.date > moment.today {
                    return Err(R::StillToCome);
                }
                Ok(vec![E::Held { attended }])
            }
            C::RecordMinutes { minutes } => {
                meeting.held()?;
                if meeting.minutes_approved {
                    return Err(R::MinutesApproved);
                }
                Ok(vec![E::MinutesRecorded { minutes }])
            }
            C::TakeDecision { decision, raises } => {
                meeting.held()?;
                meeting.can_raise(&raises, moment.today)?;
                let subgroup = match &meeting.convened {
                    MeetingBody::Subgroup(subgroup) => Some(subgroup.clone()),
                    MeetingBody::Authority | MeetingBody::Invited => None,
                };
                Ok(vec![E::DecisionTaken { decision, raises, subgroup }])
            }
            C::ApproveMinutes => {
                meeting.held()?;
                if !meeting.has_minutes {
                    return Err(R::NoMinutes);
                }
                Ok(if meeting.minutes_approved { vec![] } else { vec![E::MinutesApproved {}] })
            }
            C::Cancel { reason } => {
                meeting.still_scheduled()?;
                Ok(vec![E::Cancelled { reason }])
            }
        }
    }

    fn evolve(state: Self, event: &MeetingEvent, _: &Occurrence) -> Self {
        use MeetingEvent as E;

        let mut meeting = match (state, event) {
            (_, E::Scheduled { at, convened, invited, .. }) => {
                return Self::Known(ScheduledMeeting {
                    at: *at,
                    convened: convened.clone(),
                    invited: invited.iter().cloned().collect(),
                    answers: BTreeMap::new(),
                    stage: MeetingStage::Scheduled,
                    has_minutes: false,
                    minutes_approved: false,
                    raised: BTreeSet::new(),
                });
            }
            (Self::Unknown, _) => return Self::Unknown,
            (Self::Known(meeting), _) => meeting,
        };
        match event {
            E::Scheduled { .. } | E::AgendaItemAdded { .. } => {}
            E::Rescheduled { at } => {
                meeting.at = *at;
                meeting.answers.clear();
            }
            E::InvitationAnswered { institution, answer } => {
                meeting.answers.insert(institution.clone(), *answer);
            }
            E::Held { .. } => meeting.stage = MeetingStage::Held,
            E::MinutesRecorded { .. } => meeting.has_minutes = true,
            E::DecisionTaken { raises, .. } => {
                meeting.raised.extend(raises.iter().map(|item| item.action_item.clone()));
            }
            E::MinutesApproved {} => meeting.minutes_approved = true,
            E::Cancelled { .. } => meeting.stage = MeetingStage::Cancelled,
        }
        Self::Known(meeting)
    }
}
