//! A source file: the paths it names outside its tests and in them, how many lines of code it has, and what its comments
//! leave unsaid.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Attribute, File, Item, ItemUse, Meta, UseTree};

/// A doc comment of fewer words can only repeat the name of what it stands on.
const FEWEST_WORDS: usize = 3;

/// What stands before a bound value that SQLite's planner looks into, so that a statement is prepared anew at each run.
const LOOKED_INTO: [&str; 2] = ["LIMIT ", "OFFSET "];

/// Why a source file cannot be looked at.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// It cannot be read.
    #[error("{path}: {source}")]
    Unreadable {
        /// Where the file is.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// It is no Rust.
    #[error("{path}: {source}")]
    NotRust {
        /// Where the file is.
        path: PathBuf,
        /// What does not read.
        source: syn::Error,
    },
}

/// A name made known in another place: `pub use checkpoint::Checkpoint`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reexport {
    /// Under which name it is known here.
    pub name: String,
    /// Where it comes from, segment by segment.
    pub path: Vec<String>,
}

/// A source file, read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Source {
    /// Every path of two segments or more, and every imported one, segment by segment. `*` ends a glob.
    pub paths: Vec<Vec<String>>,
    /// The first names of all paths, those of its tests too.
    pub named_with_tests: BTreeSet<String>,
    /// What it makes known from elsewhere.
    pub reexports: Vec<Reexport>,
    /// Lines that hold code, those of its tests left out.
    pub lines_of_code: usize,
    /// Lines that hold code, those of its tests too.
    pub lines_with_tests: usize,
    /// Whether its first line says that it holds data (`//! Data: …`).
    pub is_data: bool,
    /// Doc comments that are too short to say anything: the line, and what stands there.
    pub short_doc_comments: Vec<(usize, String)>,
    /// SQL whose limit is a bound value that the planner looks into: the line, and what stands there.
    pub bound_limits: Vec<(usize, String)>,
}

impl Source {
    /// Reads a file.
    pub fn read(path: &Path) -> Result<Self, SourceError> {
        let text = std::fs::read_to_string(path)
            .map_err(|source| SourceError::Unreadable { path: path.to_owned(), source })?;
        Self::parse(&text).map_err(|source| SourceError::NotRust { path: path.to_owned(), source })
    }

    /// Reads a file's text.
    pub fn parse(text: &str) -> Result<Self, syn::Error> {
        let file: File = syn::parse_file(text)?;
        let mut paths = Paths::default();
        paths.visit_file(&file);
        let mut with_tests = Paths { with_tests: true, ..Paths::default() };
        with_tests.visit_file(&file);
        let named_with_tests = with_tests.found.into_iter().filter_map(|path| path.into_iter().next()).collect();
        let tests = file.items.iter().filter(|item| is_test(attributes(item)));
        let of_tests: Vec<_> = tests.map(|item| item.span().start().line..=item.span().end().line).collect();
        let holds_code = |line: &str| !line.trim_start().is_empty() && !line.trim_start().starts_with("//");
        let lines: Vec<usize> =
            text.lines().zip(1..).filter(|(line, _)| holds_code(line)).map(|(_, number)| number).collect();
        let is_of_test = |number: &&usize| of_tests.iter().any(|lines| lines.contains(number));
        let lines_with_tests = lines.len();
        let lines_of_code = lines_with_tests - lines.iter().filter(is_of_test).count();
        let is_data = text.starts_with("//! Data: ");
        let short_doc_comments = short_doc_comments(text);
        Ok(Self {
            paths: paths.found,
            named_with_tests,
            reexports: paths.reexports,
            lines_of_code,
            lines_with_tests,
            is_data,
            short_doc_comments,
            bound_limits: bound_limits(text),
        })
    }
}

/// The lines of SQL with `LIMIT ?` or `LIMIT :name`. `LIMIT +?` is the same to whoever asks, and an expression to the planner.
fn bound_limits(text: &str) -> Vec<(usize, String)> {
    let is_bound = |line: &str| {
        let upper = line.to_uppercase();
        LOOKED_INTO.iter().any(|word| {
            let mut after = upper.match_indices(word).map(|(at, _)| upper[at + word.len()..].trim_start());
            after.any(|value| value.starts_with(['?', ':', '@', '$']))
        })
    };
    let is_comment = |line: &str| line.trim_start().starts_with("//");
    let found = text.lines().zip(1..).filter(|(line, _)| !is_comment(line) && is_bound(line));
    found.map(|(line, number)| (number, line.trim().to_owned())).collect()
}

