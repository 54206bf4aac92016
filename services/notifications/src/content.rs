//! What a notice says: ids, dates and figures by subject, never words. A channel words it from read models of its own, in
//! the person's language and as things are when it is sent.

use chrono::NaiveDate;
use events::ids::{
    ActionItemId, CaseId, DataRequestId, EventId, IndicatorId, InstitutionId, MeetingId, ModuleId, ObjectiveId,
    PersonId, Position, ReferralId, SessionId, SubgroupId,
};
use events::notification::{Audience, NotDelivered};
use events::period::Period;
use events::preferences::Subject;
use readmodels::Office;
use readmodels::accounts::WayInChangeKind;
use serde::{Deserialize, Serialize};

/// What a notice says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "subject", content = "says", rename_all = "kebab-case")]
pub enum Content {
    /// Of an action item.
    Work(WorkContent),
    /// Of a referral.
    Referral(ReferralContent),
    /// Of a data request that the person's institution owes an answer to.
    DataRequest(DataRequestContent),
    /// Of a value of an indicator that the person's institution owes.
    IndicatorValue(IndicatorValueContent),
    /// Of a meeting.
    Meeting(MeetingContent),
    /// Of a trainer and of sessions.
    Training(TrainingContent),
    /// What there is to know of an office that the person took over.
    Briefing(Office),
    /// A week or a month that is over.
    Overview(OverviewContent),
    /// Somebody cannot be reached any more.
    Unreachable(UnreachablePerson),
    /// Nobody of an institution can be reached.
    NobodyReached(UnreachableInstitution),
    /// In a subgroup's group nothing can be said any more.
    SilentGroup(SilentGroup),
    /// To a chat that the person has no more: it is not linked any more.
    LostChat(LostChat),
    /// Something was done to the person's ways in.
    WayIn(WayInContent),
}

impl Content {
    /// What a person can choose not to be told, if this is among it.
    pub const fn subject(&self) -> Option<Subject> {
        match self {
            Self::DataRequest(_) => Some(Subject::DataRequests),
            Self::IndicatorValue(_) => Some(Subject::IndicatorValues),
            Self::Meeting(_) => Some(Subject::Meetings),
            Self::Training(_) => Some(Subject::Training),
            Self::Overview(_) => Some(Subject::Overviews),
            Self::Work(_)
            | Self::Referral(_)
            | Self::Briefing(_)
            | Self::Unreachable(_)
            | Self::NobodyReached(_)
            | Self::SilentGroup(_)
            | Self::LostChat(_)
            | Self::WayIn(_) => None,
        }
    }

    /// Whether whoever wants one message a week is told of it in that one: what has no time limit within the week.
    pub const fn waits_for_the_week(&self) -> bool {
        match self {
            Self::Work(said) => match said {
                WorkContent::Task { section, .. } => match section {
                    TaskSection::New | TaskSection::DueSoon => true,
                    TaskSection::Late | TaskSection::Today => false,
                },
                WorkContent::LateElsewhere { .. }
                | WorkContent::Decided { .. }
                | WorkContent::Reported { .. }
                | WorkContent::Nudged { .. }
                | WorkContent::NudgeNotArrived { .. }
                | WorkContent::PutOff { .. } => false,
            },
            Self::DataRequest(said) => match said.news {
                DataRequestNews::New | DataRequestNews::Soon => true,
                DataRequestNews::Nudged
                | DataRequestNews::Returned
                | DataRequestNews::Overdue
                | DataRequestNews::Today => false,
            },
            Self::Training(said) => match said {
                TrainingContent::Idle { .. } | TrainingContent::AttendanceDue { .. } => true,
                TrainingContent::SessionAhead { .. } => false,
            },
            Self::IndicatorValue(_) | Self::Overview(_) => true,
            Self::Referral(_)
            | Self::Meeting(_)
            | Self::Briefing(_)
            | Self::Unreachable(_)
            | Self::NobodyReached(_)
            | Self::SilentGroup(_)
            | Self::LostChat(_)
            | Self::WayIn(_) => false,
        }
    }

    /// What it says of an action item, if it is about one.
    pub const fn as_work(&self) -> Option<&WorkContent> {
        if let Self::Work(said) = self { Some(said) } else { None }
    }

    /// The institution of which nobody can be reached, if it says that.
    pub const fn as_nobody_reached(&self) -> Option<&UnreachableInstitution> {
        if let Self::NobodyReached(said) = self { Some(said) } else { None }
    }

    /// What it says of a referral, if it is about one.
    pub const fn as_referral(&self) -> Option<&ReferralContent> {
        if let Self::Referral(said) = self { Some(said) } else { None }
    }

    /// What it says of a data request, if it is about one.
    pub const fn as_data_request(&self) -> Option<&DataRequestContent> {
        if let Self::DataRequest(said) = self { Some(said) } else { None }
    }

