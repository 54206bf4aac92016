//! The tasks of the person's own institution, in words: the morning's list, a nudge, what was put off.
//!
//! Each task is looked up when it is worded; one that is done meanwhile, or is another institution's by now, is left out.

use language::catalogue::Value;
use notifications::{Content, TaskSection, WorkContent};
use readmodels::AskError;
use readmodels::views::TaskView;

use crate::channel::context::MailContext;
use crate::channel::digest::{Digest, plain_line};
use crate::channel::task_wording::{decision_links, owner_links, task_line, task_line_with_institution};
use crate::draft::Line;

/// The sections of a morning's message, in order, with the text of their headings.
const SECTIONS: [(TaskSection, &str); 4] = [
    (TaskSection::Late, "section-overdue"),
    (TaskSection::Today, "section-today"),
    (TaskSection::DueSoon, "section-due-soon"),
    (TaskSection::New, "section-new"),
];

/// What there is to say of the institution's own tasks.
pub(super) async fn word_own_tasks(
    context: &MailContext<'_>,
    contents: &[Content],
    digest: &mut Digest,
) -> Result<(), AskError> {
    list_of_the_morning(context, contents, digest).await?;
    nudges(context, contents, digest).await?;
    put_off(context, contents, digest).await
}

fn own_line(context: &MailContext<'_>, digest: &mut Digest, task: &TaskView) -> Line {
    Line { text: task_line(context, task), links: digest.once(&task.id, owner_links(context, task)) }
}

/// Section by section, with the links of each task.
async fn list_of_the_morning(
    context: &MailContext<'_>,
    contents: &[Content],
    digest: &mut Digest,
) -> Result<(), AskError> {
    let mut listed: Vec<(TaskSection, TaskView)> = Vec::new();
    for content in contents.iter().filter_map(Content::as_work) {
        if let WorkContent::Task { item, section } = content {
            listed.extend(context.own_open_task(item).await?.map(|task| (*section, task)));
        }
    }
    if listed.is_empty() {
        return Ok(());
    }
    listed.sort_by_key(|(_, task)| (task.item.due, task.number));
    let count = |wanted: &[TaskSection]| -> Value {
        listed.iter().filter(|(section, _)| wanted.contains(section)).count().into()
    };
    let args = [
        ("institution", context.institution_name(&context.person.institution).await?.into()),
        ("new", count(&[TaskSection::New])),
        ("due", count(&[TaskSection::DueSoon, TaskSection::Today])),
        ("overdue", count(&[TaskSection::Late])),
    ];
    let greeting = [context.say("digest-heading", &args), context.say("digest-how-to-reply", &[])];
    digest.add(None, vec![plain_line(greeting.join("\n"))]);
    for (section, heading) in SECTIONS {
        let of_section = listed.iter().filter(|(of, _)| *of == section);
        let lines = of_section.map(|(_, task)| own_line(context, digest, task)).collect();
        digest.add(Some(context.say(heading, &[])), lines);
    }
    digest.listed_tasks = listed.len();
    Ok(())
}

/// The chair asks how far a task is.
async fn nudges(context: &MailContext<'_>, contents: &[Content], digest: &mut Digest) -> Result<(), AskError> {
    let mut lines = Vec::new();
    for content in contents.iter().filter_map(Content::as_work) {
        let WorkContent::Nudged { item } = content else { continue };
        let Some(task) = context.own_open_task(item).await? else { continue };
        lines.push(own_line(context, digest, &task));
        digest.name(context.marked(&task.title));
    }
    digest.add(Some(context.say("nudge-told", &[])), lines);
    Ok(())
}

/// What the person wanted to be reminded of again.
async fn put_off(context: &MailContext<'_>, contents: &[Content], digest: &mut Digest) -> Result<(), AskError> {
    let mut lines = Vec::new();
    for content in contents.iter().filter_map(Content::as_work) {
        let WorkContent::PutOff { item } = content else { continue };
        let task = context.visible_task(item).await?.filter(|task| task.item.stage.is_open());
        let Some(task) = task else { continue };
        let line = if task.item.owner == context.person.institution {
            own_line(context, digest, &task)
        } else {
            let text = task_line_with_institution(context, &task, &task.item.owner).await?;
            Line { text, links: digest.once(&task.id, decision_links(context, &task).await?) }
        };
        lines.push(line);
        digest.name(context.marked(&task.title));
    }
    digest.add(Some(context.say("snooze-again", &[("count", lines.len().into())])), lines);
    Ok(())
}
