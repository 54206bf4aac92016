//! What a mail server says over IMAP, from its greeting to its end.

use std::io::Cursor;
use std::sync::OnceLock;
use std::time::Duration;

use email::configuration::{Endpoint, Login, MailboxEndpoint, Security};
use email::receiving::{MailHandler, Mailbox, NotHandled, ReceivedMail};
use tokio::io::{join, sink};
use tokio::runtime::{Builder, Runtime};

use super::mail::{correspondence, own};

/// Takes whatever was read.
struct Taken;

impl MailHandler for Taken {
    async fn take(&self, _received: ReceivedMail) -> Result<(), NotHandled> {
        Ok(())
    }
}

fn runtime() -> &'static Runtime {
    static RUNTIME: OnceLock<Runtime> = OnceLock::new();
    RUNTIME.get_or_init(|| Builder::new_current_thread().enable_time().build().expect("a runtime"))
}

fn mailbox() -> Mailbox {
    let login = Login::new("focalpoint".to_owned(), "fjalëkalimi".to_owned());
    let server = Endpoint {
        host: "localhost".to_owned(),
        port: 143,
        security: Security::None,
        login: Some(login.clone()),
        authority: None,
    };
    let endpoint = MailboxEndpoint { server, login, folder: "INBOX".to_owned(), poll: Duration::from_secs(60) };
    Mailbox::new(endpoint, own(), correspondence())
}

/// Has the bot read its mailbox from a server that says this, whatever it is asked, and then closes.
pub(super) fn read(bytes: &[u8]) {
    let connection = join(Cursor::new(bytes.to_vec()), sink());
    let _ended = runtime().block_on(mailbox().read_new_over(connection, &Taken));
}
