//! What the guides say where something stands: the files that they name in backticks.

use std::collections::BTreeSet;
use std::path::Path;

use crate::source::SourceError;

/// The kinds of files that guides send readers to.
const KINDS: [&str; 7] = ["rs", "md", "toml", "sh", "ftl", "html", "tsv"];

/// Every file of the repository at this root, from there on, with `/` between; what is built, and what is hidden, left out.
pub fn files(root: &Path) -> Result<BTreeSet<String>, SourceError> {
    let mut files = BTreeSet::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        let unreadable = |source| SourceError::Unreadable { path: folder.clone(), source };
        for entry in std::fs::read_dir(&folder).map_err(unreadable)? {
            let path = entry.map_err(unreadable)?.path();
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            if path.is_dir() {
                if !name.starts_with('.') && name != "target" && name != "node_modules" {
                    folders.push(path);
                }
            } else if let Some(file) = path.strip_prefix(root).ok().and_then(Path::to_str) {
                files.insert(file.replace('\\', "/"));
            }
        }
    }
    Ok(files)
}

/// What a guide names that looks like a file of the repository: the line, and the path. `{a,b}` stands for both; what has a
/// place to be filled in (`<name>`, `*`) names no file.
pub fn named_files(guide: &str) -> Vec<(usize, String)> {
    let mut named = Vec::new();
    let mut is_fenced = false;
    for (line, number) in guide.lines().zip(1..) {
        if line.trim_start().starts_with("```") {
            is_fenced = !is_fenced;
        } else if !is_fenced {
            let words = line.split('`').skip(1).step_by(2).filter(|word| !word.contains([' ', '<', '*', '…']));
            let files = words.flat_map(expanded).filter(|path| is_file(path));
            named.extend(files.map(|path| (number, path)));
        }
    }
    named
}

/// Whether a file is there by this path: from the root on, or from a folder that the guide is about.
pub fn exists(path: &str, files: &BTreeSet<String>) -> bool {
    let path = path.trim_start_matches("./");
    files.contains(path) || files.iter().any(|file| file.ends_with(&format!("/{path}")))
}

fn is_file(path: &str) -> bool {
    let name = path.rsplit_once('/').and_then(|(_, name)| name.rsplit_once('.'));
    name.is_some_and(|(_, kind)| KINDS.contains(&kind)) && !path.starts_with('/') && !path.contains("://")
}

/// `a/{b,c}.rs` as `a/b.rs` and `a/c.rs`.
fn expanded(path: &str) -> Vec<String> {
    let braces = path.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?)));
    let Some((before, (choices, after))) = braces else { return vec![path.to_owned()] };
    choices.split(',').flat_map(|choice| expanded(&format!("{before}{choice}{after}"))).collect()
}
