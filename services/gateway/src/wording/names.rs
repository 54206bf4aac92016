//! What institutions and subgroups are called in one language, and the people in post.

use std::collections::BTreeMap;

use events::ids::{InstitutionId, PersonId, SubgroupId};
use events::language::Language;
use readmodels::views::{InstitutionView, PersonView, SubgroupView};

use crate::wording::localized_text::LocalizedText;

/// What institutions and subgroups are called in one language, and the people in post.
#[derive(Debug, Clone, Default)]
pub(crate) struct Names {
    institutions: BTreeMap<String, String>,
    subgroups: BTreeMap<String, LocalizedText>,
    people: BTreeMap<String, String>,
}

impl Names {
    pub(crate) fn new(institutions: &[InstitutionView], subgroups: &[SubgroupView], language: Language) -> Self {
        let institution = |one: &InstitutionView| (one.id.to_string(), one.names.in_language(language).to_owned());
        let subgroup = |one: &SubgroupView| (one.id.to_string(), LocalizedText::of(&one.name, language));
        let people = institutions.iter().flat_map(|one| &one.staff);
        let named = |person: &PersonView| Some((person.person.to_string(), person.name.as_ref()?.to_string()));
        Self {
            people: people.filter_map(named).collect(),
            institutions: institutions.iter().map(institution).collect(),
            subgroups: subgroups.iter().map(subgroup).collect(),
        }
    }

    pub(crate) fn institution(&self, id: &InstitutionId) -> String {
        self.institutions.get(id.as_str()).cloned().unwrap_or_else(|| id.to_string())
    }

    /// A person's name; `None`: nobody in post, or without a key any more.
    pub(crate) fn person(&self, id: &PersonId) -> Option<&str> {
        self.people.get(id.as_str()).map(String::as_str)
    }

    pub(crate) fn subgroup(&self, id: &SubgroupId) -> LocalizedText {
        self.subgroups.get(id.as_str()).cloned().unwrap_or_else(|| LocalizedText::plain(id.as_str()))
    }
}
