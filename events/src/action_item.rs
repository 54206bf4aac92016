//! An action item: one thing that one institution is to do by one date.
//!
//! The owner's focal point reports from the chat; the subgroup's chair (or the secretariat) decides on more time and
//! verifies what was done. A report can be taken back for ten minutes, because a thumb slips.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::aggregate::{Aggregate, Moment, Occurrence};
use crate::ids::{ActionItemId, EventId, InstitutionId, MeetingId, SubgroupId};
use crate::language::LocalText;
use crate::refusal::refusals;
use crate::text::{Percent, Text};

/// How long a report can be taken back.
pub const TAKE_BACK_WITHIN: TimeDelta = TimeDelta::minutes(10);

/// How far an action item is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "kebab-case")]
pub enum ItemStage {
    /// Nobody has reacted yet.
    Assigned,
    /// The owner has taken it on.
    Accepted,
    /// The owner works on it, and has said how far it is.
    UnderWay {
        /// How much of it is done, in per cent.
        progress: Percent,
    },
    /// The owner cannot go on, and has said what is missing.
    Blocked {
        /// What it waits for, in the reporter's words.
        reason: Text,
        /// How far it had come.
        progress: Percent,
    },
    /// Not the owner's, as the owner says: whose it is, is the chair's to decide, and nobody else's turn.
    Disclaimed {
        /// Whose it is instead, as far as the owner knows.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        suggested: Option<InstitutionId>,
        /// Why, in the owner's words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Text>,
        /// How far it had come.
        progress: Percent,
    },
    /// Reported as done, not verified yet.
    Completed,
    /// Done and verified.
    Verified,
    /// Not needed any more.
    Cancelled,
}

impl ItemStage {
    /// Its name in the API, in styles and in the texts' keys; the same as it is stored.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Assigned => "assigned",
            Self::Accepted => "accepted",
            Self::UnderWay { .. } => "under-way",
            Self::Blocked { .. } => "blocked",
            Self::Disclaimed { .. } => "disclaimed",
            Self::Completed => "completed",
            Self::Verified => "verified",
            Self::Cancelled => "cancelled",
        }
    }

    /// Whether it is still to be done, by the owner or whoever it will belong to.
    pub const fn is_open(&self) -> bool {
        match self {
            Self::Assigned
            | Self::Accepted
            | Self::UnderWay { .. }
            | Self::Blocked { .. }
            | Self::Disclaimed { .. } => true,
            Self::Completed | Self::Verified | Self::Cancelled => false,
        }
    }

    /// Whether the owner still has something to do.
    pub const fn is_the_owners_turn(&self) -> bool {
        self.is_open() && !self.is_disclaimed()
    }

    /// Whether the owner says that it is not theirs.
    pub const fn is_disclaimed(&self) -> bool {
        matches!(self, Self::Disclaimed { .. })
    }

    /// Whether the owner has reported it as done, verified or not.
    pub const fn is_done(&self) -> bool {
        match self {
            Self::Completed | Self::Verified => true,
            Self::Assigned
            | Self::Accepted
            | Self::UnderWay { .. }
            | Self::Blocked { .. }
            | Self::Disclaimed { .. }
            | Self::Cancelled => false,
        }
    }

    /// Whether it was called off.
    pub const fn is_cancelled(&self) -> bool {
        match self {
            Self::Cancelled => true,
            Self::Assigned
            | Self::Accepted
            | Self::UnderWay { .. }
            | Self::Blocked { .. }
            | Self::Disclaimed { .. }
            | Self::Completed
            | Self::Verified => false,
        }
    }

    /// How far it is.
    pub const fn progress(&self) -> Percent {
        match self {
            Self::Assigned | Self::Accepted | Self::Cancelled => Percent::ZERO,
            Self::UnderWay { progress } | Self::Blocked { progress, .. } | Self::Disclaimed { progress, .. } => {
                *progress
            }
            Self::Completed | Self::Verified => Percent::WHOLE,
        }
    }

    /// What it is again once a disclaimed item is the owner's after all; `untouched` where nothing was done of it.
    fn taken_up_again(&self, untouched: Self) -> Self {
        match self.progress() {
            Percent::ZERO => untouched,
            progress => Self::UnderWay { progress },
        }
    }
}

