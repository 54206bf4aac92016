//! What a chair is asked and told of a task that is being given.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use events::text::Text;
use projections::views::InstitutionView;

use super::conversation::Choices;
use super::draft::WholeTask;
use super::{Asking, Choice, OfDraft, Place, TaskDraft};
use crate::buttons::Press;
use crate::outgoing::Outgoing;
use crate::visit::Visit;

/// So many institutions are offered as buttons; the messenger takes a hundred.
const MOST_OFFERED: usize = 60;
/// So much of a title is shown; it is kept as a whole.
const SHOWN_OF_TITLE: usize = 600;

fn press(draft: &TaskDraft, choice: Choice) -> Press {
    Press::Assigning(OfDraft { mark: draft.mark.clone(), choice })
}

pub(crate) fn shown(text: &Text, most: usize) -> String {
    let text = text.as_str();
    if text.chars().count() <= most { text.to_owned() } else { text.chars().take(most - 1).chain(['…']).collect() }
}

impl Visit<'_> {
    /// What is asked now.
    pub(super) fn asked(&self, draft: &TaskDraft, choices: &Choices) -> Outgoing {
        match draft.asking {
            Asking::Place => self.ask_place(draft, choices),
            Asking::Institution => self.ask_institution(draft, choices),
            Asking::Title => self.ask_title(draft, choices),
            Asking::Due => self.ask_due(draft),
            Asking::Change => self.ask_change(draft, choices),
            Asking::Confirmation => match draft.whole() {
                Some(task) => self.ask_confirmation(draft, &task, choices),
                None => self.ask_change(draft, choices),
            },
        }
    }

    /// Back to what is asked before this, and cancel.
    fn back_or_cancel(&self, draft: &TaskDraft, back: Option<Asking>) -> Vec<(String, Press)> {
        let speech = self.speech();
        // Whoever changes something goes back to what there is.
        let back = if draft.open() == Asking::Confirmation { Some(Asking::Confirmation) } else { back };
        let back = back.map(|asking| (speech.label("button-back", &[]), press(draft, Choice::Ask(asking))));
        let cancel = (speech.label("button-cancel", &[]), press(draft, Choice::Cancel));
        back.into_iter().chain([cancel]).collect()
    }

    fn ask_place(&self, draft: &TaskDraft, choices: &Choices) -> Outgoing {
        let speech = self.speech();
        let boards = choices.subgroups.iter().filter(|subgroup| {
            draft.institution.as_ref().is_none_or(|institution| subgroup.members.contains(institution))
        });
        let mut buttons: Vec<Vec<_>> = boards
            .map(|subgroup| {
                let name = subgroup.name.in_language(self.person.language);
                let label = speech.label("assign-subgroup", &[("subgroup", name.into())]);
                vec![(label, press(draft, Choice::Place(Place::Of(subgroup.id.clone()))))]
            })
            .collect();
        if choices.without_board {
            buttons.push(vec![(speech.label("assign-no-board", &[]), press(draft, Choice::Place(Place::NoBoard)))]);
        }
        buttons.push(self.back_or_cancel(draft, None));
        Outgoing::text(speech.say("assign-ask-subgroup", &[])).with_buttons(buttons)
    }

    fn ask_institution(&self, draft: &TaskDraft, choices: &Choices) -> Outgoing {
        let (speech, language) = (self.speech(), self.person.language);
        let members = choices.members(draft.place.as_ref());
        let (key, mut offered): (_, Vec<&InstitutionView>) = if draft.either.is_empty() {
            ("assign-ask-institution", members)
        } else {
            let meant = draft.either.iter().filter_map(|id| choices.institution(id)).collect();
            ("assign-which-institution", meant)
        };
        offered.truncate(MOST_OFFERED);
        let mut buttons: Vec<Vec<_>> = offered
            .into_iter()
            .map(|one| {
                let label =
                    speech.label("assign-institution", &[("institution", one.names.in_language(language).into())]);
                vec![(label, press(draft, Choice::Institution(one.id.clone())))]
            })
            .collect();
        buttons.push(self.back_or_cancel(draft, choices.several_places().then_some(Asking::Place)));
        Outgoing::text(speech.say(key, &[])).with_buttons(buttons)
    }

    fn ask_title(&self, draft: &TaskDraft, choices: &Choices) -> Outgoing {
        let name = draft.institution.as_ref().and_then(|id| choices.institution(id));
        let name = name.map_or("", |one| one.names.in_language(self.person.language));
        let text = self.speech().say("assign-ask-title", &[("institution", name.into())]);
        Outgoing::text(text).with_buttons(vec![self.back_or_cancel(draft, Some(Asking::Institution))])
    }

    fn ask_due(&self, draft: &TaskDraft) -> Outgoing {
        let speech = self.speech();
        let on = |key: &str, day: NaiveDate| {
            (speech.label(key, &[("date", speech.date(day))]), press(draft, Choice::Due(day)))
        };
        let (key, mut buttons): (_, Vec<Vec<_>>) = if draft.days.is_empty() {
            let offered = self.usual_dates().into_iter().map(|(key, day)| vec![on(key, day)]);
            ("assign-ask-due", offered.collect())
        } else {
            ("assign-which-date", draft.days.iter().map(|day| vec![on("assign-date", *day)]).collect())
        };
        buttons.push(self.back_or_cancel(draft, Some(Asking::Title)));
        Outgoing::text(speech.say(key, &[])).with_buttons(buttons)
    }

    /// The dates offered as buttons: working days, the earliest first.
    fn usual_dates(&self) -> Vec<(&'static str, NaiveDate)> {
        let today = self.speech().today;
        let calendar = &self.bot.data_requests.calendar;
        let ahead = |days: i64| today.checked_add_days(Days::new(u64::try_from(days).unwrap_or(0)));
        let to_friday =
            i64::from(Weekday::Fri.num_days_from_monday()) - i64::from(today.weekday().num_days_from_monday());
        let friday = ahead(if to_friday > 0 { to_friday } else { to_friday + 7 });
        let end_of = |months: u32| {
            let first = today.with_day(1)?.checked_add_months(Months::new(months + 1))?;
            first.pred_opt().map(|last| calendar.working_day_until(last))
        };
        let month = end_of(0).filter(|end| *end > today).or_else(|| end_of(1));
        [
            ("button-end-of-week", friday.map(|day| calendar.working_day_until(day))),
            ("button-two-weeks", ahead(14).map(|day| calendar.working_day_from(day))),
            ("button-end-of-month", month),
        ]
        .into_iter()
        .filter_map(|(key, day)| Some((key, day.filter(|day| *day > today)?)))
        .collect()
    }

    fn ask_change(&self, draft: &TaskDraft, choices: &Choices) -> Outgoing {
        let speech = self.speech();
        let ask = |key: &str, asking| vec![(speech.label(key, &[]), press(draft, Choice::Ask(asking)))];
        let mut buttons = Vec::new();
        if choices.several_places() {
            buttons.push(ask("button-change-subgroup", Asking::Place));
        }
        buttons.push(ask("button-change-institution", Asking::Institution));
        buttons.push(ask("button-change-title", Asking::Title));
        buttons.push(ask("button-change-due", Asking::Due));
        buttons.push(self.back_or_cancel(draft, None));
        Outgoing::text(speech.say("assign-ask-change", &[])).with_buttons(buttons)
    }

    /// What is said of a task in confirmations.
    fn understood(&self, task: &WholeTask<'_>, choices: &Choices) -> Vec<(&'static str, dialogue::catalogue::Value)> {
        let (speech, language) = (self.speech(), self.person.language);
        let name = choices.institution(task.institution).map_or("", |one| one.names.in_language(language));
        let board = match task.place {
            Place::Of(id) => {
                let subgroup = choices.subgroups.iter().find(|subgroup| &subgroup.id == id);
                subgroup.map_or_else(|| id.to_string(), |one| one.name.in_language(language).to_owned())
            }
            Place::NoBoard => speech.label("assign-no-board", &[]),
        };
        vec![
            ("institution", name.into()),
            ("title", shown(task.title, SHOWN_OF_TITLE).into()),
            ("due", speech.date(task.due)),
            ("subgroup", board.into()),
        ]
    }

    fn ask_confirmation(&self, draft: &TaskDraft, task: &WholeTask<'_>, choices: &Choices) -> Outgoing {
        let speech = self.speech();
        let mut text = speech.say("assign-confirm", &self.understood(task, choices));
        let mut buttons = vec![vec![(speech.label("button-assign", &[]), press(draft, Choice::Confirm))]];
        let calendar = &self.bot.data_requests.calendar;
        if !calendar.is_working_day(task.due) {
            let day_off = speech.say("assign-day-off", &[("date", speech.date(task.due))]);
            text = format!("{text}\n\n{day_off}");
            let before = Some(calendar.working_day_until(task.due)).filter(|day| *day >= speech.today);
            for day in before.into_iter().chain([calendar.working_day_from(task.due)]) {
                let label = speech.label("button-rather", &[("date", speech.date(day))]);
                buttons.push(vec![(label, press(draft, Choice::Due(day)))]);
            }
        }
        buttons.push(vec![
            (speech.label("button-change", &[]), press(draft, Choice::Ask(Asking::Change))),
            (speech.label("button-cancel", &[]), press(draft, Choice::Cancel)),
        ]);
        Outgoing::text(text).with_buttons(buttons)
    }

    /// What is said when it is assigned: where it is to be seen, and how its owner hears of it.
    pub(super) fn assigned(&self, task: &WholeTask<'_>, choices: &Choices) -> Outgoing {
        let reachable = choices
            .institution(task.institution)
            .is_some_and(|institution| institution.staff.iter().any(|person| person.chat.is_some()));
        let key = match (task.place, reachable) {
            (Place::Of(_), true) => "assign-done",
            (Place::NoBoard, true) => "assign-done-no-board",
            (Place::Of(_) | Place::NoBoard, false) => "assign-done-nobody-reached",
        };
        Outgoing::text(self.speech().say(key, &self.understood(task, choices)))
    }
}
