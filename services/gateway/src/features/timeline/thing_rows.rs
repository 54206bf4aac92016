//! Things in words: the line of a list, what is said of a mark, the row of a file.

use chrono::NaiveDate;
use events::language::Language;
use events::milestone::Precision;
use language::catalogue::Catalogue;
use readmodels::things::changes::Change;
use readmodels::things::standing::ThingStanding;
use readmodels::things::{Thing, ThingKind, ThingStage};
use serde::Serialize;

use super::drawing::look;
use crate::wording::dates::{date, month};
use crate::wording::localized_text::LocalizedText;
use crate::wording::names::Names;

/// In whose words things are told.
#[derive(Clone, Copy)]
pub(super) struct ThingWords<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) names: &'a Names,
    pub(super) language: Language,
}

/// A thing's line.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ThingRow {
    position: u64,
    kind: &'static str,
    pub(super) title: LocalizedText,
    part_of: Option<LocalizedText>,
    lanes: String,
    from: NaiveDate,
    until: Option<NaiveDate>,
    /// Its days in words.
    pub(super) when: String,
    look: &'static str,
    /// How far it is, in words, with how late it is or was.
    state: String,
    /// How many days late.
    pub(super) late: Option<i64>,
    changes: Vec<&'static str>,
    /// Its own page.
    page: Option<String>,
    /// Where its story is told.
    pub(super) story: String,
}

/// The key of how far a thing is.
const fn standing_key(standing: &ThingStanding) -> &'static str {
    match standing.stage {
        ThingStage::Open => "timeline-stage-open",
        ThingStage::Blocked => "timeline-stage-blocked",
        ThingStage::Disclaimed => "timeline-stage-disclaimed",
        ThingStage::Returned => "timeline-stage-returned",
        ThingStage::Done => "timeline-stage-done",
        ThingStage::Verified => "timeline-stage-verified",
        ThingStage::Declined => "timeline-stage-declined",
        ThingStage::Closed => "timeline-stage-closed",
        ThingStage::Cancelled => "timeline-stage-cancelled",
    }
}

/// The page of a thing.
pub(super) fn page_of(thing: &Thing) -> Option<String> {
    let key = thing.stream.key();
    match thing.kind {
        ThingKind::ActionItem => Some(format!("/action-items/{key}")),
        ThingKind::Meeting => Some(format!("/meetings/{key}")),
        ThingKind::DataRequest => Some(format!("/data-requests/{key}")),
        ThingKind::Referral => Some(format!("/cases/{key}")),
        ThingKind::IndicatorValue | ThingKind::Activity => Some(format!("/strategy/{key}")),
        ThingKind::Module | ThingKind::Session => Some(format!("/training/{key}")),
        ThingKind::Milestone => None,
    }
}

impl ThingWords<'_> {
    pub(super) fn say(&self, key: &str) -> String {
        self.catalogue.say(self.language, key, &[])
    }

    fn day(&self, day: NaiveDate) -> String {
        date(self.language, day)
    }

    /// What it is called; a referral by its case's reference, which is in no language.
    pub(super) fn title(&self, thing: &Thing) -> LocalizedText {
        if thing.kind == ThingKind::Referral {
            LocalizedText::plain(thing.title.in_language(self.language))
        } else {
            LocalizedText::of(&thing.title, self.language)
        }
    }

    fn when(&self, thing: &Thing, standing: &ThingStanding) -> String {
        let known = |day: NaiveDate| match thing.precision {
            Precision::Day => self.day(day),
            Precision::Month => format!("{} {}", month(self.language, day), day.format("%Y")),
            Precision::Year => day.format("%Y").to_string(),
        };
        let first = known(standing.from);
        match standing.until.map(known) {
            Some(last) if last != first => format!("{first} – {last}"),
            Some(_) | None => first,
        }
    }

    /// How late it is or was, in words.
    pub(super) fn lateness(&self, standing: &ThingStanding) -> Option<String> {
        let late = standing.late?;
        Some(self.catalogue.say(self.language, "timeline-days-late", &[("days", late.days().into())]))
    }

    /// How far a thing is: “done on 14 July 2017, 9 days late, verified”.
    pub(super) fn state(&self, thing: &Thing, standing: &ThingStanding) -> String {
        let with_day =
            |key: &str, day: NaiveDate| self.catalogue.say(self.language, key, &[("date", self.day(day).into())]);
        // A meeting is held, what is reported is done: some kinds have words of their own.
        let own = format!("timeline-stage-{}-{}", thing.kind.code(), standing.stage.code());
        let has_own = self.catalogue.has(self.language.of_texts(), &own);
        let stage = self.say(if has_own { &own } else { standing_key(standing) });
        let is_planned = thing.kind == ThingKind::Milestone;
        let answered = standing.answered.filter(|(_, asked)| *asked > 1).map(|(answered, asked)| {
            let args = [("answered", answered.to_string().into()), ("asked", asked.to_string().into())];
            self.catalogue.say(self.language, "timeline-answered", &args)
        });
        let due = standing.until.filter(|_| thing.kind.is_owed()).map(|due| with_day("timeline-due-on", due));
        let done = standing.done_on.filter(|_| thing.kind.is_owed()).map(|done| with_day("timeline-done-on", done));
        let ended = standing.ended_on.map(|ended| with_day("timeline-ended-on", ended));
        let stage = (!is_planned).then_some(stage);
        [due, done, self.lateness(standing), stage, ended, answered]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(", ")
    }

    /// What is said of a mark on the drawing.
    pub(super) fn tip(&self, thing: &Thing, standing: &ThingStanding) -> String {
        let kind = self.say(&format!("timeline-kind-{}", thing.kind.code()));
        let title = self.title(thing).marked(self.catalogue, self.language);
        let state = self.state(thing, standing);
        let when = self.when(thing, standing);
        if state.is_empty() { format!("{kind}: {title}. {when}") } else { format!("{kind}: {title}. {when}. {state}") }
    }

    pub(super) fn lanes(&self, standing: &ThingStanding) -> String {
        let names: Vec<_> = standing.institutions.iter().map(|one| self.names.institution(one)).collect();
        names.join(", ")
    }

    /// A thing as it stood.
    pub(super) fn row(&self, thing: &Thing, standing: &ThingStanding, changes: &[Change], story: String) -> ThingRow {
        ThingRow {
            position: thing.position.0,
            kind: thing.kind.code(),
            title: self.title(thing),
            part_of: thing.part_of.as_ref().map(|whole| LocalizedText::of(whole, self.language)),
            lanes: self.lanes(standing),
            from: standing.from,
            until: standing.until,
            when: self.when(thing, standing),
            look: look(standing),
            state: self.state(thing, standing),
            late: standing.late.map(readmodels::things::standing::Lateness::days),
            changes: changes.iter().map(|change| change.code()).collect(),
            page: page_of(thing),
            story,
        }
    }
}
