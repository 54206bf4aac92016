//! The dialogue's guard, before every command by whatever door it comes.

use coordination::{Looked, TextGuard};
use dialogue::guard::{Verdict, guard};

/// Lets no text be kept that looks like it shows who a victim is, nor one that is in doubt.
pub struct PersonalDataGuard;

impl TextGuard for PersonalDataGuard {
    fn look_at(&self, text: &str) -> Looked {
        match guard(text) {
            Verdict::Pass => Looked::Keep,
            Verdict::Ask(_) => Looked::Ask,
            Verdict::Refuse(_) => Looked::Refuse,
        }
    }
}
