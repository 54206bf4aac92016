//! The demo's data requests of earlier periods were answered: the invented answers are played in the names of the demo's
//! people, through the same commands as theirs, and the secretariat has accepted most of them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Europe::Belgrade;
use coordination::{CommandPort, CommandRequest};
use events::Command;
use events::authority::Principal;
use events::data_request::DataRequestCommand;
use events::disaggregation::{Breakdown, BreakdownLine, Categories};
use events::form::plausibility::far_from_last;
use events::form::{Answer, Answers, Field};
use events::ids::{CommandId, CorrelationId, DataRequestId, FieldKey, InstitutionId, PersonId};
use events::mandate::Mandate;
use forms::parts::{dimensions, read_part};
use forms::reading::read_answer;
use readmodels::requests::{RequestDossier, Requests};
use readmodels::{Book, ReadPort};
use serde::Deserialize;

use super::secretariat;
use crate::Fatal;
use crate::composition::embedded::Hub;

/// The file in the demo's folder.
const FILE: &str = "submissions.toml";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SubmissionsFile {
    submission: Vec<Submission>,
}

/// One institution's answers to one request.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Submission {
    request: DataRequestId,
    institution: InstitutionId,
    person: PersonId,
    on: String,
    #[serde(default)]
    accepted: bool,
    answers: BTreeMap<FieldKey, WrittenAnswer>,
}

/// An answer as it is written: a value, or the parts of a breakdown, whose total is their sum.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum WrittenAnswer {
    Count(u64),
    Words(String),
    Parts(BTreeMap<String, u64>),
}

fn noon(date: NaiveDate) -> Option<DateTime<Utc>> {
    let noon = NaiveTime::from_hms_opt(12, 0, 0)?;
    Belgrade.from_local_datetime(&date.and_time(noon)).earliest().map(|at| at.with_timezone(&Utc))
}

fn answer(field: &Field, written: &WrittenAnswer) -> Result<Answer, Fatal> {
    let by = dimensions(field);
    match written {
        WrittenAnswer::Count(count) => Ok(read_answer(field, &count.to_string())?),
        WrittenAnswer::Words(words) => Ok(read_answer(field, words)?),
        WrittenAnswer::Parts(parts) => {
            let mut lines = vec![BreakdownLine { of: Categories::new(), count: parts.values().sum() }];
            for (part, count) in parts {
                let of = read_part(&by, part).ok_or_else(|| format!("{}: there is no part “{part}”", field.key))?;
                lines.push(BreakdownLine { of, count: *count });
            }
            Ok(Answer::Breakdown(Breakdown { lines }))
        }
    }
}

fn answers(dossier: &RequestDossier, written: &BTreeMap<FieldKey, WrittenAnswer>) -> Result<Answers, Fatal> {
    let mut answers = Answers::default();
    for (key, written) in written {
        let field = dossier.request.form.field(key).ok_or_else(|| format!("{}: no field “{key}”", dossier.id))?;
        answers.0.insert(key.clone(), answer(field, written)?);
    }
    Ok(answers)
}

/// Plays what was not played before; again it changes nothing.
pub(super) async fn play(hub: &Hub, folder: &Path) -> Result<(), Fatal> {
    let file = folder.join(FILE);
    if !file.exists() {
        return Ok(());
    }
    let played: SubmissionsFile = toml::from_str(&std::fs::read_to_string(&file)?)?;
    let book = Book::<Requests>::default();
    for Submission { request, institution, person, on, accepted, answers: written } in played.submission {
        hub.read_models.catch_up(hub.feed.as_ref()).await?;
        let read_models: &dyn ReadPort = &hub.read_models;
        let requests = book.refresh(read_models).await?;
        let dossier = requests.get(&request).ok_or_else(|| format!("{FILE}: there is no request “{request}”"))?;
        let answers = answers(dossier, &written)?;
        let last = requests.last_figures(&request, &institution);
        let confirmed = far_from_last(&dossier.request.form, &answers, &last).into_keys().collect();
        let at = noon(on.parse()?);
        let submit = DataRequestCommand::Submit { institution: institution.clone(), answers, last, confirmed };
        let official = Principal::official(person, institution.clone(), BTreeSet::new(), Mandate::Institution);
        give(hub, &format!("submitted/{request}/{institution}"), official, at, &request, submit).await?;
        if accepted {
            let accept = DataRequestCommand::Accept { institution: institution.clone() };
            give(hub, &format!("accepted/{request}/{institution}"), secretariat()?, at, &request, accept).await?;
        }
    }
    Ok(())
}

async fn give(
    hub: &Hub,
    name: &str,
    principal: Principal,
    occurred_at: Option<DateTime<Utc>>,
    request: &DataRequestId,
    command: DataRequestCommand,
) -> Result<(), Fatal> {
    let id = CommandId::named(&format!("demo/data-request/{name}"));
    let command = Command::DataRequest(request.clone(), command);
    let request =
        CommandRequest { id, correlation: CorrelationId(id.0), principal, occurred_at, made_from: None, command };
    hub.coordination.execute(request).await?;
    Ok(())
}
