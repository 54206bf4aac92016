//! A chair gives a task in chat: in one line, or step by step with `/assign`.
//!
//! What is known of the task so far is a [`TaskDraft`] in the bot's own file, as the chat's open question: it outlives a
//! restart, and nobody knows of it until the chair presses “Assign”; then it is one command. What a line leaves open or
//! says in two ways is asked ([`conversation`]); how it is said is [`showing`]. Who may is decided in `events::authority`, by
//! the command; here is only who is asked.

mod conversation;
mod draft;
mod showing;

use chrono::NaiveDate;
use events::ids::{InstitutionId, SubgroupId};
use serde::{Deserialize, Serialize};

pub(crate) use draft::TaskDraft;

/// On whose board the task comes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Place {
    /// That of a subgroup.
    Of(SubgroupId),
    /// Nobody's.
    NoBoard,
}

/// What is asked of the chair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Asking {
    /// On whose board.
    Place,
    /// Whose task it is.
    Institution,
    /// What is to be done.
    Title,
    /// By when.
    Due,
    /// What to change.
    Change,
    /// Whether it is right.
    Confirmation,
}

/// What a button of a task's draft does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Choice {
    Place(Place),
    Institution(InstitutionId),
    Due(NaiveDate),
    /// Asks this, again or as a change.
    Ask(Asking),
    Confirm,
    Cancel,
}

/// A button's draft and what it does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct OfDraft {
    /// The draft's mark: a button under an older draft does nothing to this one.
    pub(crate) mark: String,
    pub(crate) choice: Choice,
}
