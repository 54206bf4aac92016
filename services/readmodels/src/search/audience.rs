//! For whom something is in the index: the relations by which it may be seen, as `events/src/authority.rs` tells them.
//!
//! Each word of a thing stands in the index once for each of them, so that whoever asks touches no word that is not theirs: neither
//! how many there are nor how long it takes to find them tells of what is hidden. Whether somebody may see what was found is
//! asked again of the authority, of each thing by itself.

use std::collections::BTreeSet;

use events::authority::{Principal, Relation, View, relations_that_show};
use serde::{Deserialize, Serialize};

/// What stands before the words of whatever the Secretariat and the Coordinator see both: nearly everything, and it is kept once.
const WHOLE: &str = "w";

/// A relation as it stands before the words of the index.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SearchAudience(String);

impl SearchAudience {
    /// Those that somebody belongs to.
    pub fn all_of(principal: &Principal) -> Vec<Self> {
        let held = principal.relations();
        let is_of_whole = held.iter().any(|relation| matches!(relation, Relation::Secretariat | Relation::Coordinator));
        let own = held.iter().filter_map(code);
        let codes: BTreeSet<String> = own.chain(is_of_whole.then(|| WHOLE.to_owned())).collect();
        codes.into_iter().map(Self).collect()
    }

    /// How it stands in the index.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// Those by whom something is found, which may be looked at in any of these ways.
pub(crate) fn audiences_of(views: &[View]) -> Vec<SearchAudience> {
    let mut codes = BTreeSet::new();
    for view in views {
        let relations = relations_that_show(view);
        let is_of_whole = [Relation::Secretariat, Relation::Coordinator].iter().all(|one| relations.contains(one));
        if is_of_whole {
            codes.insert(WHOLE.to_owned());
        }
        let beside =
            |relation: &&Relation| !is_of_whole || !matches!(relation, Relation::Secretariat | Relation::Coordinator);
        codes.extend(relations.iter().filter(beside).filter_map(code));
    }
    codes.into_iter().map(SearchAudience).collect()
}

/// A letter for the relation, and of whom it is one.
fn code(relation: &Relation) -> Option<String> {
    match relation {
        Relation::Secretariat => Some("s".to_owned()),
        Relation::Coordinator => Some("c".to_owned()),
        Relation::Represents(institution) => Some(format!("i.{institution}")),
        Relation::Chairs(subgroup) => Some(format!("b.{subgroup}")),
        Relation::Is(person) => Some(format!("p.{person}")),
        Relation::IsInPerson(person) => Some(format!("o.{person}")),
        Relation::Granted(role) => Some(format!("g.{}", role.code())),
        // Nobody finds anything by these: they are of acts, and of what no person is.
        Relation::SecondOf(_) | Relation::IsByOwnMeans(_) | Relation::Service => None,
    }
}
