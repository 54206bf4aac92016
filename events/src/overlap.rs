//! Which parts of a thing a command is about, and which an event has changed.
//!
//! Two people may have the same thing before them at the same time. Whoever sends second, from a page that does not show what
//! the first one did, must not overwrite it unseen; but only where both are about the same part: an answer to an invitation
//! does not stand in the way of minutes. A list that grows (an agenda, decisions) is one part: whoever adds to it is shown first
//! what was added meanwhile, because it may be the same once more. What somebody only adds about themselves (an update of a case,
//! a nudge) is about no part, and never in anybody's way.
//!
//! Pure, and the only place where it is said. Who asks it is the command service, as it decides.

use std::fmt;

use crate::action_item::{ActionItemCommand, ActionItemEvent};
use crate::case::{CaseCommand, CaseEvent, CaseManagerRole};
use crate::data_request::{DataRequestCommand, DataRequestEvent};
use crate::event::{Command, Event};
use crate::institution::{InstitutionCommand, InstitutionEvent};
use crate::meeting::{MeetingCommand, MeetingEvent};
use crate::strategy::{ObjectiveCommand, ObjectiveEvent};
use crate::subgroup::{SubgroupCommand, SubgroupEvent};
use crate::text::Percent;
use crate::training::{ModuleCommand, ModuleEvent};

/// A part of a thing that is changed by itself: its name, and of which one where there are several.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Part {
    name: &'static str,
    of: String,
}

impl Part {
    fn new(name: &'static str) -> Self {
        Self { name, of: String::new() }
    }

    fn of(name: &'static str, which: &dyn fmt::Display) -> Self {
        Self { name, of: which.to_string() }
    }
}

/// Whether an event has changed something that a command to the same thing is about as well.
pub fn overlaps(command: &Command, event: &Event) -> bool {
    let about = parts_of_command(command);
    !about.is_empty() && parts_of_event(event).iter().any(|part| about.contains(part))
}

/// What a command is about: what it would change, or take for granted. Nothing where it stands in nobody's way.
pub fn parts_of_command(command: &Command) -> Vec<Part> {
    match command {
        Command::Institution(_, command) => of_institution_command(command),
        Command::Subgroup(_, command) => of_subgroup_command(command),
        Command::Meeting(_, command) => of_meeting_command(command),
        Command::ActionItem(_, command) => of_item_command(command),
        Command::Case(_, command) => of_case_command(command),
        Command::DataRequest(_, command) => of_request_command(command),
        Command::Module(_, command) => of_module_command(command),
        Command::Objective(_, command) => of_objective_command(command),
        // One person's own, or the hub's; or said once and never changed.
        Command::Reminder(..)
        | Command::Notification(..)
        | Command::Milestone(..)
        | Command::Account(..)
        | Command::Erasure(..)
        | Command::Webhook(..)
        | Command::AuditTrail(..) => vec![],
    }
}

/// What an event has changed.
pub fn parts_of_event(event: &Event) -> Vec<Part> {
    match event {
        Event::Institution(_, event) => of_institution_event(event),
        Event::Subgroup(_, event) => of_subgroup_event(event),
        Event::Meeting(_, event) => of_meeting_event(event),
        Event::ActionItem(_, event) => of_item_event(event),
        Event::Case(_, event) => of_case_event(event),
        Event::DataRequest(_, event) => of_request_event(event),
        Event::Module(_, event) => of_module_event(event),
        Event::Objective(_, event) => of_objective_event(event),
        Event::Reminder(..)
        | Event::Notification(..)
        | Event::Milestone(..)
        | Event::Account(..)
        | Event::Erasure(..)
        | Event::Webhook(..)
        | Event::AuditTrail(..) => vec![],
    }
}

const WHOLE: &str = "whole";
const STAGE: &str = "stage";
const NAME: &str = "name";

fn of_meeting_command(command: &MeetingCommand) -> Vec<Part> {
    use MeetingCommand as C;
    match command {
        C::Schedule { .. } => vec![Part::new(WHOLE)],
        C::AddAgendaItem { .. } => vec![Part::new("agenda")],
        C::Reschedule { .. } => vec![Part::new("time")],
        // Whoever answers does so for the time that was shown.
        C::AnswerInvitation { institution, .. } => vec![Part::of("answer", institution), Part::new("time")],
        C::Hold { .. } => vec![Part::new("attendance")],
        C::RecordMinutes { .. } => vec![Part::new("minutes")],
        C::TakeDecision { .. } => vec![Part::new("decisions")],
        // Whoever approves has read these minutes and no others.
        C::ApproveMinutes => vec![Part::new("minutes")],
        C::Cancel { .. } => vec![Part::new("time")],
    }
}

