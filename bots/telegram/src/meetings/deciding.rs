//! A decision recorded in chat, question by question, with the action items that it raises.
//!
//! All that was said so far is in the [`Draft`], which every button and the open question carry: so a button of an older
//! message goes back to where it was, and a restart of the bot loses nothing. Only the last press makes a command of it.

use chrono::{Days, NaiveDate};
use dialogue::dates::{DateError, read_date};
use events::ids::{ActionItemId, CommandId, InstitutionId, MeetingId};
use events::language::LocalText;
use events::meeting::{MeetingCommand, RaisedItem};
use events::text::Text;
use projections::meetings::MeetingView;
use serde::{Deserialize, Serialize};

use super::showing::press;
use super::{MeetingPress, MeetingQuestion};
use crate::buttons::Press;
use crate::database::Question;
use crate::outgoing::Outgoing;
use crate::visit::{Visit, VisitError};

/// The most action items that one decision raises in chat; the page takes more.
const MOST_RAISED: usize = 10;
/// The spans offered for a due date, in days.
const SPANS: [u64; 3] = [7, 14, 30];

/// An action item that the decision raises.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Raise {
    owner: InstitutionId,
    title: Text,
    due: NaiveDate,
}

/// What is asked next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
enum Asking {
    /// What was decided.
    Decision,
    /// Whether it gives anybody anything (more) to do.
    More,
    /// Who is to do it.
    Owner,
    /// What is to be done.
    What { owner: InstitutionId },
    /// By when.
    When { owner: InstitutionId, title: Text },
}

/// A decision as far as it was told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Draft {
    pub(super) meeting: MeetingId,
    decision: Option<Text>,
    raises: Vec<Raise>,
    asking: Asking,
}

impl Draft {
    /// Nothing of a decision of this meeting yet.
    pub(super) fn of(meeting: MeetingId) -> Self {
        Self { meeting, decision: None, raises: Vec::new(), asking: Asking::Decision }
    }

    fn asking(&self, asking: Asking) -> Self {
        Self { asking, ..self.clone() }
    }

    /// With one more action item.
    fn raising(&self, owner: &InstitutionId, title: &Text, due: NaiveDate) -> Self {
        let mut next = self.asking(Asking::More);
        next.raises.push(Raise { owner: owner.clone(), title: title.clone(), due });
        next
    }

    /// One question back; `None`: it is the first.
    fn back(&self) -> Option<Self> {
        match &self.asking {
            Asking::Decision => None,
            Asking::More if self.raises.is_empty() => Some(self.asking(Asking::Decision)),
            Asking::More => {
                let mut before = self.clone();
                let Raise { owner, title, .. } = before.raises.pop()?;
                Some(before.asking(Asking::When { owner, title }))
            }
            Asking::Owner => Some(self.asking(Asking::More)),
            Asking::What { .. } => Some(self.asking(Asking::Owner)),
            Asking::When { owner, .. } => Some(self.asking(Asking::What { owner: owner.clone() })),
        }
    }

    fn wants_words(&self) -> bool {
        match self.asking {
            Asking::Decision | Asking::What { .. } | Asking::When { .. } => true,
            Asking::More | Asking::Owner => false,
        }
    }
}

