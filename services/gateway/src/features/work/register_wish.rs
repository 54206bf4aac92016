//! What of the register is wanted, as an address says it: the same on the page, in its files and in the API.

use chrono::NaiveDate;
use readmodels::queries::{RegisterBoard, RegisterFilter, RegisterPlace, RegisterStage};
use readmodels::search::SearchTerms;

use crate::failure::Failure;
use crate::http::form::FormEntries;
use crate::http::json_api::read_if_any;
use crate::queries::register::RegisterWish;

/// The codes of every stage, in the order in which an item comes to them.
pub(super) const STAGES: [&str; 8] =
    ["assigned", "accepted", "under-way", "blocked", "disclaimed", "completed", "verified", "cancelled"];

/// The word for items that are still to be done, and the one for items at whatever stage.
pub(super) const OPEN: &str = "open";
pub(super) const ALL: &str = "all";

/// The word for what is on no subgroup's board.
pub(super) const NO_BOARD: &str = "none";

/// Reads what is wanted. `stage` is what is meant where no stage is said; `today` decides what is late.
pub(super) fn read_wish(entries: &FormEntries, stage: &str, today: NaiveDate) -> Result<RegisterWish, Failure> {
    let given = |field: &'static str| Some(entries.get(field)).filter(|value| !value.is_empty());
    let stage = match given("stage").unwrap_or(stage) {
        ALL => None,
        OPEN => Some(RegisterStage::Open),
        code if STAGES.contains(&code) => Some(RegisterStage::At(code.to_owned())),
        other => {
            let known = STAGES.join(", ");
            let what = format!("“{other}” is no stage: use {OPEN}, {ALL} or one of {known}");
            return Err(Failure::Invalid { at: "stage".to_owned(), what });
        }
    };
    let board = match given("subgroup") {
        Some(NO_BOARD) => Some(RegisterBoard::None),
        other => read_if_any("subgroup", other)?.map(RegisterBoard::Of),
    };
    let filter = RegisterFilter {
        owner: read_if_any("institution", given("institution"))?,
        board,
        stage,
        late_on: given("late").map(|_| today),
        meeting: read_if_any("meeting", given("meeting"))?,
        due_from: read_if_any("from", given("from"))?,
        due_until: read_if_any("until", given("until"))?,
    };
    Ok(RegisterWish { filter, terms: given("q").and_then(SearchTerms::read) })
}

/// A place in the register, as a cursor has it.
pub(super) struct PlaceKey(pub(super) RegisterPlace);

impl std::fmt::Display for PlaceKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let due = self.0.due.map(|due| due.to_string()).unwrap_or_default();
        write!(f, "{} {due} {}", self.0.owner, self.0.id)
    }
}

impl std::str::FromStr for PlaceKey {
    type Err = Failure;

    fn from_str(text: &str) -> Result<Self, Failure> {
        let wrong = || Failure::Malformed("after");
        let mut parts = text.splitn(3, ' ');
        let mut next = || parts.next().ok_or_else(wrong);
        let owner = next()?.parse().map_err(|_| wrong())?;
        let due = match next()? {
            "" => None,
            day => Some(day.parse().map_err(|_| wrong())?),
        };
        Ok(Self(RegisterPlace { owner, due, id: next()?.parse()? }))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use events::action_item::ItemStage;

    use super::*;

    #[test]
    fn a_place_survives_its_cursor() {
        for due in [None, Some("2026-12-01".parse().unwrap())] {
            let place = RegisterPlace { owner: 7, due, id: "count-the-beds".parse().unwrap() };
            let read: PlaceKey = PlaceKey(place.clone()).to_string().parse().unwrap();
            assert_eq!(read.0, place);
        }
        assert!("7".parse::<PlaceKey>().is_err());
    }

    #[test]
    fn the_stages_are_called_as_the_domain_calls_them() {
        for stage in
            [ItemStage::Assigned, ItemStage::Accepted, ItemStage::Completed, ItemStage::Verified, ItemStage::Cancelled]
        {
            assert!(STAGES.contains(&stage.code()), "{stage:?}");
        }
        let progress = 50.try_into().unwrap();
        assert!(STAGES.contains(&ItemStage::UnderWay { progress }.code()));
        let (reason, suggested) = ("stuck".parse().unwrap(), None);
        assert!(STAGES.contains(&ItemStage::Blocked { reason, progress }.code()));
        assert!(STAGES.contains(&ItemStage::Disclaimed { suggested, reason: None, progress }.code()));
    }

    #[test]
    fn a_stage_that_is_none_is_refused_and_not_passed_over() {
        let today = "2026-12-01".parse().unwrap();
        let read = |query: &str| read_wish(&FormEntries::of_query(Some(query)).unwrap(), OPEN, today);
        assert_eq!(read("").unwrap().filter.stage, Some(RegisterStage::Open));
        assert_eq!(read("stage=all").unwrap().filter.stage, None);
        assert_eq!(read("subgroup=none").unwrap().filter.board, Some(RegisterBoard::None));
        assert_eq!(read("late=1").unwrap().filter.late_on, Some(today));
        assert!(read("stage=done").is_err() && read("from=soon").is_err());
    }
}