/// The doc comments of one line with too few words.
fn short_doc_comments(text: &str) -> Vec<(usize, String)> {
    let comments: Vec<Option<&str>> = text.lines().map(|line| line.trim_start().strip_prefix("///")).collect();
    let is_comment = |line: Option<usize>| line.and_then(|line| comments.get(line)).is_some_and(Option::is_some);
    let short = comments.iter().enumerate().filter_map(|(line, comment)| {
        let comment = (*comment)?.trim();
        let alone = !is_comment(line.checked_sub(1)) && !is_comment(Some(line + 1));
        (alone && comment.split_whitespace().count() < FEWEST_WORDS).then(|| (line + 1, comment.to_owned()))
    });
    short.collect()
}

// `syn` may learn of further kinds of items; none of them holds tests
#[expect(clippy::wildcard_enum_match_arm, reason = "the enum is non-exhaustive")]
fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Mod(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        Item::Const(item) => &item.attrs,
        _ => &[],
    }
}

/// Whether something is built for tests only.
fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        Meta::List(list) => list.path.is_ident("cfg") && list.tokens.to_string() == "test",
        Meta::Path(path) => path.is_ident("test"),
        Meta::NameValue(_) => false,
    })
}

#[derive(Default)]
struct Paths {
    found: Vec<Vec<String>>,
    reexports: Vec<Reexport>,
    /// Whether what is built for tests only is looked into as well.
    with_tests: bool,
}

impl<'ast> Visit<'ast> for Paths {
    fn visit_item(&mut self, item: &'ast Item) {
        if self.with_tests || !is_test(attributes(item)) {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        let mut leaves = Vec::new();
        imported(&item.tree, &mut Vec::new(), &mut leaves);
        let shared = !matches!(item.vis, syn::Visibility::Inherited);
        for (path, name) in leaves {
            if shared {
                self.reexports.push(Reexport { name, path: path.clone() });
            }
            self.found.push(path);
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if path.segments.len() > 1 {
            self.found.push(path.segments.iter().map(|segment| segment.ident.to_string()).collect());
        }
        visit::visit_path(self, path);
    }

    // What stands in a macro is no syntax yet; its paths are found among its tokens.
    fn visit_macro(&mut self, called: &'ast syn::Macro) {
        self.found.push(called.path.segments.iter().map(|segment| segment.ident.to_string()).collect());
        paths_of(called.tokens.clone(), &mut self.found);
    }

    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        let path = attribute.path();
        self.found.push(path.segments.iter().map(|segment| segment.ident.to_string()).collect());
        if let Meta::List(list) = &attribute.meta {
            paths_of(list.tokens.clone(), &mut self.found);
        }
    }
}

fn imported(tree: &UseTree, before: &mut Vec<String>, leaves: &mut Vec<(Vec<String>, String)>) {
    let leaf = |before: &[String], last: String, name: String| {
        let mut path = before.to_vec();
        path.push(last);
        (path, name)
    };
    match tree {
        UseTree::Path(path) => {
            before.push(path.ident.to_string());
            imported(&path.tree, before, leaves);
            before.pop();
        }
        UseTree::Name(name) => leaves.push(leaf(before, name.ident.to_string(), name.ident.to_string())),
        UseTree::Rename(rename) => leaves.push(leaf(before, rename.ident.to_string(), rename.rename.to_string())),
        UseTree::Glob(_) => leaves.push(leaf(before, "*".to_owned(), "*".to_owned())),
        UseTree::Group(group) => group.items.iter().for_each(|tree| imported(tree, before, leaves)),
    }
}

fn paths_of(tokens: proc_macro2::TokenStream, found: &mut Vec<Vec<String>>) {
    use proc_macro2::TokenTree;

    let mut path: Vec<String> = Vec::new();
    let mut colons = 0;
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => {
                if colons < 2 {
                    found.push(std::mem::take(&mut path));
                }
                path.push(ident.to_string());
                colons = 0;
            }
            TokenTree::Punct(punct) if punct.as_char() == ':' => colons += 1,
            TokenTree::Group(group) => {
                found.push(std::mem::take(&mut path));
                colons = 0;
                paths_of(group.stream(), found);
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => {
                found.push(std::mem::take(&mut path));
                colons = 0;
            }
        }
    }
    found.push(path);
    found.retain(|path| !path.is_empty());
}
