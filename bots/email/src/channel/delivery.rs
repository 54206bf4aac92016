//! One e-mail goes out once: what was begun and what was taken is noted around its sending, so that a message that is handed
//! over again sends only what is not known to have been taken.

use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveDate;
use events::notification::NotDelivered;
use language::catalogue::Catalogue;
use notifications::{AlwaysHeld, DeliveryError, SendingLease};

use crate::draft::MailDraft;
use crate::sending::{DeliveryError as SendingError, Mailer};
use crate::sent_mail::{MailState, MessageKey, SentMail};

/// What is reported when an e-mail may come twice.
const PERHAPS_TWICE: &str = "whether this e-mail was taken is not known; it may have come twice";

/// What is to be tried again, and did not go out.
pub(super) fn try_again_later(reason: &dyn ToString) -> DeliveryError {
    DeliveryError::Retry { after: None, reason: reason.to_string() }
}

/// Sends e-mails and notes what became of them.
pub(super) struct MailDelivery {
    mailer: Arc<Mailer>,
    catalogue: Arc<Catalogue>,
    sent: SentMail,
    /// The right to send, looked at as each e-mail is handed over.
    lease: Arc<dyn SendingLease>,
}

/// When a message of which nobody knows whether it was taken goes out again.
const UNCERTAIN_AGAIN_AFTER: Duration = Duration::from_secs(10 * 60);

impl MailDelivery {
    pub(super) fn new(mailer: Arc<Mailer>, catalogue: Arc<Catalogue>, sent: SentMail) -> Self {
        Self { mailer, catalogue, sent, lease: Arc::new(AlwaysHeld) }
    }

    /// The same under a lease.
    pub(super) fn under(self, lease: Arc<dyn SendingLease>) -> Self {
        Self { lease, ..self }
    }

    /// Sends an e-mail of a message, unless it is known to have been taken; whether it came once for certain.
    pub(super) async fn send_once(
        &self,
        message: &MessageKey,
        on: NaiveDate,
        draft: &MailDraft,
    ) -> Result<bool, DeliveryError> {
        let before = self.sent.state(draft.id).map_err(|error| try_again_later(&error))?;
        match before {
            MailState::Taken { once } => return Ok(once),
            MailState::Begun => tracing::warn!(mail = %draft.id.0, "{PERHAPS_TWICE}"),
            MailState::Unknown => {
                self.sent.begin(message, draft.id, on).map_err(|error| try_again_later(&error))?;
            }
        }
        match self.mailer.deliver_under(self.lease.as_ref(), draft, &self.catalogue).await {
            Ok(delivered) if delivered.certain => {
                let once = before == MailState::Unknown;
                self.sent.note_taken(draft.id, once).map_err(|error| try_again_later(&error))?;
                Ok(once)
            }
            // It stays as begun, and goes out again as the same message: nobody may have it. Whoever does not say twice that it
            // has it has it twice at most.
            Ok(_) if before == MailState::Unknown => {
                let reason = "the mail server did not say whether it took the message".to_owned();
                Err(DeliveryError::NotYet { after: UNCERTAIN_AGAIN_AFTER, reason })
            }
            Ok(_) => {
                tracing::warn!(mail = %draft.id.0, "{PERHAPS_TWICE}");
                Ok(false)
            }
            Err(error) => {
                if before == MailState::Unknown {
                    self.sent.forget(draft.id).map_err(|error| try_again_later(&error))?;
                }
                Err(delivery_error(error))
            }
        }
    }
}

/// What the server's refusal comes to.
fn delivery_error(error: SendingError) -> DeliveryError {
    match error {
        SendingError::Unreachable(reason) => {
            tracing::warn!(reason, "an address takes no e-mails");
            DeliveryError::Unreachable(NotDelivered::AddressBounced)
        }
        SendingError::Refused { reason } => {
            tracing::warn!(reason, "the mail server refused an e-mail");
            DeliveryError::Unreachable(NotDelivered::RefusedByChannel)
        }
        SendingError::LeaseLost => try_again_later(&error),
        SendingError::Unavailable { after, reason } => DeliveryError::Retry { after: Some(after), reason },
        // The others' messages need not wait for this one's.
        SendingError::Retry { after, reason } => DeliveryError::NotYet { after, reason },
    }
}
