//! What can be found, and what looking at it is.

use std::collections::BTreeSet;

use events::authority::View;
use events::ids::{InstitutionId, SubgroupId};
use events::meeting::MeetingBody;
use serde::{Deserialize, Serialize};

/// What sort of thing is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SearchKind {
    /// What somebody is to do.
    ActionItem,
    /// A meeting, by its title, its agenda and its minutes.
    Meeting,
    /// What a meeting decided.
    Decision,
    /// A data request, by its title.
    DataRequest,
    /// An objective of the strategy, with its activities.
    Objective,
    /// An indicator of an objective.
    Indicator,
    /// A module of the training.
    Module,
}

impl SearchKind {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 7] = [
        Self::ActionItem,
        Self::Meeting,
        Self::Decision,
        Self::DataRequest,
        Self::Objective,
        Self::Indicator,
        Self::Module,
    ];

    /// Its name in tables, texts and the API.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ActionItem => "action-item",
            Self::Meeting => "meeting",
            Self::Decision => "decision",
            Self::DataRequest => "data-request",
            Self::Objective => "objective",
            Self::Indicator => "indicator",
            Self::Module => "module",
        }
    }

    /// What stands before its words in the index.
    pub(crate) const fn letter(self) -> char {
        match self {
            Self::ActionItem => 'a',
            Self::Meeting => 'm',
            Self::Decision => 'd',
            Self::DataRequest => 'q',
            Self::Objective => 'o',
            Self::Indicator => 'n',
            Self::Module => 't',
        }
    }
}

/// What decides who may see a thing that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DocumentAccess {
    /// A task: its owner, and whose board it is on.
    Task {
        /// Whose task it is.
        owner: InstitutionId,
        /// On whose board it is; none: the Authority's.
        board: Option<SubgroupId>,
    },
    /// A meeting, or what it decided.
    Meeting {
        /// Who is convened.
        convened: MeetingBody,
        /// Who is invited.
        invited: BTreeSet<InstitutionId>,
    },
    /// A data request: whom it asks.
    DataRequest(BTreeSet<InstitutionId>),
    /// The strategy, which is seen as a whole.
    Strategy,
    /// An indicator: who reports it.
    Indicator(BTreeSet<InstitutionId>),
    /// The training, which is seen as a whole.
    Training,
}

impl DocumentAccess {
    /// Whose it is, of a task.
    pub fn owner(&self) -> Option<&InstitutionId> {
        if let Self::Task { owner, .. } = self { Some(owner) } else { None }
    }

    /// The ways of looking at it, of which one is enough.
    pub fn views(&self) -> Vec<View> {
        match self {
            Self::Task { owner, board } => vec![View::Task { owner: owner.clone(), board: board.clone() }],
            Self::Meeting { convened, invited } => {
                vec![View::Meeting { convened: convened.clone(), invited: invited.clone() }]
            }
            Self::DataRequest(asked) => {
                std::iter::once(View::DataRequests).chain(asked.iter().cloned().map(View::Submission)).collect()
            }
            Self::Strategy => vec![View::Strategy],
            Self::Indicator(reporters) => {
                std::iter::once(View::Strategy).chain(reporters.iter().cloned().map(View::Indicators)).collect()
            }
            Self::Training => vec![View::Training],
        }
    }
}
