//! Import on the real store: all or nothing, every fault with its place, and the same files twice are the same facts.
#![allow(clippy::wildcard_enum_match_arm, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, TimeZone, Utc};
use coordination::Clock;
use events::ids::Position;
use focalpoint::composition::embedded::Hub;
use focalpoint::configuration::data_directory::DataDirectory;
use focalpoint::import::ImportSummary;
use focalpoint::import::fault::{Fault, ImportError};
use store::EventStore;
use tempfile::TempDir;

struct JulyThird;

impl Clock for JulyThird {
    fn now(&self) -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2017, 7, 3, 5, 0, 0).unwrap()
    }
}

struct Harness {
    folder: TempDir,
    hub: Hub,
}

impl Harness {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = DataDirectory::open(&folder.path().join("data")).unwrap();
        let hub = Hub::open(data, "kosovo".parse().unwrap(), Arc::new(JulyThird)).unwrap();
        std::fs::create_dir(folder.path().join("files")).unwrap();
        Self { folder, hub }
    }

    fn files(&self) -> PathBuf {
        self.folder.path().join("files")
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        std::fs::write(self.files().join(name), content).unwrap();
    }

    async fn import(&self, folders: &[&Path]) -> Result<ImportSummary, ImportError> {
        self.hub.import().unwrap().folders(folders).await
    }

    async fn faults(&self) -> Vec<Fault> {
        let error = self.import(&[&self.files()]).await.unwrap_err();
        assert_eq!(self.hub.store.end().await.unwrap(), Position::START, "a faulty import leaves nothing");
        match error {
            ImportError::Faulty(faults) => faults.0,
            other => panic!("{other}"),
        }
    }

    async fn count(&self, event_type: &str) -> usize {
        let log = self.hub.store.read_all(Position::START, 10_000).await.unwrap();
        log.iter().filter(|event| event.body.event_type == event_type).count()
    }
}

fn real_input() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data")
}

const INSTITUTIONS: &str = "id,name_sq,name_sr,name_en,kind,authority_member,role\n";

#[tokio::test]
async fn the_real_input_is_imported_whole() {
    let harness = Harness::new();
    let imported = harness.import(&[&real_input()]).await.unwrap();
    assert_eq!(imported.rows, 20 + 13 + 8 + 7 + 12);
    for (event_type, count) in [
        ("institution.registered", 20),
        ("meeting.scheduled", 13),
        ("meeting.held", 13),
        ("training.module-planned", 8),
        ("strategy.objective-set", 7),
        ("milestone.recorded", 12),
    ] {
        assert_eq!(harness.count(event_type).await, count, "{event_type}");
    }
    let log = harness.hub.store.read_all(Position::START, 10_000).await.unwrap();
    let held = log.iter().find(|event| event.body.event_type == "meeting.held").unwrap();
    assert_eq!(held.metadata.occurred_at.date_naive().to_string(), "2017-04-06", "history keeps its own dates");
}

/// Every text of the log that is kept in languages, with the event's type.
fn local_texts(event_type: &str, value: &serde_json::Value, found: &mut Vec<(String, Vec<String>)>) {
    match value {
        serde_json::Value::Object(fields) if fields.keys().all(|key| ["sq", "sr", "en"].contains(&key.as_str())) => {
            found.push((event_type.to_owned(), fields.keys().cloned().collect()));
        }
        serde_json::Value::Object(fields) => fields.values().for_each(|value| local_texts(event_type, value, found)),
        serde_json::Value::Array(items) => items.iter().for_each(|value| local_texts(event_type, value, found)),
        _ => {}
    }
}

#[tokio::test]
async fn everything_that_the_data_names_has_its_words_in_all_three_languages() {
    let harness = Harness::new();
    let folders = [real_input(), real_input().join("demo")];
    let folders: Vec<&Path> = folders.iter().map(PathBuf::as_path).collect();
    harness.import(&folders).await.unwrap();
    let mut found = Vec::new();
    for event in harness.hub.store.read_all(Position::START, 10_000).await.unwrap() {
        let data = serde_json::from_str(&event.body.data).unwrap();
        local_texts(&event.body.event_type, &data, &mut found);
    }
    assert!(found.len() > 60, "{}", found.len());
    let partly: Vec<_> = found.iter().filter(|(_, languages)| languages.len() < 3).collect();
    assert!(partly.is_empty(), "{partly:?}");
}

