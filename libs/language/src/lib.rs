//! What focalpoint says to people, and how it understands what they say.
//!
//! Seven things live here:
//!
//! - the **catalogue** ([`catalogue`]): every text in Albanian, Serbian and English, as Fluent files under
//!   `texts/`. Chat and pages take their words from it and write none of their own;
//! - the **alphabet** ([`collation`]) by which names stand in a list;
//! - what was **recorded** ([`recorded`]) in one language, for a reader of another;
//! - **dates** ([`dates`]) and **figures** ([`figures`]) as people say and write them, numbers in
//!   words among them, and what is said of **indicators** ([`indicators`]);
//! - the **reading** ([`reading`]) of short replies: “u krye”, “50%”, “do petka”, “1 done, 2 until Friday”, “vij”. Officials mix
//!   languages, so the reading asks for none. It rather says that it did not understand than guess;
//! - **tasks given in one line** ([`assignments`]) and the wish to be **reminded later** ([`snoozes`]).
//!
//! The bot, the gateway and the command line depend on this crate; it depends on `events` for the values it speaks of and
//! on `privacy`, which cuts texts into words and guards what is kept of them.
//! It knows no messenger, no store, no clock and no chance: everything is a pure function of its arguments, and the day
//! that is today comes in as a value.
//!
//! The words of the texts are decided by `docs/glossary.md`. To change a text, edit the three files of its name under `texts/`; a test names every message or variable that one
//! of the languages lacks. To understand one more reply, add it to `tests/replies.tsv`, see the test fail, then add its
//! words to `lexicon/`. How well replies are read and texts are guarded is measured on `tests/corpora` of the
//! workspace; `docs/short-replies.md` and `docs/guard.md` state the figures.

pub mod assignment_lead;
pub mod assignments;
pub mod attendance;
pub mod catalogue;
pub mod collation;
pub mod corpora;
pub mod dates;
pub mod figures;
pub mod indicators;
pub mod item_status;
mod numbers;
pub mod ranking;
pub mod reading;
pub mod recorded;
pub mod snoozes;