/// The owner's last report, while it may be taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastReport {
    id: EventId,
    at: DateTime<Utc>,
    stage_before: Box<ItemStage>,
    extension_before: Option<NaiveDate>,
}

/// The last time that the owner was nudged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastNudge {
    /// The event that recorded it.
    pub id: EventId,
    /// The day, in Kosovo.
    pub on: NaiveDate,
}

/// An action item that was assigned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssignedItem {
    /// Who is to do it.
    pub owner: InstitutionId,
    /// Whose board it is on.
    pub subgroup: Option<SubgroupId>,
    /// The last day on which it is in time, a date in Kosovo.
    pub due: NaiveDate,
    /// How far it is.
    pub stage: ItemStage,
    /// The date asked for, while nobody has decided on it.
    pub extension_asked: Option<NaiveDate>,
    /// The owner's last report.
    pub last_report: Option<LastReport>,
    /// The last nudge of this owner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nudged: Option<LastNudge>,
}

impl AssignedItem {
    /// Folds one event into an item that exists. Read models use it as well, so that a page and a decision can never
    /// disagree about how far an item is.
    pub fn apply(&mut self, event: &ActionItemEvent, occurrence: &Occurrence) {
        use ActionItemEvent as E;

        let before = (self.stage.clone(), self.extension_asked);
        let reported = match event {
            E::Assigned { .. } => false,
            E::Accepted {} => {
                self.stage = ItemStage::Accepted;
                true
            }
            E::ProgressReported { progress } => {
                self.stage = ItemStage::UnderWay { progress: *progress };
                true
            }
            E::Blocked { reason } => {
                self.stage = ItemStage::Blocked { reason: reason.clone(), progress: self.stage.progress() };
                true
            }
            E::Unblocked {} => {
                self.stage = ItemStage::UnderWay { progress: self.stage.progress() };
                true
            }
            E::Disclaimed { suggested, reason } => {
                self.stage = ItemStage::Disclaimed {
                    suggested: suggested.clone(),
                    reason: reason.clone(),
                    progress: self.stage.progress(),
                };
                self.extension_asked = None;
                true
            }
            E::ExtensionRequested { until, .. } => {
                // Whoever needs more time for it means to do it.
                if self.stage.is_disclaimed() {
                    self.stage = self.stage.taken_up_again(ItemStage::Accepted);
                }
                self.extension_asked = Some(*until);
                true
            }
            E::Completed {} => {
                self.stage = ItemStage::Completed;
                self.extension_asked = None;
                true
            }
            E::ReportWithdrawn { report } => {
                if let Some(report) = self.last_report.take_if(|last| last.id == *report) {
                    self.stage = *report.stage_before;
                    self.extension_asked = report.extension_before;
                }
                return;
            }
            E::ExtensionGranted { until } => {
                self.due = *until;
                self.extension_asked = None;
                false
            }
            E::ExtensionRefused { .. } => {
                self.extension_asked = None;
                false
            }
            E::Verified {} => {
                self.stage = ItemStage::Verified;
                false
            }
            E::Reopened { due, .. } => {
                self.stage = ItemStage::Accepted;
                self.due = due.unwrap_or(self.due);
                false
            }
            // The chair's word is not the owner's: it waits to be taken on.
            E::Returned { .. } => {
                self.stage = self.stage.taken_up_again(ItemStage::Assigned);
                false
            }
            E::Reassigned { owner, .. } => {
                self.owner = owner.clone();
                self.stage = ItemStage::Assigned;
                self.extension_asked = None;
                self.nudged = None;
                false
            }
            E::Nudged { on } => {
                self.nudged = Some(LastNudge { id: occurrence.id, on: *on });
                false
            }
            E::Cancelled { .. } => {
                self.stage = ItemStage::Cancelled;
                self.extension_asked = None;
                false
            }
        };
        self.last_report = reported.then_some(LastReport {
            id: occurrence.id,
            at: occurrence.at,
            stage_before: Box::new(before.0),
            extension_before: before.1,
        });
    }

