//! What whoever takes over an office has to know: worked out from the read models ([`Briefing`]), and put in words
//! ([`paper`]).

mod office_briefing;
mod words;

pub use office_briefing::{Briefing, CaseLine, Contact, Decided, LOOKING_BACK, OpenDataRequest, OpenTask};
pub use words::paper;
