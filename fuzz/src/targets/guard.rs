//! A text that the guard judges.

use privacy::guard::{Finding, Verdict, guard};

/// Judges a text.
pub(super) fn read(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let verdict = guard(&text);
    if let Verdict::Refuse(found) = &verdict {
        assert!(!found.iter().any(|kind| *kind == Finding::TooLong), "nothing is too long here");
    }
}
