//! The crates of the workspace and what each depends on, as cargo tells it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use cargo_metadata::{DependencyKind, MetadataCommand};

/// A crate of the workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Its folder, from the root of the workspace, with `/` between.
    pub folder: String,
    /// The crates of the workspace that it is built with; not those that only its tests use.
    pub members: BTreeSet<String>,
    /// What else it is built with, by the name in the sources.
    pub libraries: BTreeSet<String>,
    /// What only its tests, benches and examples are built with, by the name in the sources.
    pub test_libraries: BTreeSet<String>,
}

/// The crates of a workspace by their names.
pub type Members = BTreeMap<String, Member>;

/// The root of this workspace.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The crates of the workspace at this root, without asking the network.
pub fn members(root: &Path) -> Result<Members, cargo_metadata::Error> {
    let metadata = MetadataCommand::new()
        .manifest_path(root.join("Cargo.toml"))
        .no_deps()
        .other_options(["--offline".to_owned()])
        .exec()?;
    let names: BTreeSet<String> = metadata.packages.iter().map(|package| package.name.to_string()).collect();
    let root = &metadata.workspace_root;
    let member = |package: &cargo_metadata::Package| {
        let folder = package.manifest_path.parent().and_then(|folder| folder.strip_prefix(root).ok());
        let of_kind = |kind| package.dependencies.iter().filter(move |dependency| dependency.kind == kind);
        let in_sources = |dependency: &cargo_metadata::Dependency| {
            dependency.rename.as_ref().unwrap_or(&dependency.name).replace('-', "_")
        };
        let built_with = of_kind(DependencyKind::Normal).map(|dependency| dependency.name.clone());
        Member {
            folder: folder.map(ToString::to_string).unwrap_or_default(),
            members: built_with.filter(|name| names.contains(name)).collect(),
            libraries: of_kind(DependencyKind::Normal).map(in_sources).collect(),
            test_libraries: of_kind(DependencyKind::Development).map(in_sources).collect(),
        }
    };
    Ok(metadata.packages.iter().map(|package| (package.name.to_string(), member(package))).collect())
}