    /// The item as [`ActionItemEvent::Assigned`] makes it.
    pub fn assigned(owner: InstitutionId, subgroup: Option<SubgroupId>, due: NaiveDate) -> Self {
        Self {
            owner,
            subgroup,
            due,
            stage: ItemStage::Assigned,
            extension_asked: None,
            last_report: None,
            nudged: None,
        }
    }
}

/// An action item's state.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum ActionItem {
    /// There is no such item yet: nothing of it was recorded.
    #[default]
    Unknown,
    /// Assigned at least.
    Known(AssignedItem),
}

/// What can be asked of an action item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::VariantNames, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum ActionItemCommand {
    /// Assign it to an institution, to be done by a day.
    Assign {
        /// What is to be done.
        title: LocalText,
        /// Who is to do it.
        owner: InstitutionId,
        /// Whose board it goes to.
        subgroup: Option<SubgroupId>,
        /// The last day on which it is in time, a date in Kosovo.
        due: NaiveDate,
        /// The meeting that decided it.
        raised_by: Option<MeetingId>,
    },
    /// Take it on.
    Accept,
    /// Say how far it is; the whole of it means done.
    ReportProgress {
        /// How much of it is done, in per cent.
        progress: Percent,
    },
    /// Say that it is stuck.
    Block {
        /// What it waits for, in the reporter's words.
        reason: Text,
    },
    /// Say that it is stuck no more.
    Unblock,
    /// Say that it is not one's own.
    Disclaim {
        /// Whose it is instead, if the owner knows.
        suggested: Option<InstitutionId>,
        /// The reason, in the words of whoever gave it.
        reason: Option<Text>,
    },
    /// Ask for more time.
    RequestExtension {
        /// The due date that is asked for, a date in Kosovo.
        until: NaiveDate,
        /// The reason, in the words of whoever gave it.
        reason: Option<Text>,
    },
    /// Give the time asked for, or another date.
    GrantExtension {
        /// The new due date.
        until: NaiveDate,
    },
    /// Give no more time.
    RefuseExtension {
        /// The reason, in the words of whoever gave it.
        reason: Option<Text>,
    },
    /// Say that it is done.
    Complete,
    /// Take back a report just made.
    WithdrawReport {
        /// The event that recorded the report.
        report: EventId,
    },
    /// Confirm that it is done.
    Verify,
    /// Say that it is not done after all.
    Reopen {
        /// The reason, in the words of whoever gave it.
        reason: Text,
        /// A new due date, if the old one no longer serves.
        due: Option<NaiveDate>,
    },
    /// Say that it is the owner's after all, who said that it is not.
    Return {
        /// The reason, in the words of whoever gave it.
        reason: Text,
    },
    /// Give it to another institution.
    Reassign {
        /// The institution that owns it from now on.
        owner: InstitutionId,
        /// The reason, in the words of whoever gave it.
        reason: Option<Text>,
    },
    /// Have the owner reminded of it now, beside the reminders that come by themselves.
    Nudge,
    /// Call it off.
    Cancel {
        /// The reason, in the words of whoever gave it.
        reason: Text,
    },
}

