//! For whom an e-mail is worded, and when: the person's language, rights and links, and the day that is today.

use events::Moment;
use events::authority::{Principal, permit_view};
use events::ids::{ActionItemId, DataRequestId, InstitutionId, PersonId};
use events::language::{Language, LocalText};
use events::text::Text;
use language::catalogue::{Catalogue, Value};
use language::dates::say_date;
use language::recorded::{marked, say_recorded};
use links::{LinkedAction, LinkedStep};
use readmodels::AskError;
use readmodels::views::{PersonView, TaskView};

use crate::channel::services::ChannelServices;
use crate::draft::Link;

/// The reader of a message and the moment at which it is worded.
pub(super) struct MailContext<'a> {
    pub(super) services: &'a ChannelServices,
    pub(super) person: PersonView,
    pub(super) moment: Moment,
}

impl<'a> MailContext<'a> {
    /// A person, now.
    pub(super) fn new(services: &'a ChannelServices, person: PersonView) -> Self {
        let moment = services.clock.moment();
        Self { services, person, moment }
    }

    pub(super) const fn language(&self) -> Language {
        self.person.language
    }

    pub(super) fn catalogue(&self) -> &Catalogue {
        &self.services.catalogue
    }

    /// A message in the person's language, without markup.
    pub(super) fn say(&self, key: &str, args: &[(&str, Value)]) -> String {
        self.catalogue().say_plain(self.language(), key, args)
    }

    /// The same for a line of a list: an e-mail sets lines apart by itself.
    pub(super) fn say_line(&self, key: &str, args: &[(&str, Value)]) -> String {
        let line = self.say(key, args);
        line.strip_prefix("• ").map_or_else(|| line.clone(), str::to_owned)
    }

    /// A day for a text, which says it in the case that its sentence asks for.
    pub(super) fn date(&self, day: chrono::NaiveDate) -> Value {
        Value::Day { day, today: self.moment.today }
    }

    /// A day by itself, where no text is around it.
    pub(super) fn day(&self, date: chrono::NaiveDate) -> String {
        say_date(date, self.moment.today, self.language())
    }

    /// A title, with its language named where it is not the person's.
    pub(super) fn marked(&self, title: &LocalText) -> String {
        marked(self.catalogue(), self.language(), title)
    }

    /// Words of the log, in the person's language where they are the program's own.
    pub(super) fn recorded(&self, words: &Text) -> String {
        say_recorded(self.catalogue(), self.language(), words.as_str())
    }

    /// What the person may do and see today.
    pub(super) fn principal(&self) -> Principal {
        self.person.principal(self.moment.today)
    }

    /// An institution's name; its id, where it is not known here.
    pub(super) async fn institution_name(&self, institution: &InstitutionId) -> Result<String, AskError> {
        let found = self.services.read_models.institution(institution).await?;
        let name = |names: &LocalText| names.in_language(self.language()).to_owned();
        Ok(found.map_or_else(|| institution.to_string(), |found| name(&found.names)))
    }

    /// The name of somebody in post, or what is said of whoever no longer is.
    pub(super) async fn name_of(&self, person: &PersonId) -> Result<String, AskError> {
        let known = self.services.read_models.person(person).await?.and_then(|known| known.name);
        Ok(known.map_or_else(|| self.say("former-focal-point", &[]), |name| name.to_string()))
    }

    /// A task that the person may see.
    pub(super) async fn visible_task(&self, item: &ActionItemId) -> Result<Option<TaskView>, AskError> {
        let (task, principal) = (self.services.read_models.task(item).await?, self.principal());
        Ok(task.filter(|task| permit_view(&principal, &task.view()).is_ok()))
    }

    /// A task of the person's own institution about which there is still something to do.
    pub(super) async fn own_open_task(&self, item: &ActionItemId) -> Result<Option<TaskView>, AskError> {
        let task = self.services.read_models.task(item).await?;
        Ok(task.filter(|task| task.item.stage.is_open() && task.item.owner == self.person.institution))
    }

    /// The link that takes a step with a task; an institution that it names is called so.
    pub(super) fn task_link(&self, item: &ActionItemId, action: LinkedAction, institution: &str) -> Link {
        let date = action.until().map(|until| ("date", self.date(until)));
        let args: Vec<_> = date.into_iter().chain([("institution", institution.into())]).collect();
        let label = self.say(&format!("email-step-{}", action.name()), &args);
        self.step_link(label, LinkedStep::Task { item: item.clone(), action })
    }

    /// The link that takes a step.
    pub(super) fn step_link(&self, label: String, step: LinkedStep) -> Link {
        Link { label, url: self.services.links.step(&self.person.person, step, self.moment.now) }
    }

    /// The link that opens the form of a data request.
    pub(super) fn form_link(&self, request: &DataRequestId) -> Link {
        let PersonView { person, institution, .. } = &self.person;
        Link {
            label: self.say("email-open-form", &[]),
            url: self.services.links.form(person, institution, request, self.moment.now),
        }
    }
}
