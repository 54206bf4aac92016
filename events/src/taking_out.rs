//! What is left of an event when every text that somebody wrote is taken out of it.
//!
//! The match is exhaustive: whoever adds an event decides which of its fields are texts. Ids, dates, figures and choices stay,
//! so that whatever was decided by them still holds; sealed fields go with their person's key and are not touched here. In
//! place of each text stands [`Text::taken_out`], which needs no language. Knows no store.

use crate::account::AccountEvent;
use crate::action_item::ActionItemEvent;
use crate::case::CaseEvent;
use crate::data_request::DataRequestEvent;
use crate::erasure::ErasureEvent;
use crate::event::Event;
use crate::figure::Unit;
use crate::form::{Answer, Answers};
use crate::institution::InstitutionEvent;
use crate::language::LocalText;
use crate::meeting::MeetingEvent;
use crate::milestone::MilestoneEvent;
use crate::strategy::ObjectiveEvent;
use crate::subgroup::SubgroupEvent;
use crate::text::Text;
use crate::training::ModuleEvent;
use crate::webhook::WebhookEvent;

/// Something that has texts.
trait Texts {
    /// Does something to each of them.
    fn each(&mut self, change: &mut dyn FnMut(&mut Text));
}

impl Texts for Text {
    fn each(&mut self, change: &mut dyn FnMut(&mut Text)) {
        change(self);
    }
}

impl Texts for LocalText {
    fn each(&mut self, change: &mut dyn FnMut(&mut Text)) {
        self.change_each(change);
    }
}

impl<T: Texts> Texts for Option<T> {
    fn each(&mut self, change: &mut dyn FnMut(&mut Text)) {
        if let Some(text) = self {
            text.each(change);
        }
    }
}

impl Texts for Answers {
    fn each(&mut self, change: &mut dyn FnMut(&mut Text)) {
        for answer in self.0.values_mut() {
            match answer {
                Answer::Skipped(reason) => change(reason),
                Answer::Number(_) | Answer::Choice(_) | Answer::Date(_) | Answer::Breakdown(_) => {}
            }
        }
    }
}

impl Texts for Unit {
    fn each(&mut self, change: &mut dyn FnMut(&mut Text)) {
        match self {
            Self::Other(words) => words.each(change),
            Self::Persons
            | Self::Incidents
            | Self::Cases
            | Self::Items
            | Self::Sessions
            | Self::Percent
            | Self::Days
            | Self::Euros => {}
        }
    }
}

impl Texts for InstitutionEvent {
    fn each(&mut self, change: &mut dyn FnMut(&mut Text)) {
        match self {
            Self::Registered { names, role, .. } => {
                names.each(change);
                role.each(change);
            }
            Self::NamesChanged { names } => names.each(change),
            Self::Deactivated { reason } => reason.each(change),
            Self::FocalPointAppointed(_)
            | Self::DeputyAppointed(_)
            | Self::FocalPointHandedOver { .. }
            | Self::InvitationIssued { .. }
            | Self::ChatLinked { .. }
            | Self::ChatUnlinked { .. }
            | Self::LanguageChosen { .. }
            | Self::QuietHoursSet { .. }
            | Self::DigestHourChosen { .. }
            | Self::EmailAddressSet { .. }
            | Self::EmailAddressRemoved { .. }
            | Self::ChannelsChosen { .. }
            | Self::DigestFrequencyChosen { .. }
            | Self::SubjectsMuted { .. }
            | Self::AbsenceAnnounced { .. }
            | Self::AbsenceEnded { .. } => {}
        }
    }
}

impl Texts for SubgroupEvent {
    fn each(&mut self, change: &mut dyn FnMut(&mut Text)) {
        match self {
            Self::Formed { name } => name.each(change),
            Self::CutOff { reason } | Self::Dissolved { reason } => reason.each(change),
            Self::InstitutionJoined { .. } | Self::InstitutionLeft { .. } | Self::ChairAppointed(_) => {}
        }
    }
}

