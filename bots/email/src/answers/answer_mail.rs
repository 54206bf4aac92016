//! The one short message that says what became of an answer.
//!
//! It belongs to the thread that was answered, and has its subject, so that mail programs keep both together. Its id follows
//! from the message answered: read twice, it is answered once. What the server does not take now is tried again in the
//! background, so that nobody's full mailbox keeps others waiting; it is forgotten when the process ends, since what it says
//! was recorded can be seen anyway.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, DurationRound, TimeDelta, Utc};
use events::ids::CommandId;
use language::catalogue::Catalogue;
use links::{RemindersLink, UnsubscribeLink};
use privacy::guard::{Verdict, guard};
use tokio::task::JoinSet;
use url::Url;

use crate::answers::context::AnswerContext;
use crate::composing::token_in_subject;
use crate::draft::{Line, MailDraft, MessageId, Recipient, Section, ThreadKey};
use crate::receiving::NotHandled;
use crate::sending::{DeliveryError, Mailer};

/// The thread of all that is not a meeting.
pub(super) const WORK_THREAD: &str = "work";

/// So many answers a person is sent on a day. Nobody writes more; two programs would.
const MOST_A_DAY: usize = 10;
/// So often an answer is tried: with the pauses that grow, about two days.
const MOST_TRIES: usize = 16;

/// Answers under way. Dropped, they are given up.
#[derive(Default)]
pub(super) struct AnswersUnderWay(Mutex<JoinSet<()>>);

impl AnswersUnderWay {
    /// Sends an answer; what is not taken now is tried again in the background.
    async fn send(&self, mailer: Arc<Mailer>, catalogue: Arc<Catalogue>, draft: MailDraft) {
        let Some(mut pause) = try_to_send(&mailer, &catalogue, &draft).await else { return };
        let mut underway = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        while underway.try_join_next().is_some() {}
        underway.spawn(async move {
            for _ in 1..MOST_TRIES {
                tokio::time::sleep(pause).await;
                match try_to_send(&mailer, &catalogue, &draft).await {
                    Some(longer) => pause = longer,
                    None => return,
                }
            }
            tracing::warn!(person = %draft.to.person, "an answer by e-mail was given up");
        });
    }
}

/// Tries once; how long to wait before the next try, where one makes sense.
async fn try_to_send(mailer: &Mailer, catalogue: &Catalogue, draft: &MailDraft) -> Option<Duration> {
    match mailer.deliver(draft, catalogue).await {
        Ok(_) => None,
        Err(DeliveryError::Retry { after, .. } | DeliveryError::Unavailable { after, .. }) => Some(after),
        Err(error @ (DeliveryError::Unreachable(_) | DeliveryError::Refused { .. } | DeliveryError::LeaseLost)) => {
            tracing::warn!(%error, person = %draft.to.person, "an answer by e-mail was not sent");
            None
        }
    }
}

/// The subject of an answer to this subject: the same, unless it says what must not be sent about.
fn subject_of_answer(subject: &str) -> Option<String> {
    let subject = match token_in_subject(subject) {
        Some(token) => subject.replace(&format!("[#{token}]"), ""),
        None => subject.to_owned(),
    };
    let subject = subject.trim();
    (!subject.is_empty() && guard(subject) == Verdict::Pass).then(|| subject.to_owned())
}

impl AnswerContext<'_> {
    /// A page of the person's own, by its path and token.
    fn page(&self, path: &str, token: &str) -> Result<Url, NotHandled> {
        let address = format!("{}/mail/{path}/{token}", self.services().public_url.as_str().trim_end_matches('/'));
        address.parse().map_err(|error| NotHandled(format!("the public address of the pages: {error}")))
    }

    /// The page on which the person sees what is to come, and chooses how.
    fn reminders_url(&self, now: DateTime<Utc>) -> Result<Url, NotHandled> {
        let until = now.duration_trunc(TimeDelta::seconds(1)).unwrap_or(now) + RemindersLink::VALID;
        let link = RemindersLink { person: self.person.person.clone(), until };
        self.page("reminders", &self.services().link_key.sign(&link))
    }

    /// The page on which the person ends these messages.
    fn unsubscribe_url(&self) -> Result<Url, NotHandled> {
        let link = UnsubscribeLink { person: self.person.person.clone() };
        self.page("stop", &self.services().link_key.sign(&link))
    }

    /// Answers the message with these lines, unless the person was sent too many answers today.
    pub(super) async fn answer(&self, thread: &ThreadKey, lines: Vec<String>) -> Result<(), NotHandled> {
        let services = self.services();
        let id = MessageId(CommandId::named(&format!("email/{}/answer", self.received.key)).0);
        let moment = services.clock.moment();
        let person = &self.person.person;
        if !services.correspondence.count_answer(id, person, moment.today, MOST_A_DAY)? {
            tracing::warn!(%person, "an answer by e-mail was not answered: too many on one day");
            return Ok(());
        }
        let subject = self.received.subject.as_deref().and_then(subject_of_answer);
        let draft = MailDraft {
            id,
            to: Recipient {
                person: person.clone(),
                address: self.address.clone(),
                name: self.person.name.as_ref().map(ToString::to_string),
            },
            language: self.person.language,
            subject: subject.unwrap_or_else(|| self.say("email-answer-subject", &[])),
            sections: vec![Section {
                heading: None,
                lines: lines.into_iter().map(|text| Line { text, links: vec![] }).collect(),
            }],
            thread: thread.clone(),
            invitation: None,
            reminders: self.reminders_url(moment.now)?,
            unsubscribe: self.unsubscribe_url()?,
            written_at: moment.now,
        };
        self.handler.unsent.send(Arc::clone(&services.mailer), Arc::clone(&services.catalogue), draft).await;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_has_the_subject_of_what_it_answers_without_our_token_and_nobodys_name() {
        let subject = |subject: &str| subject_of_answer(subject);
        assert_eq!(subject("Re: Detyrat [#0123456789abcdef]").as_deref(), Some("Re: Detyrat"));
        assert_eq!(subject("Re: 2 detyra për ju").as_deref(), Some("Re: 2 detyra për ju"));
        assert_eq!(subject("viktima Arta Gashi, 1234567890"), None);
        assert_eq!(subject("[#0123456789abcdef]"), None);
    }
}
