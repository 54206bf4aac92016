//! The libraries that a binary is built with, and the Rust that they want, as cargo tells it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use cargo_metadata::MetadataCommand;
use cargo_metadata::semver::Version;

/// What the house is built for here and in a release; libraries of other systems are left out.
const SYSTEM: &str = "x86_64-unknown-linux-gnu";

/// Why the libraries are not known.
#[derive(Debug, thiserror::Error)]
pub enum LibrariesError {
    /// Cargo could not be asked.
    #[error("cargo: {0}")]
    Cargo(#[from] std::io::Error),
    /// Cargo refused to draw the tree.
    #[error("cargo tree: {0}")]
    Refused(String),
    /// Cargo's metadata do not read.
    #[error("cargo metadata: {0}")]
    Metadata(#[from] cargo_metadata::Error),
}

/// The versions of each library that is in a package's binary, by name; macros, build scripts and tests left out.
pub fn built_into(root: &Path, package: &str) -> Result<BTreeMap<String, BTreeSet<String>>, LibrariesError> {
    let tree = Command::new(env!("CARGO"))
        .current_dir(root)
        .args(["tree", "--offline", "--locked", "--package", package, "--target", SYSTEM])
        .args(["--edges", "normal,no-proc-macro", "--prefix", "none", "--format", "{p}"])
        .output()?;
    if !tree.status.success() {
        return Err(LibrariesError::Refused(String::from_utf8_lossy(&tree.stderr).into_owned()));
    }
    let mut libraries: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in String::from_utf8_lossy(&tree.stdout).lines() {
        let mut words = line.split_whitespace();
        if let (Some(name), Some(version)) = (words.next(), words.next()) {
            libraries.entry(name.to_owned()).or_default().insert(version.trim_start_matches('v').to_owned());
        }
    }
    Ok(libraries)
}

/// Whatever anything here is built with that says it wants a newer Rust than this one: its name, its version, its Rust.
pub fn newer_than(rust: &Version, root: &Path) -> Result<Vec<String>, LibrariesError> {
    let metadata = MetadataCommand::new()
        .manifest_path(root.join("Cargo.toml"))
        .other_options(["--offline", "--locked", "--filter-platform", SYSTEM].map(str::to_owned))
        .exec()?;
    let built: BTreeSet<_> = metadata.resolve.iter().flat_map(|resolve| &resolve.nodes).map(|node| &node.id).collect();
    let newer = metadata.packages.iter().filter(|package| built.contains(&package.id)).filter_map(|package| {
        let wanted = package.rust_version.as_ref().filter(|wanted| *wanted > rust)?;
        Some(format!("{} {} wants Rust {wanted}", package.name, package.version))
    });
    Ok(newer.collect())
}

/// The oldest Rust that the workspace at this root says it is built with.
pub fn oldest_rust(root: &Path) -> Result<Option<Version>, LibrariesError> {
    let metadata = MetadataCommand::new()
        .manifest_path(root.join("Cargo.toml"))
        .no_deps()
        .other_options(["--offline".to_owned()])
        .exec()?;
    Ok(metadata.packages.into_iter().filter_map(|package| package.rust_version).max())
}