/// What can have happened to an action item.
#[derive(
    Debug, Clone, PartialEq, Eq, Serialize, Deserialize, strum::VariantNames, strum::IntoStaticStr, schemars::JsonSchema,
)]
#[serde(tag = "type", content = "data", rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum ActionItemEvent {
    /// It was assigned.
    Assigned {
        /// What is to be done.
        title: LocalText,
        /// Who is to do it.
        owner: InstitutionId,
        /// Whose board it is on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        subgroup: Option<SubgroupId>,
        /// The last day on which it is in time, a date in Kosovo.
        due: NaiveDate,
        /// The meeting that decided it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        raised_by: Option<MeetingId>,
    },
    /// The owner took it on.
    Accepted {},
    /// The owner said how far it is.
    ProgressReported {
        /// How much of it is done, in per cent.
        progress: Percent,
    },
    /// The owner said that it is stuck.
    Blocked {
        /// What it waits for, in the reporter's words.
        reason: Text,
    },
    /// It is stuck no more.
    Unblocked {},
    /// The owner said that it is not theirs.
    Disclaimed {
        /// Whose it is instead, if the owner knew.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        suggested: Option<InstitutionId>,
        /// The reason, in the words of whoever gave it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Text>,
    },
    /// The owner asked for more time.
    ExtensionRequested {
        /// The due date that is asked for, a date in Kosovo.
        until: NaiveDate,
        /// The reason, in the words of whoever gave it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Text>,
    },
    /// More time was given.
    ExtensionGranted {
        /// The new due date.
        until: NaiveDate,
    },
    /// No more time was given.
    ExtensionRefused {
        /// The reason, in the words of whoever gave it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Text>,
    },
    /// The owner said that it is done.
    Completed {},
    /// The owner took the last report back; what was before it holds again.
    ReportWithdrawn {
        /// The event taken back.
        report: EventId,
    },
    /// The chair or the secretariat confirmed that it is done.
    Verified {},
    /// It was found not done after all.
    Reopened {
        /// The reason, in the words of whoever gave it.
        reason: Text,
        /// A new due date.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due: Option<NaiveDate>,
    },
    /// It was found to be the owner's after all, who had said that it is not.
    Returned {
        /// The reason, in the words of whoever gave it.
        reason: Text,
    },
    /// It went to another institution.
    Reassigned {
        /// The institution that owns it from now on.
        owner: InstitutionId,
        /// The reason, in the words of whoever gave it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Text>,
    },
    /// The chair or the secretariat had the owner reminded of it.
    Nudged {
        /// The day, in Kosovo.
        on: NaiveDate,
    },
    /// It was called off.
    Cancelled {
        /// The reason, in the words of whoever gave it.
        reason: Text,
    },
}

impl ActionItemEvent {
    /// What a history says beside the event's name: its day, its figure, or its reason. Whose the item becomes, or would
    /// be, is told otherwise.
    pub fn detail(&self) -> Option<String> {
        match self {
            Self::Assigned { due: day, .. }
            | Self::ExtensionRequested { until: day, .. }
            | Self::ExtensionGranted { until: day } => Some(day.to_string()),
            Self::ProgressReported { progress } => Some(progress.to_string()),
            Self::Blocked { reason }
            | Self::Reopened { reason, .. }
            | Self::Returned { reason }
            | Self::Cancelled { reason } => Some(reason.to_string()),
            Self::Disclaimed { reason, .. } | Self::ExtensionRefused { reason } | Self::Reassigned { reason, .. } => {
                reason.as_ref().map(ToString::to_string)
            }
            Self::Accepted {}
            | Self::Unblocked {}
            | Self::Completed {}
            | Self::ReportWithdrawn { .. }
            | Self::Verified {}
            | Self::Nudged { .. } => None,
        }
    }
}

