//! The values of cases in one language: every value of the standard, every event with what it says.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use events::actor::Actor;
use events::case::{CaseEvent, CaseManagerRole, CaseStage};
use events::case_data_standard::{AgeGroup, ExploitationForm, Majority, Nationality, Sex, VictimProfile};
use events::country::Country;
use events::ids::{InstitutionId, PersonId, ReferralId};
use events::language::Language;
use readmodels::cases::{CaseRecord, Category};
use readmodels::views::InstitutionView;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::app::App;

/// Says values of cases.
pub(super) struct CaseTexts<'a> {
    app: &'a App,
    pub(super) language: Language,
    institutions: BTreeMap<&'a InstitutionId, &'a str>,
    people: BTreeMap<&'a PersonId, String>,
}

/// The name under which a value is stored and sent: `sexual-exploitation`.
pub(super) fn stored_name<T: Serialize>(value: &T) -> String {
    let name = serde_json::to_value(value).ok();
    name.and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}

/// A value read from its stored name.
pub(super) struct StoredName<T>(pub(super) T);

/// The name is not of any value.
#[derive(Debug)]
pub(super) struct NoSuchName;

impl fmt::Display for NoSuchName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("there is no such value")
    }
}

impl<T: DeserializeOwned> FromStr for StoredName<T> {
    type Err = NoSuchName;
    fn from_str(name: &str) -> Result<Self, NoSuchName> {
        serde_json::from_value(serde_json::Value::String(name.to_owned())).map(Self).map_err(|_| NoSuchName)
    }
}

impl<'a> CaseTexts<'a> {
    pub(super) fn new(app: &'a App, language: Language, all: &'a [InstitutionView]) -> Self {
        let institutions = all.iter().map(|one| (&one.id, one.names.in_language(language))).collect();
        let people = all.iter().flat_map(|one| &one.staff).map(|person| {
            let former = || app.say(language, "page-former-focal-point");
            (&person.person, person.name.as_ref().map_or_else(former, ToString::to_string))
        });
        Self { app, language, institutions, people: people.collect() }
    }

    pub(super) fn say(&self, key: &str) -> String {
        self.app.say(self.language, key)
    }

    pub(super) fn institution(&self, id: &InstitutionId) -> String {
        self.institutions.get(id).map_or_else(|| id.to_string(), |name| (*name).to_owned())
    }

    pub(super) fn person(&self, id: &PersonId) -> String {
        self.people.get(id).cloned().unwrap_or_else(|| self.say("page-former-focal-point"))
    }

    pub(super) fn stage(&self, stage: CaseStage) -> String {
        self.say(&format!("case-stage-{}", stage.code()))
    }

    pub(super) fn sex(&self, sex: Sex) -> String {
        self.say(&format!("case-sex-{}", stored_name(&sex)))
    }

    pub(super) fn age_group(&self, group: AgeGroup) -> String {
        self.say(&format!("case-age-{}", stored_name(&group).replace('+', "-more")))
    }

    pub(super) fn majority(&self, majority: Majority) -> String {
        self.say(&format!("case-majority-{}", stored_name(&majority)))
    }

    pub(super) fn form(&self, form: ExploitationForm) -> String {
        self.say(&format!("case-form-{}", stored_name(&form)))
    }

    pub(super) fn role(&self, role: CaseManagerRole) -> String {
        self.say(&format!("case-role-{}", stored_name(&role)))
    }

    pub(super) fn country(&self, country: Country) -> String {
        self.say(&format!("country-{}", country.code().to_ascii_lowercase()))
    }

    pub(super) fn nationality(&self, nationality: Nationality) -> String {
        match nationality {
            Nationality::Of(country) => self.country(country),
            Nationality::Stateless => self.say("case-nationality-stateless"),
            Nationality::Unknown => self.say("case-nationality-unknown"),
        }
    }

    pub(super) fn category(&self, category: Category) -> String {
        match category {
            Category::Sex(sex) => self.sex(sex),
            Category::AgeGroup(group) => self.age_group(group),
            Category::Nationality(nationality) => self.nationality(nationality),
            Category::OtherNationalities => self.say("case-nationality-others"),
            Category::Form(form) => self.form(form),
        }
    }

    /// Everything known of a victim, on one line.
    pub(super) fn profile(&self, profile: &VictimProfile) -> String {
        let forms: Vec<String> = profile.forms.iter().map(|form| self.form(*form)).collect();
        let nationality = self.nationality(profile.nationality);
        [self.age_group(profile.age_group), self.sex(profile.sex), nationality, forms.join(", ")].join(" · ")
    }

