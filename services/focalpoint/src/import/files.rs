//! The files that can be imported: for each, its columns and what a row of it asks for.
//!
//! A row becomes commands only; nothing is written here. Faults are collected, so that one run shows all of them.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Europe::Belgrade;
use events::Command;
use events::action_item::ActionItemCommand;
use events::data_request::DataRequestCommand;
use events::email_address::EmailAddress;
use events::ids::{DataRequestId, InstitutionId, PersonId, SubgroupId};
use events::institution::{Appointee, InstitutionCommand, InstitutionKind};
use events::language::{Language, LocalText};
use events::meeting::{MeetingBody, MeetingCommand, MeetingTime};
use events::milestone::{MilestoneCommand, MilestoneDate, MilestoneKind, Precision};
use events::non_empty::NonEmpty;
use events::period::Period;
use events::sealed::Sealed;
use events::strategy::ObjectiveCommand;
use events::subgroup::{Chair, SubgroupCommand};
use events::text::Text;
use events::training::{Audience, ModuleCommand, ModulePlan};

use super::fault::Faults;
use super::references::References;
use super::rows::Row;

/// The word that stands for all members of the National Authority in a list of institutions.
const AUTHORITY_MEMBERS: &str = "authority-members";

/// Seals one kind of a person's fields.
type SealOf<'a, T> = dyn Fn(&PersonId, &T) -> Result<Sealed<T>, crate::sealing::SealingError> + 'a;

/// Seals a person's fields; real keys for the import, throw-away ones for the rehearsal before it.
pub struct Seal<'a> {
    /// A name or a number.
    pub text: &'a SealOf<'a, Text>,
    /// An e-mail address.
    pub address: &'a SealOf<'a, EmailAddress>,
}

/// What a row asks for: commands, and when it happened if that was not now.
pub struct RowCommands {
    /// When it happened in the world, UTC.
    pub occurred_at: Option<DateTime<Utc>>,
    /// What is asked, in order.
    pub commands: Vec<Command>,
}

impl RowCommands {
    fn now(commands: Vec<Command>) -> Self {
        Self { occurred_at: None, commands }
    }
}

/// One kind of file.
pub struct ImportFile {
    /// The file's name.
    pub name: &'static str,
    /// What its columns are called, in the order of the file.
    pub columns: &'static [&'static str],
    /// Columns that it may have beside those: the same in other languages, and what was added later. They are no part of what
    /// tells a row from another.
    pub translations: &'static [&'static str],
    /// What a row asks for; `None` after a fault was noted.
    pub read: fn(&Row, &References, &Seal<'_>, &mut Faults) -> Option<RowCommands>,
}

/// All of them, in the order in which they are imported: a file may refer to those before it.
pub const FILES: &[ImportFile] = &[
    ImportFile {
        name: "institutions.csv",
        columns: &["id", "name_sq", "name_sr", "name_en", "kind", "authority_member", "role"],
        translations: &[],
        read: institution,
    },
    ImportFile {
        name: "people.csv",
        columns: &["person", "institution", "post", "name", "phone", "language"],
        translations: &["email"],
        read: person,
    },
    ImportFile {
        name: "subgroups.csv",
        columns: &["id", "name_sq", "name_sr", "name_en", "chair", "members"],
        translations: &[],
        read: subgroup,
    },
    ImportFile {
        name: "milestones.csv",
        columns: &["date", "kind", "what_en"],
        translations: &["what_sq", "what_sr"],
        read: milestone,
    },
    ImportFile {
        name: "meetings-held.csv",
        columns: &["no", "date", "institutions", "form", "purpose"],
        translations: &["form_sr", "form_en", "purpose_sr", "purpose_en"],
        read: meeting_held,
    },
    ImportFile {
        name: "recommendations.csv",
        columns: &["no", "key_issue", "owner", "statement_en", "measurable"],
        translations: &["statement_sq", "statement_sr"],
        read: recommendation,
    },
    ImportFile {
        name: "training-programme.csv",
        columns: &[
            "no",
            "from_month",
            "to_month",
            "audience",
            "form",
            "days_min",
            "days_max",
            "module_sq",
            "module_en",
        ],
        translations: &["module_sr"],
        read: training_module,
    },
    ImportFile {
        name: "action-items.csv",
        columns: &["id", "title_sq", "title_sr", "title_en", "owner", "subgroup", "due"],
        translations: &[],
        read: action_item,
    },
    ImportFile {
        name: "data-requests.csv",
        columns: &["id", "form", "from", "until", "issued", "due", "recipients"],
        translations: &[],
        read: data_request,
    },
];

