//! What a reply may have meant, as buttons.

use dialogue::reading::{Attendance, MOST_OFFERED, Meaning};
use events::ids::ActionItemId;
use events::meeting::InvitationAnswer;
use projections::views::TaskView;

use super::{AskedOf, TalkPress};
use crate::buttons::{Press, Said};
use crate::meetings::{MeetingAnswer, MeetingPress};
use crate::outgoing::Outgoing;
use crate::tasks::ids;
use crate::visit::{Visit, VisitError};

/// A button that says what was meant.
pub(super) type Offer = (String, Press);

impl Visit<'_> {
    /// What a person may have said, as the label of a button.
    pub(super) fn said_label(&self, said: &Said) -> String {
        let speech = self.speech();
        match said {
            Said::Done => speech.label("meaning-done", &[]),
            Said::Progress(None) => speech.label("meaning-in-progress", &[]),
            Said::Progress(Some(percent)) => speech.label("meaning-progress", &[("percent", percent.value().into())]),
            Said::Blocked(None) => speech.label("meaning-blocked", &[]),
            Said::Blocked(Some(reason)) => speech.label("meaning-blocked-by", &[("reason", reason.as_str().into())]),
            Said::Extension(None) => speech.label("meaning-extension", &[]),
            Said::Extension(Some(date)) => speech.label("meaning-extension-until", &[("date", speech.date(*date))]),
            Said::Accepted => speech.label("meaning-accepted", &[]),
            Said::NotOurs(None) => speech.label("meaning-not-ours", &[]),
            Said::NotOurs(Some(institution)) => {
                speech.label("meaning-not-ours-but", &[("institution", institution.as_str().into())])
            }
        }
    }

    fn attendance_label(&self, attendance: &Attendance) -> String {
        let speech = self.speech();
        match attendance {
            Attendance::Attending => speech.label("meaning-attending", &[]),
            Attendance::NotAttending { reason: None } => speech.label("meaning-not-attending", &[]),
            Attendance::NotAttending { reason: Some(reason) } => {
                speech.label("meaning-not-attending-because", &[("reason", reason.as_str().into())])
            }
            Attendance::Deputy { who: None } => speech.label("meaning-deputy", &[]),
            Attendance::Deputy { who: Some(who) } => {
                speech.label("meaning-deputy-who", &[("who", who.as_str().into())])
            }
        }
    }

    /// The buttons for what can be meant here: a report where there is a task, an answer where there is an invitation.
    pub(super) async fn offers(
        &self,
        meanings: Vec<Meaning>,
        about: &[TaskView],
        asked: Option<&AskedOf>,
        text: &str,
    ) -> Result<Vec<Offer>, VisitError> {
        let is_invited = asked.is_some() || self.has_invitation().await?;
        let offers = meanings.into_iter().filter_map(|meaning| match meaning {
            Meaning::Report(report) => {
                let said: Said = report.into();
                let label = self.said_label(&said);
                let press = match (about, said) {
                    ([], _) => return None,
                    ([task], Said::Extension(Some(until))) => self.press_for_time(task, until, text),
                    ([task], said) => Press::Answer(task.id.clone(), said),
                    (several, said) => Press::Talk(TalkPress::Meant(ids(several), said)),
                };
                Some((label, press))
            }
            Meaning::Invitation(attendance) => {
                let label = self.attendance_label(&attendance);
                let MeetingAnswer(answer) = attendance.into();
                let press = match asked {
                    Some(asked) => Press::Meeting(MeetingPress::Answer(asked.meeting.clone(), answer)),
                    None => Press::Talk(TalkPress::Attend(answer)),
                };
                is_invited.then_some((label, press))
            }
        });
        Ok(offers.take(MOST_OFFERED).collect())
    }

    /// The buttons for what can be meant of each of these tasks.
    pub(super) fn offers_of_each(&self, meanings: Vec<Meaning>, about: &[TaskView]) -> Vec<Offer> {
        let offers = meanings.into_iter().filter_map(|meaning| match meaning {
            Meaning::Report(report) => {
                let said: Said = report.into();
                Some((self.said_label(&said), Press::Talk(TalkPress::OfEach(ids(about), said))))
            }
            Meaning::Invitation(_) => None,
        });
        offers.take(MOST_OFFERED).collect()
    }

    /// Asks which of these was meant; a guess is called one. Without any, says what can be written.
    pub(super) fn offer(&self, about: &[TaskView], offers: Vec<Offer>, is_guess: bool) -> Outgoing {
        let speech = self.speech();
        if offers.is_empty() {
            let buttons = match about {
                [task] => speech.task_buttons(task, false),
                _ => vec![],
            };
            let of_one = if about.len() == 1 { ids(about) } else { vec![] };
            return self.saying("not-understood").with_buttons(buttons).about(of_one);
        }
        let question = speech.say(if is_guess { "did-you-mean" } else { "ask-meaning" }, &[]);
        let text = match about {
            [task] => format!("{}\n{question}", speech.line(task)),
            _ => question,
        };
        let mut buttons: Vec<_> = offers.into_iter().map(|offer| vec![offer]).collect();
        buttons.push(vec![(speech.label("meaning-none", &[]), Press::Talk(TalkPress::NoneOfThese))]);
        Outgoing::text(text).with_buttons(buttons).about(ids(about))
    }

    /// Asks of which task something was said.
    pub(crate) fn ask_which(&self, tasks: &[TaskView], said: &[Said]) -> Outgoing {
        self.ask_which_by(tasks, |task| Press::Which(task.id.clone(), said.to_vec()))
    }

    pub(super) fn ask_which_by(&self, tasks: &[TaskView], press: impl Fn(&TaskView) -> Press) -> Outgoing {
        let speech = self.speech();
        let button = |task: &TaskView| vec![(speech.label("button-task", &speech.task(task)), press(task))];
        let mut buttons: Vec<_> = tasks.iter().map(button).collect();
        buttons.push(vec![(speech.label("button-cancel", &[]), Press::Cancel)]);
        Outgoing::text(speech.say("ask-which-task", &[])).with_buttons(buttons).about(ids(tasks))
    }

    /// Asks which of several readings was meant of a task.
    pub(crate) fn ask_meaning(&self, task: &TaskView, meanings: Vec<Said>) -> Outgoing {
        let offer = |said: Said| (self.said_label(&said), Press::Answer(task.id.clone(), said));
        self.offer(std::slice::from_ref(task), meanings.into_iter().map(offer).collect(), false)
    }

    /// A button below something that was not clear was pressed.
    pub(crate) async fn on_talk_press(&self, pressed: TalkPress, message: i32) -> Result<(), VisitError> {
        let answers = match pressed {
            TalkPress::Meant(items, said) => vec![self.on_meant(&items, said).await?],
            TalkPress::OfEach(items, said) => self.on_each(&items, said).await?,
            TalkPress::MoreTime { item, until, or } => match self.task(&item).await? {
                Some(task) => vec![self.ask_for_time(&task, until, or).await?],
                None => vec![self.saying("not-yours")],
            },
            TalkPress::Attend(answer) => vec![self.on_meant_attendance(answer).await?],
            TalkPress::NoneOfThese => vec![self.saying("not-understood")],
            TalkPress::TakeBack(correlation) => self.together(self.take_back_together(correlation).await?),
        };
        let mut answers = answers.into_iter();
        if let Some(first) = answers.next() {
            self.replace(message, first).await?;
        }
        for answer in answers {
            self.answer(answer).await?;
        }
        Ok(())
    }

    async fn on_meant(&self, items: &[ActionItemId], said: Said) -> Result<Outgoing, VisitError> {
        let mut open = Vec::new();
        for item in items {
            open.extend(self.task(item).await?.filter(|task| task.item.stage.is_open()));
        }
        match open.as_slice() {
            [] => self.task_list(vec![]).await,
            [task] => self.act(task, said).await,
            several => Ok(self.ask_which(several, &[said])),
        }
    }

    async fn on_meant_attendance(&self, answer: InvitationAnswer) -> Result<Outgoing, VisitError> {
        self.on_attendance(MeetingAnswer(answer), None).await
    }
}