    pub(super) fn actor(&self, actor: &Actor) -> String {
        match actor {
            Actor::Official { person, institution, .. } => {
                format!("{}, {}", self.person(person), self.institution(institution))
            }
            Actor::Secretariat => self.say("case-by-secretariat"),
            Actor::Service { .. } => self.say("case-by-focalpoint"),
        }
    }

    fn receiver(&self, record: &CaseRecord, referral: &ReferralId) -> String {
        record.case.referrals.get(referral).map_or_else(String::new, |made| {
            format!("{} ({})", self.institution(&made.receiver), self.stage(made.stage))
        })
    }

    /// The key of an event's label, and what it says of itself.
    pub(super) fn event(&self, record: &CaseRecord, event: &CaseEvent) -> (&'static str, Option<String>) {
        use CaseEvent as E;
        match event {
            E::Opened { identified_by, .. } => ("event-case-opened", Some(self.institution(identified_by))),
            E::ProfileRevised { profile } => ("event-case-profile-revised", Some(self.profile(profile))),
            E::CaseManagerAssigned(manager) => {
                let role = self.role(manager.role);
                let manager = format!("{} ({role})", self.institution(&manager.institution));
                ("event-case-case-manager-assigned", Some(manager))
            }
            E::CoordinatorAppointed(coordinator) => {
                let institution = self.institution(&coordinator.institution);
                let coordinator = format!("{}, {institution}", self.person(&coordinator.person));
                ("event-case-coordinator-appointed", Some(coordinator))
            }
            E::ReferralMade { receiver, stage, request, .. } => {
                let to = format!("{} ({})", self.institution(receiver), self.stage(*stage));
                let said = request.as_ref().map_or_else(|| to.clone(), |request| format!("{to}: {request}"));
                ("event-case-referral-made", Some(said))
            }
            E::ReferralAccepted { referral } => ("event-case-referral-accepted", Some(self.receiver(record, referral))),
            E::ReferralDeclined { referral, reason } => {
                ("event-case-referral-declined", Some(format!("{}: {reason}", self.receiver(record, referral))))
            }
            E::ReferralEscalated { referral } => {
                ("event-case-referral-escalated", Some(self.receiver(record, referral)))
            }
            E::UpdateReported { institution, update } => {
                ("event-case-update-reported", Some(format!("{}: {update}", self.institution(institution))))
            }
            E::StageReached { stage } => ("event-case-stage-reached", Some(self.stage(*stage))),
            E::TransnationalReferralMade { country, contact } => {
                let abroad = format!("{}: {contact}", self.country(*country));
                ("event-case-transnational-referral-made", Some(abroad))
            }
            E::LinkedToPerson { .. } => ("event-case-linked-to-person", None),
            E::RetraffickingConfirmed { earlier } => ("event-case-retrafficking-confirmed", Some(earlier.to_string())),
            E::Closed { reason } => ("event-case-closed", Some(reason.to_string())),
            E::Reopened { reason, stage } => ("event-case-reopened", Some(format!("{}: {reason}", self.stage(*stage)))),
        }
    }
}

/// Everything to choose from, value and text.
pub(super) fn options<T: Serialize>(values: &[T], text: impl Fn(&T) -> String) -> Vec<(String, String)> {
    values.iter().map(|value| (stored_name(value), text(value))).collect()
}

/// The countries by name, Kosovo and its neighbours first.
pub(super) fn countries(words: &CaseTexts<'_>, with_kosovo: bool) -> Vec<(String, String)> {
    const NEAR: [&str; 5] = ["XK", "AL", "MK", "ME", "RS"];
    let mut all: Vec<(String, String)> =
        Country::all().map(|country| (country.code().to_owned(), words.country(country))).collect();
    all.sort_by_cached_key(|(code, name)| {
        (NEAR.iter().position(|near| near == code).unwrap_or(NEAR.len()), name.to_lowercase())
    });
    all.retain(|(code, _)| with_kosovo || code != Country::KOSOVO.code());
    all
}

/// The nationalities to choose from.
pub(super) fn nationalities(words: &CaseTexts<'_>) -> Vec<(String, String)> {
    let special = [Nationality::Unknown, Nationality::Stateless];
    let special = special.map(|nationality| (nationality.to_string(), words.nationality(nationality)));
    countries(words, true).into_iter().chain(special).collect()
}
