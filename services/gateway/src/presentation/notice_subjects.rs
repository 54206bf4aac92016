//! What notices are about, as pages name it: a title and the page that it leads to, for whoever may see it.

use events::authority::Principal;
use events::ids::StreamId;
use events::language::Language;
use notifications::facts::Facts;
use readmodels::organisation::InstitutionRecord;
use serde::Serialize;

use crate::queries::may_see_case;
use crate::wording::localized_text::LocalizedText;

/// What a notice is about.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct SubjectRow {
    title: LocalizedText,
    href: String,
}

/// What a notice is about; nothing, where it is gone, or is a case that is not this principal's to see.
pub(crate) fn subject_of(
    about: &StreamId,
    facts: &Facts<'_>,
    principal: &Principal,
    language: Language,
) -> Option<SubjectRow> {
    let key = about.key();
    let (title, page) = match about.kind() {
        "action-item" => (facts.work.item(&key.parse().ok()?).map(|one| &one.title), "action-items"),
        "data-request" => (facts.requests.get(&key.parse().ok()?).map(|one| &one.title), "data-requests"),
        "meeting" => (facts.meetings.meeting(&key.parse().ok()?).map(|one| &one.title), "meetings"),
        "strategy" => (facts.strategy.objective(&key.parse().ok()?).map(|one| &one.statement), "strategy"),
        "training" => (facts.training.module(&key.parse().ok()?).map(|one| &one.plan.title), "training"),
        "institution" => {
            (facts.institutions.institution(&key.parse().ok()?).map(InstitutionRecord::names), "institutions")
        }
        "subgroup" => (facts.subgroups.subgroup(&key.parse().ok()?).map(|one| &one.name), "subgroups"),
        "case" => {
            let case = facts.cases.case(&key.parse().ok()?).filter(|case| may_see_case(principal, case))?;
            let title = LocalizedText::plain(case.id.to_string());
            return Some(SubjectRow { title, href: format!("/cases/{key}") });
        }
        _ => return None,
    };
    Some(SubjectRow { title: LocalizedText::of(title?, language), href: format!("/{page}/{key}") })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};
    use std::sync::Arc;

    use events::case::CaseCommand;
    use events::case_data_standard::{AgeGroup, ExploitationForm, Sex, VictimProfile};
    use events::ids::{CommandId, CorrelationId, Position, Revision};
    use events::non_empty::NonEmpty;
    use events::{Command, Metadata, Moment, RecordedEvent};
    use notifications::{Calendar, Ladder};
    use readmodels::Folded;
    use readmodels::cases::CaseBook;

    use events::mandate::Mandate;

    use super::*;

    fn moment() -> Moment {
        Moment { now: "2017-07-03T08:00:00Z".parse().unwrap(), today: "2017-07-03".parse().unwrap() }
    }

    /// One case, which the police opened.
    fn one_case() -> CaseBook {
        let profile = VictimProfile {
            age_group: AgeGroup::Adult,
            sex: Sex::Female,
            nationality: "XK".parse().unwrap(),
            forms: NonEmpty::one(ExploitationForm::ForcedLabour),
        };
        let identified_by = "policia".parse().unwrap();
        let open = CaseCommand::Open { identified_by, profile, person: None, competent: BTreeMap::new() };
        let command = Command::Case("2017-014".parse().unwrap(), open);
        let (stream, principal) = (command.stream().unwrap(), Principal::secretariat());
        let id = CommandId::named("test");
        let mut book = CaseBook::default();
        for event in events::decide(command, &[], &principal, &moment()).unwrap() {
            book.fold(&RecordedEvent {
                position: Position(1),
                stream: stream.clone(),
                revision: Revision(0),
                id: id.event(0),
                metadata: Metadata {
                    tenant: "kosovo".parse().unwrap(),
                    actor: principal.actor().clone(),
                    correlation_id: CorrelationId(id.0),
                    causation_id: id,
                    occurred_at: moment().now,
                    recorded_at: moment().now,
                    door: None,
                    network: None,
                },
                event,
            });
        }
        book
    }

    #[test]
    fn a_case_is_named_to_whoever_may_see_it_and_to_nobody_else() {
        let (calendar, ladder) = (Calendar::default(), Ladder::default());
        let facts = Facts {
            moment: moment(),
            calendar: &calendar,
            ladder: &ladder,
            institutions: Arc::default(),
            accounts: Arc::default(),
            subgroups: Arc::default(),
            work: Arc::default(),
            cases: Arc::new(one_case()),
            meetings: Arc::default(),
            requests: Arc::default(),
            strategy: Arc::default(),
            training: Arc::default(),
            ledger: Arc::default(),
            earlier_reminders: Arc::default(),
            by_email: false,
            subjects: notifications::subjects::Subjects::All,
        };
        let about = StreamId::new("case", "2017-014").unwrap();
        let named = |principal: &Principal| subject_of(&about, &facts, principal, Language::En).is_some();
        let official = |institution: &str| {
            Principal::official(
                "arta".parse().unwrap(),
                institution.parse().unwrap(),
                BTreeSet::new(),
                Mandate::Institution,
            )
        };
        assert!(named(&Principal::secretariat()) && named(&official("policia")));
        assert!(!named(&official("ms")), "the case is none of theirs");
    }
}
