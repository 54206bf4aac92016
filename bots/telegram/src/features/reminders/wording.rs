//! A message to come in words: its day and hour, one line for all that is of a kind, and in which quality the person is
//! told.

use chrono_tz::Europe::Belgrade;
use events::ids::{ModuleId, SubgroupId};
use events::institution::Post;
use events::notification::Audience;
use language::dates::say_month;
use notifications::facts::Facts;
use notifications::{
    Content, DataRequestNews, MeetingNews, MessageAhead, OverviewContent, PartAhead, ReferralNews, TaskSection,
    TrainingContent, WorkContent,
};

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::features::work::task_access::visible_task;
use crate::features::work::task_wording::task_title;

/// How many things of a kind are named; of the others there is the count.
const MOST_NAMED: usize = 5;

/// All that is of a kind: the text that says it, and what tells one from the other.
struct Kind {
    key: &'static str,
    count: usize,
    named: Vec<String>,
}

/// What is said in one quality.
struct InQuality<'a> {
    of: &'a Audience,
    kinds: Vec<Kind>,
}

/// A message to come; nothing, where it says nothing that is news.
pub(super) async fn message_in_words(
    context: &ChatContext<'_>,
    facts: &Facts<'_>,
    message: &MessageAhead,
) -> Result<Option<String>, ChatError> {
    let mut said: Vec<InQuality<'_>> = Vec::new();
    let mut parts: Vec<&PartAhead> = message.parts.iter().collect();
    parts.sort_by_key(|part| section_of(&part.content));
    for part in parts {
        let Some((key, name)) = kind_of(context, facts, &part.content).await? else { continue };
        match said.iter_mut().find(|known| *known.of == part.notice.to) {
            Some(known) => known.add(key, name),
            None => said.push(InQuality { of: &part.notice.to, kinds: vec![Kind::one(key, name)] }),
        }
    }
    if said.is_empty() {
        return Ok(None);
    }
    let (texts, local) = (context.texts(), message.at.with_timezone(&Belgrade).naive_local());
    let time = local.format("%H:%M").to_string();
    let day = capitalised(&texts.day(local.date()));
    let mut lines = vec![texts.say("ahead-at", &[("date", day.into()), ("time", time.into())])];
    for in_quality in said {
        lines.extend(in_quality.kinds.iter().map(|kind| kind.in_words(context)));
        lines.push(format!("<i>{}</i>", why(context, facts, in_quality.of)));
    }
    Ok(Some(lines.join("\n")))
}

/// A day as it stands at the beginning of a line.
fn capitalised(day: &str) -> String {
    let mut letters = day.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

impl InQuality<'_> {
    fn add(&mut self, key: &'static str, name: Option<String>) {
        match self.kinds.iter_mut().find(|kind| kind.key == key) {
            Some(kind) => {
                kind.count += 1;
                kind.named.extend(name);
            }
            None => self.kinds.push(Kind::one(key, name)),
        }
    }
}

impl Kind {
    fn one(key: &'static str, name: Option<String>) -> Self {
        Self { key, count: 1, named: name.into_iter().collect() }
    }

    fn in_words(&self, context: &ChatContext<'_>) -> String {
        let texts = context.texts();
        let named: Vec<&str> = self.named.iter().map(String::as_str).take(MOST_NAMED).collect();
        let mut list = named.join(", ");
        let others = self.count.saturating_sub(named.len());
        if others > 0 && !named.is_empty() {
            let args = [("list", list.into()), ("count", others.into())];
            list = texts.catalogue.say(texts.language, "ahead-and-more", &args);
        }
        texts.say(self.key, &[("count", self.count.into()), ("list", list.into())])
    }
}

/// Tasks come in the order of the morning's message, everything else after them.
fn section_of(content: &Content) -> (bool, Option<TaskSection>) {
    match content.as_work() {
        Some(WorkContent::Task { section, .. }) => (false, Some(*section)),
        Some(
            WorkContent::LateElsewhere { .. }
            | WorkContent::Decided { .. }
            | WorkContent::Reported { .. }
            | WorkContent::Nudged { .. }
            | WorkContent::NudgeNotArrived { .. }
            | WorkContent::PutOff { .. },
        )
        | None => (true, None),
    }
}

/// The text for what a part says, and what tells it from others of its kind; nothing, where it is no news to the person.
async fn kind_of(
    context: &ChatContext<'_>,
    facts: &Facts<'_>,
    said: &Content,
) -> Result<Option<(&'static str, Option<String>)>, ChatError> {
    let texts = context.texts();
    Ok(Some(match said {
        Content::Work(said) => (key_of_work(said), name_of_task(context, said).await?),
        Content::Referral(said) => (key_of_referral(said.news), None),
        Content::DataRequest(said) => {
            let title = facts.requests.get(&said.request).map(|dossier| texts.marked(&dossier.title));
            (key_of_data_request(said.news), title)
        }
        Content::IndicatorValue(_) => ("ahead-values", None),
        Content::Meeting(said) => {
            let Some(key) = key_of_meeting(said.news) else { return Ok(None) };
            (key, facts.meetings.meeting(&said.meeting).map(|meeting| texts.marked(&meeting.title)))
        }
        Content::Training(said) => match said {
            TrainingContent::Idle { .. } => ("ahead-training-idle", None),
            TrainingContent::SessionAhead { module, .. } => {
                ("ahead-training-session", name_of_module(context, facts, module))
            }
            TrainingContent::AttendanceDue { module, .. } => {
                ("ahead-training-attendance", name_of_module(context, facts, module))
            }
        },
        Content::Briefing(_) => ("ahead-briefing", None),
        Content::Overview(OverviewContent::Week { subgroup, .. }) => {
            ("ahead-week", Some(name_of_subgroup(context, facts, subgroup)))
        }
        Content::Overview(OverviewContent::Month { from }) => ("ahead-month", Some(say_month(*from, texts.language))),
        Content::Unreachable(_) => ("ahead-unreachable", None),
        Content::NobodyReached(said) => {
            let name = context.services.institution_name(&said.institution, texts.language).await?;
            ("ahead-nobody-reached", Some(name))
        }
        Content::SilentGroup(said) => ("ahead-group-silent", Some(name_of_subgroup(context, facts, &said.subgroup))),
        // It is told in the chat that was lost; and what was done to a way in is told at once and never ahead.
        Content::LostChat(_) | Content::WayIn(_) => return Ok(None),
    }))
}

