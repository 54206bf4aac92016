//! Of which tasks something is said: by their numbers, all of them, or the only one that can be meant.

use std::collections::BTreeSet;

use events::Aggregate;
use events::action_item::ActionItem;
use events::ids::{ActionItemId, StreamId};
use events::notification::ChannelKind;
use language::reading::Tasks;
use readmodels::views::TaskView;

use crate::answers::context::AnswerContext;
use crate::receiving::NotHandled;

/// The tasks of one statement.
pub(super) enum Targets {
    /// These, each of them.
    These(Vec<TaskView>),
    /// It names a number that no task has.
    NoSuchNumber(u32),
    /// It can be any of these; none: no task is open.
    AnyOf(Vec<TaskView>),
}

impl AnswerContext<'_> {
    /// The open tasks of which the last message by e-mail to this person spoke, as far as they are the institution's own.
    async fn spoken_of_last(&self, open: &[TaskView]) -> Result<Vec<TaskView>, NotHandled> {
        let ledger = self.handler.ledger.refresh(self.services().read_models.as_ref()).await?;
        let by_mail = ledger.to_person(&self.person.person).filter_map(|entry| {
            let sent = entry.sent.as_ref().filter(|sent| sent.channel == ChannelKind::Email)?;
            Some((sent.message?, &entry.notice.about))
        });
        let by_mail: Vec<_> = by_mail.collect();
        let last = by_mail.last().map(|(message, _)| *message);
        let about: BTreeSet<&StreamId> =
            by_mail.iter().filter(|(message, _)| Some(*message) == last).map(|(_, about)| *about).collect();
        let is_spoken_of = |task: &&TaskView| {
            StreamId::new(ActionItem::KIND, task.id.as_str()).is_ok_and(|stream| about.contains(&stream))
        };
        Ok(open.iter().filter(is_spoken_of).cloned().collect())
    }

    /// The tasks of each statement; `None` in place of what it names: it names no task.
    pub(super) async fn targets(&self, statements: &[Option<Tasks>]) -> Result<Vec<Targets>, NotHandled> {
        let tasks = self.own_tasks().await?;
        let open: Vec<TaskView> = tasks.iter().filter(|task| task.item.stage.is_open()).cloned().collect();
        let spoken_of = self.spoken_of_last(&open).await?;
        let speaks_of_some = (2..open.len()).contains(&spoken_of.len());
        let with_number = |number: u32| tasks.iter().find(|task| task.number == number);
        let named: BTreeSet<&ActionItemId> = statements
            .iter()
            .filter_map(|which| match which {
                Some(Tasks::One(number)) => with_number(number.value()).map(|task| &task.id),
                Some(Tasks::All(_) | Tasks::Rest) | None => None,
            })
            .collect();
        let mut found = Vec::new();
        for (n, which) in statements.iter().enumerate() {
            // What was found when the message was read before holds, whatever has happened since.
            let before = self.settled.as_ref().and_then(|settled| settled.tasks.get(n)).filter(|ids| !ids.is_empty());
            if let Some(ids) = before {
                let mut these = Vec::new();
                for id in ids {
                    these.extend(self.own_task(id).await?);
                }
                found.push(Targets::These(these));
                continue;
            }
            found.push(match which {
                Some(Tasks::One(number)) => match with_number(number.value()) {
                    Some(task) => Targets::These(vec![task.clone()]),
                    None => Targets::NoSuchNumber(number.value()),
                },
                Some(Tasks::All(count)) => all(&open, speaks_of_some.then_some(&spoken_of), *count),
                Some(Tasks::Rest) => {
                    let rest = |tasks: &[TaskView]| -> Vec<TaskView> {
                        tasks.iter().filter(|task| !named.contains(&task.id)).cloned().collect()
                    };
                    all(&rest(&open), speaks_of_some.then(|| rest(&spoken_of)).as_deref(), None)
                }
                None => the_only_one(&open, &spoken_of),
            });
        }
        Ok(found)
    }
}

/// The only task that can be meant where none is named.
fn the_only_one(open: &[TaskView], spoken_of: &[TaskView]) -> Targets {
    match (spoken_of, open) {
        ([only], _) | (_, [only]) => Targets::These(vec![only.clone()]),
        _ => Targets::AnyOf(open.to_vec()),
    }
}

/// All that are open, or all of the last message's where it spoke of some of them. Where no count tells which, either can be
/// meant.
fn all(open: &[TaskView], spoken_of: Option<&[TaskView]>, count: Option<u32>) -> Targets {
    let is_as_many = |tasks: &[TaskView]| count.is_none_or(|count| usize::try_from(count) == Ok(tasks.len()));
    match (is_as_many(open), spoken_of.filter(|tasks| is_as_many(tasks))) {
        (true, None) if !open.is_empty() => Targets::These(open.to_vec()),
        (false, Some(tasks)) if !tasks.is_empty() => Targets::These(tasks.to_vec()),
        (true | false, _) => Targets::AnyOf(open.to_vec()),
    }
}
