//! Answering an invitation, by a button or in words; the buttons of a meeting.

use dialogue::reading::Attendance;
use events::Command;
use events::ids::{ChatId, MeetingId};
use events::meeting::{InvitationAnswer, MeetingCommand};
use projections::meetings::{MeetingStage, MeetingView};

use super::kept::Said;
use super::showing::press;
use super::{MeetingPress, MeetingQuestion};
use crate::config::BotError;
use crate::connection::TelegramBot;
use crate::outgoing::{Document, Outgoing};
use crate::replies::OnAcceptance;
use crate::talk::AskedOf;
use crate::visit::{Visit, VisitError};

/// How many meetings are offered when it is not clear which one was meant.
const MOST_OFFERED: usize = 8;

impl From<Attendance> for MeetingAnswer {
    fn from(attendance: Attendance) -> Self {
        Self(match attendance {
            Attendance::Attending => InvitationAnswer::Attending,
            Attendance::NotAttending { .. } => InvitationAnswer::NotAttending,
            Attendance::Deputy { .. } => InvitationAnswer::SendingDeputy,
        })
    }
}

/// An answer in words, as it is recorded: a deputy's name is staff's and is not kept, nor is why nobody comes.
pub(crate) struct MeetingAnswer(pub(crate) InvitationAnswer);

impl Said {
    pub(super) fn of(meeting: &MeetingView, answer: Option<InvitationAnswer>) -> Self {
        let cancelled = match meeting.stage {
            MeetingStage::Cancelled => true,
            MeetingStage::Scheduled | MeetingStage::Held => false,
        };
        Self { at: meeting.at, agenda: meeting.agenda.len(), answer, cancelled }
    }
}

