//! Meetings in words: the invitation, the list, one meeting, the minutes.

use events::authority::permit_view;
use events::ids::{InstitutionId, MeetingId};
use events::meeting::{Convened, InvitationAnswer, MeetingTime};
use projections::meetings::{MeetingStage, MeetingView};

use super::MeetingPress;
use crate::buttons::Press;
use crate::outgoing::Outgoing;
use crate::speech::Speech;
use crate::visit::{Visit, VisitError};

/// How many meetings to come, and how many that were held, the list has.
const LISTED: (usize, usize) = (10, 5);
/// The answers, in the order of their buttons.
const ANSWERS: [InvitationAnswer; 3] =
    [InvitationAnswer::Attending, InvitationAnswer::NotAttending, InvitationAnswer::SendingDeputy];

pub(super) fn press(press: MeetingPress) -> Press {
    Press::Meeting(press)
}

const fn name_of(answer: InvitationAnswer) -> &'static str {
    match answer {
        InvitationAnswer::Attending => "attending",
        InvitationAnswer::NotAttending => "not-attending",
        InvitationAnswer::SendingDeputy => "sending-deputy",
    }
}

impl Speech<'_> {
    /// When a meeting is, as people say it; not escaped.
    pub(crate) fn meeting_time(&self, at: MeetingTime) -> String {
        let date = self.date(at.date);
        let plain = |key: &str, args: &[_]| self.catalogue.say(self.language, key, args);
        let Some(time) = at.time else { return self.day(at.date) };
        let from = ("time", time.format("%H:%M").to_string().into());
        match at.minutes {
            Some(minutes) => {
                let until = time.overflowing_add_signed(chrono::TimeDelta::minutes(minutes.into())).0;
                let until = ("until", until.format("%H:%M").to_string().into());
                plain("chat-meeting-from-until", &[("date", date), from, until])
            }
            None => plain("chat-meeting-at", &[("date", date), from]),
        }
    }

    /// Title, time and place.
    pub(crate) fn meeting_lines(&self, meeting: &MeetingView) -> Vec<String> {
        let title = meeting.title.in_language(self.language);
        let mut lines = vec![
            self.say("chat-meeting-title", &[("title", title.into())]),
            self.say("chat-meeting-when", &[("when", self.meeting_time(meeting.at).into())]),
        ];
        if let Some(place) = &meeting.place {
            lines.push(self.say("chat-meeting-place", &[("place", place.as_str().into())]));
        }
        lines
    }

    pub(crate) fn agenda(&self, meeting: &MeetingView) -> Vec<String> {
        if meeting.agenda.is_empty() {
            return vec![];
        }
        let mut lines = vec![self.say("chat-meeting-agenda", &[])];
        lines.extend(meeting.agenda.iter().zip(1_u32..).map(|(item, n)| {
            self.say("chat-meeting-agenda-item", &[("number", n.into()), ("item", item.as_str().into())])
        }));
        lines
    }

    /// What an institution answered, in words.
    pub(super) fn answer(&self, answer: Option<InvitationAnswer>) -> String {
        match answer {
            Some(answer) => self.say(&format!("chat-meeting-answer-{}", name_of(answer)), &[]),
            None => self.say("chat-meeting-answer-none", &[]),
        }
    }

    /// The buttons that answer an invitation, the answer given marked.
    pub(crate) fn answer_buttons(
        &self,
        meeting: &MeetingId,
        given: Option<InvitationAnswer>,
    ) -> Vec<Vec<(String, Press)>> {
        let button = |answer: InvitationAnswer| {
            let label = self.label(&format!("chat-meeting-button-{}", name_of(answer)), &[]);
            let label = if given == Some(answer) { format!("✓ {label}") } else { label };
            (label, press(MeetingPress::Answer(meeting.clone(), answer)))
        };
        let [attending, not_attending, deputy] = ANSWERS.map(button);
        vec![vec![attending, not_attending], vec![deputy]]
    }

    pub(super) fn calendar_button(&self, meeting: &MeetingView) -> Vec<(String, Press)> {
        vec![(self.label("chat-meeting-button-calendar", &[]), press(MeetingPress::Calendar(meeting.id.clone())))]
    }

    pub(super) fn show_button(&self, meeting: &MeetingId) -> Vec<(String, Press)> {
        vec![(self.label("chat-meeting-button-show", &[]), press(MeetingPress::Show(meeting.clone())))]
    }

    /// An institution's invitation to a meeting to come: what it is, what was answered, and the buttons that answer.
    pub(super) fn invitation(&self, heading: &str, meeting: &MeetingView, institution: &InstitutionId) -> Outgoing {
        let given = meeting.answers.get(institution).copied();
        let mut lines = vec![self.say(heading, &[])];
        lines.extend(self.meeting_lines(meeting));
        lines.extend(self.agenda(meeting));
        lines.push(self.answer(given));
        let mut buttons = self.answer_buttons(&meeting.id, given);
        buttons.push(self.calendar_button(meeting));
        Outgoing::text(lines.join("\n")).with_buttons(buttons).of_meeting(meeting.id.clone())
    }

    /// That a meeting is called off.
    pub(crate) fn called_off(&self, meeting: &MeetingView) -> Outgoing {
        let mut lines = vec![self.say("chat-meeting-called-off", &[])];
        lines.extend(self.meeting_lines(meeting));
        if let Some(reason) = &meeting.cancelled_because {
            lines.push(self.say("chat-meeting-called-off-because", &[("reason", reason.as_str().into())]));
        }
        Outgoing::text(lines.join("\n"))
            .with_buttons(vec![self.calendar_button(meeting)])
            .of_meeting(meeting.id.clone())
    }

    /// What was decided and what of it is this institution's to do.
    pub(super) fn account(&self, meeting: &MeetingView, institution: &InstitutionId) -> Outgoing {
        let mut lines = vec![self.say("chat-meeting-account", &[])];
        lines.extend(self.meeting_lines(meeting));
        if meeting.decisions.is_empty() {
            lines.push(self.say("chat-meeting-no-decisions", &[]));
        } else {
            lines.push(self.say("chat-meeting-decisions", &[]));
        }
        for (decision, n) in meeting.decisions.iter().zip(1_u32..) {
            let args = [("number", n.into()), ("item", decision.text.as_str().into())];
            lines.push(self.say("chat-meeting-agenda-item", &args));
        }
        let ours = meeting.decisions.iter().flat_map(|decision| &decision.raises);
        let ours: Vec<_> = ours.filter(|item| &item.owner == institution).collect();
        if !ours.is_empty() {
            lines.push(self.say("chat-meeting-yours", &[]));
        }
        for item in ours {
            let title = item.title.in_language(self.language);
            let args = [("title", title.into()), ("due", self.date(item.due))];
            lines.push(self.say("chat-meeting-raised", &args));
        }
        let buttons = match meeting.minutes {
            Some(_) => vec![self.minutes_button(&meeting.id)],
            None => vec![],
        };
        Outgoing::text(lines.join("\n")).with_buttons(buttons)
    }

    fn minutes_button(&self, meeting: &MeetingId) -> Vec<(String, Press)> {
        vec![(self.label("chat-meeting-button-minutes", &[]), press(MeetingPress::Minutes(meeting.clone())))]
    }

    fn stage(&self, meeting: &MeetingView) -> Option<String> {
        match meeting.stage {
            MeetingStage::Held => Some(self.say("chat-meeting-was-held", &[])),
            MeetingStage::Cancelled => Some(self.say("chat-meeting-called-off", &[])),
            MeetingStage::Scheduled if meeting.at.date < self.today => {
                Some(self.say("chat-meeting-attendance-not-taken", &[]))
            }
            MeetingStage::Scheduled => None,
        }
    }
}