fn names(row: &Row, columns: [&'static str; 3], faults: &mut Faults) -> Option<LocalText> {
    let versions = Language::ALL.into_iter().zip(columns.map(|column| row.raw(column)));
    LocalText::from_versions(versions).map_err(|error| row.fault(Some(columns[0]), error, faults)).ok()
}

/// A title from its versions, those that are blank left out; a fault is noted at `column`.
fn title<'a>(
    row: &Row,
    column: &'static str,
    versions: impl IntoIterator<Item = (Language, &'a str)>,
    faults: &mut Faults,
) -> Option<LocalText> {
    LocalText::from_versions(versions).map_err(|error| row.fault(Some(column), error, faults)).ok()
}

fn choice<T: serde::de::DeserializeOwned>(row: &Row, column: &'static str, faults: &mut Faults) -> Option<T> {
    let value = row.raw(column);
    serde_json::from_value(serde_json::Value::String(value.to_owned()))
        .map_err(|error| row.fault(Some(column), format!("“{value}” is not known here: {error}"), faults))
        .ok()
}

fn yes_or_no(row: &Row, column: &'static str, faults: &mut Faults) -> Option<bool> {
    match row.raw(column) {
        "yes" => Some(true),
        "no" => Some(false),
        other => {
            row.fault(Some(column), format!("“{other}” is neither yes nor no"), faults);
            None
        }
    }
}

fn known_institution(
    row: &Row,
    column: &'static str,
    value: &str,
    references: &References,
    faults: &mut Faults,
) -> Option<InstitutionId> {
    let id: InstitutionId = row.read(column, value, faults)?;
    if references.institutions.contains_key(&id) {
        return Some(id);
    }
    row.fault(Some(column), format!("the institution “{id}” is not known: add it to institutions.csv"), faults);
    None
}

fn institution_list(
    row: &Row,
    column: &'static str,
    references: &References,
    faults: &mut Faults,
) -> Option<NonEmpty<InstitutionId>> {
    let before = faults.0.len();
    let mut list: Vec<InstitutionId> = Vec::new();
    for value in row.list(column) {
        let named: Vec<_> = if value == AUTHORITY_MEMBERS {
            references.institutions.iter().filter(|(_, member)| **member).map(|(id, _)| id.clone()).collect()
        } else {
            known_institution(row, column, value, references, faults).into_iter().collect()
        };
        for id in named {
            if !list.contains(&id) {
                list.push(id);
            }
        }
    }
    if faults.0.len() > before {
        return None;
    }
    NonEmpty::try_from(list).map_err(|error| row.fault(Some(column), error, faults)).ok()
}

fn noon(date: NaiveDate) -> Option<DateTime<Utc>> {
    let noon = NaiveTime::from_hms_opt(12, 0, 0)?;
    Belgrade.from_local_datetime(&date.and_time(noon)).earliest().map(|at| at.with_timezone(&Utc))
}

fn month(row: &Row, column: &'static str, faults: &mut Faults) -> Option<NaiveDate> {
    let value = row.raw(column);
    let first = format!("{value}-01").parse().ok().filter(|_| value.len() == 7);
    if first.is_none() {
        row.fault(Some(column), format!("“{value}” is not a month: write it as 2017-10"), faults);
    }
    first
}

fn last_of_month(first: NaiveDate) -> Option<NaiveDate> {
    first.checked_add_months(chrono::Months::new(1)).and_then(|next| next.pred_opt())
}

fn institution(row: &Row, _: &References, _: &Seal<'_>, faults: &mut Faults) -> Option<RowCommands> {
    let id = row.required("id", faults);
    let names = names(row, ["name_sq", "name_sr", "name_en"], faults);
    let kind: Option<InstitutionKind> = choice(row, "kind", faults);
    let authority_member = yes_or_no(row, "authority_member", faults);
    let role = row.required("role", faults);
    let register =
        InstitutionCommand::Register { names: names?, kind: kind?, role: role?, authority_member: authority_member? };
    Some(RowCommands::now(vec![Command::Institution(id?, register)]))
}

fn person(row: &Row, references: &References, seal: &Seal<'_>, faults: &mut Faults) -> Option<RowCommands> {
    let person: Option<PersonId> = row.required("person", faults);
    let institution = known_institution(row, "institution", row.raw("institution"), references, faults);
    let name: Option<Text> = row.required("name", faults);
    let phone: Option<Option<Text>> = row.optional("phone", faults);
    let language = row.required("language", faults);
    let post: Option<events::institution::Post> = choice(row, "post", faults);
    let (person, name, phone) = (person?, name?, phone?);
    let email: Option<EmailAddress> = row.optional("email", faults)?;
    let mut sealed =
        |text: &Text| (seal.text)(&person, text).map_err(|error| row.fault(Some("person"), error, faults)).ok();
    let appointee = Appointee {
        name: sealed(&name)?,
        phone: match phone {
            Some(phone) => Some(sealed(&phone)?),
            None => None,
        },
        language: language?,
        person: person.clone(),
    };
    let appoint = match post? {
        events::institution::Post::FocalPoint => InstitutionCommand::AppointFocalPoint(appointee),
        events::institution::Post::Deputy => InstitutionCommand::AppointDeputy(appointee),
    };
    let mut asked = vec![appoint];
    if let Some(email) = email {
        let address = (seal.address)(&person, &email).map_err(|error| row.fault(Some("email"), error, faults)).ok()?;
        asked.push(InstitutionCommand::SetEmailAddress { person, address });
    }
    let institution = institution?;
    Some(RowCommands::now(
        asked.into_iter().map(|command| Command::Institution(institution.clone(), command)).collect(),
    ))
}

fn subgroup(row: &Row, references: &References, _: &Seal<'_>, faults: &mut Faults) -> Option<RowCommands> {
    let id: Option<SubgroupId> = row.required("id", faults);
    let name = names(row, ["name_sq", "name_sr", "name_en"], faults);
    let members = institution_list(row, "members", references, faults);
    let chair: Option<Option<PersonId>> = row.optional("chair", faults);
    let (id, name, members) = (id?, name?, members?);
    let mut commands = vec![Command::Subgroup(id.clone(), SubgroupCommand::Form { name })];
    for institution in members {
        commands.push(Command::Subgroup(id.clone(), SubgroupCommand::AdmitInstitution { institution }));
    }
    if let Some(person) = chair? {
        let Some(institution) = references.people.get(&person).cloned() else {
            row.fault(Some("chair"), format!("the person “{person}” is not known: add them to people.csv"), faults);
            return None;
        };
        commands.push(Command::Subgroup(id, SubgroupCommand::AppointChair(Chair { person, institution })));
    }
    Some(RowCommands::now(commands))
}

fn milestone_date(row: &Row, faults: &mut Faults) -> Option<MilestoneDate> {
    let value = row.raw("date");
    let day = |text: &str| text.parse::<NaiveDate>().ok().filter(|_| text.len() == 10);
    let date = match (value.split_once('/'), value.len()) {
        (Some((from, until)), _) => day(from).zip(day(until)).map(|(from, until)| MilestoneDate {
            from,
            until: Some(until),
            precision: Precision::Day,
        }),
        (None, 4) => {
            day(&format!("{value}-01-01")).map(|from| MilestoneDate { from, until: None, precision: Precision::Year })
        }
        (None, 7) => {
            day(&format!("{value}-01")).map(|from| MilestoneDate { from, until: None, precision: Precision::Month })
        }
        (None, _) => day(value).map(|from| MilestoneDate { from, until: None, precision: Precision::Day }),
    };
    if date.is_none() {
        let reason =
            format!("“{value}” is not a date that exists: write 2017, 2017-06, 2017-06-30 or 2017-06-03/2017-06-20");
        row.fault(Some("date"), reason, faults);
    }
    date
}

fn milestone(row: &Row, _: &References, _: &Seal<'_>, faults: &mut Faults) -> Option<RowCommands> {
    let at = milestone_date(row, faults);
    let kind: Option<MilestoneKind> = choice(row, "kind", faults);
    let what: Option<Text> = row.required("what_en", faults);
    let (at, what) = (at?, what?);
    // The file has no ids. The words make one that stays the same when rows are added or sorted.
    let fingerprint = events::ids::CommandId::named(what.as_str()).to_string();
    let id = row.read("date", &format!("{}.{}", at.from, fingerprint.get(..8)?), faults)?;
    let versions =
        [(Language::En, what.as_str()), (Language::Sq, row.raw("what_sq")), (Language::Sr, row.raw("what_sr"))];
    let title = title(row, "what_sq", versions, faults)?;
    Some(RowCommands::now(vec![Command::Milestone(id, MilestoneCommand::Record { title, kind: kind?, at })]))
}

fn meeting_held(row: &Row, references: &References, _: &Seal<'_>, faults: &mut Faults) -> Option<RowCommands> {
    let number: Option<u32> = row.required("no", faults);
    let date: Option<NaiveDate> = row.required("date", faults);
    let institutions = institution_list(row, "institutions", references, faults);
    let form: Option<Text> = row.required("form", faults);
    let purpose: Option<Text> = row.required("purpose", faults);
    let (date, institutions) = (date?, institutions?);
    let id: events::ids::MeetingId = row.read("no", &format!("{date}.{}", number?), faults)?;
    let convened = if row.list("institutions").any(|value| value == AUTHORITY_MEMBERS) {
        MeetingBody::Authority
    } else {
        MeetingBody::Invited
    };
    let called = |form: &str, purpose: &str| {
        if form.is_empty() || purpose.is_empty() { String::new() } else { format!("{form}: {purpose}") }
    };
    let versions = [
        (Language::Sq, called(form?.as_str(), purpose?.as_str())),
        (Language::Sr, called(row.raw("form_sr"), row.raw("purpose_sr"))),
        (Language::En, called(row.raw("form_en"), row.raw("purpose_en"))),
    ];
    let versions = versions.iter().map(|(language, words)| (*language, words.as_str()));
    let schedule = MeetingCommand::Schedule {
        title: title(row, "purpose", versions, faults)?,
        at: MeetingTime { date, time: None, minutes: None },
        place: None,
        convened,
        invited: institutions.clone(),
        recurrence: None,
    };
    let hold = MeetingCommand::Hold { attended: institutions };
    let occurred_at = noon(date);
    Some(RowCommands {
        occurred_at,
        commands: vec![Command::Meeting(id.clone(), schedule), Command::Meeting(id, hold)],
    })
}

fn recommendation(row: &Row, references: &References, _: &Seal<'_>, faults: &mut Faults) -> Option<RowCommands> {
    let number: Option<u32> = row.required("no", faults);
    let key_issue: Option<u8> = row.required("key_issue", faults);
    let owners = institution_list(row, "owner", references, faults);
    let statement: Option<Text> = row.required("statement_en", faults);
    if yes_or_no(row, "measurable", faults)? {
        let reason = "a measurable objective needs an indicator with unit, baseline, target and due date; import it with “no” and define its indicators after that";
        row.fault(Some("measurable"), reason, faults);
        return None;
    }
    let id = row.read("no", &format!("recommendation-{}", number?), faults)?;
    let statement = statement?;
    let versions = [
        (Language::En, statement.as_str()),
        (Language::Sq, row.raw("statement_sq")),
        (Language::Sr, row.raw("statement_sr")),
    ];
    let set = ObjectiveCommand::Set {
        statement: title(row, "statement_sq", versions, faults)?,
        owners: owners?,
        key_issue: key_issue?,
    };
    Some(RowCommands::now(vec![Command::Objective(id, set)]))
}

fn training_module(row: &Row, _: &References, _: &Seal<'_>, faults: &mut Faults) -> Option<RowCommands> {
    let number: Option<u32> = row.required("no", faults);
    let from = month(row, "from_month", faults);
    let until = month(row, "to_month", faults).and_then(last_of_month);
    let audience: Option<Audience> = choice(row, "audience", faults);
    let form = row.required("form", faults);
    let days_min = row.optional("days_min", faults);
    let days_max = row.optional("days_max", faults);
    let versions = ["module_sq", "module_sr", "module_en"].map(|column| row.raw(column));
    let title = title(row, "module_sq", Language::ALL.into_iter().zip(versions), faults);
    let id = row.read("no", &format!("module-{}", number?), faults)?;
    let plan = ModulePlan {
        title: title?,
        audience: audience?,
        form: form?,
        from: from?,
        until: until?,
        days_min: days_min?,
        days_max: days_max?,
    };
    Some(RowCommands::now(vec![Command::Module(id, ModuleCommand::Plan(plan))]))
}

fn data_request(row: &Row, references: &References, _: &Seal<'_>, faults: &mut Faults) -> Option<RowCommands> {
    let id: Option<DataRequestId> = row.required("id", faults);
    let (from, until) = (row.required("from", faults), row.required("until", faults));
    let issued: Option<Option<NaiveDate>> = row.optional("issued", faults);
    let due = row.required("due", faults);
    let recipients = institution_list(row, "recipients", references, faults);
    let file = row.raw("form");
    let Some(definition) = references.forms.get(file) else {
        row.fault(
            Some("form"),
            format!("there is no form “{file}”: put its definition into the folder forms/"),
            faults,
        );
        return None;
    };
    let period = Period::new(from?, until?).map_err(|error| row.fault(Some("until"), error, faults)).ok();
    let issue = DataRequestCommand::Issue {
        title: definition.title.clone(),
        form: definition.form.clone(),
        period: period?,
        recipients: recipients?,
        due: due?,
    };
    Some(RowCommands { occurred_at: issued?.and_then(noon), commands: vec![Command::DataRequest(id?, issue)] })
}

fn action_item(row: &Row, references: &References, _: &Seal<'_>, faults: &mut Faults) -> Option<RowCommands> {
    let id = row.required("id", faults);
    let title = names(row, ["title_sq", "title_sr", "title_en"], faults);
    let owner = known_institution(row, "owner", row.raw("owner"), references, faults);
    let subgroup: Option<Option<SubgroupId>> = row.optional("subgroup", faults);
    let due = row.required("due", faults);
    let subgroup = subgroup?;
    if let Some(subgroup) = subgroup.as_ref().filter(|subgroup| !references.subgroups.contains(subgroup)) {
        let reason = format!("the subgroup “{subgroup}” is not known: add it to subgroups.csv");
        row.fault(Some("subgroup"), reason, faults);
        return None;
    }
    let assign = ActionItemCommand::Assign { title: title?, owner: owner?, subgroup, due: due?, raised_by: None };
    Some(RowCommands::now(vec![Command::ActionItem(id?, assign)]))
}