impl Texts for MeetingEvent {
    fn each(&mut self, change: &mut dyn FnMut(&mut Text)) {
        match self {
            Self::Scheduled { title, place, .. } => {
                title.each(change);
                place.each(change);
            }
            Self::AgendaItemAdded { item: text } | Self::Cancelled { reason: text } => text.each(change),
            Self::MinutesRecorded { minutes } => minutes.parts_mut().for_each(change),
            Self::DecisionTaken { decision, raises, .. } => {
                decision.each(change);
                for item in raises {
                    item.title.each(change);
                }
            }
            Self::Rescheduled { .. }
            | Self::InvitationAnswered { .. }
            | Self::Held { .. }
            | Self::MinutesApproved {} => {}
        }
    }
}

impl Texts for ActionItemEvent {
    fn each(&mut self, change: &mut dyn FnMut(&mut Text)) {
        match self {
            Self::Assigned { title, .. } => title.each(change),
            Self::Blocked { reason }
            | Self::Reopened { reason, .. }
            | Self::Returned { reason }
            | Self::Cancelled { reason } => {
                reason.each(change);
            }
            Self::Disclaimed { reason, .. }
            | Self::ExtensionRequested { reason, .. }
            | Self::ExtensionRefused { reason }
            | Self::Reassigned { reason, .. } => reason.each(change),
            Self::Accepted {}
            | Self::ProgressReported { .. }
            | Self::Unblocked {}
            | Self::ExtensionGranted { .. }
            | Self::Completed {}
            | Self::ReportWithdrawn { .. }
            | Self::Verified {}
            | Self::Nudged { .. } => {}
        }
    }
}

impl Texts for CaseEvent {
    fn each(&mut self, change: &mut dyn FnMut(&mut Text)) {
        match self {
            Self::ReferralMade { request, .. } => request.each(change),
            Self::ReferralDeclined { reason: text, .. }
            | Self::UpdateReported { update: text, .. }
            | Self::TransnationalReferralMade { contact: text, .. }
            | Self::Closed { reason: text }
            | Self::Reopened { reason: text, .. } => text.each(change),
            Self::Opened { .. }
            | Self::ProfileRevised { .. }
            | Self::CaseManagerAssigned(_)
            | Self::CoordinatorAppointed(_)
            | Self::ReferralAccepted { .. }
            | Self::ReferralEscalated { .. }
            | Self::StageReached { .. }
            | Self::LinkedToPerson { .. }
            | Self::RetraffickingConfirmed { .. } => {}
        }
    }
}

impl Texts for DataRequestEvent {
    fn each(&mut self, change: &mut dyn FnMut(&mut Text)) {
        match self {
            Self::Issued { title, form, .. } => {
                title.each(change);
                form.change_texts(&mut |text| text.each(change));
            }
            Self::Submitted { answers, .. } => answers.each(change),
            Self::Corrected { answers, note, .. } => {
                answers.each(change);
                note.each(change);
            }
            Self::Returned { comments, .. } => {
                for comment in comments.iter_mut() {
                    comment.comment.each(change);
                }
            }
            Self::Accepted { .. } | Self::Nudged { .. } | Self::Closed {} => {}
        }
    }
}

impl Texts for ModuleEvent {
    fn each(&mut self, change: &mut dyn FnMut(&mut Text)) {
        match self {
            Self::ModulePlanned(plan) => {
                plan.title.each(change);
                plan.form.each(change);
            }
            Self::SessionScheduled { place, .. } => place.each(change),
            Self::SessionCancelled { reason, .. } => reason.each(change),
            Self::TrainerLapsed { reason, .. } => reason.each(change),
            Self::TrainerCertified { .. }
            | Self::ParticipantEnrolled { .. }
            | Self::AttendanceRecorded { .. }
            | Self::CertificateIssued(_)
            | Self::TrainerReminded { .. } => {}
        }
    }
}

