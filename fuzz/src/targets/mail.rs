//! An e-mail from the mailbox.
//!
//! The input is a message as it is, below what the server wrote above it: for which thread of ours it came, and from whom. So
//! everything behind that is reached; whose thread it is belongs to the tests of the bot.

use std::cell::OnceCell;
use std::path::Path;

use email::address::MailAddress;
use email::correspondence::{Correspondence, KnownThread};
use email::draft::ThreadKey;
use email::receiving::{IncomingMail, ReceivedMail, html_as_text, new_words};
use links::ThreadToken;

/// The thread that the bot knows.
pub(super) const TOKEN: &str = "0123456789abcdef";
/// Whose it is.
const AUTHOR: &str = "arta@policia.example";

pub(super) fn own() -> MailAddress {
    "focalpoint@akt.example".parse().expect("an address")
}

/// A bot's file that knows one thread.
pub(super) fn correspondence() -> Correspondence {
    let file = Correspondence::open(Path::new(":memory:")).expect("a file in memory");
    let token: ThreadToken = TOKEN.parse().expect("a token");
    let known = KnownThread {
        person: "policia-1".parse().expect("a person"),
        thread: ThreadKey("work".to_owned()),
        address: AUTHOR.parse().expect("an address"),
    };
    file.note_thread(&token, &known).expect("a file that takes a thread");
    file
}

thread_local! {
    static FILE: OnceCell<Correspondence> = const { OnceCell::new() };
}

fn sorted(bytes: &[u8]) {
    let received = FILE.with(|file| ReceivedMail::read(bytes, &own(), file.get_or_init(correspondence)));
    let received = received.expect("the file in memory answers");
    if let IncomingMail::Reply { text, .. } = &received.mail {
        assert!(!text.trim().is_empty(), "an answer of no words");
        assert_eq!(new_words(text).is_empty(), text.is_empty(), "what is new in what is new is nothing");
    }
}

/// Sorts a message as it is, and as one from a person of ours.
pub(super) fn read(bytes: &[u8]) {
    sorted(bytes);
    let known = format!("X-Original-To: focalpoint+{TOKEN}@akt.example\r\nFrom: {AUTHOR}\r\n");
    sorted(&[known.as_bytes(), bytes].concat());
    let text = String::from_utf8_lossy(bytes);
    let _new = new_words(&html_as_text(&text));
}
