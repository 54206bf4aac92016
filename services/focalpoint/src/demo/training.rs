//! The demo's training: a pool of trainers, sessions of all eight modules, attendance, a certificate and somebody idle.
//!
//! The report plans the modules and names nobody. So trainers, participants and days are made up, and most people are
//! those of `people.csv`. Pilot sessions lie before the report's date, the others in the months that the report plans.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Europe::Belgrade;
use events::Command;
use events::ids::{ModuleId, PersonId};
use events::non_empty::NonEmpty;
use events::period::Period;
use events::text::Text;
use events::training::{Certificate, CertificateCode, ModuleCommand, StaffMember};
use sha2::{Digest, Sha256};

use super::{give, secretariat};
use crate::Fatal;
use crate::composition::embedded::Hub;

/// Person, institution, name.
const PEOPLE: [(&str, &str, &str); 9] = [
    ("p-masht", "masht", "Bujar Ademi"),
    ("p-dmd", "policia-dmd", "Ilir Kelmendi"),
    ("p-kkv", "md-kkv", "Luan Bytyqi"),
    ("p-iom", "iom", "Claire Martin"),
    ("t-qps-1", "qps", "Snežana Đorđević"),
    ("p-secretariat", "secretariat", "Teuta Berisha"),
    ("p-secretariat-2", "secretariat", "Driton Gashi"),
    ("p-mpms-2", "mpms", "Fatmir Haliti"),
    ("p-isf", "isf", "Dragana Ilić"),
];

/// Trainer, module, the day of the certificate, its last day.
const CERTIFIED: [(&str, u8, &str, &str); 11] = [
    ("p-masht", 1, "2016-09-05", "2019-09-04"),
    ("p-masht", 6, "2016-09-05", "2019-09-04"),
    ("p-dmd", 7, "2016-09-05", "2018-09-04"),
    ("p-dmd", 8, "2016-09-05", "2018-09-04"),
    ("p-kkv", 4, "2016-10-03", "2018-12-31"),
    ("p-iom", 8, "2017-02-01", "2019-01-31"),
    ("p-iom", 5, "2017-02-01", "2019-01-31"),
    ("t-qps-1", 5, "2017-02-01", "2019-01-31"),
    ("t-qps-1", 3, "2017-02-01", "2019-01-31"),
    ("p-masht", 2, "2017-02-01", "2019-01-31"),
    // Runs out when the demo's clock passes the last day.
    ("p-kkv", 7, "2016-10-03", "2017-07-31"),
];

/// Module, first day, last day, place, trainer, whether it was given.
const SESSIONS: [(u8, &str, &str, &str, &str, bool); 12] = [
    (4, "2016-11-29", "2016-11-30", "Prishtinë", "p-kkv", true),
    (7, "2017-02-20", "2017-02-24", "Prizren", "p-dmd", true),
    (5, "2017-03-14", "2017-03-16", "Prishtinë", "t-qps-1", true),
    (6, "2017-05-10", "2017-05-10", "Prishtinë", "p-masht", true),
    (5, "2017-07-05", "2017-07-06", "Prishtinë", "p-iom", false),
    (1, "2017-10-16", "2017-10-18", "Prishtinë", "p-masht", false),
    (2, "2017-11-06", "2017-11-07", "Prishtinë", "p-masht", false),
    (3, "2017-12-04", "2017-12-05", "Prishtinë", "t-qps-1", false),
    (4, "2018-01-15", "2018-01-16", "Pejë", "p-kkv", false),
    (5, "2018-01-22", "2018-01-24", "Prishtinë", "p-iom", false),
    (7, "2018-03-12", "2018-03-16", "Prizren", "p-dmd", false),
    (8, "2018-05-07", "2018-05-18", "Prishtinë", "p-iom", false),
];

/// Who is enrolled in every session; the last one stays away from the sessions given.
const ENROLLED: [&str; 4] = ["p-secretariat", "p-secretariat-2", "p-mpms-2", "p-isf"];

/// Ten in the morning of a day in Kosovo.
fn morning(day: NaiveDate) -> Option<DateTime<Utc>> {
    let at = day.and_time(NaiveTime::from_hms_opt(10, 0, 0)?);
    Belgrade.from_local_datetime(&at).earliest().map(|at| at.with_timezone(&Utc))
}

/// A code that is the same each time, as nobody's secret depends on the demo.
fn code(of: &str) -> CertificateCode {
    let hash: [u8; 32] = Sha256::digest(of.as_bytes()).into();
    let mut bytes = [0; 10];
    bytes.iter_mut().zip(hash).for_each(|(byte, drawn)| *byte = drawn);
    CertificateCode::from_bytes(bytes)
}

async fn member(hub: &Hub, person: &str) -> Result<StaffMember, Fatal> {
    let known = PEOPLE.iter().find(|(id, ..)| *id == person).ok_or_else(|| format!("no “{person}” in the demo"))?;
    let (person, institution, name): (PersonId, _, Text) = (known.0.parse()?, known.1.parse()?, known.2.parse()?);
    Ok(StaffMember { name: hub.sealing.seal(&person, &name).await?, person, institution })
}

async fn ask(hub: &Hub, name: &str, module: u8, on: NaiveDate, command: ModuleCommand) -> Result<(), Fatal> {
    let module: ModuleId = format!("module-{module}").parse()?;
    let command = Command::Module(module, command);
    give(hub, &format!("training/{name}"), secretariat()?, morning(on), command).await
}

/// Plays the training, once.
pub(super) async fn play(hub: &Hub) -> Result<(), Fatal> {
    for (trainer, module, on, until) in CERTIFIED {
        let name = format!("certified/{module}/{trainer}");
        let (trainer, until) = (member(hub, trainer).await?, Some(until.parse()?));
        let certify = ModuleCommand::CertifyTrainer { trainer, code: code(&name), until };
        ask(hub, &name, module, on.parse()?, certify).await?;
    }
    for (module, from, until, place, trainer, given) in SESSIONS {
        let days = Period::new(from.parse()?, until.parse()?)?;
        // Each was scheduled at least two weeks ahead, and those to come on the day before the demo begins.
        let ahead = days.from() - chrono::Days::new(14);
        let planned: NaiveDate = ahead.min("2017-06-30".parse()?);
        let name = format!("{module}/{from}");
        let schedule = ModuleCommand::ScheduleSession {
            session: from.parse()?,
            days,
            place: Some(place.parse()?),
            trainers: NonEmpty::one(trainer.parse()?),
        };
        ask(hub, &format!("session/{name}"), module, planned, schedule).await?;
        for person in ENROLLED {
            let enrol =
                ModuleCommand::EnrolParticipant { session: from.parse()?, participant: member(hub, person).await? };
            ask(hub, &format!("enrolled/{name}/{person}"), module, planned, enrol).await?;
        }
        if given {
            let attended: Vec<PersonId> =
                ENROLLED.iter().take(3).map(|person| person.parse()).collect::<Result<_, _>>()?;
            let attended = NonEmpty::try_from(attended)?;
            let taken = ModuleCommand::RecordAttendance { session: from.parse()?, attended };
            ask(hub, &format!("attendance/{name}"), module, days.until(), taken).await?;
        }
    }
    let certificate = Certificate {
        code: code("certificate/p-secretariat"),
        holder: "p-secretariat".parse()?,
        session: "2017-03-14".parse()?,
        until: Some("2019-03-16".parse()?),
    };
    ask(hub, "certificate/p-secretariat", 5, "2017-03-17".parse()?, ModuleCommand::IssueCertificate(certificate)).await
}