fn of_meeting_event(event: &MeetingEvent) -> Vec<Part> {
    use MeetingEvent as E;
    match event {
        E::Scheduled { .. } => vec![Part::new(WHOLE)],
        E::AgendaItemAdded { .. } => vec![Part::new("agenda")],
        E::Rescheduled { .. } | E::Cancelled { .. } => vec![Part::new("time")],
        E::InvitationAnswered { institution, .. } => vec![Part::of("answer", institution)],
        E::Held { .. } => vec![Part::new("attendance")],
        E::MinutesRecorded { .. } | E::MinutesApproved {} => vec![Part::new("minutes")],
        E::DecisionTaken { .. } => vec![Part::new("decisions")],
    }
}

const DUE: &str = "due";
const EXTENSION: &str = "extension";
const OBSTACLE: &str = "obstacle";
const OWNER: &str = "owner";
const PROGRESS: &str = "progress";

fn of_item_command(command: &ActionItemCommand) -> Vec<Part> {
    use ActionItemCommand as C;
    match command {
        C::Assign { .. } => vec![Part::new(WHOLE)],
        // Whoever reports the whole reports that it is done.
        C::ReportProgress { progress } if *progress == Percent::WHOLE => vec![Part::new(PROGRESS), Part::new(STAGE)],
        C::ReportProgress { .. } => vec![Part::new(PROGRESS)],
        C::Block { .. } | C::Unblock => vec![Part::new(OBSTACLE)],
        C::Disclaim { .. } => vec![Part::new(STAGE)],
        C::RequestExtension { .. } | C::RefuseExtension { .. } => vec![Part::new(EXTENSION)],
        C::GrantExtension { .. } => vec![Part::new(EXTENSION), Part::new(DUE)],
        C::Complete | C::Verify | C::Return { .. } | C::Cancel { .. } => vec![Part::new(STAGE)],
        C::Reopen { .. } => vec![Part::new(STAGE), Part::new(DUE)],
        C::Reassign { .. } => vec![Part::new(OWNER), Part::new(STAGE)],
        // To have taken note, to nudge, and to take back the one report that is named stand in nobody's way.
        C::Accept | C::Nudge | C::WithdrawReport { .. } => vec![],
    }
}

fn of_item_event(event: &ActionItemEvent) -> Vec<Part> {
    use ActionItemEvent as E;
    match event {
        E::Assigned { .. } => vec![Part::new(WHOLE)],
        E::ProgressReported { .. } => vec![Part::new(PROGRESS)],
        E::Blocked { .. } | E::Unblocked {} => vec![Part::new(OBSTACLE)],
        E::ExtensionRequested { .. } | E::ExtensionRefused { .. } => vec![Part::new(EXTENSION)],
        E::ExtensionGranted { .. } => vec![Part::new(EXTENSION), Part::new(DUE)],
        E::Disclaimed { .. } | E::Completed {} | E::Verified {} | E::Returned { .. } | E::Cancelled { .. } => {
            vec![Part::new(STAGE)]
        }
        E::Reopened { due, .. } => {
            let stage = Part::new(STAGE);
            if due.is_some() { vec![stage, Part::new(DUE)] } else { vec![stage] }
        }
        E::Reassigned { .. } => vec![Part::new(OWNER), Part::new(STAGE)],
        E::ReportWithdrawn { .. } => vec![Part::new(STAGE), Part::new(EXTENSION), Part::new(OBSTACLE)],
        E::Accepted {} | E::Nudged { .. } => vec![],
    }
}

fn of_institution_command(command: &InstitutionCommand) -> Vec<Part> {
    use InstitutionCommand as C;
    match command {
        C::Register { .. } => vec![Part::new(WHOLE)],
        C::ChangeNames { .. } => vec![Part::new(NAME)],
        C::AppointFocalPoint(_) | C::HandOverFocalPoint { .. } => vec![Part::new("focal-point")],
        C::AppointDeputy(_) => vec![Part::new("deputy")],
        C::UnlinkChat { person } => vec![Part::of("chat", person)],
        C::ChooseLanguage { person, .. } => vec![Part::of("language", person)],
        C::SetQuietHours { person, .. } => vec![Part::of("quiet-hours", person)],
        C::ChooseDigestHour { person, .. } => vec![Part::of("digest-hour", person)],
        C::SetEmailAddress { person, .. } | C::RemoveEmailAddress { person } => vec![Part::of("email", person)],
        C::ChooseChannels { person, .. } => vec![Part::of("channels", person)],
        C::ChooseDigestFrequency { person, .. } => vec![Part::of("digest-frequency", person)],
        C::ChooseSubjects { person, .. } => vec![Part::of("subjects", person)],
        C::AnnounceAbsence { person, .. } | C::EndAbsence { person } => vec![Part::of("absence", person)],
        C::Deactivate { .. } => vec![Part::new(STAGE)],
        // An invitation and the chat that takes it carry a secret that fits or does not.
        C::IssueInvitation { .. } | C::LinkChat { .. } => vec![],
    }
}