#[tokio::test]
async fn a_file_to_which_translations_were_added_is_the_same_file() {
    let harness = Harness::new();
    harness.write("milestones.csv", "date,kind,what_en\n2017-01,step,Step 1\n");
    assert_eq!(harness.import(&[&harness.files()]).await.unwrap().events, 1);
    harness.write("milestones.csv", "date,kind,what_en,what_sq\n2017-01,step,Step 1,Hapi 1\n");
    let again = harness.import(&[&harness.files()]).await.unwrap();
    assert_eq!((again.events, again.unchanged), (0, 1));
}

#[tokio::test]
async fn the_same_files_twice_change_nothing() {
    let harness = Harness::new();
    let folders = [real_input(), real_input().join("demo")];
    let folders: Vec<&Path> = folders.iter().map(PathBuf::as_path).collect();
    let first = harness.import(&folders).await.unwrap();
    let end = harness.hub.store.end().await.unwrap();
    let second = harness.import(&folders).await.unwrap();
    assert_eq!(harness.hub.store.end().await.unwrap(), end);
    assert_eq!((second.events, second.unchanged), (0, first.events));
}

#[tokio::test]
async fn a_half_bad_file_imports_nothing_and_lists_every_bad_row() {
    let harness = Harness::new();
    let rows = "ms,Ministria e Shëndetësisë,Ministarstvo zdravlja,Ministry of Health,ministry,yes,health\n\
                MS 2,A,B,C,ministry,yes,health\n\
                md,Ministria,Ministarstvo,Ministry,palace,perhaps,justice\n\
                x,only,four,fields\n\
                nm,,Ime,Name,ministry,no,role\n\
                ms,Again,Again,Again,ministry,yes,health\n";
    harness.write("institutions.csv", format!("{INSTITUTIONS}{rows}"));
    let faults = harness.faults().await;
    let places: Vec<_> = faults.iter().map(|fault| (fault.line, fault.column)).collect();
    for place in [(3, Some("id")), (4, Some("kind")), (4, Some("authority_member")), (5, None), (6, None), (7, None)] {
        assert!(places.contains(&place), "{place:?} is missing in {faults:#?}");
    }
    assert!(faults.iter().all(|fault| fault.file == "institutions.csv"));
}

#[tokio::test]
async fn an_unknown_institution_and_a_date_that_does_not_exist_are_named() {
    let harness = Harness::new();
    harness.write("institutions.csv", format!("{INSTITUTIONS}ms,A,B,C,ministry,yes,health\n"));
    harness.write(
        "meetings-held.csv",
        "no,date,institutions,form,purpose\n1,2017-02-30,ms,Takim,Nevojat\n2,2017-03-01,ms;mm,Takim,Nevojat\n",
    );
    let faults = harness.faults().await;
    let said: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert!(said[0].starts_with("meetings-held.csv, line 2, column date: "), "{said:?}");
    assert!(said[1].starts_with("meetings-held.csv, line 3, column institutions: the institution “mm”"), "{said:?}");
    assert_eq!(said.len(), 2);
}

#[tokio::test]
async fn a_file_in_another_encoding_or_with_other_columns_is_explained() {
    let harness = Harness::new();
    let mut windows_1250 = INSTITUTIONS.as_bytes().to_vec();
    windows_1250.extend(b"ms,Sh\xEBndeti,Zdravlje,Health,ministry,yes,health\n");
    harness.write("institutions.csv", windows_1250);
    harness.write("milestones.csv", "date,kind,what\n2017,step,Something\n");
    let said = harness.faults().await.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    assert!(said.contains("institutions.csv, line 2: the text is not UTF-8"), "{said}");
    assert!(said.contains("milestones.csv: the column “what_en” is missing"), "{said}");
    assert!(said.contains("milestones.csv: the column “what” is not known"), "{said}");
}