fn key_of_work(said: &WorkContent) -> &'static str {
    match said {
        WorkContent::Task { section: TaskSection::Late, .. } => "ahead-tasks-late",
        WorkContent::Task { section: TaskSection::Today, .. } => "ahead-tasks-today",
        WorkContent::Task { section: TaskSection::DueSoon, .. } => "ahead-tasks-due-soon",
        WorkContent::Task { section: TaskSection::New, .. } => "ahead-tasks-new",
        WorkContent::LateElsewhere { .. } => "ahead-tasks-late-elsewhere",
        WorkContent::Decided { .. } => "ahead-tasks-decided",
        WorkContent::Reported { .. } => "ahead-tasks-reported",
        WorkContent::Nudged { .. } => "ahead-tasks-nudged",
        WorkContent::NudgeNotArrived { .. } => "ahead-tasks-not-arrived",
        WorkContent::PutOff { .. } => "ahead-tasks-put-off",
    }
}

/// The number of a task in the own list, which the texts of those have; of any other its title.
async fn name_of_task(context: &ChatContext<'_>, said: &WorkContent) -> Result<Option<String>, ChatError> {
    let Some(task) = visible_task(context, said.item()).await? else { return Ok(None) };
    Ok(Some(match said {
        WorkContent::Task { .. } => task.number.to_string(),
        WorkContent::LateElsewhere { .. }
        | WorkContent::Decided { .. }
        | WorkContent::Reported { .. }
        | WorkContent::Nudged { .. }
        | WorkContent::NudgeNotArrived { .. }
        | WorkContent::PutOff { .. } => task_title(context.texts(), &task),
    }))
}

const fn key_of_referral(news: ReferralNews) -> &'static str {
    match news {
        ReferralNews::Offered => "ahead-referrals-offered",
        ReferralNews::Late => "ahead-referrals-late",
        ReferralNews::Accepted | ReferralNews::Declined => "ahead-referrals-answered",
    }
}

const fn key_of_data_request(news: DataRequestNews) -> &'static str {
    match news {
        DataRequestNews::Nudged => "ahead-data-nudged",
        DataRequestNews::Returned => "ahead-data-returned",
        DataRequestNews::New => "ahead-data-new",
        DataRequestNews::Overdue => "ahead-data-overdue",
        DataRequestNews::Today => "ahead-data-today",
        DataRequestNews::Soon => "ahead-data-soon",
    }
}

/// Nothing for an invitation that only changes where it stands.
const fn key_of_meeting(news: MeetingNews) -> Option<&'static str> {
    match news {
        MeetingNews::Invited => Some("ahead-meetings-invited"),
        MeetingNews::Moved => Some("ahead-meetings-moved"),
        MeetingNews::Changed => None,
        MeetingNews::CalledOff => Some("ahead-meetings-called-off"),
        MeetingNews::DayBefore => Some("ahead-meetings-day-before"),
        MeetingNews::HourBefore => Some("ahead-meetings-hour-before"),
        MeetingNews::Account => Some("ahead-meetings-account"),
    }
}

fn name_of_module(context: &ChatContext<'_>, facts: &Facts<'_>, module: &ModuleId) -> Option<String> {
    facts.training.module(module).map(|dossier| context.texts().marked(&dossier.plan.title))
}

fn name_of_subgroup(context: &ChatContext<'_>, facts: &Facts<'_>, subgroup: &SubgroupId) -> String {
    let found = facts.subgroups.subgroup(subgroup);
    found.map_or_else(|| subgroup.to_string(), |found| context.texts().marked(&found.name))
}

/// In which quality the person is told.
fn why(context: &ChatContext<'_>, facts: &Facts<'_>, of: &Audience) -> String {
    let (texts, person) = (context.texts(), &context.person);
    match of {
        Audience::FocalPoint(_) => match person.post {
            Post::FocalPoint => texts.say("ahead-why-focal-point", &[]),
            Post::Deputy => texts.say("ahead-why-stands-in", &[]),
        },
        Audience::Chair(subgroup) | Audience::Group(subgroup) => {
            let subgroup_name = || name_of_subgroup(context, facts, subgroup);
            if person.chairs.contains(subgroup) {
                texts.say("ahead-why-chair", &[("subgroup", subgroup_name().into())])
            } else if person.mandate.sees_everything() {
                texts.say("ahead-why-secretariat", &[])
            } else {
                texts.say("ahead-why-stands-in-for-chair", &[("subgroup", subgroup_name().into())])
            }
        }
        Audience::Secretariat => texts.say("ahead-why-secretariat", &[]),
        Audience::Coordinator => texts.say("ahead-why-coordinator", &[]),
        Audience::CaseCoordinator(_) => texts.say("ahead-why-case-coordinator", &[]),
        Audience::Person(_) => texts.say("ahead-why-person", &[]),
    }
}