refusals! {
    /// Why an action item may say no.
    ActionItemRefusal {
        NotAssigned = "action-item-not-assigned", "there is no such action item: assign it first";
        AlreadyAssigned = "action-item-already-assigned", "an action item with this id exists already";
        DueInThePast = "action-item-due-in-the-past", "the due date is in the past: choose a date from today on";
        AlreadyCompleted = "action-item-already-completed", "the action item is reported as done already";
        AlreadyVerified = "action-item-already-verified", "the action item is done and verified: it can only be reopened";
        IsCancelled = "action-item-cancelled", "the action item was called off";
        NotBlocked = "action-item-not-blocked", "the action item is not blocked";
        NotLonger = "action-item-extension-not-longer", "the date asked for must be after the present due date and not in the past";
        NothingAsked = "action-item-no-extension-asked", "nobody has asked for more time";
        NotCompleted = "action-item-not-completed", "the action item is not reported as done yet";
        NothingToTakeBack = "action-item-nothing-to-take-back", "this report is not the last one any more and cannot be taken back";
        TooLateToTakeBack = "action-item-too-late-to-take-back", "a report can be taken back for 10 minutes only";
        NudgedToday = "action-item-nudged-today", "the owner was reminded of this action item today already: once a day is enough";
        IsDisclaimed = "action-item-disclaimed", "the owner says that the action item is not theirs: decide first whose it is";
        NotDisclaimed = "action-item-not-disclaimed", "nobody says that the action item is not theirs";
        SameOwner = "action-item-same-owner", "the action item belongs to this institution already";
    }
}

impl AssignedItem {
    fn open(&self) -> Result<(), ActionItemRefusal> {
        match self.stage {
            ItemStage::Assigned
            | ItemStage::Accepted
            | ItemStage::UnderWay { .. }
            | ItemStage::Blocked { .. }
            | ItemStage::Disclaimed { .. } => Ok(()),
            ItemStage::Completed => Err(ActionItemRefusal::AlreadyCompleted),
            ItemStage::Verified => Err(ActionItemRefusal::AlreadyVerified),
            ItemStage::Cancelled => Err(ActionItemRefusal::IsCancelled),
        }
    }
}

impl Aggregate for ActionItem {
    const KIND: &'static str = "action-item";
    type Id = ActionItemId;
    type State = Self;
    type Command = ActionItemCommand;
    type Event = ActionItemEvent;
    type Refusal = ActionItemRefusal;

