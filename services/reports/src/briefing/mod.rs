//! What whoever takes over an office has to know: worked out from the read models ([`Briefing`]), and put in words
//! ([`paper`]).

mod office_briefing;
mod words;

pub use office_briefing::{Briefing, CaseLine, Contact, LOOKING_BACK, MeetingDecision, OpenDataRequest, OpenTask};
pub use words::paper;