#[tokio::test]
async fn what_the_domain_refuses_is_known_before_anything_is_written() {
    let harness = Harness::new();
    harness.write("institutions.csv", format!("{INSTITUTIONS}ms,A,B,C,ministry,yes,health\n"));
    harness.write(
        "people.csv",
        "person,institution,post,name,phone,language\np1,ms,focal-point,Ana,,sq\np2,ms,focal-point,Besa,,sq\n",
    );
    harness.write("action-items.csv", "id,title_sq,title_sr,title_en,owner,subgroup,due\na1,Diçka,,,ms,,2017-07-02\n");
    let said = harness.faults().await.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    assert!(said.contains("people.csv, line 3: the institution has a focal point"), "{said}");
    assert!(said.contains("action-items.csv, line 2: the due date is in the past"), "{said}");
}

#[tokio::test]
async fn no_name_is_in_the_log_in_clear() {
    let harness = Harness::new();
    harness.import(&[&real_input(), &real_input().join("demo")]).await.unwrap();
    let log = harness.hub.store.read_all(Position::START, 10_000).await.unwrap();
    let appointed: Vec<_> = log.iter().filter(|event| event.body.event_type.ends_with("-appointed")).collect();
    assert!(appointed.len() > 20);
    assert!(log.iter().all(|event| !event.body.data.contains("Gjoka") && !event.body.data.contains("Vjosa")));
}

#[tokio::test]
async fn a_folder_without_files_says_what_it_looked_for() {
    let harness = Harness::new();
    let error = harness.import(&[&harness.files()]).await.unwrap_err().to_string();
    assert!(error.contains("institutions.csv"), "{error}");
}

#[tokio::test]
async fn a_form_that_makes_no_sense_and_a_request_without_a_form_are_named() {
    let harness = Harness::new();
    harness.write("institutions.csv", format!("{INSTITUTIONS}ms,A,B,C,ministry,yes,health\n"));
    std::fs::create_dir(harness.files().join("forms")).unwrap();
    let form = "title = { en = \"Beds\" }\n[[field]]\nkey = \"beds\"\nlabel = { en = \"Beds\" }\nkind = \"number\"\nunit = \"cases\"\n";
    harness.write("forms/beds.toml", form);
    harness.write("forms/rooms.json", "{ \"title\": { \"en\": \"Rooms\" }, \"field\": [{ \"key\": \"rooms\", \"kind\": \"number\", \"unit\": \"yards\" }] }");
    let columns = "id,form,from,until,issued,due,recipients\n";
    let rows = "r1,beds.toml,2017-01-01,2017-06-30,,2017-07-20,ms\n\
                r2,chairs.toml,2017-01-01,2017-06-30,,2017-07-20,ms\n\
                r3,beds.toml,2017-06-30,2017-01-01,,2017-07-20,ms\n\
                r4,beds.toml,2017-01-01,2017-06-30,,2017-07-01,ms\n";
    harness.write("data-requests.csv", format!("{columns}{rows}"));
    let said = harness.faults().await.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    assert!(said.contains("forms/rooms.json: field 1 (rooms): "), "{said}");
    assert!(said.contains("data-requests.csv, line 3, column form: there is no form “chairs.toml”"), "{said}");
    assert!(said.contains("data-requests.csv, line 4, column until: the period ends"), "{said}");
    assert!(said.contains("data-requests.csv, line 5: the due date is in the past"), "{said}");
    std::fs::remove_file(harness.files().join("forms/rooms.json")).unwrap();
    harness
        .write("data-requests.csv", format!("{columns}r1,beds.toml,2017-01-01,2017-06-30,2017-06-26,2017-06-30,ms\n"));
    harness.import(&[&harness.files()]).await.unwrap();
    assert_eq!(harness.count("data-request.issued").await, 1, "one that was issued earlier may be due already");
}

