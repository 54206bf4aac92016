//! Reports: what the read models add up to for somebody in particular, and how it is told.
//!
//! - [`briefing`]: what whoever takes over an office has to know, as figures and as a paper.
//! - [`weekly`]: a subgroup's week, for its chair.
//! - [`monthly`]: the mechanism's month, for the Coordinator, as figures, sentences, picture and paper.
//! - [`meeting_calendar`]: a meeting for the calendar on a phone.
//!
//! A report is worked out at the moment of asking, so it is never older than the read models are, and nothing of it is
//! stored. Depends on the read models' port, views and books, on the texts of `language`, and on `documents` to draw papers.
//! Knows no page and no chat, no clock (the day comes in), and not how a report is sent.

pub mod briefing;
pub mod meeting_calendar;
pub mod monthly;
pub mod new_owner;
pub mod weekly;

pub use briefing::Briefing;
pub use monthly::MonthlyOverview;
pub use weekly::SubgroupWeek;
