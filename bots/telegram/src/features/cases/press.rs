//! What the buttons of referrals do, and what is asked of one. It is kept in the bot's file, so names and content never
//! change.

use events::ids::{CaseId, ReferralId};
use serde::{Deserialize, Serialize};

use crate::core::press::Press;
use crate::core::question::Question;

/// What a button below a referral does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum ReferralPress {
    /// Takes a referral on.
    AcceptReferral(CaseId, ReferralId),
    /// Does not, for a reason that is asked for.
    DeclineReferral(CaseId, ReferralId),
}

impl ReferralPress {
    /// The variants' names, under which buttons are kept.
    pub(crate) const NAMES: [&'static str; 2] = ["AcceptReferral", "DeclineReferral"];
}

impl From<ReferralPress> for Press {
    fn from(press: ReferralPress) -> Self {
        Self::of(&press)
    }
}

/// A question about a referral whose answer is the person's next text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum ReferralQuestion {
    /// Why a referral is not taken on.
    ReasonOfDeclining(CaseId, ReferralId),
}

impl From<ReferralQuestion> for Question {
    fn from(question: ReferralQuestion) -> Self {
        Self::of(&question)
    }
}