impl Visit<'_> {
    /// Whether this person leads a meeting: the secretariat, and the chair of the subgroup whose meeting it is.
    pub(super) fn leads(&self, meeting: &MeetingView) -> bool {
        match &meeting.convened {
            Convened::Subgroup(subgroup) => self.person.secretariat || self.person.chairs.contains(subgroup),
            Convened::Authority | Convened::Invited => self.person.secretariat,
        }
    }

    /// A meeting that this person may look at.
    pub(super) async fn meeting(&self, id: &MeetingId) -> Result<Option<MeetingView>, VisitError> {
        let book = self.bot.meetings.look(self.bot.read_models.as_ref()).await?;
        let standing = self.person.standing();
        Ok(book.meeting(id).filter(|meeting| permit_view(&standing, &meeting.view()).is_ok()).cloned())
    }

    /// The meeting, or word that it is not this person's to see.
    pub(super) async fn meeting_or_say(&self, id: &MeetingId) -> Result<Option<MeetingView>, VisitError> {
        let meeting = self.meeting(id).await?;
        if meeting.is_none() {
            self.say("not-yours").await?;
        }
        Ok(meeting)
    }

    /// The next meetings and the last ones, as far as this person may look at them.
    pub(super) async fn meeting_list(&self) -> Result<Outgoing, VisitError> {
        let book = self.bot.meetings.look(self.bot.read_models.as_ref()).await?;
        let (speech, standing) = (self.speech(), self.person.standing());
        let mine = |meeting: &&MeetingView| permit_view(&standing, &meeting.view()).is_ok();
        let ahead: Vec<_> = book.ahead(speech.today).into_iter().filter(mine).take(LISTED.0).collect();
        let behind = book.latest_first().into_iter().filter(mine).filter(|meeting| match meeting.stage {
            MeetingStage::Held => true,
            // Whoever leads it is to take the attendance yet.
            MeetingStage::Scheduled => meeting.at.date < speech.today && self.leads(meeting),
            MeetingStage::Cancelled => false,
        });
        let behind: Vec<_> = behind.take(LISTED.1).collect();
        if ahead.is_empty() && behind.is_empty() {
            return Ok(Outgoing::text(speech.say("chat-meetings-none", &[])));
        }
        let (mut lines, mut buttons, mut number) = (Vec::new(), Vec::new(), 0_u32);
        for (key, meetings) in [("chat-meetings-ahead", ahead), ("chat-meetings-held", behind)] {
            if !meetings.is_empty() {
                lines.push(speech.say(key, &[]));
            }
            for meeting in meetings {
                number += 1;
                let title = meeting.title.in_language(self.person.language);
                let args = [
                    ("number", number.into()),
                    ("title", title.into()),
                    ("when", speech.meeting_time(meeting.at).into()),
                ];
                lines.push(speech.say("chat-meetings-line", &args));
                if meeting.is_ahead(speech.today) && meeting.invited.contains(&self.person.institution) {
                    lines.push(speech.answer(meeting.answers.get(&self.person.institution).copied()));
                }
                let label = speech.label("chat-meetings-button", &[("number", number.into()), ("title", title.into())]);
                buttons.push(vec![(label, press(MeetingPress::Show(meeting.id.clone())))]);
            }
        }
        Ok(Outgoing::text(lines.join("\n")).with_buttons(buttons))
    }

    pub(crate) async fn show_meetings(&self) -> Result<(), VisitError> {
        let list = self.meeting_list().await?;
        self.answer(list).await
    }

    /// One meeting with everything this person may do about it.
    pub(super) async fn one_meeting(&self, meeting: &MeetingView) -> Result<Outgoing, VisitError> {
        let (speech, institution) = (self.speech(), &self.person.institution);
        let invited = meeting.invited.contains(institution);
        let given = meeting.answers.get(institution).copied();
        let mut lines = speech.meeting_lines(meeting);
        lines.extend(speech.stage(meeting));
        lines.extend(speech.agenda(meeting));
        let mut buttons = Vec::new();
        if meeting.is_ahead(speech.today) {
            if invited {
                lines.push(speech.answer(given));
                buttons.extend(speech.answer_buttons(&meeting.id, given));
            }
            buttons.push(speech.calendar_button(meeting));
        }
        for (decision, n) in meeting.decisions.iter().zip(1_u32..) {
            if n == 1 {
                lines.push(speech.say("chat-meeting-decisions", &[]));
            }
            let args = [("number", n.into()), ("item", decision.text.as_str().into())];
            lines.push(speech.say("chat-meeting-agenda-item", &args));
        }
        if meeting.minutes.is_some() {
            buttons.push(speech.minutes_button(&meeting.id));
        }
        if self.leads(meeting) {
            lines.extend(self.bot.who_answered(meeting, self.person.language).await?);
            buttons.extend(self.leading_buttons(meeting));
        }
        buttons.push(vec![(speech.label("chat-meeting-button-list", &[]), press(MeetingPress::List))]);
        Ok(Outgoing::text(lines.join("\n")).with_buttons(buttons).of_meeting(meeting.id.clone()))
    }

    /// Sends the minutes; they are a [`Text`](events::text::Text), which leaves a message room for its heading.
    pub(super) async fn send_minutes(&self, meeting: &MeetingView) -> Result<(), VisitError> {
        let speech = self.speech();
        let Some(minutes) = &meeting.minutes else { return self.say("chat-meeting-no-minutes").await };
        let title = meeting.title.in_language(self.person.language);
        let args = [
            ("title", title.into()),
            ("when", speech.meeting_time(meeting.at).into()),
            ("minutes", minutes.as_str().into()),
        ];
        self.answer(Outgoing::text(speech.say("chat-meeting-minutes", &args))).await
    }
}
