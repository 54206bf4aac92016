//! What whoever leads a meeting does in the room: the agenda, the attendance, the minutes.

use std::collections::BTreeSet;

use events::Command;
use events::ids::InstitutionId;
use events::language::Language;
use events::meeting::{InvitationAnswer, MeetingCommand};
use events::non_empty::NonEmpty;
use events::text::Text;
use projections::meetings::{MeetingStage, MeetingView};

use super::showing::press;
use super::{Draft, MeetingPress};
use crate::buttons::Press;
use crate::connection::TelegramBot;
use crate::outgoing::Outgoing;
use crate::replies::OnAcceptance;
use crate::visit::{Visit, VisitError};

impl Visit<'_> {
    /// What can be done as the meeting stands.
    pub(super) fn leading_buttons(&self, meeting: &MeetingView) -> Vec<Vec<(String, Press)>> {
        let speech = self.speech();
        let id = || meeting.id.clone();
        let button = |key: &str, of: MeetingPress| vec![(speech.label(key, &[]), press(of))];
        match meeting.stage {
            MeetingStage::Scheduled => {
                let mut rows = vec![button("chat-meeting-button-agenda", MeetingPress::AskAgenda(id()))];
                if meeting.at.date <= speech.today {
                    let came = expected(meeting);
                    rows.push(button("chat-meeting-button-attendance", MeetingPress::Mark(id(), came)));
                }
                rows
            }
            MeetingStage::Held => {
                let mut rows = vec![button("chat-meeting-button-decide", MeetingPress::Decide(Draft::of(id())))];
                if !meeting.minutes_approved {
                    rows.push(button("chat-meeting-button-write-minutes", MeetingPress::AskMinutes(id())));
                }
                rows
            }
            MeetingStage::Cancelled => vec![],
        }
    }

    /// Asks who came: a button for each institution, marked or not.
    pub(super) async fn ask_who_came(
        &self,
        meeting: &MeetingView,
        came: &BTreeSet<InstitutionId>,
    ) -> Result<Outgoing, VisitError> {
        let speech = self.speech();
        if meeting.stage != MeetingStage::Scheduled {
            return self.one_meeting(meeting).await;
        }
        let mut buttons = Vec::new();
        for institution in &meeting.invited {
            let name = self.bot.institution_name(institution, self.person.language).await?;
            let mut changed = came.clone();
            let label = if changed.remove(institution) {
                format!("✓ {name}")
            } else {
                changed.insert(institution.clone());
                name
            };
            let label = speech.label("chat-meeting-button-named", &[("name", label.into())]);
            buttons.push(vec![(label, press(MeetingPress::Mark(meeting.id.clone(), changed)))]);
        }
        let save = speech.label("chat-meeting-button-hold", &[("count", came.len().into())]);
        buttons.push(vec![(save, press(MeetingPress::Hold(meeting.id.clone(), came.clone())))]);
        buttons.push(speech.show_button(&meeting.id));
        let title = meeting.title.in_language(self.person.language);
        let text = speech.say("chat-meeting-ask-who-came", &[("title", title.into())]);
        Ok(Outgoing::text(text).with_buttons(buttons))
    }

    /// Records who came.
    pub(super) async fn hold(
        &self,
        meeting: &MeetingView,
        came: BTreeSet<InstitutionId>,
        message: i32,
    ) -> Result<(), VisitError> {
        let speech = self.speech();
        let count = came.len();
        let Ok(attended) = NonEmpty::try_from(came.into_iter().collect::<Vec<_>>()) else {
            return self.say("chat-meeting-nobody-came").await;
        };
        let mut held = meeting.clone();
        held.stage = MeetingStage::Held;
        let text = speech.say("chat-meeting-held", &[("count", count.into())]);
        let mut buttons = self.leading_buttons(&held);
        buttons.push(speech.show_button(&meeting.id));
        let accepted = OnAcceptance::Say(Outgoing::text(text).with_buttons(buttons));
        let command = Command::Meeting(meeting.id.clone(), MeetingCommand::Hold { attended });
        let outcome = self.carry_out(command, accepted).await?;
        self.replace(message, outcome).await
    }

    pub(super) async fn add_to_agenda(&self, meeting: &MeetingView, text: &str) -> Result<Outgoing, VisitError> {
        let item: Text = match text.parse() {
            Ok(item) => item,
            Err(error) => return Ok(self.unusable(error)),
        };
        self.recorded(meeting, MeetingCommand::AddAgendaItem { item }, "chat-meeting-agenda-added").await
    }

    pub(super) async fn record_minutes(&self, meeting: &MeetingView, text: &str) -> Result<Outgoing, VisitError> {
        let minutes: Text = match text.parse() {
            Ok(minutes) => minutes,
            Err(error) => return Ok(self.unusable(error)),
        };
        self.recorded(meeting, MeetingCommand::RecordMinutes { minutes }, "chat-meeting-minutes-recorded").await
    }

    /// Carries a command out that the last question was asked for.
    pub(super) async fn recorded(
        &self,
        meeting: &MeetingView,
        command: MeetingCommand,
        key: &str,
    ) -> Result<Outgoing, VisitError> {
        self.bot.database.forget_question(self.chat).await?;
        let speech = self.speech();
        let said = Outgoing::text(speech.say(key, &[])).with_buttons(vec![speech.show_button(&meeting.id)]);
        self.carry_out(Command::Meeting(meeting.id.clone(), command), OnAcceptance::Say(said)).await
    }
}

impl TelegramBot {
    /// Who comes, who does not, and who has not said.
    pub(crate) async fn who_answered(
        &self,
        meeting: &MeetingView,
        language: Language,
    ) -> Result<Vec<String>, VisitError> {
        if meeting.stage != MeetingStage::Scheduled {
            return Ok(vec![]);
        }
        let speech = self.speech(language);
        let mut lines = Vec::new();
        for (key, wanted) in [
            ("chat-meeting-who-attends", Some(InvitationAnswer::Attending)),
            ("chat-meeting-who-sends-deputy", Some(InvitationAnswer::SendingDeputy)),
            ("chat-meeting-who-does-not", Some(InvitationAnswer::NotAttending)),
            ("chat-meeting-who-is-silent", None),
        ] {
            let mut names = Vec::new();
            for institution in &meeting.invited {
                if meeting.answers.get(institution).copied() == wanted {
                    names.push(self.institution_name(institution, language).await?);
                }
            }
            if !names.is_empty() {
                lines.push(speech.say(key, &[("names", names.join("; ").into())]));
            }
        }
        Ok(lines)
    }
}

/// Everybody but those who said that they do not come.
fn expected(meeting: &MeetingView) -> BTreeSet<InstitutionId> {
    let comes = |id: &&InstitutionId| meeting.answers.get(*id) != Some(&InvitationAnswer::NotAttending);
    meeting.invited.iter().filter(comes).cloned().collect()
}
