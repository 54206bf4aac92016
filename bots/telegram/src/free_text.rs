//! What a person types: the answer to a question, or something said of a task.

use dialogue::dates::{DateError, read_date};
use events::text::{LONGEST_TEXT, Text, TextError};

use crate::buttons::Said;
use crate::database::Question;
use crate::outgoing::Outgoing;
use crate::visit::{Visit, VisitError};

impl Visit<'_> {
    /// A text that is no command and that the guard let pass.
    pub(crate) async fn on_text(&self, text: &str, reply_to: Option<i32>) -> Result<(), VisitError> {
        if let Some(asked) = Box::pin(self.on_assignment_line(text)).await? {
            return self.answer(asked).await;
        }
        let reply = self.read(text, reply_to).await?;
        if reply.goes_before_questions() {
            return self.answer_all(Box::pin(self.on_reply(reply)).await?).await;
        }
        let answer = match self.bot.database.question(self.chat).await? {
            Some(question) => self.on_answer(question, text).await?,
            None => None,
        };
        if answer.is_none() && reply_to.is_none() && self.on_draft_text(text).await? {
            return Ok(());
        }
        if answer.is_none()
            && let Some(stray) = self.on_stray_assignment(text)
        {
            return self.answer(stray).await;
        }
        if answer.is_none()
            && let Some(later) = Box::pin(self.on_snooze_words(text, reply_to)).await?
        {
            return self.answer(later).await;
        }
        match answer {
            Some(answer) => self.answer(answer).await,
            None => self.answer_all(Box::pin(self.on_reply(reply)).await?).await,
        }
    }

    async fn answer_all(&self, answers: Vec<Outgoing>) -> Result<(), VisitError> {
        for message in answers {
            self.answer(message).await?;
        }
        Ok(())
    }

    /// The answer to an open question; `None`: it was none.
    async fn on_answer(&self, question: Question, text: &str) -> Result<Option<Outgoing>, VisitError> {
        let item = match &question {
            Question::ReasonOfBlock(item) | Question::UntilWhen(item) | Question::ReasonOfReopening(item) => item,
            Question::ReasonOfDeclining(case, referral) => {
                return self.on_reason_of_declining(case, referral, text).await.map(Some);
            }
            Question::Indicator(asked) => {
                return Box::pin(self.on_indicator_answer(asked.clone(), text)).await;
            }
            Question::AwayUntil => return self.away_in_words(text).await,
            Question::Meeting(asked) => return Box::pin(self.on_meeting_answer(asked.clone(), text)).await,
            Question::Assignment(draft) => {
                return Box::pin(self.on_assignment_answer((**draft).clone(), text)).await;
            }
        };
        let Some(task) = self.task(item).await? else {
            self.bot.database.forget_question(self.chat).await?;
            return Ok(None);
        };
        let speech = self.speech();
        match question {
            Question::AwayUntil | Question::Meeting(_) | Question::Assignment(_) => Ok(None),
            Question::ReasonOfBlock(_) => match text.parse::<Text>() {
                Ok(reason) => self.act(&task, Said::Blocked(Some(reason))).await.map(Some),
                Err(error) => Ok(Some(self.unusable(error))),
            },
            Question::ReasonOfReopening(_) => match text.parse::<Text>() {
                Ok(reason) => {
                    self.bot.database.forget_question(self.chat).await?;
                    self.reopen(&task, reason).await.map(Some)
                }
                Err(error) => Ok(Some(self.unusable(error))),
            },
            Question::ReasonOfDeclining(..) => Ok(None),
            Question::Indicator(_) => Ok(None),
            Question::UntilWhen(_) => match read_date(text, speech.today) {
                Ok(Some(date)) if date < speech.today => {
                    Ok(Some(Outgoing::text(speech.say("date-in-past", &[("date", speech.date(date))]))))
                }
                Ok(Some(date)) => self.ask_for_time_in_words(&task, date, text).await.map(Some),
                Ok(None) => match self.counted_from(text, speech.today) {
                    Some(date) => self.ask_for_time_in_words(&task, date, text).await.map(Some),
                    None => Ok(None),
                },
                Err(DateError::NoSuchDate { text }) => {
                    Ok(Some(Outgoing::text(speech.say("no-such-date", &[("date", text.into())]))))
                }
                Err(DateError::TooFar(day)) => Ok(Some(Outgoing::text(speech.too_far(day)))),
                Err(DateError::Several(dates)) => {
                    let meanings = dates.iter().map(|date| Said::Extension(Some(*date))).collect();
                    Ok(Some(self.ask_meaning(&task, meanings)))
                }
            },
        }
    }

    pub(crate) fn unusable(&self, error: TextError) -> Outgoing {
        let speech = self.speech();
        Outgoing::text(match error {
            TextError::Empty => speech.say("not-understood", &[]),
            TextError::TooLong => speech.say("text-too-long", &[("longest", LONGEST_TEXT.into())]),
            TextError::Control => speech.say("text-not-plain", &[]),
        })
    }
}
