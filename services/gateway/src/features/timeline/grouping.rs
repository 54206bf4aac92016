//! Which things stand together, which groups are drawn thing by thing, and how dense the others are. Pure.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use events::ids::{InstitutionId, Position};
use readmodels::things::standing::Standpoint;
use readmodels::things::{ThingKind, ThingSpan};

use super::view::{Grouping, TimelineView, Window};

/// Into how many parts a window is divided to count what is in it.
const BINS: i64 = 26;

/// What a group is of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum GroupKey {
    /// What is addressed to all members, or to nobody in particular.
    Authority,
    /// What several institutions have together.
    Several,
    /// The institution, subgroup, objective or meeting of this id.
    Of(String),
    /// What is of none.
    Without,
}

impl GroupKey {
    /// Its name in addresses. No id begins with a point.
    pub(super) fn code(&self) -> &str {
        match self {
            Self::Authority => ".authority",
            Self::Several => ".several",
            Self::Of(id) => id,
            Self::Without => ".without",
        }
    }
}

/// A thing in its group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct GroupedThing {
    pub(super) span: ThingSpan,
    /// Whose part of it is drawn here; none: the whole.
    pub(super) whose: Option<InstitutionId>,
}

/// Things that stand together, by their first days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) key: GroupKey,
    pub(super) things: Vec<GroupedThing>,
}

/// Of whom a thing is drawn, in the lanes of institutions; more than one only where each has a part of its own.
fn lanes(
    span: &ThingSpan,
    institutions: &[InstitutionId],
    members: &BTreeSet<InstitutionId>,
    only: Option<&InstitutionId>,
) -> Vec<(GroupKey, Option<InstitutionId>)> {
    let has_parts = span.kind == ThingKind::DataRequest;
    let of = |one: &InstitutionId| (GroupKey::Of(one.to_string()), has_parts.then(|| one.clone()));
    if let Some(only) = only {
        return institutions.iter().filter(|one| *one == only).map(of).collect();
    }
    let is_for_all = !members.is_empty() && members.iter().all(|member| institutions.contains(member));
    match institutions {
        [] => vec![(GroupKey::Authority, None)],
        [one] => vec![of(one)],
        _ if is_for_all => vec![(GroupKey::Authority, None)],
        several if has_parts => several.iter().map(of).collect(),
        _ => vec![(GroupKey::Several, None)],
    }
}

/// The groups of things, in no order that a reader would know; `members` are all institutions to whom something can be addressed
/// as a whole.
pub(super) fn grouped(spans: &[ThingSpan], view: &TimelineView, members: &BTreeSet<InstitutionId>) -> Vec<Group> {
    let standpoint = view.standpoint();
    let mut groups: BTreeMap<GroupKey, Vec<GroupedThing>> = BTreeMap::new();
    for span in spans {
        let Some(institutions) = span.institutions_at(standpoint) else { continue };
        if !view.window().touches(span, standpoint) {
            continue;
        }
        let is_of = |only: &InstitutionId| institutions.contains(only);
        let of = |id: Option<String>| vec![(id.map_or(GroupKey::Without, GroupKey::Of), None)];
        let places = match view.grouping {
            Grouping::Institution => lanes(span, institutions, members, view.institution.as_ref()),
            _ if view.institution.as_ref().is_some_and(|only| !is_of(only)) => vec![],
            Grouping::Subgroup => of(span.subgroup.as_ref().map(ToString::to_string)),
            Grouping::Objective => of(span.objective.as_ref().map(ToString::to_string)),
            Grouping::Meeting => of(span.meeting.as_ref().map(ToString::to_string)),
        };
        for (key, whose) in places {
            groups.entry(key).or_default().push(GroupedThing { span: span.clone(), whose });
        }
    }
    let group = |(key, mut things): (GroupKey, Vec<GroupedThing>)| {
        things.sort_by_key(|thing| (thing.span.first, thing.span.position));
        Group { key, things }
    };
    groups.into_iter().map(group).collect()
}

impl Window {
    /// Whether any day of a thing is in it, as things stand.
    fn touches(self, span: &ThingSpan, standpoint: Standpoint) -> bool {
        span.first <= self.until && last_day(span, standpoint) >= self.from
    }
}

/// The last day of a thing: what is owed lasts until today, or until it is due.
fn last_day(span: &ThingSpan, standpoint: Standpoint) -> NaiveDate {
    let open_until = || span.until.unwrap_or(span.first).max(standpoint.day());
    span.last.unwrap_or_else(open_until)
}

/// Of each group, in order, how many things are drawn one by one; none: it is folded. What is opened by hand comes first, then small
/// groups before large ones, and never more than `most` in all.
pub(super) fn drawn_of_each(groups: &[Group], view: &TimelineView, most: usize) -> Vec<Option<usize>> {
    let mut left = most;
    let mut drawn = vec![None; groups.len()];
    let is_opened = |group: &Group| view.opened.contains(group.key.code());
    let mut order: Vec<usize> = (0..groups.len()).collect();
    order.sort_by_key(|index| groups.get(*index).map(|group| (!is_opened(group), group.things.len())));
    for index in order {
        let (Some(group), Some(drawn)) = (groups.get(index), drawn.get_mut(index)) else { continue };
        let wanted = group.things.len();
        let is_folded = view.folded.contains(group.key.code());
        let may = if is_opened(group) { left > 0 } else { !is_folded && wanted <= left };
        if may {
            *drawn = Some(wanted.min(left));
            left -= wanted.min(left);
        }
    }
    drawn
}

