//! Free text on its way in.
//!
//! Nothing that shows who a victim is may enter, by whatever door. So a command names every free text it carries, and
//! whoever carries commands out has each of them looked at before anything is decided.

use crate::account::AccountCommand;
use crate::action_item::ActionItemCommand;
use crate::case::CaseCommand;
use crate::data_request::DataRequestCommand;
use crate::erasure::ErasureCommand;
use crate::event::Command;
use crate::figure::Unit;
use crate::institution::InstitutionCommand;
use crate::language::LocalText;
use crate::meeting::MeetingCommand;
use crate::milestone::MilestoneCommand;
use crate::strategy::{Activity, ObjectiveCommand};
use crate::subgroup::SubgroupCommand;
use crate::text::Text;
use crate::training::ModuleCommand;
use crate::webhook::WebhookCommand;

fn all(text: &LocalText) -> Vec<&str> {
    text.versions().map(|(_, words)| words).collect()
}

fn any(text: Option<&Text>) -> Vec<&str> {
    text.map(Text::as_str).into_iter().collect()
}

impl Command {
    /// Every free text that the command carries. Sealed fields are staff's own and not among them.
    pub fn free_texts(&self) -> Vec<&str> {
        match self {
            Self::Institution(_, command) => of_institution(command),
            Self::Subgroup(_, command) => of_subgroup(command),
            Self::Meeting(_, command) => of_meeting(command),
            Self::ActionItem(_, command) => of_action_item(command),
            Self::Reminder(..) | Self::Notification(..) | Self::AuditTrail(..) => vec![],
            Self::Account(_, command) => of_account(command),
            Self::Case(_, command) => of_case(command),
            Self::DataRequest(_, command) => of_data_request(command),
            Self::Module(_, command) => of_module(command),
            Self::Objective(_, command) => of_objective(command),
            Self::Milestone(_, MilestoneCommand::Record { title, .. }) => all(title),
            Self::Webhook(_, command) => of_webhook(command),
            Self::Erasure(_, command) => of_erasure(command),
        }
    }
}

impl Command {
    /// Of its free texts those that are published as they are: names of institutions and subgroups, which are named after
    /// people and hopes (“Isa Grezda”, “Hope and Homes”), and the definitions of forms, modules, objectives and
    /// indicators. What is sure is refused
    /// in them too, a doubt is none.
    pub fn published_texts(&self) -> Vec<&str> {
        match self {
            Self::Institution(
                _,
                InstitutionCommand::Register { names, .. } | InstitutionCommand::ChangeNames { names },
            )
            | Self::Subgroup(_, SubgroupCommand::Form { name: names }) => all(names),
            Self::DataRequest(_, command @ DataRequestCommand::Issue { .. }) => of_data_request(command),
            Self::Module(_, command @ ModuleCommand::Plan(_)) => of_module(command),
            Self::Objective(
                _,
                command @ (ObjectiveCommand::Set { .. }
                | ObjectiveCommand::PlanActivity { .. }
                | ObjectiveCommand::DefineIndicator { .. }),
            ) => of_objective(command),
            Self::Institution(..)
            | Self::Subgroup(..)
            | Self::Meeting(..)
            | Self::ActionItem(..)
            | Self::Reminder(..)
            | Self::Notification(..)
            | Self::Case(..)
            | Self::DataRequest(..)
            | Self::Module(..)
            | Self::Objective(..)
            | Self::Milestone(..)
            | Self::Account(..)
            | Self::AuditTrail(..)
            | Self::Erasure(..)
            | Self::Webhook(..) => vec![],
        }
    }
}

fn of_institution(command: &InstitutionCommand) -> Vec<&str> {
    use InstitutionCommand as C;
    match command {
        C::Register { names, role, .. } => [all(names), vec![role.as_str()]].concat(),
        C::ChangeNames { names } => all(names),
        C::Deactivate { reason } => vec![reason.as_str()],
        C::AppointFocalPoint(_)
        | C::AppointDeputy(_)
        | C::HandOverFocalPoint { .. }
        | C::IssueInvitation { .. }
        | C::LinkChat { .. }
        | C::UnlinkChat { .. }
        | C::ChooseLanguage { .. }
        | C::SetQuietHours { .. }
        | C::ChooseDigestHour { .. }
        | C::SetEmailAddress { .. }
        | C::RemoveEmailAddress { .. }
        | C::ChooseChannels { .. }
        | C::ChooseDigestFrequency { .. }
        | C::ChooseSubjects { .. }
        | C::AnnounceAbsence { .. }
        | C::EndAbsence { .. } => vec![],
    }
}

fn of_subgroup(command: &SubgroupCommand) -> Vec<&str> {
    use SubgroupCommand as C;
    match command {
        C::Form { name } => all(name),
        C::CutOff { reason } | C::Dissolve { reason } => vec![reason.as_str()],
        C::AdmitInstitution { .. } | C::ReleaseInstitution { .. } | C::AppointChair(_) => vec![],
    }
}

fn of_meeting(command: &MeetingCommand) -> Vec<&str> {
    use MeetingCommand as C;
    match command {
        C::Schedule { title, place, .. } => [all(title), any(place.as_ref())].concat(),
        C::AddAgendaItem { item: text } | C::Cancel { reason: text } => vec![text.as_str()],
        C::RecordMinutes { minutes } => minutes.parts().map(Text::as_str).collect(),
        C::TakeDecision { decision, raises } => {
            std::iter::once(decision.as_str()).chain(raises.iter().flat_map(|item| all(&item.title))).collect()
        }
        C::Reschedule { .. } | C::AnswerInvitation { .. } | C::Hold { .. } | C::ApproveMinutes => vec![],
    }
}

