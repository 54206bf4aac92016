//! The dialogue's guard, before every command by whatever door it comes.

use coordination::{TextGuard, TextVerdict, off_runtime};
use privacy::guard::{Verdict, guard};

/// Lets no text be kept that looks like it shows who a victim is, nor one that is in doubt.
pub struct PersonalDataGuard;

impl TextGuard for PersonalDataGuard {
    fn judge(&self, text: &str) -> TextVerdict {
        match off_runtime(text.len(), || guard(text)) {
            Verdict::Pass => TextVerdict::Keep,
            Verdict::Ask(_) => TextVerdict::Ask,
            Verdict::Refuse(_) => TextVerdict::Refuse,
        }
    }
}
