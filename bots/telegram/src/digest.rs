//! Delivering the morning's digest: one message.
//!
//! Whoever asks for it may not hear of the outcome, and asks again. So what was sent is noted in the bot's own file, and a
//! digest that arrived is not sent again. One that may have arrived, because the answer of the messenger was lost or the
//! bot crashed before it came, is sent again, and that is reported.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::Duration;

use async_trait::async_trait;
use events::ids::{ActionItemId, PersonId};
use projections::views::TaskView;
use reminders::delivery::{Delivered, Delivery, DeliveryError, Digest, DigestItem};
use sha2::{Digest as _, Sha256};
use teloxide::RequestError;
use tokio::sync::Mutex;

use crate::connection::TelegramBot;
use crate::database::SentBefore;
use crate::outgoing::{Outgoing, SendError};
use crate::speech::Speech;
use crate::tasks::ids;
use crate::visit::VisitError;

/// The longest text the messenger takes, in characters, less some room for what it counts otherwise.
const LONGEST: usize = 4_000;
/// How many places there are in which digests are sent side by side.
pub(crate) const PLACES: usize = 64;
/// What is reported when a digest may come twice.
const PERHAPS_TWICE: &str =
    "whether this digest arrived is not known; it is sent again when it is asked for, and may have come twice";
/// What is reported when a digest that arrived is not the one that is asked for any more.
const CHANGED: &str =
    "a digest that arrived is asked for with other content; it is sent again, and may have come twice";

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
            ("due", self.date(escalation.task.item.due)),
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

/// Every task that a digest speaks of, of others too.
fn brought_up(digest: &Digest) -> Vec<ActionItemId> {
    let own = digest.sections.items().map(|item| &item.task);
    own.chain(digest.escalations.iter().map(|escalation| &escalation.task)).map(|task| task.id.clone()).collect()
}

/// As many whole parts as one message takes. What is left out is on `/tasks` and `/board`.
pub(crate) fn fitting(parts: Vec<String>) -> String {
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

impl TelegramBot {
    /// Held while a digest of this person, or of somebody who shares the place, is sent.
    fn digests_of(&self, person: &PersonId) -> &Mutex<()> {
        let mut hasher = DefaultHasher::new();
        person.as_str().hash(&mut hasher);
        let places = u64::try_from(PLACES).unwrap_or(1);
        &self.sending_digests[usize::try_from(hasher.finish() % places).unwrap_or(0)]
    }

    /// Sends a digest, unless it is known to have arrived already.
    async fn send_digest(&self, digest: &Digest, message: &Outgoing) -> Result<(), SendError> {
        let (key, content) = (&digest.key, Sha256::digest(&message.text).to_vec());
        // Whoever asks twice at the same time waits to see what became of the first.
        let _turn = self.digests_of(&key.person).lock().await;
        match self.database.digest(key).await? {
            Some(before) if before == (SentBefore { content: content.clone(), delivered: true }) => {
                tracing::info!(digest = %key, "a digest that arrived is asked for again; it is not sent again");
                return Ok(());
            }
            Some(SentBefore { delivered: true, .. }) => {
                tracing::warn!(digest = %key, "{CHANGED}");
            }
            Some(SentBefore { delivered: false, .. }) => {
                tracing::warn!(digest = %key, "{PERHAPS_TWICE}");
            }
            None => {}
        }
        self.database.begin_digest(key, content).await?;
        let sent = self.post.send_once(digest.person.chat, message).await;
        match &sent {
            Ok(()) => self.database.note_digest(key).await?,
            Err(error) if error.is_final() || error.is_too_many() => self.database.forget_digest(key).await?,
            Err(_) => tracing::warn!(digest = %key, "{PERHAPS_TWICE}"),
        }
        sent
    }
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
        let mut message = speech.digest(digest, institution);
        message.buttons.extend(self.snooze_rows(speech, &brought_up(digest)));
        self.send_digest(digest, &message).await.map(|()| Delivered).map_err(|error| undelivered(&error))
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