    /// What it says of a value of an indicator, if it is about one.
    pub const fn as_indicator_value(&self) -> Option<&IndicatorValueContent> {
        if let Self::IndicatorValue(said) = self { Some(said) } else { None }
    }

    /// What it says of a meeting, if it is about one.
    pub const fn as_meeting(&self) -> Option<&MeetingContent> {
        if let Self::Meeting(said) = self { Some(said) } else { None }
    }

    /// What it says of training, if it is about that.
    pub const fn as_training(&self) -> Option<&TrainingContent> {
        if let Self::Training(said) = self { Some(said) } else { None }
    }

    /// The office that it briefs on, if it is a briefing.
    pub const fn as_briefing(&self) -> Option<&Office> {
        if let Self::Briefing(office) = self { Some(office) } else { None }
    }

    /// The week or month that it looks back at, if it does.
    pub const fn as_overview(&self) -> Option<&OverviewContent> {
        if let Self::Overview(said) = self { Some(said) } else { None }
    }

    /// Who cannot be reached any more, if it says so of somebody.
    pub const fn as_unreachable(&self) -> Option<&UnreachablePerson> {
        if let Self::Unreachable(said) = self { Some(said) } else { None }
    }

    /// The group that takes nothing any more, if it says so of one.
    pub const fn as_silent_group(&self) -> Option<&SilentGroup> {
        if let Self::SilentGroup(said) = self { Some(said) } else { None }
    }

    /// The chat that was lost, if it is to be told there.
    pub const fn as_lost_chat(&self) -> Option<&LostChat> {
        if let Self::LostChat(said) = self { Some(said) } else { None }
    }

    /// What was done to the person's ways in, if it says that.
    pub const fn as_way_in(&self) -> Option<&WayInContent> {
        if let Self::WayIn(said) = self { Some(said) } else { None }
    }
}

/// Under which heading of a morning's message a task stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TaskSection {
    /// Due before today.
    Late,
    /// Due on this very day.
    Today,
    /// Due within the days of the ladder's first rung.
    DueSoon,
    /// The institution hears of it for the first time.
    New,
}

/// What is said of an action item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "news", rename_all = "kebab-case")]
pub enum WorkContent {
    /// A task of the person's own institution.
    Task {
        /// The task that is spoken of.
        item: ActionItemId,
        /// Where it stands in the message.
        section: TaskSection,
    },
    /// Another institution's late task, brought to its subgroup's chair or to the Secretariat.
    LateElsewhere {
        /// The task that is spoken of.
        item: ActionItemId,
        /// Whose it is.
        owner: InstitutionId,
        /// How late it is, in working days of Kosovo.
        working_days_late: u32,
        /// In which quality the person is told.
        to: Audience,
    },
    /// What was decided on a request or a report of the person's institution, or on its task.
    Decided {
        /// The task that is spoken of.
        item: ActionItemId,
        /// The event that decided it.
        decision: EventId,
    },
    /// What an owner reported or asked for, to whoever decides on it.
    Reported {
        /// The task that is spoken of.
        item: ActionItemId,
        /// The event that reported it.
        report: EventId,
    },
    /// The chair has the owner reminded.
    Nudged {
        /// The task that is spoken of.
        item: ActionItemId,
    },
    /// The owner could not be reminded.
    NudgeNotArrived {
        /// The task that is spoken of.
        item: ActionItemId,
    },
    /// A task that the person wanted to be reminded of again.
    PutOff {
        /// The task that is spoken of.
        item: ActionItemId,
    },
}

impl WorkContent {
    /// The task that it is about.
    pub const fn item(&self) -> &ActionItemId {
        match self {
            Self::Task { item, .. }
            | Self::LateElsewhere { item, .. }
            | Self::Decided { item, .. }
            | Self::Reported { item, .. }
            | Self::Nudged { item }
            | Self::NudgeNotArrived { item }
            | Self::PutOff { item } => item,
        }
    }
}

/// What is said of a referral.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReferralContent {
    /// The case by its reference.
    pub case: CaseId,
    /// The referral within it.
    pub referral: ReferralId,
    /// What there is to say of it.
    pub news: ReferralNews,
}

/// What there is to say of a referral.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReferralNews {
    /// It waits for the answer of the person's institution.
    Offered,
    /// It was not answered in time.
    Late,
    /// It was taken on.
    Accepted,
    /// It was not taken on.
    Declined,
}

/// What is said of a data request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataRequestContent {
    /// The request that is spoken of.
    pub request: DataRequestId,
    /// What there is to say of it.
    pub news: DataRequestNews,
}

