//! docker-compose.yml, read as far as the tests start what it describes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_norway::Value;

use crate::TestError;

/// What is deployed.
#[derive(Debug, Deserialize)]
pub struct Compose {
    /// Every service by its name.
    pub services: BTreeMap<String, Described>,
}

/// One service as it is described.
#[derive(Debug, Clone, Deserialize)]
pub struct Described {
    /// What is run in the container.
    #[serde(default)]
    pub command: Vec<String>,
    /// In which profiles it runs; in none: always.
    #[serde(default)]
    pub profiles: Vec<String>,
    /// The variables that it is started with.
    #[serde(default)]
    pub environment: BTreeMap<String, String>,
    /// Its volumes: `./secrets/ca.pem:/run/secrets/ca.pem:ro`, `relay:/data`.
    #[serde(default)]
    pub volumes: Vec<String>,
    /// Whether nothing but its volumes can be written to.
    #[serde(default)]
    pub read_only: bool,
}

impl Compose {
    /// Reads a file, anchors and merges included.
    pub fn read(file: &Path) -> Result<Self, TestError> {
        let unexpected = |error: serde_norway::Error| TestError::Unexpected(format!("{}: {error}", file.display()));
        let mut value: Value = serde_norway::from_str(&std::fs::read_to_string(file)?).map_err(unexpected)?;
        value.apply_merge().map_err(unexpected)?;
        serde_norway::from_value(value).map_err(unexpected)
    }

    /// The services that run a binary of ours, by their command's first word.
    pub fn ours(&self, command: &str) -> impl Iterator<Item = (&String, &Described)> {
        self.services.iter().filter(move |(_, one)| one.command.first().is_some_and(|first| first == command))
    }
}

impl Described {
    /// A value as it is with these variables; one that it names and that is not set has its default: `${NAME:-default}`.
    pub fn interpolated(text: &str, variables: &BTreeMap<String, String>) -> String {
        let mut parts = text.split("${");
        let mut whole = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (variable, rest) = part.split_once('}').unwrap_or((part, ""));
            let (name, default) = variable.split_once(":-").unwrap_or((variable, ""));
            whole.push_str(variables.get(name).map_or(default, String::as_str));
            whole.push_str(rest);
        }
        whole
    }

    /// Where a path in the container is on this machine: a file of the repository or the secrets, or a folder of the
    /// service's own.
    pub fn on_this_machine(&self, text: &str, repository: &Path, secrets: &Path, own: &Path) -> String {
        let mut text = text.to_owned();
        for volume in &self.volumes {
            let mut parts = volume.split(':');
            let (Some(outside), Some(inside)) = (parts.next(), parts.next()) else { continue };
            let outside = match outside.strip_prefix("./") {
                Some(path) => match path.strip_prefix("secrets/") {
                    Some(secret) => secrets.join(secret),
                    None => repository.join(path),
                },
                None => PathBuf::from(own),
            };
            if text == inside {
                outside.display().to_string().clone_into(&mut text);
            } else {
                text = text.replace(&format!("{inside}/"), &format!("{}/", outside.display()));
            }
        }
        text
    }
}
