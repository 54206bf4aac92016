//! What `ARCHITECTURE.md` says of the crates: its code map, and the drawing that is made from cargo's own account.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::algo::toposort;
use petgraph::algo::tred::{dag_to_toposorted_adjacency_list, dag_transitive_reduction_closure};
use petgraph::graph::{DiGraph, NodeIndex};

use crate::workspace::Members;

const BEGIN: &str = "<!-- crates: begin -->";
const END: &str = "<!-- crates: end -->";

/// A row of the code map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The folder of a crate.
    pub folder: String,
    /// What the crate may depend on; `None`: on all.
    pub may_depend_on: Option<BTreeSet<String>>,
    /// What it does not know: `I/O`, `clock`, …
    pub does_not_know: BTreeSet<String>,
}

/// Why the document cannot be read.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// The marks are missing between which the drawing stands.
    #[error("ARCHITECTURE.md has no “{BEGIN}” followed by “{END}”: add both where the drawing is to stand")]
    NoDrawing,
    /// Crates depend on each other in a circle; cargo would refuse them too.
    #[error("the crates depend on each other in a circle")]
    Circle,
}

/// The rows of the code map that are about crates: those whose first cell is a folder of one of them.
pub fn code_map(document: &str, members: &Members) -> Vec<Row> {
    let folders: BTreeSet<&str> = members.values().map(|member| member.folder.as_str()).collect();
    let row = |line: &str| {
        let cells: Vec<&str> = line.trim().strip_prefix('|')?.strip_suffix('|')?.split('|').map(str::trim).collect();
        let [folder, _holds, may_depend_on, does_not_know] = cells.as_slice() else { return None };
        let folder = folder.trim_matches('`').trim_end_matches('/');
        folders.contains(folder).then(|| Row {
            folder: folder.to_owned(),
            may_depend_on: may_depend_on_of(may_depend_on),
            does_not_know: names(does_not_know),
        })
    };
    document.lines().filter(|line| line.starts_with('|')).filter_map(row).collect()
}

/// What the rows say that a crate does not know, in words that are none of these: the crate's folder, and the word.
pub fn words_not_held<'a>(rows: &'a [Row], held: &BTreeSet<&str>) -> Vec<(&'a str, &'a str)> {
    let words = rows.iter().flat_map(|row| row.does_not_know.iter().map(|word| (row.folder.as_str(), word.as_str())));
    words.filter(|(_, word)| !held.contains(word)).collect()
}

fn may_depend_on_of(cell: &str) -> Option<BTreeSet<String>> {
    match cell {
        "all" => None,
        "nothing of ours" => Some(BTreeSet::new()),
        _ => Some(names(cell)),
    }
}

fn names(cell: &str) -> BTreeSet<String> {
    cell.split(',').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// A drawing of the crates, for Mermaid: an arrow leads from a crate to what it is built with, and is left out where a way
/// through others leads there as well. What stands in `tests/` is left out.
pub fn drawing(members: &Members) -> Result<String, DocumentError> {
    let shown: BTreeMap<&str, &str> = members
        .iter()
        .filter(|(_, member)| !member.folder.starts_with("tests"))
        .map(|(name, member)| (name.as_str(), member.folder.as_str()))
        .collect();
    let mut graph: DiGraph<&str, ()> = DiGraph::new();
    let nodes: BTreeMap<&str, NodeIndex> = shown.keys().map(|name| (*name, graph.add_node(*name))).collect();
    for (name, from) in &nodes {
        for used in members.get(*name).into_iter().flat_map(|member| &member.members) {
            if let Some(to) = nodes.get(used.as_str()) {
                graph.add_edge(*from, *to, ());
            }
        }
    }
    let order = toposort(&graph, None).map_err(|_| DocumentError::Circle)?;
    let (sorted, _) = dag_to_toposorted_adjacency_list::<_, u32>(&graph, &order);
    let (reduced, _) = dag_transitive_reduction_closure(&sorted);
    let name = |place: u32| {
        let node = usize::try_from(place).ok().and_then(|place| order.get(place));
        node.and_then(|node| graph.node_weight(*node)).copied().unwrap_or_default()
    };
    let mut arrows: Vec<(&str, &str)> = reduced
        .edge_indices()
        .filter_map(|edge| reduced.edge_endpoints(edge))
        .map(|(a, b)| (name(a), name(b)))
        .collect();
    arrows.sort_unstable();
    let mut folders: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, folder) in &shown {
        folders.entry(folder.split('/').next().unwrap_or_default()).or_default().push(name);
    }
    let mut lines = vec!["```mermaid".to_owned(), "flowchart TD".to_owned()];
    for (folder, names) in folders {
        lines.push(format!("    subgraph {folder}/"));
        lines.extend(names.iter().map(|name| format!("        {name}")));
        lines.push("    end".to_owned());
    }
    lines.extend(arrows.iter().map(|(from, to)| format!("    {from} --> {to}")));
    lines.push("```".to_owned());
    Ok(lines.join("\n"))
}

/// The document with this drawing in place of the one it has.
pub fn with_drawing(document: &str, drawing: &str) -> Result<String, DocumentError> {
    let (before, rest) = document.split_once(BEGIN).ok_or(DocumentError::NoDrawing)?;
    let (_, after) = rest.split_once(END).ok_or(DocumentError::NoDrawing)?;
    Ok(format!("{before}{BEGIN}\n{drawing}\n{END}{after}"))
}
