//! The way from a line or `/assign` to the assigned task.

use chrono::NaiveDate;
use dialogue::assignments::{Assignment, Candidate, Due, Whose, begins_assignment, read_assignment, read_institution};
use dialogue::dates::{DateError, read_date};
use dialogue::reading::{Reading, Statement, read_reply};
use events::ids::InstitutionId;
use events::text::{Text, TextError};
use projections::views::{InstitutionView, SubgroupView};

use super::{Asking, Choice, OfDraft, Place, TaskDraft};
use crate::database::Question;
use crate::outgoing::Outgoing;
use crate::replies::OnAcceptance;
use crate::visit::{Visit, VisitError};

/// What a chair can choose from.
pub(super) struct Choices {
    /// The subgroups whose boards the person gives tasks on.
    pub(super) subgroups: Vec<SubgroupView>,
    /// Every institution that takes part.
    pub(super) institutions: Vec<InstitutionView>,
    /// Whether a task may be on no board.
    pub(super) without_board: bool,
}

impl Choices {
    /// Whether there is anything to choose a board from.
    pub(super) fn several_places(&self) -> bool {
        self.subgroups.len() + usize::from(self.without_board) > 1
    }

    pub(super) fn institution(&self, id: &InstitutionId) -> Option<&InstitutionView> {
        self.institutions.iter().find(|institution| &institution.id == id)
    }

    fn is_member(&self, place: Option<&Place>, id: &InstitutionId) -> bool {
        match place {
            Some(Place::Of(wanted)) => {
                self.subgroups.iter().any(|subgroup| &subgroup.id == wanted && subgroup.members.contains(id))
            }
            Some(Place::NoBoard) => true,
            None => self.without_board || self.subgroups.iter().any(|subgroup| subgroup.members.contains(id)),
        }
    }

    /// The institutions that a task on this board can be for.
    pub(super) fn members(&self, place: Option<&Place>) -> Vec<&InstitutionView> {
        self.institutions.iter().filter(|institution| self.is_member(place, &institution.id)).collect()
    }
}

fn candidates<'a>(institutions: impl IntoIterator<Item = &'a InstitutionView>) -> Vec<Candidate<'a>> {
    institutions.into_iter().map(|one| Candidate { id: &one.id, names: &one.names }).collect()
}

