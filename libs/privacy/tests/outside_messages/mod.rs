//! The labelled messages that the guard's second look is learnt from.

use std::collections::BTreeMap;
use std::path::Path;

use privacy::guard::learning::{Author, LabelledMessage, messages, replies};

/// Whether the second look learns from this author's replies. Those of the first thirty-one are as many ordinary texts as it can learn
/// from without taking what gives somebody away for one more of them; from “ah” on they show how often it asks about replies of
/// people whom it has not seen.
fn is_learnt_from(name: &str) -> bool {
    name.len() == 1 || (name.starts_with('a') && name <= "ag")
}

/// The outside authors, each with messages for the guard and replies to reminders, and last what was written for the project.
pub(crate) fn authors() -> std::io::Result<Vec<Author>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpora");
    let mut files: Vec<_> =
        std::fs::read_dir(folder.join("outside"))?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
    files.sort();
    let mut lines: BTreeMap<String, Vec<LabelledMessage>> = BTreeMap::new();
    for path in files {
        let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let text = std::fs::read_to_string(&path)?;
        match stem.split_once('-') {
            Some(("guard", name)) => lines.entry(name.to_owned()).or_default().extend(messages(&text)),
            Some(("replies", name)) if is_learnt_from(name) => {
                lines.entry(name.to_owned()).or_default().extend(replies(&text));
            }
            _ => {}
        }
    }
    let own = messages(&std::fs::read_to_string(folder.join("guard-second-look.tsv"))?);
    let mut authors: Vec<Author> = lines.into_iter().map(|(name, lines)| Author { name, lines, own: false }).collect();
    authors.push(Author { name: "second-look".to_owned(), lines: own, own: true });
    Ok(authors)
}
