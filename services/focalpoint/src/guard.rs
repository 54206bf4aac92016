//! The dialogue's guard, before every command by whatever door it comes.

use coordination::TextGuard;

/// Lets no text be kept that looks like it shows who a victim is.
pub struct PersonalDataGuard;

impl TextGuard for PersonalDataGuard {
    fn may_be_kept(&self, text: &str) -> bool {
        matches!(dialogue::guard::guard(text), dialogue::guard::Verdict::Pass)
    }
}