fn of_institution_event(event: &InstitutionEvent) -> Vec<Part> {
    use InstitutionEvent as E;
    match event {
        E::Registered { .. } => vec![Part::new(WHOLE)],
        E::NamesChanged { .. } => vec![Part::new(NAME)],
        E::FocalPointAppointed(_) | E::FocalPointHandedOver { .. } => vec![Part::new("focal-point")],
        E::DeputyAppointed(_) => vec![Part::new("deputy")],
        E::ChatLinked { person, .. } | E::ChatUnlinked { person } => vec![Part::of("chat", person)],
        E::LanguageChosen { person, .. } => vec![Part::of("language", person)],
        E::QuietHoursSet { person, .. } => vec![Part::of("quiet-hours", person)],
        E::DigestHourChosen { person, .. } => vec![Part::of("digest-hour", person)],
        E::EmailAddressSet { person, .. } | E::EmailAddressRemoved { person } => vec![Part::of("email", person)],
        E::ChannelsChosen { person, .. } => vec![Part::of("channels", person)],
        E::DigestFrequencyChosen { person, .. } => vec![Part::of("digest-frequency", person)],
        E::SubjectsMuted { person, .. } => vec![Part::of("subjects", person)],
        E::AbsenceAnnounced { person, .. } | E::AbsenceEnded { person } => vec![Part::of("absence", person)],
        E::Deactivated { .. } => vec![Part::new(STAGE)],
        E::InvitationIssued { .. } => vec![],
    }
}

fn of_subgroup_command(command: &SubgroupCommand) -> Vec<Part> {
    use SubgroupCommand as C;
    match command {
        C::Form { .. } => vec![Part::new(WHOLE)],
        C::AdmitInstitution { institution } | C::ReleaseInstitution { institution } => {
            vec![Part::of("membership", institution)]
        }
        C::AppointChair(_) | C::CutOff { .. } => vec![Part::new("chair")],
        C::Dissolve { .. } => vec![Part::new(STAGE)],
    }
}

fn of_subgroup_event(event: &SubgroupEvent) -> Vec<Part> {
    use SubgroupEvent as E;
    match event {
        E::Formed { .. } => vec![Part::new(WHOLE)],
        E::InstitutionJoined { institution } | E::InstitutionLeft { institution } => {
            vec![Part::of("membership", institution)]
        }
        E::ChairAppointed(_) | E::CutOff { .. } => vec![Part::new("chair")],
        E::Dissolved { .. } => vec![Part::new(STAGE)],
    }
}

const COORDINATOR: &str = "coordinator";
const PERSON: &str = "person";
const PROFILE: &str = "profile";
const REFERRALS: &str = "referrals";
const ABROAD: &str = "referrals-abroad";

fn of_case_command(command: &CaseCommand) -> Vec<Part> {
    use CaseCommand as C;
    match command {
        C::Open { competent, .. } => {
            let managers = competent.keys().map(|role| Part::of("manager", &format!("{role:?}")));
            [Part::new(WHOLE)].into_iter().chain(managers).collect()
        }
        // Whoever turns out to be a child, or none, has another case manager.
        C::ReviseProfile { .. } => {
            let managers = [CaseManagerRole::CentreForSocialWork, CaseManagerRole::VictimAdvocacyOffice];
            let managers = managers.map(|role| Part::of("manager", &format!("{role:?}")));
            [Part::new(PROFILE)].into_iter().chain(managers).collect()
        }
        C::AssignCaseManager(manager) => vec![Part::of("manager", &format!("{:?}", manager.role))],
        C::AppointCoordinator(_) => vec![Part::new(COORDINATOR)],
        C::MakeReferral { .. } => vec![Part::new(REFERRALS)],
        C::AcceptReferral { referral } | C::DeclineReferral { referral, .. } => vec![Part::of("referral", referral)],
        C::ReachStage { .. } | C::Close { .. } | C::Reopen { .. } => vec![Part::new(STAGE)],
        C::MakeTransnationalReferral { .. } => vec![Part::new(ABROAD)],
        C::LinkToPerson { .. } => vec![Part::new(PERSON)],
        C::ConfirmRetrafficking { earlier, .. } => vec![Part::of("earlier", earlier)],
        // What an institution says of its own part, and what time does.
        C::ReportUpdate { .. } | C::EscalateReferral { .. } => vec![],
    }
}

