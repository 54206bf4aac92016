//! What a person types: the answer to a question, or something said of a task.

use dialogue::dates::{DateError, read_date};
use dialogue::reading::{Reading, Statement, read_reply};
use events::ids::ActionItemId;
use events::text::{LONGEST_TEXT, Text, TextError};
use projections::views::TaskView;

use crate::buttons::{Press, Said};
use crate::database::Question;
use crate::outgoing::Outgoing;
use crate::visit::{Visit, VisitError};

impl Visit<'_> {
    /// A text that is no command and that the guard let pass.
    pub(crate) async fn on_text(&self, text: &str, reply_to: Option<i32>) -> Result<(), VisitError> {
        if let Some(asked) = Box::pin(self.on_assignment_line(text)).await? {
            return self.answer(asked).await;
        }
        let answer = match self.bot.database.question(self.chat).await? {
            Some(question) => self.on_answer(question, text).await?,
            None => None,
        };
        if answer.is_none() && reply_to.is_none() && self.on_draft_text(text).await? {
            return Ok(());
        }
        if answer.is_none()
            && let Some(later) = Box::pin(self.on_snooze_words(text, reply_to)).await?
        {
            return self.answer(later).await;
        }
        let answers = match answer {
            Some(answer) => vec![answer],
            None => self.on_reply(text, reply_to).await?,
        };
        for message in joined(answers) {
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
                    Ok(Some(Outgoing::text(speech.say("date-in-past", &[("date", speech.date(date).into())]))))
                }
                Ok(Some(date)) => self.act(&task, Said::Extension(Some(date))).await.map(Some),
                Ok(None) => Ok(None),
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

    /// Something said of a task, by number, by replying to its message, or of the only one there is.
    async fn on_reply(&self, text: &str, reply_to: Option<i32>) -> Result<Vec<Outgoing>, VisitError> {
        match read_reply(text, self.speech().today) {
            Reading::Invitation(attendance) => Ok(vec![self.on_attendance(attendance.into(), reply_to).await?]),
            Reading::Unnumbered(statement) => {
                let about = match reply_to {
                    Some(message) => self.bot.database.items_of_message(self.chat, message).await?,
                    None => vec![],
                };
                Ok(vec![self.on_unnumbered(statement, about).await?])
            }
            Reading::Numbered(statements) => {
                let tasks = self.bot.read_models.task_list(&self.person.institution).await?;
                let mut answers = Vec::new();
                for numbered in statements {
                    let number = numbered.task.value();
                    answers.push(match tasks.iter().find(|task| task.number == number) {
                        Some(task) => self.on_statement(task, numbered.statement).await?,
                        None => Outgoing::text(self.speech().say("no-such-task", &[("number", number.into())])),
                    });
                }
                Ok(answers)
            }
        }
    }

    async fn on_unnumbered(&self, statement: Statement, about: Vec<ActionItemId>) -> Result<Outgoing, VisitError> {
        let mut candidates = Vec::new();
        for item in &about {
            candidates.extend(self.task(item).await?);
        }
        if candidates.is_empty() {
            candidates = self.open_tasks().await?;
        }
        match (candidates.as_slice(), meanings(&statement)) {
            ([], _) => self.task_list(vec![]).await,
            ([task], _) => self.on_statement(task, statement).await,
            (_, None) => Ok(self.not_meaningful(&statement)),
            (several, Some(said)) => Ok(self.ask_which(several, &said)),
        }
    }

    async fn on_statement(&self, task: &TaskView, statement: Statement) -> Result<Outgoing, VisitError> {
        match meanings(&statement) {
            None => {
                let message = self.not_meaningful(&statement);
                let buttons = self.speech().task_buttons(task, false);
                Ok(message.with_buttons(buttons).about(vec![task.id.clone()]))
            }
            Some(mut said) if said.len() == 1 => match said.pop() {
                Some(said) => self.act(task, said).await,
                None => Ok(self.not_meaningful(&statement)),
            },
            Some(several) => Ok(self.ask_meaning(task, several)),
        }
    }

    /// What is said to a text that has no meaning to act on.
    fn not_meaningful(&self, statement: &Statement) -> Outgoing {
        let speech = self.speech();
        Outgoing::text(match statement {
            Statement::NoSuchDate { text } => speech.say("no-such-date", &[("date", text.as_str().into())]),
            Statement::DateInPast(date) => speech.say("date-in-past", &[("date", speech.date(*date).into())]),
            Statement::Clear(_) | Statement::Ambiguous(_) | Statement::Unknown => speech.say("not-understood", &[]),
        })
    }

    pub(crate) fn ask_which(&self, tasks: &[TaskView], said: &[Said]) -> Outgoing {
        let speech = self.speech();
        let mut buttons: Vec<_> = tasks
            .iter()
            .map(|task| {
                vec![(speech.label("button-task", &speech.task(task)), Press::Which(task.id.clone(), said.to_vec()))]
            })
            .collect();
        buttons.push(vec![(speech.label("button-cancel", &[]), Press::Cancel)]);
        Outgoing::text(speech.say("ask-which-task", &[])).with_buttons(buttons).about(crate::tasks::ids(tasks))
    }

    /// Asks which of several readings was meant.
    pub(crate) fn ask_meaning(&self, task: &TaskView, meanings: Vec<Said>) -> Outgoing {
        let speech = self.speech();
        let mut buttons: Vec<_> = meanings
            .into_iter()
            .map(|said| {
                let label = match &said {
                    Said::Done => speech.label("meaning-done", &[]),
                    Said::Progress(None) => speech.label("meaning-in-progress", &[]),
                    Said::Progress(Some(percent)) => {
                        speech.label("meaning-progress", &[("percent", percent.value().into())])
                    }
                    Said::Blocked(_) => speech.label("meaning-blocked", &[]),
                    Said::Extension(None) => speech.label("meaning-extension", &[]),
                    Said::Extension(Some(date)) => {
                        speech.label("meaning-extension-until", &[("date", speech.date(*date).into())])
                    }
                    Said::Accepted => speech.label("meaning-accepted", &[]),
                    Said::NotOurs(_) => speech.label("meaning-not-ours", &[]),
                };
                vec![(label, Press::Answer(task.id.clone(), said))]
            })
            .collect();
        buttons.push(vec![(speech.label("meaning-none", &[]), Press::Cancel)]);
        let text = format!("{}\n{}", speech.line(task), speech.say("ask-meaning", &[]));
        Outgoing::text(text).with_buttons(buttons).about(vec![task.id.clone()])
    }
}

/// The readings of a statement; `None`: it has none to act on.
fn meanings(statement: &Statement) -> Option<Vec<Said>> {
    match statement {
        Statement::Clear(report) => Some(vec![report.clone().into()]),
        Statement::Ambiguous(choices) => Some(choices.iter().map(|report| report.clone().into()).collect()),
        Statement::NoSuchDate { .. } | Statement::DateInPast(_) | Statement::Unknown => None,
    }
}

/// Several answers as one message; each as one of its own when one of them waits, because that one will be edited.
fn joined(answers: Vec<Outgoing>) -> Vec<Outgoing> {
    if answers.len() < 2 || answers.iter().any(|answer| answer.waiting.is_some()) {
        return answers;
    }
    let texts: Vec<_> = answers.iter().map(|answer| answer.text.as_str()).collect();
    vec![Outgoing {
        text: texts.join("\n\n"),
        buttons: answers.iter().flat_map(|answer| answer.buttons.clone()).collect(),
        items: answers.into_iter().flat_map(|answer| answer.items).collect(),
        waiting: None,
    }]
}
