//! The demo's cases: invented values, and nobody behind them.
//!
//! Their person keys are hashes of a running number, so no identity was ever typed for them. Each command's id is named
//! from what it is about, so that a demo started again gives them once. All dates lie before the demo begins, but for
//! the time limit of the one referral that waits.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use coordination::{CommandPort, CommandRequest};
use events::Command;
use events::authority::Principal;
use events::case::{CaseCommand as C, CaseCoordinator, CaseManagerRole, CaseStage};
use events::case_data_standard::{AgeGroup, ExploitationForm, Majority, Nationality, Sex, VictimProfile};
use events::ids::{CommandId, CorrelationId, InstitutionId};
use events::mandate::Mandate;
use events::non_empty::NonEmpty;
use events::person_key::VictimKey;
use sha2::{Digest, Sha256};

use super::secretariat;
use crate::Fatal;
use crate::composition::embedded::Hub;

/// How many cases of the years before were opened and closed: year, how many.
const CLOSED: [(i32, usize); 3] = [(2015, 21), (2016, 19), (2017, 8)];

/// What the closed cases say of their victims, in turn. The proportions are made up.
const PROFILES: [(AgeGroup, Sex, &str, ExploitationForm); 7] = [
    (AgeGroup::From9To17, Sex::Female, "XK", ExploitationForm::SexualExploitation),
    (AgeGroup::From18To20, Sex::Female, "XK", ExploitationForm::SexualExploitation),
    (AgeGroup::From9To17, Sex::Male, "XK", ExploitationForm::ForcedBegging),
    (AgeGroup::From21To23, Sex::Female, "AL", ExploitationForm::SexualExploitation),
    (AgeGroup::From9To17, Sex::Female, "XK", ExploitationForm::ForcedMarriage),
    (AgeGroup::From0To8, Sex::Male, "AL", ExploitationForm::ForcedBegging),
    (AgeGroup::From30To38, Sex::Male, "XK", ExploitationForm::ForcedLabour),
];

/// Every so many-th closed case is of somebody who was trafficked before, and known to have been.
const AGAIN: usize = 8;

fn key(person: usize) -> VictimKey {
    VictimKey::from_bytes(Sha256::digest(format!("focalpoint demo, person {person}")).into())
}

fn profile(
    (age_group, sex, nationality, form): (AgeGroup, Sex, &str, ExploitationForm),
) -> Result<VictimProfile, Fatal> {
    let nationality: Nationality = nationality.parse()?;
    Ok(VictimProfile { age_group, sex, nationality, forms: NonEmpty::one(form) })
}

/// Gives the commands of one case, in order.
struct CaseStory<'a> {
    hub: &'a Hub,
    case: String,
    given: u32,
}

impl CaseStory<'_> {
    async fn by(&mut self, principal: Principal, at: &str, command: C) -> Result<(), Fatal> {
        let id = CommandId::named(&format!("demo/case/{}/{}", self.case, self.given));
        self.given += 1;
        let request = CommandRequest {
            id,
            correlation: CorrelationId(id.0),
            principal,
            occurred_at: Some(at.parse::<DateTime<Utc>>()?),
            made_from: None,
            command: Command::Case(self.case.parse()?, command),
        };
        self.hub.coordination.execute(request).await?;
        Ok(())
    }

    async fn secretariat(&mut self, at: &str, command: C) -> Result<(), Fatal> {
        self.by(secretariat()?, at, command).await
    }

    async fn official(&mut self, person: &str, institution: &str, at: &str, command: C) -> Result<(), Fatal> {
        let principal = Principal::official(person.parse()?, institution.parse()?, [].into(), Mandate::Institution);
        self.by(principal, at, command).await
    }

    async fn opened(
        &mut self,
        at: &str,
        profile: VictimProfile,
        person: Option<VictimKey>,
        centre_known: bool,
    ) -> Result<(), Fatal> {
        let mut competent: BTreeMap<CaseManagerRole, InstitutionId> = BTreeMap::new();
        competent.insert(CaseManagerRole::VictimAdvocacyOffice, "zmnv".parse()?);
        if centre_known {
            competent.insert(CaseManagerRole::CentreForSocialWork, "qps".parse()?);
        }
        let identified_by = "policia-dhtqnj".parse()?;
        let open = C::Open { identified_by, profile, person, competent };
        self.official("p-dhtqnj", "policia-dhtqnj", at, open).await
    }

    async fn coordinated(&mut self, at: &str, person: &str) -> Result<(), Fatal> {
        let coordinator = CaseCoordinator { person: person.parse()?, institution: "secretariat".parse()? };
        self.secretariat(at, C::AppointCoordinator(coordinator)).await
    }

    async fn referred(&mut self, at: &str, to: &str, until: &str, request: &str) -> Result<(), Fatal> {
        let refer = C::MakeReferral {
            referral: format!("to-{to}").parse()?,
            receiver: to.parse()?,
            stage: CaseStage::Assistance,
            answer_by: until.parse()?,
            request: Some(request.parse()?),
        };
        self.secretariat(at, refer).await
    }
}

