//! A reply in its context: of which task it is, or which invitation it answers, and what comes of it.

use std::collections::BTreeSet;

use dialogue::assignments::begins_assignment;
use dialogue::reading::{Context, Meaning, Numbered, Question, Reading, Report, Statement, Tasks, read_in_context};
use events::ids::ActionItemId;
use events::non_empty::NonEmpty;
use projections::views::TaskView;

use super::AskedOf;
use crate::outgoing::Outgoing;
use crate::visit::{Visit, VisitError};

/// What a statement comes to here and now.
pub(super) enum Heard {
    /// It says this.
    Clear(Report),
    /// It may say any of these, or nothing known.
    Open {
        meanings: Vec<Meaning>,
        /// Whether they are only what it is most like.
        is_guess: bool,
    },
    /// It cannot be so; what is said of it (HTML).
    Impossible(String),
}

/// A reply that was read.
pub(crate) struct Reply<'a> {
    text: &'a str,
    reading: Reading,
    /// The message that it replies to.
    original: Option<i32>,
    /// The invitation that it can answer.
    asked: Option<AskedOf>,
}

impl Reply<'_> {
    /// Whether it answers no question of before: it is said to the bot itself, or answers an invitation that was replied
    /// to or shown since.
    pub(crate) fn goes_before_questions(&self) -> bool {
        match self.reading {
            Reading::Aside(_) => true,
            Reading::Invitation(_) => self.asked.is_some(),
            Reading::Unnumbered(_) | Reading::Numbered(_) => false,
        }
    }
}