impl Texts for ObjectiveEvent {
    fn each(&mut self, change: &mut dyn FnMut(&mut Text)) {
        match self {
            Self::ObjectiveSet { statement, .. } => statement.each(change),
            Self::ActivityPlanned { plan, .. } => plan.title.each(change),
            Self::IndicatorDefined { definition, .. } => {
                definition.title.each(change);
                if let Some(unit) = &mut definition.unit {
                    unit.each(change);
                }
            }
            Self::ValueCorrected { reason, .. } => reason.each(change),
            Self::BaselineSet { .. } | Self::TargetSet { .. } | Self::ValueReported { .. } => {}
        }
    }
}

impl Texts for MilestoneEvent {
    fn each(&mut self, change: &mut dyn FnMut(&mut Text)) {
        match self {
            Self::Recorded { title, .. } => title.each(change),
        }
    }
}

impl Texts for AccountEvent {
    fn each(&mut self, change: &mut dyn FnMut(&mut Text)) {
        match self {
            Self::PasskeyRegistered(passkey) => passkey.name.each(change),
            Self::TokenMade { name, .. } => name.each(change),
            Self::RoleGranted { .. }
            | Self::RoleWithdrawn { .. }
            | Self::LinkIssued { .. }
            | Self::LinksWithdrawn {}
            | Self::SessionOpened { .. }
            | Self::SessionUsed { .. }
            | Self::SessionConfirmed { .. }
            | Self::SessionEnded { .. }
            | Self::PasskeyRemoved { .. }
            | Self::RecoveryCodesMade { .. }
            | Self::IdentityLinked(_)
            | Self::IdentityUnlinked { .. }
            | Self::TokenUsed { .. }
            | Self::TokenRevoked { .. } => {}
        }
    }
}

impl Texts for WebhookEvent {
    fn each(&mut self, change: &mut dyn FnMut(&mut Text)) {
        match self {
            Self::Made { name, .. } | Self::Changed { name, .. } => name.each(change),
            Self::Paused {}
            | Self::Resumed {}
            | Self::SecretRenewed { .. }
            | Self::Removed {}
            | Self::TestRequested {}
            | Self::RedriveRequested { .. }
            | Self::Disabled { .. } => {}
        }
    }
}

impl Texts for ErasureEvent {
    fn each(&mut self, change: &mut dyn FnMut(&mut Text)) {
        match self {
            Self::Asked { reason, .. } => reason.each(change),
            Self::Withdrawn {} | Self::Confirmed { .. } | Self::CarriedOut { .. } => {}
        }
    }
}

impl Event {
    fn each_text(&mut self, change: &mut dyn FnMut(&mut Text)) {
        match self {
            Self::Institution(_, event) => event.each(change),
            Self::Subgroup(_, event) => event.each(change),
            Self::Meeting(_, event) => event.each(change),
            Self::ActionItem(_, event) => event.each(change),
            Self::Case(_, event) => event.each(change),
            Self::DataRequest(_, event) => event.each(change),
            Self::Module(_, event) => event.each(change),
            Self::Objective(_, event) => event.each(change),
            Self::Milestone(_, event) => event.each(change),
            Self::Account(_, event) => event.each(change),
            Self::Webhook(_, event) => event.each(change),
            Self::Erasure(_, event) => event.each(change),
            // Nobody writes anything in them.
            Self::Reminder(..) | Self::Notification(..) | Self::AuditTrail(..) => {}
        }
    }

    /// Every text that somebody wrote in it.
    pub fn texts(&self) -> Vec<Text> {
        let mut texts = Vec::new();
        self.clone().each_text(&mut |text| texts.push(text.clone()));
        texts
    }

    /// The event without those of its texts.
    #[must_use]
    pub fn without(mut self, texts: &[Text]) -> Self {
        self.each_text(&mut |text| {
            if texts.contains(text) {
                *text = Text::taken_out();
            }
        });
        self
    }
}