impl Visit<'_> {
    pub(crate) async fn on_meeting_press(&self, pressed: MeetingPress, message: i32) -> Result<(), VisitError> {
        let id = match &pressed {
            MeetingPress::List => {
                let list = self.meeting_list().await?;
                return self.replace(message, list).await;
            }
            MeetingPress::Show(id)
            | MeetingPress::Answer(id, _)
            | MeetingPress::Calendar(id)
            | MeetingPress::Minutes(id)
            | MeetingPress::Mark(id, _)
            | MeetingPress::Hold(id, _)
            | MeetingPress::AskAgenda(id)
            | MeetingPress::AskMinutes(id) => id,
            MeetingPress::Decide(draft) | MeetingPress::Decided(draft) => &draft.meeting,
        };
        let Some(meeting) = self.meeting_or_say(id).await? else { return Ok(()) };
        match pressed {
            MeetingPress::List => Ok(()),
            MeetingPress::Show(_) => {
                self.bot.database.forget_question(self.chat).await?;
                let shown = self.one_meeting(&meeting).await?;
                self.replace(message, shown).await
            }
            MeetingPress::Answer(_, answer) => {
                let outcome = self.answer_invitation(&meeting, answer).await?;
                if meeting.is_ahead(self.speech().today) {
                    self.note_answered(&meeting, answer, message).await?;
                }
                self.replace(message, outcome).await
            }
            MeetingPress::Calendar(_) => self.send_calendar(&meeting).await,
            MeetingPress::Minutes(_) => self.send_minutes(&meeting).await,
            MeetingPress::Mark(_, came) => {
                let asked = self.ask_who_came(&meeting, &came).await?;
                self.replace(message, asked).await
            }
            MeetingPress::Hold(_, came) => self.hold(&meeting, came, message).await,
            MeetingPress::AskAgenda(id) => {
                self.ask_of_meeting(MeetingQuestion::Agenda(id), "chat-meeting-ask-agenda").await
            }
            MeetingPress::AskMinutes(id) => {
                self.ask_of_meeting(MeetingQuestion::Minutes(id), "chat-meeting-ask-minutes").await
            }
            MeetingPress::Decide(draft) => {
                let asked = self.go_on_deciding(&meeting, &draft).await?;
                self.replace(message, asked).await
            }
            MeetingPress::Decided(draft) => {
                let outcome = self.decide(&meeting, draft).await?;
                self.replace(message, outcome).await
            }
        }
    }

    async fn note_answered(
        &self,
        meeting: &MeetingView,
        answer: InvitationAnswer,
        message: i32,
    ) -> Result<(), BotError> {
        let said = Said::of(meeting, Some(answer));
        self.bot.database.note_invited(self.chat, &meeting.id, message, &said).await
    }

    /// Records the institution's answer; what is said is the invitation with the answer in it.
    async fn answer_invitation(&self, meeting: &MeetingView, answer: InvitationAnswer) -> Result<Outgoing, VisitError> {
        let speech = self.speech();
        if meeting.stage == MeetingStage::Scheduled && meeting.at.date < speech.today {
            return Ok(Outgoing::text(speech.say("chat-meeting-over", &[])));
        }
        let institution = self.person.institution.clone();
        let mut answered = meeting.clone();
        answered.answers.insert(institution.clone(), answer);
        let confirmed = speech.invitation("chat-meeting-answered", &answered, &institution);
        let command = Command::Meeting(meeting.id.clone(), MeetingCommand::AnswerInvitation { institution, answer });
        self.carry_out(command, OnAcceptance::Say(confirmed)).await
    }

    /// Whether there is an invitation that this person's institution can answer.
    pub(crate) async fn has_invitation(&self) -> Result<bool, VisitError> {
        let book = self.bot.meetings.look(self.bot.read_models.as_ref()).await?;
        let ahead = book.ahead(self.speech().today);
        Ok(ahead.iter().any(|meeting| meeting.invited.contains(&self.person.institution)))
    }

    /// The invitation once more, for whoever answered it in another way than was meant; `None`: it is too late for that.
    pub(crate) async fn answer_again(&self, id: &MeetingId) -> Result<Option<Outgoing>, VisitError> {
        let speech = self.speech();
        let ahead = self.meeting(id).await?.filter(|meeting| meeting.is_ahead(speech.today));
        Ok(ahead.map(|meeting| speech.invitation("chat-meeting-answer-again", &meeting, &self.person.institution)))
    }

    /// An answer in words: to the invitation that was replied to; to the one that the bot showed last, unless another one
    /// waits for its answer; or to the only one that it can be meant for.
    pub(crate) async fn on_attendance(
        &self,
        MeetingAnswer(answer): MeetingAnswer,
        asked: Option<AskedOf>,
    ) -> Result<Outgoing, VisitError> {
        let speech = self.speech();
        if let Some(AskedOf { meeting, replied_to: true }) = &asked
            && let Some(meeting) = self.meeting(meeting).await?
        {
            return self.answer_invitation(&meeting, answer).await;
        }
        let book = self.bot.meetings.look(self.bot.read_models.as_ref()).await?;
        let institution = &self.person.institution;
        let mut meant = book.ahead(speech.today);
        meant.retain(|meeting| meeting.invited.contains(institution));
        if let [only] = meant.as_slice() {
            return self.answer_invitation(only, answer).await;
        }
        let open: Vec<_> = meant.iter().filter(|meeting| !meeting.answers.contains_key(institution)).collect();
        let shown = asked.and_then(|asked| meant.iter().find(|meeting| meeting.id == asked.meeting));
        match (open.as_slice(), shown) {
            (waiting, Some(shown)) if waiting.iter().all(|meeting| meeting.id == shown.id) => {
                return self.answer_invitation(shown, answer).await;
            }
            ([only], None) => return self.answer_invitation(only, answer).await,
            _ => {}
        }
        if meant.is_empty() {
            return Ok(Outgoing::text(speech.say("chat-meeting-no-invitation", &[])));
        }
        let mut buttons: Vec<_> = meant
            .into_iter()
            .take(MOST_OFFERED)
            .map(|meeting| {
                let title = meeting.title.in_language(self.person.language);
                let args = [("title", title.into()), ("when", speech.meeting_time(meeting.at).into())];
                let label = speech.label("chat-meeting-button-which", &args);
                vec![(label, press(MeetingPress::Answer(meeting.id.clone(), answer)))]
            })
            .collect();
        buttons.push(vec![(speech.label("button-cancel", &[]), crate::buttons::Press::Cancel)]);
        Ok(Outgoing::text(speech.say("chat-meeting-which", &[])).with_buttons(buttons))
    }

    async fn send_calendar(&self, meeting: &MeetingView) -> Result<(), VisitError> {
        self.bot.send_calendar_file(self.chat, self.person.language, meeting).await
    }

    /// Asks something of a meeting that is answered in words.
    async fn ask_of_meeting(&self, question: MeetingQuestion, key: &str) -> Result<(), VisitError> {
        self.bot.database.ask(self.chat, &crate::database::Question::Meeting(question)).await?;
        let speech = self.speech();
        let cancel = vec![vec![(speech.label("button-cancel", &[]), crate::buttons::Press::Cancel)]];
        self.answer(Outgoing::text(speech.say(key, &[])).with_buttons(cancel)).await
    }

    /// The answer to a question about a meeting.
    pub(crate) async fn on_meeting_answer(
        &self,
        question: MeetingQuestion,
        text: &str,
    ) -> Result<Option<Outgoing>, VisitError> {
        let id: &MeetingId = match &question {
            MeetingQuestion::Agenda(id) | MeetingQuestion::Minutes(id) => id,
            MeetingQuestion::Decision(draft) => &draft.meeting,
        };
        let Some(meeting) = self.meeting(id).await? else {
            self.bot.database.forget_question(self.chat).await?;
            return Ok(None);
        };
        match question {
            MeetingQuestion::Agenda(_) => self.add_to_agenda(&meeting, text).await.map(Some),
            MeetingQuestion::Minutes(_) => self.record_minutes(&meeting, text).await.map(Some),
            MeetingQuestion::Decision(draft) => self.on_deciding(&meeting, draft, text).await.map(Some),
        }
    }
}

impl TelegramBot {
    /// Sends a meeting as a calendar file.
    pub(super) async fn send_calendar_file(
        &self,
        chat: ChatId,
        language: events::language::Language,
        meeting: &MeetingView,
    ) -> Result<(), VisitError> {
        let bytes = documents::calendar_file(meeting, language, self.clock.now());
        let caption = self.speech(language).say("chat-meeting-calendar-file", &[]);
        let name = documents::calendar_file_name(meeting);
        Ok(self.post.send_document(chat, &Document { name, bytes, caption }).await?)
    }
}