impl Visit<'_> {
    /// Reads a text in the context of this chat.
    pub(crate) async fn read<'t>(&self, text: &'t str, reply_to: Option<i32>) -> Result<Reply<'t>, VisitError> {
        let asked = self.asked_of(reply_to).await?;
        let question = asked.is_some().then_some(Question::Invitation);
        let reading = read_in_context(text, self.speech().today, Context { question });
        Ok(Reply { text, reading, original: reply_to, asked })
    }

    /// The invitation that words answer now: the one replied to, or what the bot said last.
    async fn asked_of(&self, reply_to: Option<i32>) -> Result<Option<AskedOf>, VisitError> {
        if let Some(message) = reply_to {
            let meeting = self.bot.database.meeting_of_message(self.chat, message).await?;
            return Ok(meeting.map(|meeting| AskedOf { meeting, replied_to: true }));
        }
        let Some(meeting) = self.bot.database.meeting_asked_last(self.chat).await? else { return Ok(None) };
        let book = self.bot.meetings.look(self.bot.read_models.as_ref()).await?;
        let waits = book.meeting(&meeting).is_some_and(|found| {
            found.is_ahead(self.speech().today) && found.invited.contains(&self.person.institution)
        });
        Ok(waits.then_some(AskedOf { meeting, replied_to: false }))
    }

    /// That a line gives a task, which nobody takes for a reply; `None`: it does not look like one.
    pub(crate) fn on_stray_assignment(&self, text: &str) -> Option<Outgoing> {
        if !(begins_assignment(text) && text.contains(':')) {
            return None;
        }
        let gives_tasks = self.person.secretariat || !self.person.chairs.is_empty();
        Some(self.saying(if gives_tasks { "help-assign" } else { "assign-not-chair" }))
    }

    /// What comes of a reply: something said of a task, by number, by replying to its message, or of the only one there
    /// is; the answer to an invitation; something said to the bot.
    pub(crate) async fn on_reply(&self, reply: Reply<'_>) -> Result<Vec<Outgoing>, VisitError> {
        let Reply { text, reading, original, asked } = reply;
        match reading {
            Reading::Aside(aside) => self.on_aside(aside, original).await,
            Reading::Invitation(attendance) => Ok(vec![self.on_attendance(attendance.into(), asked).await?]),
            Reading::Unnumbered(statement) => {
                let mut about = self.tasks_of_message(original).await?;
                if about.is_empty() {
                    about = self.open_tasks().await?;
                }
                let heard = self.heard(statement, text);
                Ok(vec![self.on_unnumbered(heard, &about, asked.as_ref(), text).await?])
            }
            Reading::Numbered(statements) => self.on_numbered(statements, original, text).await,
        }
    }

    /// The tasks that a message is about, as far as this person sees them.
    async fn tasks_of_message(&self, message: Option<i32>) -> Result<Vec<TaskView>, VisitError> {
        let mut tasks = Vec::new();
        if let Some(message) = message {
            for item in self.bot.database.items_of_message(self.chat, message).await? {
                tasks.extend(self.task(&item).await?);
            }
        }
        Ok(tasks)
    }

    pub(super) fn heard(&self, statement: Statement, text: &str) -> Heard {
        let speech = self.speech();
        let meant = |meaning| match meaning {
            Meaning::Report(report) => Meaning::Report(self.by_the_calendar(report, text)),
            answer @ Meaning::Invitation(_) => answer,
        };
        let open = |meanings: Vec<Meaning>, is_guess| {
            let meanings = meanings.into_iter().map(meant).collect();
            Heard::Open { meanings, is_guess }
        };
        match statement {
            Statement::Clear(report) => Heard::Clear(self.by_the_calendar(report, text)),
            Statement::Ambiguous(meanings) => open(meanings.into(), false),
            Statement::Unknown(meanings) => open(meanings, true),
            Statement::NoSuchDate { text } => Heard::Impossible(speech.say("no-such-date", &[("date", text.into())])),
            Statement::DateInPast(date) => {
                Heard::Impossible(speech.say("date-in-past", &[("date", speech.date(date))]))
            }
        }
    }

    async fn on_unnumbered(
        &self,
        heard: Heard,
        about: &[TaskView],
        asked: Option<&AskedOf>,
        text: &str,
    ) -> Result<Outgoing, VisitError> {
        match (heard, about) {
            (Heard::Clear(_) | Heard::Impossible(_), []) => self.task_list(vec![]).await,
            (heard, [task]) => self.on_statement(task, heard, asked, text).await,
            (Heard::Clear(Report::Extension { until: Some(until) }), several) => {
                Ok(self.ask_which_by(several, |task| self.press_for_time(task, until, text)))
            }
            (Heard::Clear(report), several) => Ok(self.ask_which(several, &[report.into()])),
            (Heard::Open { meanings, is_guess }, several) => {
                let offers = self.offers(meanings, several, asked, text).await?;
                if offers.is_empty() && several.is_empty() {
                    return self.task_list(vec![]).await;
                }
                Ok(self.offer(several, offers, is_guess))
            }
            (Heard::Impossible(why), _) => Ok(Outgoing::text(why)),
        }
    }

    /// What comes of something that is said of one task.
    pub(super) async fn on_statement(
        &self,
        task: &TaskView,
        heard: Heard,
        asked: Option<&AskedOf>,
        text: &str,
    ) -> Result<Outgoing, VisitError> {
        let about = std::slice::from_ref(task);
        match heard {
            Heard::Clear(Report::Extension { until: Some(until) }) => {
                self.ask_for_time_in_words(task, until, text).await
            }
            Heard::Clear(report) => self.act(task, report.into()).await,
            Heard::Open { meanings, is_guess } => {
                let offers = self.offers(meanings, about, asked, text).await?;
                Ok(self.offer(about, offers, is_guess))
            }
            Heard::Impossible(why) => {
                let buttons = self.speech().task_buttons(task, false);
                Ok(Outgoing::text(why).with_buttons(buttons).about(vec![task.id.clone()]))
            }
        }
    }

    /// What comes of a reply that names its tasks.
    async fn on_numbered(
        &self,
        statements: NonEmpty<Numbered>,
        reply_to: Option<i32>,
        text: &str,
    ) -> Result<Vec<Outgoing>, VisitError> {
        let tasks = self.bot.read_models.task_list(&self.person.institution).await?;
        let mut named: BTreeSet<ActionItemId> = BTreeSet::new();
        for numbered in statements.iter() {
            if let Tasks::One(number) = numbered.tasks {
                named.extend(tasks.iter().filter(|task| task.number == number.value()).map(|task| task.id.clone()));
            }
        }
        let speaks_of_rest = statements.iter().any(|numbered| numbered.tasks == Tasks::Rest);
        let mut answers = Vec::new();
        for Numbered { tasks: which, statement } in statements {
            let heard = self.heard(statement, text);
            let says_nothing = matches!(&heard, Heard::Open { meanings, .. } if meanings.is_empty());
            answers.extend(match which {
                Tasks::One(number) => {
                    let number = number.value();
                    vec![match tasks.iter().find(|task| task.number == number) {
                        None => Outgoing::text(self.speech().say("no-such-task", &[("number", number.into())])),
                        // “All but the second”: it is named only to be left out.
                        Some(task) if speaks_of_rest && says_nothing => {
                            let speech = self.speech();
                            Outgoing::text(speech.say("left-as-it-is", &speech.task(task)))
                        }
                        Some(task) => self.on_statement(task, heard, None, text).await?,
                    }]
                }
                Tasks::All => self.on_several(self.meant_by_all(reply_to).await?, heard, text).await?,
                Tasks::Rest => {
                    let mut rest = self.meant_by_all(reply_to).await?;
                    rest.retain(|task| !named.contains(&task.id));
                    if rest.is_empty() {
                        vec![self.saying("no-other-tasks")]
                    } else {
                        self.on_several(rest, heard, text).await?
                    }
                }
            });
        }
        Ok(self.together(answers))
    }

    /// All open tasks of the institution; of the message that was replied to, where it is about several.
    async fn meant_by_all(&self, reply_to: Option<i32>) -> Result<Vec<TaskView>, VisitError> {
        let mut shown = self.tasks_of_message(reply_to).await?;
        shown.retain(|task| task.item.stage.is_open() && task.item.owner == self.person.institution);
        if shown.len() > 1 { Ok(shown) } else { self.open_tasks().await }
    }
}
