//! The templates of the pages: which of them name one of another folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::source::SourceError;

/// Every template in a folder and below it, with its text.
pub fn read(folder: &Path) -> Result<BTreeMap<PathBuf, String>, SourceError> {
    let unreadable = |path: &Path| {
        let path = path.to_owned();
        move |source| SourceError::Unreadable { path, source }
    };
    let mut templates = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).map_err(unreadable(&folder))? {
            let path = entry.map_err(unreadable(&folder))?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "html") {
                let text = std::fs::read_to_string(&path).map_err(unreadable(&path))?;
                templates.insert(path, text);
            }
        }
    }
    Ok(templates)
}

/// Which templates name one that stands in another folder: the one that names, and the one that is named.
pub fn named_elsewhere(templates: &BTreeMap<PathBuf, String>) -> Vec<(&Path, &Path)> {
    let mut named = Vec::new();
    for (from, text) in templates {
        for to in templates.keys().filter(|to| to.parent() != from.parent()) {
            let name = to.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            if text.contains(&format!("\"{name}\"")) {
                named.push((from.as_path(), to.as_path()));
            }
        }
    }
    named
}
