//! Institutions and subgroups: their kinds, what to choose from, who chairs.

use events::ids::InstitutionId;
use events::institution::InstitutionKind;
use events::language::Language;
use readmodels::views::{InstitutionView, SubgroupView};

use crate::wording::localized_text::LocalizedText;
use crate::wording::names::Names;

/// An institution's kind, as texts know it.
pub(crate) const fn institution_kind(kind: InstitutionKind) -> &'static str {
    match kind {
        InstitutionKind::Coordinator => "coordinator",
        InstitutionKind::Secretariat => "secretariat",
        InstitutionKind::Ministry => "ministry",
        InstitutionKind::Police => "police",
        InstitutionKind::Commission => "commission",
        InstitutionKind::Advocates => "advocates",
        InstitutionKind::Prosecution => "prosecution",
        InstitutionKind::Council => "council",
        InstitutionKind::Courts => "courts",
        InstitutionKind::SocialWork => "social-work",
        InstitutionKind::Shelter => "shelter",
        InstitutionKind::NgoShelter => "ngo-shelter",
        InstitutionKind::International => "international",
        InstitutionKind::Donor => "donor",
    }
}

/// Institutions to choose from: id and name, those that take part.
pub(crate) fn institution_options(all: &[InstitutionView], language: Language) -> Vec<(String, String)> {
    let active = all.iter().filter(|institution| institution.active);
    active.map(|one| (one.id.to_string(), one.names.in_language(language).to_owned())).collect()
}

/// Subgroups to choose from: id and name, those at work.
pub(crate) fn subgroup_options(all: &[SubgroupView], language: Language) -> Vec<(String, LocalizedText)> {
    let at_work = all.iter().filter(|subgroup| !subgroup.dissolved);
    at_work.map(|one| (one.id.to_string(), LocalizedText::of(&one.name, language))).collect()
}

/// The name of a subgroup's chair, with the institution.
pub(crate) fn chair_name(
    subgroup: &SubgroupView,
    all: &[InstitutionView],
    names: &Names,
    former: &str,
) -> Option<String> {
    let chair = subgroup.chair.as_ref()?;
    let of = |id: &InstitutionId| all.iter().find(|institution| &institution.id == id);
    let person = of(&chair.institution)?.staff.iter().find(|person| person.person == chair.person);
    let name = person.and_then(|person| person.name.as_ref()).map_or(former, |name| name.as_str());
    Some(format!("{name}, {}", names.institution(&chair.institution)))
}
