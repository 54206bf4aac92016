//! The readers of foreign input, each as a function of bytes that must neither panic nor take long: what the fuzzer tries, and
//! what `tests/corpora.rs` tries again with everything that was ever found.
//!
//! It depends on the readers and knows nothing behind them: no store, no command, no server. `fuzz/run` builds it for the fuzzer
//! and runs it; `docs/fuzzing.md` says how.
#![allow(clippy::expect_used, clippy::panic, reason = "a target fails by panicking")]

mod time_limit;

pub mod targets {
    //! A target each.

    mod button;
    mod calendar_answer;
    mod chat_update;
    mod csv_form;
    mod dates;
    mod event;
    mod filled_form;
    mod guard;
    mod imap;
    mod mail;
    mod reply;
    mod xlsx_form;

    use crate::time_limit::within_the_limit;

    /// A reader of foreign input.
    #[derive(Debug, Clone, Copy)]
    pub struct Target {
        /// By which it is called, and its corpus lies under `corpora/`.
        pub name: &'static str,
        /// How many bytes it is tried with at most.
        pub longest: usize,
        read: fn(&[u8]),
    }

    impl Target {
        const fn new(name: &'static str, longest: usize, read: fn(&[u8])) -> Self {
            Self { name, longest, read }
        }

        /// Has it read these bytes. It panics where the reader does, where what it says contradicts itself, and where it takes
        /// longer than the limit that was set.
        pub fn read(&self, bytes: &[u8]) {
            within_the_limit(self.name, || (self.read)(bytes));
        }
    }

    /// Every one there is.
    pub const ALL: [Target; 11] = [
        Target::new("reply", 4_096, reply::read),
        Target::new("guard", 4_096, guard::read),
        Target::new("dates", 1_024, dates::read),
        Target::new("csv-form", 16_384, csv_form::read),
        Target::new("xlsx-form", 16_384, xlsx_form::read),
        Target::new("calendar-answer", 16_384, calendar_answer::read),
        Target::new("event", 8_192, event::read),
        Target::new("chat-update", 8_192, chat_update::read),
        Target::new("mail", 16_384, mail::read),
        Target::new("imap", 16_384, imap::read),
        Target::new("button", 256, button::read),
    ];

    /// The one of this name.
    pub fn named(name: &str) -> Option<Target> {
        ALL.into_iter().find(|target| target.name == name)
    }
}
