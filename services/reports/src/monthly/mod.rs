//! The mechanism's month, for the Coordinator: worked out from what the read models say ([`MonthlyOverview`]), and told in
//! sentences ([`figures`]), as a picture for a phone ([`picture`]) and as a paper ([`paper`], drawn: [`pdf`]). What each
//! number counts is [`listed`].

mod figure;
mod inputs;
mod overview;
mod words;

pub use figure::{FigureItem, MonthFigure, listed, tasks_counted};
pub use inputs::MonthInputs;
pub use overview::{CaseFigures, Dues, InstitutionMonth, Meetings, MonthlyOverview};
pub use words::{figures, paper, pdf, picture};
