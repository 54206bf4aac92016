//! Files that travelled through the chats, either way.

use std::collections::BTreeMap;

use axum::body::Bytes;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// What is known of a file besides its contents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FileFacts {
    pub(crate) name: String,
    pub(crate) mime_type: String,
    /// The folder of its download path, for example `documents`.
    folder: String,
    number: u64,
}

#[derive(Clone, Debug)]
pub(crate) struct StoredFile {
    pub(crate) facts: FileFacts,
    pub(crate) bytes: Bytes,
}

impl StoredFile {
    pub(crate) fn path(&self) -> String {
        let extension = self.facts.name.rsplit_once('.').map(|(_, extension)| extension).filter(|extension| {
            !extension.is_empty() && extension.len() <= 8 && extension.bytes().all(|b| b.is_ascii_alphanumeric())
        });
        match extension {
            Some(extension) => format!("{}/file_{}.{extension}", self.facts.folder, self.facts.number),
            None => format!("{}/file_{}", self.facts.folder, self.facts.number),
        }
    }
}

#[derive(Debug, Default)]
pub(crate) struct Files {
    by_id: BTreeMap<String, StoredFile>,
    last_number: u64,
}

impl Files {
    pub(crate) fn add(&mut self, folder: &str, name: &str, mime_type: &str, bytes: Bytes) -> String {
        self.last_number += 1;
        let id = format!("SIM-{folder}-{}", self.last_number);
        let facts = FileFacts {
            name: name.to_owned(),
            mime_type: mime_type.to_owned(),
            folder: folder.to_owned(),
            number: self.last_number,
        };
        self.by_id.insert(id.clone(), StoredFile { facts, bytes });
        id
    }

    pub(crate) fn restore(&mut self, id: String, facts: FileFacts, bytes: Bytes) {
        self.last_number = self.last_number.max(facts.number);
        self.by_id.insert(id, StoredFile { facts, bytes });
    }

    pub(crate) fn get(&self, id: &str) -> Option<&StoredFile> {
        self.by_id.get(id)
    }

    pub(crate) fn at_path(&self, path: &str) -> Option<&StoredFile> {
        self.by_id.values().find(|file| file.path() == path)
    }

    /// The fields that every Bot API object about a file has.
    pub(crate) fn meta(&self, id: &str) -> Value {
        let (size, number) = self.get(id).map_or((0, 0), |file| (file.bytes.len(), file.facts.number));
        json!({ "file_id": id, "file_unique_id": format!("SIMU{number}"), "file_size": size })
    }
}
