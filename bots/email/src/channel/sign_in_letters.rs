//! A link that signs in, sent to whoever asked for it on the pages.
//!
//! It is no notice: whoever asks waits before the page, and nobody else is told. The account says that a link was made and until
//! when it serves; its secret is worked out here again, and is known to nobody but who gets the message.

use std::collections::BTreeSet;
use std::time::Duration;

use chrono::{DateTime, Utc};
use coordination::{Clock, SystemClock};
use events::account::Fingerprint;
use events::ids::PersonId;
use language::catalogue::Value;
use notifications::DeliveryError;
use readmodels::accounts::Accounts;
use readmodels::views::PersonView;
use tokio_util::sync::CancellationToken;

use crate::address::MailAddress;
use crate::channel::context::MailContext;
use crate::channel::{EmailChannel, named_id};
use crate::draft::{Line, Link, MailDraft, Recipient, Section, ThreadKey};
use crate::sent_mail::MessageKey;

/// The thread of these messages.
const THREAD: &str = "sign-in";
/// How long until what could not be sent is tried again.
const AGAIN_AFTER: Duration = Duration::from_secs(20);

/// A link that waits to be sent.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct WaitingLink {
    person: PersonId,
    until: DateTime<Utc>,
    secret: String,
}

impl EmailChannel {
    /// Sends the links that are asked for, until told to stop.
    pub async fn send_sign_in_links(&self, stop: CancellationToken) {
        let mut progress = self.services.read_models.progress();
        let mut sent = BTreeSet::new();
        loop {
            let waiting = self.waiting_links(&sent).await;
            let mut failed = false;
            for link in waiting {
                match self.send_sign_in_link(&link).await {
                    Ok(()) => _ = sent.insert(link),
                    Err(error) => {
                        tracing::warn!(%error, person = %link.person, "a sign-in link is not sent yet");
                        failed = true;
                    }
                }
            }
            let now = SystemClock.now();
            sent.retain(|link: &WaitingLink| now < link.until);
            let news = async {
                if failed {
                    let _ = tokio::time::timeout(AGAIN_AFTER, progress.changed()).await;
                    true
                } else {
                    progress.changed().await.is_ok()
                }
            };
            if !stop.run_until_cancelled(news).await.unwrap_or(false) {
                return;
            }
        }
    }

    /// The links that were asked for by address, serve still and were not sent.
    async fn waiting_links(&self, sent: &BTreeSet<WaitingLink>) -> Vec<WaitingLink> {
        let accounts: std::sync::Arc<Accounts> = match self.services.accounts().await {
            Ok(accounts) => accounts,
            Err(error) => {
                tracing::warn!(%error, "it is not known who waits for a sign-in link");
                return vec![];
            }
        };
        let now = SystemClock.now();
        let all = accounts.all().flat_map(|(person, account)| account.links.iter().map(move |link| (person, link)));
        let asked_for = all.filter(|(_, (_, until))| now < **until).filter_map(|(person, (link, until))| {
            let secret = self.services.links.sign_in_secret(person, *until);
            let waits = Fingerprint::of(&secret) == *link;
            waits.then(|| WaitingLink { person: person.clone(), until: *until, secret })
        });
        asked_for.filter(|link| !sent.contains(link)).collect()
    }

    async fn send_sign_in_link(&self, link: &WaitingLink) -> Result<(), DeliveryError> {
        let again = |error: &dyn ToString| DeliveryError::Retry { after: None, reason: error.to_string() };
        let known = self.services.read_models.person(&link.person).await.map_err(|error| again(&error))?;
        let Some(known) = known else { return Ok(()) };
        let Some(address) = address_of(&known) else { return Ok(()) };
        let context = MailContext::new(&self.services, known.clone());
        let name = format!("sign-in/{}/{}", link.person, link.until);
        let key = MessageKey { message: named_id(&name).0, parts: String::new() };
        let minutes = (link.until - SystemClock.now()).num_minutes().max(1);
        let say = |what: &str| context.say(what, &[]);
        let text = context.say("email-sign-in", &[("minutes", Value::from(minutes))]);
        let links = vec![Link { label: say("email-sign-in-link"), url: self.services.links.sign_in(&link.secret) }];
        let not_asked = Line { text: say("email-sign-in-not-asked"), links: vec![] };
        let draft = MailDraft {
            id: named_id(&name),
            to: Recipient { person: link.person.clone(), address, name: known.name.as_ref().map(ToString::to_string) },
            language: context.language(),
            subject: say("email-subject-sign-in"),
            sections: vec![Section { heading: None, lines: vec![Line { text, links }, not_asked] }],
            thread: ThreadKey(THREAD.to_owned()),
            invitation: None,
            reminders: self.services.links.reminders(&link.person, context.moment.now),
            unsubscribe: self.services.links.unsubscribe(&link.person),
            written_at: context.moment.now,
        };
        self.delivery.send_once(&key, context.moment.today, &draft).await.map(|_| ())
    }
}

fn address_of(person: &PersonView) -> Option<MailAddress> {
    person.email.as_ref().and_then(|address| address.to_string().parse().ok())
}