fn of_action_item(command: &ActionItemCommand) -> Vec<&str> {
    use ActionItemCommand as C;
    match command {
        C::Assign { title, .. } => all(title),
        C::Block { reason } | C::Reopen { reason, .. } | C::Return { reason } | C::Cancel { reason } => {
            vec![reason.as_str()]
        }
        C::Disclaim { reason, .. }
        | C::RequestExtension { reason, .. }
        | C::RefuseExtension { reason }
        | C::Reassign { reason, .. } => any(reason.as_ref()),
        C::Accept
        | C::ReportProgress { .. }
        | C::Unblock
        | C::GrantExtension { .. }
        | C::Complete
        | C::WithdrawReport { .. }
        | C::Nudge
        | C::Verify => vec![],
    }
}

fn of_case(command: &CaseCommand) -> Vec<&str> {
    use CaseCommand as C;
    match command {
        C::MakeReferral { request, .. } => any(request.as_ref()),
        C::DeclineReferral { reason: text, .. }
        | C::ReportUpdate { update: text, .. }
        | C::MakeTransnationalReferral { contact: text, .. }
        | C::Close { reason: text }
        | C::Reopen { reason: text, .. } => vec![text.as_str()],
        C::Open { .. }
        | C::ReviseProfile { .. }
        | C::AssignCaseManager(_)
        | C::AppointCoordinator(_)
        | C::AcceptReferral { .. }
        | C::EscalateReferral { .. }
        | C::ReachStage { .. }
        | C::LinkToPerson { .. }
        | C::ConfirmRetrafficking { .. } => vec![],
    }
}

fn of_data_request(command: &DataRequestCommand) -> Vec<&str> {
    use DataRequestCommand as C;
    match command {
        C::Issue { title, form, .. } => std::iter::once(title).chain(form.texts()).flat_map(all).collect(),
        C::Submit { answers, .. } => answers.reasons().map(Text::as_str).collect(),
        C::Correct { answers, note, .. } => answers.reasons().chain(note).map(Text::as_str).collect(),
        C::Return { comments, .. } => comments.iter().map(|comment| comment.comment.as_str()).collect(),
        C::Accept { .. } | C::Nudge { .. } | C::Close => vec![],
    }
}

fn of_module(command: &ModuleCommand) -> Vec<&str> {
    use ModuleCommand as C;
    match command {
        C::Plan(plan) => [all(&plan.title), vec![plan.form.as_str()]].concat(),
        C::ScheduleSession { place, .. } => any(place.as_ref()),
        C::CancelSession { reason, .. } => vec![reason.as_str()],
        C::LapseTrainer { reason, .. } => any(reason.as_ref()),
        C::CertifyTrainer { .. }
        | C::EnrolParticipant { .. }
        | C::RecordAttendance { .. }
        | C::IssueCertificate(_)
        | C::RecordReminded { .. } => vec![],
    }
}

fn of_objective(command: &ObjectiveCommand) -> Vec<&str> {
    use ObjectiveCommand as C;
    match command {
        C::Set { statement: text, .. } | C::PlanActivity { plan: Activity { title: text, .. }, .. } => all(text),
        C::DefineIndicator { definition, .. } => {
            let unit = definition.unit.as_ref().and_then(Unit::words);
            std::iter::once(&definition.title).chain(unit).flat_map(all).collect()
        }
        C::CorrectValue { reason, .. } => vec![reason.as_str()],
        C::SetBaseline { .. } | C::SetTarget { .. } | C::ReportValue { .. } => vec![],
    }
}

fn of_account(command: &AccountCommand) -> Vec<&str> {
    use AccountCommand as C;
    match command {
        C::RegisterFirstPasskey { passkey, .. } | C::RegisterPasskey(passkey) => vec![passkey.name.as_str()],
        C::MakeToken { name, .. } => vec![name.as_str()],
        C::GrantRole { .. }
        | C::WithdrawRole { .. }
        | C::IssueLink { .. }
        | C::OpenSession { .. }
        | C::UseSession { .. }
        | C::ConfirmSession { .. }
        | C::EndSession { .. }
        | C::EndSessionsBut { .. }
        | C::RemovePasskey { .. }
        | C::MakeRecoveryCodes { .. }
        | C::LinkIdentity(_)
        | C::UnlinkIdentity { .. }
        | C::UseToken { .. }
        | C::RevokeToken { .. } => vec![],
    }
}

fn of_erasure(command: &ErasureCommand) -> Vec<&str> {
    use ErasureCommand as C;
    match command {
        C::Ask { reason, .. } => vec![reason.as_str()],
        C::Withdraw | C::Confirm | C::RecordCarriedOut { .. } => vec![],
    }
}

fn of_webhook(command: &WebhookCommand) -> Vec<&str> {
    use WebhookCommand as C;
    match command {
        C::Make { name, .. } | C::Change { name, .. } => vec![name.as_str()],
        C::Pause
        | C::Resume
        | C::RenewSecret { .. }
        | C::Remove
        | C::RequestTest
        | C::RequestRedrive { .. }
        | C::Disable { .. } => vec![],
    }
}