/// How many things there are in a part of a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Bin {
    pub(super) things: usize,
    pub(super) late: usize,
}

/// How many of some things there are in each part of a window, at a standpoint.
pub(super) fn density(things: &[GroupedThing], window: Window, standpoint: Standpoint) -> Vec<Bin> {
    let bins = BINS.min(window.days());
    let bin_of = |day: NaiveDate| {
        let days = (day.clamp(window.from, window.until) - window.from).num_days();
        usize::try_from(days * bins / window.days()).unwrap_or(0)
    };
    let mut counted = vec![Bin::default(); usize::try_from(bins).unwrap_or(0)];
    for thing in things {
        let (first, last) = (bin_of(thing.span.first), bin_of(last_day(&thing.span, standpoint)));
        let late_from = thing.span.until.filter(|_| thing.span.is_late_at(standpoint));
        let late_from = late_from.and_then(|due| due.checked_add_days(Days::new(1))).map(bin_of);
        for (index, bin) in counted.iter_mut().enumerate().take(last + 1).skip(first) {
            bin.things += 1;
            bin.late += usize::from(late_from.is_some_and(|from| index >= from));
        }
    }
    counted
}

/// The things of these, each once, the latest first.
pub(super) fn listed(groups: &[Group]) -> Vec<Position> {
    let each: BTreeMap<_, _> = groups
        .iter()
        .flat_map(|group| &group.things)
        .map(|thing| ((thing.span.first, thing.span.position), thing.span.position))
        .collect();
    each.into_values().rev().collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use readmodels::things::LaneChange;

    use super::*;
    use crate::http::form::FormEntries;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn view(query: &str) -> TimelineView {
        TimelineView::of(&FormEntries::of_query(Some(query)).unwrap(), day("2017-07-05")).unwrap()
    }

    fn span(position: u64, kind: ThingKind, institutions: &[&str]) -> ThingSpan {
        let institutions = institutions.iter().map(|id| id.parse().unwrap()).collect();
        ThingSpan {
            position: Position(position),
            kind,
            first: day("2017-06-10"),
            last: Some(day("2017-06-20")),
            until: Some(day("2017-06-15")),
            ended: Some(day("2017-06-20")),
            lanes: vec![LaneChange { since: day("2017-06-10"), institutions }],
            subgroup: None,
            objective: None,
            meeting: None,
        }
    }

    /// The positions of things, each with whose it is in its group.
    type Placed = Vec<(u64, Option<String>)>;

    fn keys(spans: &[ThingSpan], query: &str) -> Vec<(String, Placed)> {
        let members = ["ms", "mpms", "md"].map(|id| id.parse().unwrap()).into();
        let of = |thing: &GroupedThing| (thing.span.position.0, thing.whose.as_ref().map(ToString::to_string));
        let groups = grouped(spans, &view(query), &members);
        groups.iter().map(|group| (group.key.code().to_owned(), group.things.iter().map(of).collect())).collect()
    }

    #[test]
    fn what_is_for_all_is_drawn_once_and_what_is_asked_of_some_in_the_lane_of_each() {
        let spans = [
            span(1, ThingKind::DataRequest, &["ms", "mpms", "md", "isf"]),
            span(2, ThingKind::DataRequest, &["ms", "mpms"]),
            span(3, ThingKind::Meeting, &["ms", "mpms"]),
            span(4, ThingKind::Meeting, &[]),
            span(5, ThingKind::ActionItem, &["ms"]),
        ];
        let one = |whose: &str| (2, Some(whose.to_owned()));
        let wanted = [
            (".authority", vec![(1, None), (4, None)]),
            (".several", vec![(3, None)]),
            ("mpms", vec![one("mpms")]),
            ("ms", vec![one("ms"), (5, None)]),
        ];
        assert_eq!(keys(&spans, ""), wanted.map(|(key, things)| (key.to_owned(), things)));
        let all_of_ms = vec![(1, Some("ms".to_owned())), one("ms"), (3, None), (5, None)];
        assert_eq!(keys(&spans, "institution=ms"), [("ms".to_owned(), all_of_ms)]);
        assert_eq!(keys(&spans, "as-of=2017-06-01"), [], "nothing was known then");
    }

    #[test]
    fn small_groups_are_drawn_before_large_ones_and_never_too_much() {
        let group = |key: &str, count: u64| Group {
            key: GroupKey::Of(key.to_owned()),
            things: (0..count)
                .map(|n| GroupedThing { span: span(n, ThingKind::ActionItem, &[key]), whose: None })
                .collect(),
        };
        let groups = [group("a", 80), group("b", 10), group("c", 30)];
        assert_eq!(drawn_of_each(&groups, &view(""), 50), [None, Some(10), Some(30)]);
        assert_eq!(drawn_of_each(&groups, &view("fold=c"), 100), [Some(80), Some(10), None]);
        assert_eq!(drawn_of_each(&groups, &view("open=a"), 50), [Some(50), None, None]);
    }

    #[test]
    fn density_counts_what_lasts_in_each_part_and_how_much_of_it_is_late() {
        let things = [GroupedThing { span: span(1, ThingKind::ActionItem, &["ms"]), whose: None }];
        let june = Window { from: day("2017-06-01"), until: day("2017-06-26") };
        let counted = density(&things, june, Standpoint::Now(day("2017-07-05")));
        let (things, late): (usize, usize) =
            counted.iter().fold((0, 0), |(things, late), bin| (things + bin.things, late + bin.late));
        assert_eq!((counted.len(), things, late), (26, 11, 5));
        assert_eq!((counted[8], counted[9].things), (Bin::default(), 1));
    }
}