fn of_case_event(event: &CaseEvent) -> Vec<Part> {
    use CaseEvent as E;
    match event {
        E::Opened { .. } => vec![Part::new(WHOLE)],
        E::ProfileRevised { .. } => vec![Part::new(PROFILE)],
        E::CaseManagerAssigned(manager) => vec![Part::of("manager", &format!("{:?}", manager.role))],
        E::CoordinatorAppointed(_) => vec![Part::new(COORDINATOR)],
        E::ReferralMade { .. } => vec![Part::new(REFERRALS)],
        E::ReferralAccepted { referral } | E::ReferralDeclined { referral, .. } => vec![Part::of("referral", referral)],
        E::StageReached { .. } | E::Closed { .. } | E::Reopened { .. } => vec![Part::new(STAGE)],
        E::TransnationalReferralMade { .. } => vec![Part::new(ABROAD)],
        E::LinkedToPerson { .. } => vec![Part::new(PERSON)],
        E::RetraffickingConfirmed { earlier } => vec![Part::of("earlier", earlier)],
        E::UpdateReported { .. } | E::ReferralEscalated { .. } => vec![],
    }
}

const ANSWERS: &str = "answers";

fn of_request_command(command: &DataRequestCommand) -> Vec<Part> {
    use DataRequestCommand as C;
    match command {
        C::Issue { .. } => vec![Part::new(WHOLE)],
        // Whoever accepts or returns answers has read these and no others.
        C::Submit { institution, .. }
        | C::Correct { institution, .. }
        | C::Return { institution, .. }
        | C::Accept { institution } => vec![Part::of(ANSWERS, institution)],
        C::Close => vec![Part::new(STAGE)],
        C::Nudge { .. } => vec![],
    }
}

fn of_request_event(event: &DataRequestEvent) -> Vec<Part> {
    use DataRequestEvent as E;
    match event {
        E::Issued { .. } => vec![Part::new(WHOLE)],
        E::Submitted { institution, .. }
        | E::Corrected { institution, .. }
        | E::Returned { institution, .. }
        | E::Accepted { institution } => vec![Part::of(ANSWERS, institution)],
        E::Closed {} => vec![Part::new(STAGE)],
        E::Nudged { .. } => vec![],
    }
}

fn of_module_command(command: &ModuleCommand) -> Vec<Part> {
    use ModuleCommand as C;
    match command {
        C::Plan(_) => vec![Part::new(WHOLE)],
        C::CertifyTrainer { trainer, .. } => vec![Part::of("trainer", &trainer.person)],
        C::LapseTrainer { trainer, .. } => vec![Part::of("trainer", trainer)],
        C::ScheduleSession { session, .. } | C::CancelSession { session, .. } => vec![Part::of("session", session)],
        C::RecordAttendance { session, .. } => vec![Part::of("attendance", session)],
        C::EnrolParticipant { .. } | C::IssueCertificate(_) | C::RecordReminded { .. } => vec![],
    }
}

fn of_module_event(event: &ModuleEvent) -> Vec<Part> {
    use ModuleEvent as E;
    match event {
        E::ModulePlanned(_) => vec![Part::new(WHOLE)],
        E::TrainerCertified { trainer, .. } => vec![Part::of("trainer", &trainer.person)],
        E::TrainerLapsed { trainer, .. } => vec![Part::of("trainer", trainer)],
        E::SessionScheduled { session, .. } | E::SessionCancelled { session, .. } => vec![Part::of("session", session)],
        E::AttendanceRecorded { session, .. } => vec![Part::of("attendance", session)],
        E::ParticipantEnrolled { .. } | E::CertificateIssued(_) | E::TrainerReminded { .. } => vec![],
    }
}

fn of_objective_command(command: &ObjectiveCommand) -> Vec<Part> {
    use ObjectiveCommand as C;
    match command {
        C::Set { .. } => vec![Part::new(WHOLE)],
        C::PlanActivity { activity, .. } => vec![Part::of("activity", activity)],
        C::DefineIndicator { indicator, .. } => vec![Part::of("definition", indicator)],
        C::SetBaseline { indicator, .. } => vec![Part::of("baseline", indicator)],
        C::SetTarget { indicator, .. } => vec![Part::of("target", indicator)],
        C::ReportValue { indicator, institution, period, .. }
        | C::CorrectValue { indicator, institution, period, .. } => {
            vec![Part::of("value", &format!("{indicator} {institution} {period:?}"))]
        }
    }
}

fn of_objective_event(event: &ObjectiveEvent) -> Vec<Part> {
    use ObjectiveEvent as E;
    match event {
        E::ObjectiveSet { .. } => vec![Part::new(WHOLE)],
        E::ActivityPlanned { activity, .. } => vec![Part::of("activity", activity)],
        E::IndicatorDefined { indicator, .. } => vec![Part::of("definition", indicator)],
        E::BaselineSet { indicator, .. } => vec![Part::of("baseline", indicator)],
        E::TargetSet { indicator, .. } => vec![Part::of("target", indicator)],
        E::ValueReported { indicator, institution, period, .. }
        | E::ValueCorrected { indicator, institution, period, .. } => {
            vec![Part::of("value", &format!("{indicator} {institution} {period:?}"))]
        }
    }
}
