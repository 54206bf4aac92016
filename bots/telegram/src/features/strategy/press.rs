//! What the buttons of indicators do, and what is asked of one. It is kept in the bot's file as it is, so that a conversation
//! goes on after a restart; names and content never change.

use events::figure::Figure;
use events::ids::{IndicatorId, ObjectiveId};
use events::indicator::ReportedValue;
use events::period::Period;
use notifications::IndicatorValueContent;
use serde::{Deserialize, Serialize};

use crate::core::press::Press;
use crate::core::question::Question;

/// Which value: of which indicator, about which days. Whose it is, is whoever talks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ValueOf {
    pub(super) objective: ObjectiveId,
    pub(super) indicator: IndicatorId,
    pub(super) period: Period,
}

impl From<&IndicatorValueContent> for ValueOf {
    fn from(owed: &IndicatorValueContent) -> Self {
        let (objective, indicator) = (owed.objective.clone(), owed.indicator.clone());
        Self { objective, indicator, period: owed.period }
    }
}

/// A number that is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct AskedNumber {
    pub(super) of: ValueOf,
    /// The parts given so far, where the value is broken down.
    pub(super) given: Vec<u64>,
    /// Whether a value that is there is to be corrected.
    pub(super) correcting: bool,
}

/// A question whose answer is the person's next text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum IndicatorQuestion {
    /// The value, or the next part of it.
    Number(AskedNumber),
    /// Why a value is another than was reported.
    Reason { of: ValueOf, reported: ReportedValue },
}

/// What a button about an indicator asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum IndicatorPress {
    /// To be asked for a value, in place of the message.
    Ask(AskedNumber),
    /// To be asked for a value below a message that says more than that.
    AskBelow(AskedNumber),
    /// This number, of two that were meant.
    Number(AskedNumber, Figure),
    /// To record a value.
    Record { of: ValueOf, reported: ReportedValue },
}

impl IndicatorPress {
    /// The name under which these buttons are kept.
    pub(crate) const NAME: &'static str = "Indicator";
}

impl From<IndicatorPress> for Press {
    fn from(press: IndicatorPress) -> Self {
        Self::named(IndicatorPress::NAME, &press)
    }
}

impl IndicatorQuestion {
    /// The name under which these questions are kept.
    pub(crate) const NAME: &'static str = "Indicator";
}

impl From<IndicatorQuestion> for Question {
    fn from(question: IndicatorQuestion) -> Self {
        Self::named(IndicatorQuestion::NAME, &question)
    }
}