impl Visit<'_> {
    /// `None`: this person gives nobody tasks.
    async fn choices(&self) -> Result<Option<Choices>, VisitError> {
        let mut subgroups = self.bot.read_models.subgroups().await?;
        subgroups.retain(|subgroup| {
            !subgroup.dissolved && (self.person.secretariat || self.person.chairs.contains(&subgroup.id))
        });
        if subgroups.is_empty() && !self.person.secretariat {
            return Ok(None);
        }
        let mut institutions = self.bot.read_models.institutions().await?;
        institutions.retain(|institution| institution.active);
        Ok(Some(Choices { subgroups, institutions, without_board: self.person.secretariat }))
    }

    /// `/assign`.
    pub(crate) async fn begin_assigning(&self) -> Result<(), VisitError> {
        let Some(choices) = self.choices().await? else { return self.say("assign-not-chair").await };
        let mut draft = TaskDraft::new(self.mark());
        settle_place(&mut draft, &choices);
        let message = self.ask_what_is_open(draft, &choices, None).await?;
        self.answer(message).await
    }

    /// A text that gives a task in one line; `None`: it does not, or this person gives nobody tasks.
    pub(crate) async fn on_assignment_line(&self, text: &str) -> Result<Option<Outgoing>, VisitError> {
        let today = self.speech().today;
        if !begins_assignment(text) {
            return Ok(None);
        }
        let Some(choices) = self.choices().await? else { return Ok(None) };
        let among_members = read_assignment(text, &candidates(choices.members(None)), today);
        let among_all = read_assignment(text, &candidates(&choices.institutions), today);
        let (Some(line), Some(wider)) = (among_members, among_all) else { return Ok(None) };
        // What can only be somebody who is no member is not taken for a member.
        let (line, not_a_member) = match &wider.institution {
            Whose::One(institution) => {
                let is_member = choices.is_member(None, institution);
                (wider, !is_member)
            }
            Whose::AnyOf(_) | Whose::Unknown { .. } => (line, false),
        };
        let (draft, notes) = self.drafted(line, not_a_member, &choices);
        self.ask_what_is_open(draft, &choices, (!notes.is_empty()).then(|| notes.join("\n"))).await.map(Some)
    }

    /// What a line gives, and what is to be said of it.
    fn drafted(&self, line: Assignment, not_a_member: bool, choices: &Choices) -> (TaskDraft, Vec<String>) {
        let (speech, mut draft, mut notes) = (self.speech(), TaskDraft::new(self.mark()), Vec::new());
        match line.institution {
            Whose::One(institution) if not_a_member => notes.push(self.not_a_member(&institution, choices)),
            Whose::One(institution) => draft.institution = Some(institution),
            Whose::AnyOf(several) => draft.either = several.iter().cloned().collect(),
            Whose::Unknown { words } => {
                notes.push(speech.say("assign-unknown-institution", &[("words", words.into())]));
            }
        }
        match line.title {
            Ok(title) => draft.title = Some(title),
            Err(TextError::Empty) => {}
            Err(error @ (TextError::TooLong | TextError::Control)) => notes.push(self.unusable(error).text),
        }
        match line.due {
            Due::On(day) if day < speech.today => notes.push(self.past(day)),
            Due::On(day) => draft.due = Some(day),
            Due::Perhaps(days) => draft.days = days.iter().copied().collect(),
            Due::NoSuchDate { text } => notes.push(speech.say("no-such-date", &[("date", text.into())])),
            Due::Unsaid => {}
        }
        settle_place(&mut draft, choices);
        (draft, notes)
    }

    fn past(&self, day: NaiveDate) -> String {
        let speech = self.speech();
        speech.say("date-in-past", &[("date", speech.date(day))])
    }

    fn not_a_member(&self, institution: &InstitutionId, choices: &Choices) -> String {
        let named = choices.institution(institution).map(|one| one.names.in_language(self.person.language));
        self.speech().say("assign-not-member", &[("institution", named.unwrap_or_default().into())])
    }

    /// Keeps the draft and asks for what is not known yet.
    async fn ask_what_is_open(
        &self,
        mut draft: TaskDraft,
        choices: &Choices,
        note: Option<String>,
    ) -> Result<Outgoing, VisitError> {
        draft.asking = draft.open();
        self.ask_as_drafted(draft, choices, note).await
    }

    /// Keeps the draft and asks what it says is asked.
    async fn ask_as_drafted(
        &self,
        draft: TaskDraft,
        choices: &Choices,
        note: Option<String>,
    ) -> Result<Outgoing, VisitError> {
        let mut message = self.asked(&draft, choices);
        if let Some(note) = note {
            message.text = format!("{note}\n\n{}", message.text);
        }
        self.bot.database.ask(self.chat, &Question::Assignment(Box::new(draft))).await?;
        Ok(message)
    }

    /// A text while a task is being given; `None`: it answers nothing that is asked.
    pub(crate) async fn on_assignment_answer(
        &self,
        mut draft: TaskDraft,
        text: &str,
    ) -> Result<Option<Outgoing>, VisitError> {
        let Some(choices) = self.choices().await? else {
            self.bot.database.forget_question(self.chat).await?;
            return Ok(None);
        };
        let note = match draft.asking {
            Asking::Place | Asking::Change | Asking::Confirmation => return Ok(None),
            Asking::Institution => self.institution_in_words(&mut draft, text, &choices),
            Asking::Title => match text.parse::<Text>() {
                Ok(title) => {
                    draft.title = Some(title);
                    None
                }
                Err(error) => Some(self.unusable(error).text),
            },
            Asking::Due => self.due_in_words(&mut draft, text),
        };
        // What is no answer may be said of a task.
        if note.is_some() && draft.asking != Asking::Title && is_of_a_task(text, self.speech().today) {
            return Ok(None);
        }
        let message = if note.is_some() || !draft.either.is_empty() || !draft.days.is_empty() {
            self.ask_as_drafted(draft, &choices, note).await?
        } else {
            self.ask_what_is_open(draft, &choices, None).await?
        };
        Ok(Some(message))
    }

    /// Takes the institution in a person's words; what is to be said where that does not go.
    fn institution_in_words(&self, draft: &mut TaskDraft, text: &str, choices: &Choices) -> Option<String> {
        draft.either.clear();
        match read_institution(text, &candidates(choices.members(draft.place.as_ref()))) {
            Whose::One(institution) => {
                draft.institution = Some(institution);
                settle_place(draft, choices);
                None
            }
            Whose::AnyOf(several) => {
                draft.either = several.iter().cloned().collect();
                None
            }
            Whose::Unknown { words } => Some(match read_institution(text, &candidates(&choices.institutions)) {
                Whose::One(institution) => self.not_a_member(&institution, choices),
                Whose::AnyOf(_) | Whose::Unknown { .. } => {
                    self.speech().say("assign-unknown-institution", &[("words", words.into())])
                }
            }),
        }
    }

    /// Takes the due date in a person's words; what is to be said where that does not go.
    fn due_in_words(&self, draft: &mut TaskDraft, text: &str) -> Option<String> {
        let speech = self.speech();
        draft.days.clear();
        match read_date(text, speech.today) {
            Ok(Some(day)) if day < speech.today => Some(self.past(day)),
            Ok(Some(day)) => {
                draft.due = Some(day);
                None
            }
            Ok(None) => Some(speech.say("assign-no-date", &[])),
            Err(DateError::NoSuchDate { text }) => Some(speech.say("no-such-date", &[("date", text.into())])),
            Err(DateError::TooFar(day)) => Some(speech.too_far(day)),
            Err(DateError::Several(days)) => {
                draft.days = days.iter().copied().filter(|day| *day >= speech.today).collect();
                draft.days.is_empty().then(|| speech.say("assign-no-date", &[]))
            }
        }
    }

    /// A button of a draft.
    pub(crate) async fn on_assignment_press(&self, pressed: OfDraft, message: i32) -> Result<(), VisitError> {
        let known = self.bot.database.question(self.chat).await?;
        let Some(Question::Assignment(draft)) = known else { return self.say("button-expired").await };
        let mut draft = *draft;
        if draft.mark != pressed.mark {
            return self.say("button-expired").await;
        }
        let Some(choices) = self.choices().await? else {
            self.bot.database.forget_question(self.chat).await?;
            return self.say("assign-not-chair").await;
        };
        let answer = match pressed.choice {
            Choice::Place(place) => {
                draft.institution = draft.institution.filter(|one| choices.is_member(Some(&place), one));
                draft.either.retain(|one| choices.is_member(Some(&place), one));
                draft.place = Some(place);
                self.ask_what_is_open(draft, &choices, None).await?
            }
            Choice::Institution(institution) => {
                draft.either.clear();
                draft.institution = Some(institution);
                settle_place(&mut draft, &choices);
                self.ask_what_is_open(draft, &choices, None).await?
            }
            Choice::Due(day) if day < self.speech().today => {
                let note = self.past(day);
                draft.asking = Asking::Due;
                self.ask_as_drafted(draft, &choices, Some(note)).await?
            }
            Choice::Due(day) => {
                draft.days.clear();
                draft.due = Some(day);
                self.ask_what_is_open(draft, &choices, None).await?
            }
            Choice::Ask(asking) => {
                if asking == Asking::Institution {
                    draft.either.clear();
                }
                if asking == Asking::Due {
                    draft.days.clear();
                }
                draft.asking = asking;
                self.ask_as_drafted(draft, &choices, None).await?
            }
            Choice::Cancel => {
                self.bot.database.forget_question(self.chat).await?;
                Outgoing::text(self.speech().say("assign-cancelled", &[]))
            }
            Choice::Confirm => self.assign(draft, &choices).await?,
        };
        self.replace(message, answer).await
    }

    async fn assign(&self, draft: TaskDraft, choices: &Choices) -> Result<Outgoing, VisitError> {
        let Some(task) = draft.whole() else { return self.ask_what_is_open(draft, choices, None).await };
        if task.due < self.speech().today {
            let (note, mut draft) = (self.past(task.due), draft);
            draft.due = None;
            return self.ask_what_is_open(draft, choices, Some(note)).await;
        }
        let Ok(command) = task.command(&draft.mark, self.person.language) else {
            return Ok(Outgoing::text(self.speech().say("going-wrong", &[])));
        };
        let said = OnAcceptance::Say(self.assigned(&task, choices));
        let answer = self.carry_out(command, said).await?;
        self.bot.database.forget_question(self.chat).await?;
        Ok(answer)
    }
}

/// Whether a text says something of a task.
fn is_of_a_task(text: &str, today: NaiveDate) -> bool {
    match read_reply(text, today) {
        Reading::Numbered(_) | Reading::Unnumbered(Statement::Clear(_)) => true,
        Reading::Unnumbered(
            Statement::Ambiguous(_) | Statement::NoSuchDate { .. } | Statement::DateInPast(_) | Statement::Unknown(_),
        )
        | Reading::Invitation(_)
        | Reading::Aside(_) => false,
    }
}

/// Chooses the board where only one comes into question.
fn settle_place(draft: &mut TaskDraft, choices: &Choices) {
    if draft.place.is_some() {
        return;
    }
    if !choices.several_places() {
        draft.place = match choices.subgroups.as_slice() {
            [only] => Some(Place::Of(only.id.clone())),
            _ => Some(Place::NoBoard),
        };
        return;
    }
    let Some(institution) = &draft.institution else { return };
    let of: Vec<_> = choices.subgroups.iter().filter(|subgroup| subgroup.members.contains(institution)).collect();
    draft.place = match of.as_slice() {
        [only] if !choices.without_board => Some(Place::Of(only.id.clone())),
        [] if choices.without_board => Some(Place::NoBoard),
        _ => None,
    };
}