    fn decide(
        state: &Self,
        command: ActionItemCommand,
        moment: &Moment,
    ) -> Result<Vec<ActionItemEvent>, ActionItemRefusal> {
        use ActionItemCommand as C;
        use ActionItemEvent as E;
        use ActionItemRefusal as R;

        let item = match state {
            Self::Known(item) => item,
            Self::Unknown => {
                let C::Assign { title, owner, subgroup, due, raised_by } = command else {
                    return Err(R::NotAssigned);
                };
                if due < moment.today {
                    return Err(R::DueInThePast);
                }
                return Ok(vec![E::Assigned { title, owner, subgroup, due, raised_by }]);
            }
        };
        match command {
            C::Assign { .. } => Err(R::AlreadyAssigned),
            C::Accept => {
                item.open()?;
                let fresh = item.stage == ItemStage::Assigned || item.stage.is_disclaimed();
                Ok(if fresh { vec![E::Accepted {}] } else { vec![] })
            }
            C::ReportProgress { progress } => {
                item.open()?;
                if progress == Percent::WHOLE {
                    return Ok(vec![E::Completed {}]);
                }
                let same = item.stage == ItemStage::UnderWay { progress };
                Ok(if same { vec![] } else { vec![E::ProgressReported { progress }] })
            }
            C::Block { reason } => {
                item.open()?;
                let same = matches!(&item.stage, ItemStage::Blocked { reason: known, .. } if known == &reason);
                Ok(if same { vec![] } else { vec![E::Blocked { reason }] })
            }
            C::Unblock => {
                item.open()?;
                match item.stage {
                    ItemStage::Blocked { .. } => Ok(vec![E::Unblocked {}]),
                    ItemStage::Assigned
                    | ItemStage::Accepted
                    | ItemStage::UnderWay { .. }
                    | ItemStage::Disclaimed { .. } => Err(R::NotBlocked),
                    ItemStage::Completed | ItemStage::Verified | ItemStage::Cancelled => Err(R::NotBlocked),
                }
            }
            C::Disclaim { suggested, reason } => {
                item.open()?;
                if suggested.as_ref() == Some(&item.owner) {
                    return Err(R::SameOwner);
                }
                let same = matches!(&item.stage, ItemStage::Disclaimed { suggested: known, reason: given, .. }
                    if (known, given) == (&suggested, &reason));
                Ok(if same { vec![] } else { vec![E::Disclaimed { suggested, reason }] })
            }
            C::RequestExtension { until, reason } => {
                item.open()?;
                if until <= item.due || until < moment.today {
                    return Err(R::NotLonger);
                }
                let same = item.extension_asked == Some(until);
                Ok(if same { vec![] } else { vec![E::ExtensionRequested { until, reason }] })
            }
            C::GrantExtension { until } => {
                item.open()?;
                item.extension_asked.ok_or(R::NothingAsked)?;
                if until <= item.due || until < moment.today {
                    return Err(R::NotLonger);
                }
                Ok(vec![E::ExtensionGranted { until }])
            }
            C::RefuseExtension { reason } => {
                item.open()?;
                item.extension_asked.ok_or(R::NothingAsked)?;
                Ok(vec![E::ExtensionRefused { reason }])
            }
            C::Complete => {
                item.open()?;
                Ok(vec![E::Completed {}])
            }
            C::WithdrawReport { report } => match &item.last_report {
                Some(last) if last.id == report && moment.now - last.at <= TAKE_BACK_WITHIN => {
                    Ok(vec![E::ReportWithdrawn { report }])
                }
                Some(last) if last.id == report => Err(R::TooLateToTakeBack),
                Some(_) | None => Err(R::NothingToTakeBack),
            },
            C::Verify => match item.stage {
                ItemStage::Completed => Ok(vec![E::Verified {}]),
                ItemStage::Verified => Ok(vec![]),
                ItemStage::Cancelled => Err(R::IsCancelled),
                ItemStage::Assigned
                | ItemStage::Accepted
                | ItemStage::UnderWay { .. }
                | ItemStage::Blocked { .. }
                | ItemStage::Disclaimed { .. } => Err(R::NotCompleted),
            },
            C::Reopen { reason, due } => {
                if due.is_some_and(|due| due < moment.today) {
                    return Err(R::DueInThePast);
                }
                match item.stage {
                    ItemStage::Completed | ItemStage::Verified => Ok(vec![E::Reopened { reason, due }]),
                    ItemStage::Cancelled => Err(R::IsCancelled),
                    ItemStage::Assigned
                    | ItemStage::Accepted
                    | ItemStage::UnderWay { .. }
                    | ItemStage::Blocked { .. }
                    | ItemStage::Disclaimed { .. } => Err(R::NotCompleted),
                }
            }
            C::Return { reason } => {
                item.open()?;
                if !item.stage.is_disclaimed() {
                    return Err(R::NotDisclaimed);
                }
                Ok(vec![E::Returned { reason }])
            }
            C::Reassign { owner, reason } => {
                item.open()?;
                if owner == item.owner {
                    return Err(R::SameOwner);
                }
                Ok(vec![E::Reassigned { owner, reason }])
            }
            C::Nudge => {
                item.open()?;
                if item.stage.is_disclaimed() {
                    return Err(R::IsDisclaimed);
                }
                if item.nudged.as_ref().is_some_and(|last| last.on == moment.today) {
                    return Err(R::NudgedToday);
                }
                Ok(vec![E::Nudged { on: moment.today }])
            }
            C::Cancel { reason } => {
                item.open()?;
                Ok(vec![E::Cancelled { reason }])
            }
        }
    }

    fn evolve(state: Self, event: &ActionItemEvent, occurrence: &Occurrence) -> Self {
        match (state, event) {
            (_, ActionItemEvent::Assigned { owner, subgroup, due, .. }) => {
                Self::Known(AssignedItem::assigned(owner.clone(), subgroup.clone(), *due))
            }
            (Self::Unknown, _) => Self::Unknown,
            (Self::Known(mut item), _) => {
                item.apply(event, occurrence);
                Self::Known(item)
            }
        }
    }
}