impl Visit<'_> {
    /// Asks the draft's next question.
    pub(super) async fn go_on_deciding(&self, meeting: &MeetingView, draft: &Draft) -> Result<Outgoing, VisitError> {
        if draft.wants_words() {
            let question = Question::Meeting(MeetingQuestion::Decision(draft.clone()));
            self.bot.database.ask(self.chat, &question).await?;
        } else {
            self.bot.database.forget_question(self.chat).await?;
        }
        let speech = self.speech();
        let mut lines = self.told_so_far(draft).await?;
        let (key, mut buttons) = match &draft.asking {
            Asking::Decision => ("chat-decision-ask", vec![]),
            Asking::More => ("chat-decision-ask-more", self.more_buttons(draft)),
            Asking::Owner => ("chat-decision-ask-owner", self.owner_buttons(meeting, draft).await?),
            Asking::What { .. } => ("chat-decision-ask-what", self.what_buttons(draft)),
            Asking::When { owner, title } => ("chat-decision-ask-when", self.when_buttons(draft, owner, title)),
        };
        lines.push(speech.say(key, &[]));
        let back = draft
            .back()
            .map(|before| (speech.label("chat-decision-button-back", &[]), press(MeetingPress::Decide(before))));
        let cancel = (speech.label("button-cancel", &[]), Press::Cancel);
        buttons.push(back.into_iter().chain([cancel]).collect());
        Ok(Outgoing::text(lines.join("\n")).with_buttons(buttons))
    }

    async fn told_so_far(&self, draft: &Draft) -> Result<Vec<String>, VisitError> {
        let speech = self.speech();
        let mut lines = Vec::new();
        if let Some(decision) = &draft.decision {
            lines.push(speech.say("chat-decision-is", &[("decision", decision.as_str().into())]));
        }
        for Raise { owner, title, due } in &draft.raises {
            let name = self.bot.institution_name(owner, self.person.language).await?;
            let args = [("institution", name.into()), ("title", title.as_str().into()), ("due", speech.date(*due))];
            lines.push(speech.say("chat-decision-raises", &args));
        }
        if let Asking::What { owner } | Asking::When { owner, .. } = &draft.asking {
            let name = self.bot.institution_name(owner, self.person.language).await?;
            lines.push(speech.say("chat-decision-for", &[("institution", name.into())]));
        }
        Ok(lines)
    }

    fn more_buttons(&self, draft: &Draft) -> Vec<Vec<(String, Press)>> {
        let speech = self.speech();
        let mut buttons = Vec::new();
        if draft.raises.len() < MOST_RAISED {
            let raise = press(MeetingPress::Decide(draft.asking(Asking::Owner)));
            buttons.push(vec![(speech.label("chat-decision-button-raise", &[]), raise)]);
        }
        let record = press(MeetingPress::Decided(draft.clone()));
        buttons.push(vec![(speech.label("chat-decision-button-record", &[]), record)]);
        buttons
    }

    async fn owner_buttons(
        &self,
        meeting: &MeetingView,
        draft: &Draft,
    ) -> Result<Vec<Vec<(String, Press)>>, VisitError> {
        let mut buttons = Vec::new();
        for owner in &meeting.invited {
            let name = self.bot.institution_name(owner, self.person.language).await?;
            let label = self.speech().label("chat-meeting-button-named", &[("name", name.into())]);
            let next = draft.asking(Asking::What { owner: owner.clone() });
            buttons.push(vec![(label, press(MeetingPress::Decide(next)))]);
        }
        Ok(buttons)
    }

    /// What is to be done is often what was decided.
    fn what_buttons(&self, draft: &Draft) -> Vec<Vec<(String, Press)>> {
        let (Asking::What { owner }, Some(decision)) = (&draft.asking, &draft.decision) else { return vec![] };
        let next = draft.asking(Asking::When { owner: owner.clone(), title: decision.clone() });
        vec![vec![(self.speech().label("chat-decision-button-same", &[]), press(MeetingPress::Decide(next)))]]
    }

    fn when_buttons(&self, draft: &Draft, owner: &InstitutionId, title: &Text) -> Vec<Vec<(String, Press)>> {
        let speech = self.speech();
        let calendar = &self.bot.data_requests.calendar;
        let offered = SPANS.into_iter().filter_map(|days| {
            let due = calendar.working_day_from(speech.today.checked_add_days(Days::new(days))?);
            let label = speech.label("chat-decision-button-until", &[("date", speech.date(due))]);
            Some(vec![(label, press(MeetingPress::Decide(draft.raising(owner, title, due))))])
        });
        offered.collect()
    }

    /// The words that answer the draft's question.
    pub(super) async fn on_deciding(
        &self,
        meeting: &MeetingView,
        draft: Draft,
        text: &str,
    ) -> Result<Outgoing, VisitError> {
        let speech = self.speech();
        let next = match &draft.asking {
            Asking::Decision | Asking::What { .. } => {
                let words: Text = match text.parse() {
                    Ok(words) => words,
                    Err(error) => return Ok(self.unusable(error)),
                };
                match &draft.asking {
                    Asking::What { owner } => draft.asking(Asking::When { owner: owner.clone(), title: words }),
                    Asking::Decision | Asking::More | Asking::Owner | Asking::When { .. } => {
                        Draft { decision: Some(words), ..draft.asking(Asking::More) }
                    }
                }
            }
            Asking::When { owner, title } => match read_date(text, speech.today) {
                Ok(Some(due)) if due < speech.today => {
                    return Ok(Outgoing::text(speech.say("date-in-past", &[("date", speech.date(due))])));
                }
                Ok(Some(due)) => draft.raising(owner, title, due),
                Ok(None) => return Ok(Outgoing::text(speech.say("chat-decision-no-date", &[]))),
                Err(DateError::NoSuchDate { text }) => {
                    return Ok(Outgoing::text(speech.say("no-such-date", &[("date", text.into())])));
                }
                Err(DateError::TooFar(day)) => return Ok(Outgoing::text(speech.too_far(day))),
                Err(DateError::Several(dates)) => {
                    let button = |due: NaiveDate| {
                        let label = speech.label("chat-decision-button-until", &[("date", speech.date(due))]);
                        vec![(label, press(MeetingPress::Decide(draft.raising(owner, title, due))))]
                    };
                    let buttons = dates.iter().copied().map(button).collect();
                    return Ok(Outgoing::text(speech.say("chat-decision-which-date", &[])).with_buttons(buttons));
                }
            },
            Asking::More | Asking::Owner => draft.clone(),
        };
        self.go_on_deciding(meeting, &next).await
    }

    /// Records the decision.
    pub(super) async fn decide(&self, meeting: &MeetingView, draft: Draft) -> Result<Outgoing, VisitError> {
        let Some(decision) = draft.decision else {
            return self.go_on_deciding(meeting, &Draft::of(draft.meeting)).await;
        };
        let speech = self.speech();
        let before = meeting.decisions.iter().map(|decision| decision.raises.len()).sum::<usize>();
        let language = self.person.language;
        let raises: Result<Vec<_>, _> = draft
            .raises
            .into_iter()
            .zip(before..)
            .map(|(Raise { owner, title, due }, n)| {
                let title = LocalText::only(language, title);
                item_id(&meeting.id, &decision, n).map(|action_item| RaisedItem { action_item, title, owner, due })
            })
            .collect();
        let Ok(raises) = raises else { return Ok(Outgoing::text(speech.say("going-wrong", &[]))) };
        let key = if raises.is_empty() { "chat-decision-recorded" } else { "chat-decision-recorded-raising" };
        self.recorded(meeting, MeetingCommand::TakeDecision { decision, raises }, key).await
    }
}

/// The same when the same decision is recorded again; no other item's.
fn item_id(meeting: &MeetingId, decision: &Text, n: usize) -> Result<ActionItemId, events::ids::NotAnId> {
    let unique = CommandId::named(&format!("{meeting}/{decision}/{n}")).0.simple().to_string();
    format!("decided-{}", unique.get(..16).unwrap_or(&unique)).parse()
}
