//! The modules of a crate, which of them name which, and the circles among them.
//!
//! A circle is looked for among the children of one module: where one child, or anything inside it, names another child or
//! anything inside that, and by whatever way round is named by it again. That a module and its own children name each other
//! is no circle: they are one thing in several files.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use petgraph::algo::tarjan_scc;
use petgraph::graphmap::DiGraphMap;

use crate::source::{Source, SourceError};

/// A module's place in its crate: `["engine", "parking"]`; the crate's root is empty.
pub type ModulePath = Vec<String>;

/// The modules of a crate.
#[derive(Debug, Clone, Default)]
pub struct Modules(pub BTreeMap<ModulePath, (PathBuf, Source)>);

/// Modules that name each other in a circle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Circle {
    /// The modules that name each other.
    pub modules: BTreeSet<ModulePath>,
    /// Who names whom: two modules, each one of those or inside one.
    pub ties: BTreeSet<(ModulePath, ModulePath)>,
}

impl Modules {
    /// Reads every file of a crate's `src` folder.
    pub fn read(src: &Path) -> Result<Self, SourceError> {
        let mut modules = BTreeMap::new();
        let mut folders = vec![(src.to_owned(), ModulePath::new())];
        while let Some((folder, module)) = folders.pop() {
            let unreadable = |source| SourceError::Unreadable { path: folder.clone(), source };
            for entry in std::fs::read_dir(&folder).map_err(unreadable)? {
                let path = entry.map_err(unreadable)?.path();
                let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned();
                let mut of_file = module.clone();
                if path.is_dir() {
                    of_file.push(stem);
                    folders.push((path, of_file));
                } else if path.extension().is_some_and(|extension| extension == "rs") {
                    let is_module_of_its_folder =
                        stem == "mod" || (module.is_empty() && (stem == "lib" || stem == "main"));
                    if !is_module_of_its_folder {
                        of_file.push(stem);
                    }
                    let source = Source::read(&path)?;
                    modules.insert(of_file, (path, source));
                }
            }
        }
        Ok(Self(modules))
    }

    /// Every circle among the children of one module.
    pub fn circles(&self) -> Vec<Circle> {
        let mut graphs: BTreeMap<ModulePath, DiGraphMap<&[String], ()>> = BTreeMap::new();
        let named: Vec<(&ModulePath, ModulePath)> = self.named().collect();
        for (from, to) in &named {
            let shared = from.iter().zip(to).take_while(|(from, to)| from == to).count();
            if let (Some(parent), Some(of), Some(at)) = (from.get(..shared), from.get(..=shared), to.get(..=shared)) {
                graphs.entry(parent.to_vec()).or_default().add_edge(of, at, ());
            }
        }
        let components = graphs.values().flat_map(tarjan_scc).filter(|component| component.len() > 1);
        let circle = |component: Vec<&[String]>| {
            let holds = |module: &ModulePath| component.iter().position(|part| module.starts_with(part));
            let ties = named.iter().filter(|(from, to)| match (holds(from), holds(to)) {
                (Some(from), Some(to)) => from != to,
                _ => false,
            });
            let ties = ties.map(|(from, to)| ((*from).clone(), to.clone())).collect();
            Circle { modules: component.iter().map(|module| module.to_vec()).collect(), ties }
        };
        components.map(circle).collect()
    }

    /// Who names whom inside the crate: two modules, of which neither holds the other.
    pub fn named(&self) -> impl Iterator<Item = (&ModulePath, ModulePath)> {
        self.0.iter().flat_map(move |(from, (_, source))| {
            let there = source.paths.iter().filter_map(move |path| self.resolved(from, path, 0));
            let apart = there.filter(move |to| !from.starts_with(to) && !to.starts_with(from));
            apart.map(move |to| (from, to)).collect::<Vec<_>>()
        })
    }

    /// Where something inside one child of this module names another child of it, or anything inside that.
    pub fn named_among_children(&self, parent: &[String]) -> BTreeSet<(ModulePath, ModulePath)> {
        let child = |module: &ModulePath| module.strip_prefix(parent).and_then(<[String]>::first).cloned();
        let ties = self.named().filter(|(from, to)| match (child(from), child(to)) {
            (Some(from), Some(to)) => from != to,
            _ => false,
        });
        ties.map(|(from, to)| (from.clone(), to)).collect()
    }

    /// Which modules that are not inside this one name something inside it.
    pub fn outside_naming(&self, module: &[String]) -> BTreeSet<ModulePath> {
        let naming = self.named().filter(|(from, to)| !from.starts_with(module) && to.starts_with(module));
        naming.map(|(from, _)| from.clone()).collect()
    }

    /// The module in which what a path names is, when that is in this crate.
    fn resolved(&self, from: &ModulePath, path: &[String], depth: usize) -> Option<ModulePath> {
        /// Names lead over so many others at most.
        const DEEPEST: usize = 8;
        if depth > DEEPEST {
            return None;
        }
        let (first, mut rest) = path.split_first()?;
        let mut module = match first.as_str() {
            "crate" => ModulePath::new(),
            "self" => from.clone(),
            "super" => {
                let mut module = from.clone();
                module.pop()?;
                while let Some((next, after)) = rest.split_first()
                    && next == "super"
                {
                    module.pop()?;
                    rest = after;
                }
                module
            }
            child => {
                let mut module = from.clone();
                module.push(child.to_owned());
                if !self.0.contains_key(&module) {
                    return None;
                }
                module
            }
        };
        while let Some((next, after)) = rest.split_first() {
            module.push(next.clone());
            if !self.0.contains_key(&module) {
                module.pop();
                let (_, source) = self.0.get(&module)?;
                let reexport = source.reexports.iter().find(|reexport| reexport.name == *next);
                let inside = reexport.and_then(|reexport| self.resolved(&module, &reexport.path, depth + 1));
                return Some(inside.unwrap_or(module));
            }
            rest = after;
        }
        Some(module)
    }
}
