//! Members of staff as forms name them: somebody known, or somebody new by name and institution.

use events::ids::{CommandId, InstitutionId, PersonId};
use events::language::Language;
use events::text::Text;
use events::training::StaffMember;
use readmodels::TrainingBook;
use readmodels::views::InstitutionView;

use crate::app::App;
use crate::failure::Failure;
use crate::http::form::{FormCheck, FormEntries};
use crate::http::new_id::new_id;
use crate::http::sealing::seal;

/// Everybody who can be named: people in post, and those who train or were trained before.
pub(super) fn people_options(
    book: &TrainingBook,
    institutions: &[InstitutionView],
    app: &App,
    language: Language,
) -> Vec<(String, String)> {
    let former = app.say(language, "page-former-focal-point");
    let called = |id: &InstitutionId| {
        let found = institutions.iter().find(|institution| &institution.id == id);
        found.map_or_else(|| id.to_string(), |found| found.names.in_language(language).to_owned())
    };
    let label = |name: Option<String>, institution: &InstitutionId| {
        format!("{}, {}", name.unwrap_or_else(|| former.clone()), called(institution))
    };
    let mut options: Vec<(String, String)> = institutions
        .iter()
        .filter(|institution| institution.active)
        .flat_map(|institution| &institution.staff)
        .map(|one| (one.person.to_string(), label(one.name.as_ref().map(ToString::to_string), &one.institution)))
        .collect();
    for (person, known) in book.people() {
        let Some(name) = book.name(person, app.queries().keys()) else { continue };
        if !options.iter().any(|(id, _)| id == person.as_str()) {
            options.push((person.to_string(), label(Some(name.to_string()), &known.institution)));
        }
    }
    options.sort_by(|(_, one), (_, other)| one.cmp(other));
    options
}

/// Somebody who is known by an id.
pub(super) enum KnownStaff {
    /// Who trains or was trained before.
    InProgramme(StaffMember),
    /// Who is in post, and is not in the programme yet.
    InPost {
        /// At which institution.
        institution: InstitutionId,
        /// The name, to be sealed.
        name: Text,
    },
}

/// Whoever has this id, where somebody has it whose name is known.
pub(super) fn known_staff(
    book: &TrainingBook,
    institutions: &[InstitutionView],
    person: &PersonId,
) -> Option<KnownStaff> {
    if let Some(known) = book.participant(person) {
        let (person, institution, name) = (person.clone(), known.institution.clone(), known.name.clone());
        return Some(KnownStaff::InProgramme(StaffMember { person, institution, name }));
    }
    let found = institutions.iter().flat_map(|institution| &institution.staff).find(|one| &one.person == person)?;
    Some(KnownStaff::InPost { institution: found.institution.clone(), name: found.name.clone()? })
}

/// The member of staff that a form names by `person`, or by `name` and `institution`.
pub(super) async fn member(
    app: &App,
    check: &mut FormCheck<'_>,
    entries: &FormEntries,
    command: CommandId,
    book: &TrainingBook,
    institutions: &[InstitutionView],
) -> Result<Option<StaffMember>, Failure> {
    if let Some(person) = check.parsed_if_any::<PersonId>("person", "page-wrong-choice") {
        let (institution, name) = match known_staff(book, institutions, &person) {
            Some(KnownStaff::InProgramme(member)) => return Ok(Some(member)),
            Some(KnownStaff::InPost { institution, name }) => (institution, name),
            None => {
                check.wrong("person", "page-wrong-choice");
                return Ok(None);
            }
        };
        let name = seal(app, check, "person", &person, &name).await;
        return Ok(name.map(|name| StaffMember { person, institution, name }));
    }
    if entries.get("name").is_empty() && entries.get("institution").is_empty() {
        check.wrong("person", "page-wrong-no-person");
        return Ok(None);
    }
    let name = check.staff_text("name");
    let institution: Option<InstitutionId> = check.parsed("institution", "page-wrong-choice");
    let (Some(name), Some(institution)) = (name, institution) else { return Ok(None) };
    if !institutions.iter().any(|one| one.id == institution && one.active) {
        check.wrong("institution", "page-wrong-choice");
        return Ok(None);
    }
    // An id that says nothing of who it is.
    let person: PersonId = new_id("p", command, 0)?;
    let name = seal(app, check, "name", &person, &name).await;
    Ok(name.map(|name| StaffMember { person, institution, name }))
}