#[tokio::test]
async fn whoever_uses_no_messenger_comes_with_an_address_which_is_sealed() {
    let harness = Harness::new();
    harness.write("institutions.csv", format!("{INSTITUTIONS}ms,A,B,C,ministry,yes,health\n"));
    let people = |email: &str| {
        let columns = "person,institution,post,name,phone,language,email\n";
        format!("{columns}p1,ms,focal-point,Arta Krasniqi,,sq,{email}\np2,ms,deputy,Besa Gashi,,sq,\n")
    };
    harness.write("people.csv", people("arta at ministry"));
    let said: Vec<String> = harness.faults().await.iter().map(ToString::to_string).collect();
    assert!(said.len() == 1 && said[0].starts_with("people.csv, line 2, column email: "), "{said:?}");
    harness.write("people.csv", people("arta@ms.example"));
    harness.import(&[&harness.files()]).await.unwrap();
    assert_eq!(harness.count("institution.email-address-set").await, 1);
    harness.import(&[&harness.files()]).await.unwrap();
    assert_eq!(harness.count("institution.email-address-set").await, 1, "the same file again changes nothing");
    // A hub that has the people gets their addresses from the same rows.
    harness.write("people.csv", people("arta@ms.example").replace("sq,\n", "sq,besa@ms.example\n"));
    harness.import(&[&harness.files()]).await.unwrap();
    assert_eq!(harness.count("institution.email-address-set").await, 2);
}

#[tokio::test]
async fn a_text_in_doubt_is_named_with_its_place_and_with_the_office_it_is_imported() {
    let harness = Harness::new();
    harness.write("institutions.csv", format!("{INSTITUTIONS}ms,A,B,C,ministry,yes,health\n"));
    // Staff are named where they belong.
    let people = "person,institution,post,name,phone,language\np1,ms,focal-point,Arta Krasniqi,+383 44 000 001,sq\n";
    harness.write("people.csv", people);
    let columns = "id,title_sq,title_sr,title_en,owner,subgroup,due\n";
    for (column, row) in [
        ("title_sq", "a1,Takim me Arben Gashin,,,ms,,2017-07-20"),
        ("title_sr", "a1,Takim,Sastanak sa Markom Petrovićem,,ms,,2017-07-20"),
        ("title_en", "a1,Takim,Sastanak,Meet Arben Gashi,ms,,2017-07-20"),
    ] {
        // As Excel ends lines.
        harness.write("action-items.csv", format!("{columns}a0,Takim,,,ms,,2017-07-20\n{row}\n").replace('\n', "\r\n"));
        let said: Vec<String> = harness.faults().await.iter().map(ToString::to_string).collect();
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(said[0].starts_with(&format!("action-items.csv, line 3, column {column}: ")), "{said:?}");
        assert!(said[0].contains("write the office") && said[0].contains("(named-person)"), "{said:?}");
        assert!(!said[0].contains("Gashi") && !said[0].contains("Petrovi"), "{said:?}");
    }
    let row = "a1,Takim me prokurorin Arben Gashi,Sastanak sa tužiocem Markom Petrovićem,Meet the prosecutor Arben Gashi,ms,,2017-07-20";
    harness.write("action-items.csv", format!("{columns}{row}\n"));
    harness.import(&[&harness.files()]).await.unwrap();
    assert_eq!(harness.count("action-item.assigned").await, 1);
}

#[tokio::test]
async fn lines_are_counted_as_people_see_them_however_they_end() {
    for ending in ["\n", "\r\n"] {
        let harness = Harness::new();
        let rows = "ms,\"two\nlines\",B,C,ministry,yes,health\n\nmd,A,B,C,palace,yes,justice\nnm,A,B,C,ministry,yes\n";
        harness.write("institutions.csv", format!("{INSTITUTIONS}{rows}").replace('\n', ending));
        let faults = harness.faults().await;
        let places: Vec<_> = faults.iter().map(|fault| (fault.line, fault.column)).collect();
        for place in [(5, Some("kind")), (6, None)] {
            assert!(places.contains(&place), "{place:?} is missing in {faults:#?}");
        }
    }
}