/// The cases of the years before: opened, taken on, closed.
async fn years_before(hub: &Hub) -> Result<(), Fatal> {
    let mut number = 0;
    for (year, count) in CLOSED {
        for n in 1..=count {
            let profile = profile(PROFILES[number % PROFILES.len()])?;
            // Who was trafficked before is the person of an earlier case with the same profile.
            let again = number.checked_sub(PROFILES.len()).filter(|_| number % AGAIN == AGAIN - 1);
            let person = key(again.unwrap_or(number));
            let mut story = CaseStory { hub, case: format!("{year}-{n:03}"), given: 0 };
            let months = if year == 2017 { 5 } else { 12 };
            let (month, day) = (1 + (n - 1) * months / count, 1 + n % 25);
            let at = |hour: u32| format!("{year}-{month:02}-{day:02}T{hour:02}:00:00Z");
            let adult = profile.age_group.majority() == Majority::Adult;
            story.opened(&at(8), profile, Some(person.clone()), true).await?;
            if let Some(earlier) = again {
                let earlier = reference(earlier).parse()?;
                story.secretariat(&at(9), C::ConfirmRetrafficking { earlier, person }).await?;
            }
            let (to, by) = if adult { ("isf", "p-isf") } else { ("shpresa", "p-shpresa") };
            story.referred(&at(10), to, &at(20), "Strehim dhe përkrahje").await?;
            let accept = C::AcceptReferral { referral: format!("to-{to}").parse()? };
            story.official(by, to, &at(13), accept).await?;
            story.secretariat(&at(14), C::ReachStage { stage: CaseStage::Assistance }).await?;
            story.secretariat(&at(15), C::Close { reason: "Riintegrim i përfunduar".parse()? }).await?;
            number += 1;
        }
    }
    Ok(())
}

/// The reference of the closed case of this number, counted over the years.
fn reference(number: usize) -> String {
    let mut left = number;
    for (year, count) in CLOSED {
        if left < count {
            return format!("{year}-{:03}", left + 1);
        }
        left -= count;
    }
    String::new()
}

/// The cases at work when the demo begins.
async fn at_work(hub: &Hub) -> Result<(), Fatal> {
    let story = |case: &str| CaseStory { hub, case: case.to_owned(), given: 0 };

    // A child whose centre for social work nobody has named: nobody answers for the case.
    let mut unassigned = story("2017-009");
    let child = profile((AgeGroup::From9To17, Sex::Female, "XK", ExploitationForm::SexualExploitation))?;
    unassigned.opened("2017-06-27T09:10:00Z", child.clone(), Some(key(1_001)), false).await?;

    // An adult: one referral waits for the answer of a shelter.
    let mut waiting = story("2017-010");
    let adult = profile((AgeGroup::From24To26, Sex::Female, "XK", ExploitationForm::SexualExploitation))?;
    waiting.opened("2017-06-28T10:00:00Z", adult.clone(), Some(key(1_002)), true).await?;
    waiting.coordinated("2017-06-28T12:00:00Z", "p-secretariat-2").await?;
    waiting.secretariat("2017-06-29T08:00:00Z", C::ReachStage { stage: CaseStage::Referral }).await?;
    let request = "Strehim afatgjatë dhe këshillim psikosocial; bën edhe pa transport.";
    waiting.referred("2017-06-30T13:00:00Z", "pvpt", "2017-07-05T14:00:00Z", request).await?;

    // The same person key as a closed case, not confirmed yet.
    let mut again = story("2017-011");
    let before = profile(PROFILES[3])?;
    again.opened("2017-06-20T08:30:00Z", before, Some(key(3)), true).await?;
    again.coordinated("2017-06-20T10:00:00Z", "p-secretariat").await?;

    // A child in assistance, referred abroad as well.
    let mut assisted = story("2017-012");
    let foreign = profile((AgeGroup::From9To17, Sex::Male, "AL", ExploitationForm::ForcedBegging))?;
    assisted.opened("2017-05-15T07:45:00Z", foreign, None, true).await?;
    assisted.coordinated("2017-05-15T09:00:00Z", "p-secretariat").await?;
    assisted.referred("2017-05-15T09:30:00Z", "shpresa", "2017-05-17T14:00:00Z", "Strehim për fëmijë").await?;
    let accept = C::AcceptReferral { referral: "to-shpresa".parse()? };
    assisted.official("p-shpresa", "shpresa", "2017-05-16T08:20:00Z", accept).await?;
    assisted.secretariat("2017-05-16T09:00:00Z", C::ReachStage { stage: CaseStage::Assistance }).await?;
    let contact = "Policia e Shtetit, Drejtoria Vendore Tiranë".parse()?;
    let abroad = C::MakeTransnationalReferral { country: "AL".parse()?, contact };
    assisted.secretariat("2017-06-02T08:00:00Z", abroad).await?;
    let update = C::ReportUpdate { institution: "shpresa".parse()?, update: "Vijon shkollën e verës.".parse()? };
    assisted.official("p-shpresa", "shpresa", "2017-06-21T11:00:00Z", update).await?;

    // An adult whose shelter said no: in assistance nobody answers yet.
    let mut declined = story("2017-013");
    declined.opened("2017-06-12T08:00:00Z", adult, Some(key(1_003)), true).await?;
    declined.coordinated("2017-06-12T09:00:00Z", "p-secretariat-2").await?;
    declined.referred("2017-06-13T09:00:00Z", "isf", "2017-06-15T14:00:00Z", "Strehim i sigurt").await?;
    let reason = "Nema slobodnih mesta do kraja jula.".parse()?;
    let decline = C::DeclineReferral { referral: "to-isf".parse()?, reason };
    declined.official("p-isf", "isf", "2017-06-14T10:00:00Z", decline).await?;
    declined.secretariat("2017-06-26T08:00:00Z", C::ReachStage { stage: CaseStage::Assistance }).await?;
    Ok(())
}

/// Plays them, once.
pub(super) async fn play(hub: &Hub) -> Result<(), Fatal> {
    years_before(hub).await?;
    at_work(hub).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closed_cases_are_numbered_over_the_years() {
        assert_eq!(reference(0), "2015-001");
        assert_eq!(reference(20), "2015-021");
        assert_eq!(reference(21), "2016-001");
        assert_eq!(reference(47), "2017-008");
    }
}
