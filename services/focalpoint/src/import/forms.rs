//! Forms of data requests: the TOML and JSON files in the folder `forms/` of each folder that is imported.

use std::collections::BTreeMap;
use std::path::Path;

use forms::definition::{Definition, Notation, read_definition};

use super::fault::Faults;

/// The folder's name.
const FOLDER: &str = "forms";

/// Every form, by its file's name; what is wrong with one is listed with the file and the field.
pub(super) fn read_all(folders: &[&Path], faults: &mut Faults) -> BTreeMap<String, Definition> {
    let mut forms = BTreeMap::new();
    for folder in folders.iter().map(|folder| folder.join(FOLDER)).filter(|folder| folder.is_dir()) {
        let entries = match std::fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) => {
                faults.about_file(FOLDER, error);
                continue;
            }
        };
        let mut files: Vec<_> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
        files.sort();
        for file in files {
            let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let Some(notation) = Notation::of(&name) else { continue };
            let shown = format!("{FOLDER}/{name}");
            match std::fs::read_to_string(&file) {
                Err(error) => faults.about_file(&shown, error),
                Ok(text) => match read_definition(&text, notation) {
                    Ok(definition) => drop(forms.insert(name, definition)),
                    Err(found) => found.into_iter().for_each(|fault| faults.about_file(&shown, fault)),
                },
            }
        }
    }
    forms
}