/// What there is to say of a data request; what says most comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DataRequestNews {
    /// The secretariat asks once more.
    Nudged,
    /// The answers came back, to be corrected.
    Returned,
    /// The institution hears of it for the first time.
    New,
    /// It was due before today.
    Overdue,
    /// It is due today.
    Today,
    /// It is due within the days of the ladder's first rung.
    Soon,
}

/// What is said of a value: it is owed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndicatorValueContent {
    /// The objective that the indicator measures.
    pub objective: ObjectiveId,
    /// The indicator within it.
    pub indicator: IndicatorId,
    /// The days that the value is about.
    pub period: Period,
}

/// A chat that was lost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LostChat {
    /// The institution that it was linked to.
    pub institution: InstitutionId,
    /// What made it so, in the log: whether the chat is linked again can be seen only after that.
    pub position: Position,
}

/// Something that was done to the person's ways in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct WayInContent {
    /// What was done.
    pub kind: WayInChangeKind,
}

impl WayInContent {
    /// The key of the text that says it, in chat and by e-mail.
    pub const fn text_key(&self) -> &'static str {
        match self.kind {
            WayInChangeKind::LinkMade => "way-in-told-link-made",
            WayInChangeKind::PasskeyRemoved => "way-in-told-passkey-removed",
            WayInChangeKind::PasskeyRegistered => "way-in-told-passkey-registered",
        }
    }
}

/// What is new of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MeetingNews {
    /// The institution, or the subgroup, is invited.
    Invited,
    /// It is at another time than it was said.
    Moved,
    /// What the invitation says has changed: the message that has it is brought up to date.
    Changed,
    /// It does not take place.
    CalledOff,
    /// It is on the next working day, or, where its hour is not known, today.
    DayBefore,
    /// It begins within the hour.
    HourBefore,
    /// What it came to.
    Account,
}

/// What is said of a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingContent {
    /// The meeting that is spoken of.
    pub meeting: MeetingId,
    /// What is new of it.
    pub news: MeetingNews,
}

/// What is looked back at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "kebab-case")]
pub enum OverviewContent {
    /// A subgroup's week, Monday to Sunday.
    Week {
        /// The subgroup whose week it was.
        subgroup: SubgroupId,
        /// Its Monday, date in Kosovo.
        from: NaiveDate,
    },
    /// A month of the whole mechanism.
    Month {
        /// Its first day, date in Kosovo.
        from: NaiveDate,
    },
}

/// What is said of training.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "news", rename_all = "kebab-case")]
pub enum TrainingContent {
    /// A trainer has given nothing for a long time.
    Idle {
        /// Who has given nothing, by id.
        trainer: PersonId,
        /// Since when, date in Kosovo.
        since: NaiveDate,
    },
    /// A session begins.
    SessionAhead {
        /// Who gives it.
        trainer: PersonId,
        /// Of which module.
        module: ModuleId,
        /// The session that begins, within the module.
        session: SessionId,
    },
    /// A session is over, and nobody has taken its attendance.
    AttendanceDue {
        /// Who gave it.
        trainer: PersonId,
        /// Of which module.
        module: ModuleId,
        /// The session that is over, within the module.
        session: SessionId,
    },
}

/// Somebody who cannot be reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnreachablePerson {
    /// Who cannot be reached, by id.
    pub person: PersonId,
    /// Where in post.
    pub institution: InstitutionId,
    /// What keeps messages from arriving.
    pub failure: NotDelivered,
    /// Who hears meanwhile, if anybody does.
    pub stand_in: Option<PersonId>,
}

/// An institution of which nobody can be told what it owes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnreachableInstitution {
    /// The institution whose people cannot be told anything.
    pub institution: InstitutionId,
    /// Nobody is in post, or nobody there has a channel that works.
    pub failure: NotDelivered,
}

impl UnreachableInstitution {
    /// The key of the text that says it, which takes the institution's name.
    pub const fn text_key(&self) -> &'static str {
        match self.failure {
            NotDelivered::NobodyInPost => "nobody-in-post-told",
            NotDelivered::NoChannel
            | NotDelivered::BlockedByPerson
            | NotDelivered::AddressBounced
            | NotDelivered::RefusedByChannel => "nobody-reached-told",
        }
    }
}

/// A group that is a subgroup's chat, in which nothing can be said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SilentGroup {
    /// Whose chat it is.
    pub subgroup: SubgroupId,
    /// What keeps messages out of it.
    pub reason: SilenceReason,
}

/// What keeps messages out of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SilenceReason {
    /// The bot may not write there, or not in the topic.
    Muted,
    /// The bot is not in the group, or the group is no more.
    Gone,
}

impl SilenceReason {
    /// The reasons there are.
    pub const ALL: [Self; 2] = [Self::Muted, Self::Gone];

    /// Its name in occasions.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Muted => "muted",
            Self::Gone => "gone",
        }
    }
}
