//! Delivering the morning's digest: one message.

use std::time::Duration;

use async_trait::async_trait;
use projections::views::TaskView;
use reminders::delivery::{Delivered, Delivery, DeliveryError, Digest, DigestItem};
use teloxide::RequestError;

use crate::connection::TelegramBot;
use crate::outgoing::{Outgoing, SendError};
use crate::speech::Speech;
use crate::tasks::ids;
use crate::visit::VisitError;

/// The longest text the messenger takes, in characters, less some room for what it counts otherwise.
const LONGEST: usize = 4_000;

impl Speech<'_> {
    fn section(&self, key: &str, items: &[DigestItem]) -> Option<String> {
        if items.is_empty() {
            return None;
        }
        let mut lines = vec![format!("<b>{}</b>", self.say(key, &[]))];
        lines.extend(items.iter().map(|item| self.line(&item.task)));
        Some(lines.join("\n"))
    }

    fn escalation(&self, escalation: &reminders::delivery::Escalation) -> String {
        use events::reminder::Recipient;
        let key = match escalation.to {
            Recipient::Secretariat => "escalation-secretariat",
            Recipient::Chair(_) | Recipient::FocalPoint(_) => "escalation-chair",
        };
        let args = [
            ("institution", escalation.owner_names.in_language(self.language).to_owned().into()),
            ("title", self.title(&escalation.task).into()),
            ("due", self.date(escalation.task.item.due).into()),
            ("days", escalation.working_days_late.into()),
        ];
        self.say(key, &args)
    }

    /// The digest's text and the tasks its buttons are for.
    fn digest(&self, digest: &Digest, institution: String) -> Outgoing {
        let sections = &digest.sections;
        let tasks: Vec<TaskView> = sections.items().map(|item| item.task.clone()).collect();
        let mut parts = Vec::new();
        if !tasks.is_empty() {
            let args = [
                ("institution", institution.into()),
                ("new", sections.new.len().into()),
                ("due", (sections.due_soon.len() + sections.today.len()).into()),
                ("overdue", sections.overdue.len().into()),
            ];
            parts.push(self.say("digest-heading", &args));
            parts.extend(self.section("section-overdue", &sections.overdue));
            parts.extend(self.section("section-today", &sections.today));
            parts.extend(self.section("section-due-soon", &sections.due_soon));
            parts.extend(self.section("section-new", &sections.new));
            parts.push(self.say("digest-how-to-reply", &[]));
        }
        parts.extend(digest.escalations.iter().map(|escalation| self.escalation(escalation)));
        let buttons = self.list_buttons(&tasks);
        Outgoing::text(fitting(parts)).with_buttons(buttons).about(ids(&tasks))
    }
}

/// As many whole parts as one message takes. What is left out is on `/tasks` and `/board`.
fn fitting(parts: Vec<String>) -> String {
    let mut text = String::new();
    for part in parts {
        if text.chars().count() + part.chars().count() > LONGEST {
            text.push_str("\n\n…");
            break;
        }
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        text.push_str(&part);
    }
    text
}

#[async_trait]
impl Delivery for TelegramBot {
    async fn deliver(&self, digest: &Digest) -> Result<Delivered, DeliveryError> {
        let person = &digest.person;
        let institution = match self.institution_name(&person.institution, person.language).await {
            Ok(name) => name,
            Err(VisitError::ReadModels(error)) => {
                return Err(DeliveryError::Retry { after: None, reason: error.to_string() });
            }
            Err(error @ (VisitError::Bot(_) | VisitError::Send(_))) => {
                return Err(DeliveryError::Retry { after: None, reason: error.to_string() });
            }
        };
        let speech = Speech { catalogue: &self.catalogue, language: person.language, today: digest.date };
        let message = speech.digest(digest, institution);
        self.post.send_once(person.chat, &message).await.map(|()| Delivered).map_err(|error| undelivered(&error))
    }
}

pub(crate) fn undelivered(error: &SendError) -> DeliveryError {
    if error.is_blocked() {
        return DeliveryError::Blocked;
    }
    match error {
        SendError::Messenger(RequestError::RetryAfter(wait)) => DeliveryError::Retry {
            after: Some(Duration::from_secs(wait.seconds().into())),
            reason: "too many messages".to_owned(),
        },
        SendError::Messenger(RequestError::Api(error)) => DeliveryError::Refused { reason: error.to_string() },
        SendError::Messenger(_) | SendError::Database(_) => {
            DeliveryError::Retry { after: None, reason: error.to_string() }
        }
    }
}
