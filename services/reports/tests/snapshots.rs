//! The words of what is printed and put into calendars, as a reader has them: a briefing, a month, a meeting.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test fails by panicking")]

use std::collections::BTreeMap;

use chrono::NaiveDate;
use documents::Paper;
use events::action_item::{AssignedItem, ItemStage};
use events::case::CaseStage;
use events::ids::CommandId;
use events::institution::Post;
use events::language::{Language, LocalText};
use events::meeting::{MeetingBody, MeetingTime};
use events::period::Period;
use events::preferences::{Channels, DigestFrequency};
use events::suppression::ReleasedCount;
use language::catalogue::Catalogue;
use readmodels::Office;
use readmodels::meetings::{MeetingStage, MeetingView};
use readmodels::views::{PersonView, TaskView};
use reports::briefing::{Briefing, CaseLine, Contact, MeetingDecision, OpenDataRequest, OpenTask};
use reports::monthly::{CaseFigures, Dues, InstitutionMonth, Meetings, MonthlyOverview};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn in_three(sq: &str, sr: &str, en: &str) -> LocalText {
    LocalText::from_versions([(Language::Sq, sq), (Language::Sr, sr), (Language::En, en)]).unwrap()
}

fn ministry() -> LocalText {
    in_three("Ministria e Shëndetësisë", "Ministarstvo zdravlja", "Ministry of Health")
}

/// A paper as lines: `!` before what is to catch the eye, notes indented.
fn lines(paper: &Paper) -> String {
    let mut lines = vec![paper.kind.clone(), paper.title.clone(), paper.lead.clone()];
    for section in &paper.sections {
        lines.extend([String::new(), format!("== {}", section.heading)]);
        if section.lines.is_empty() {
            lines.push(section.nothing.clone());
        }
        for line in &section.lines {
            lines.push(format!("{} {}", if line.alarm { "!" } else { "-" }, line.words));
            lines.extend(line.note.as_ref().map(|note| format!("    {note}")));
        }
    }
    lines.extend([String::new(), paper.foot.clone()]);
    lines.join("\n")
}

fn task(number: u32, title: LocalText, due: &str, stage: ItemStage) -> OpenTask {
    let item = AssignedItem { stage, ..AssignedItem::assigned("ms".parse().unwrap(), None, day(due)) };
    let task = TaskView {
        id: format!("task-{number}").parse().unwrap(),
        number,
        title,
        item,
        assigned_on: day("2017-06-05"),
        raised_by: None,
        completed_on: None,
        last_event: CommandId::named("assigned").event(0),
        changed_at: "2017-06-05T08:00:00Z".parse().unwrap(),
    };
    OpenTask { task, owner: ministry() }
}

fn contact() -> Contact {
    let person = PersonView {
        person: "arta".parse().unwrap(),
        institution: "ms".parse().unwrap(),
        post: Post::FocalPoint,
        name: Some("Arta Krasniqi".parse().unwrap()),
        phone: Some("038 200 1".parse().unwrap()),
        chat: None,
        language: Language::Sq,
        quiet_hours: None,
        digest_hour: None,
        email: None,
        channels: Channels::default(),
        frequency: DigestFrequency::default(),
        muted: [].into(),
        absence: None,
        invited_until: None,
        reached_since: None,
        chairs: vec!["strehimi".parse().unwrap()],
        absent_chairs: vec![],
        mandate: events::mandate::Mandate::Institution,
    };
    Contact { person, institution: ministry(), chairs: vec![in_three("Strehimi", "Smeštaj", "Shelter")] }
}

fn briefing(office: Office) -> Briefing {
    let blocked =
        ItemStage::Blocked { reason: "The address is missing".parse().unwrap(), progress: 50.try_into().unwrap() };
    Briefing {
        office,
        name: ministry(),
        day: day("2017-07-05"),
        tasks: vec![
            task(1, in_three("Numëro shtretërit", "Prebroj krevete", "Count the beds"), "2017-06-20", blocked),
            task(2, LocalText::only(Language::Sq, "Harto listën".parse().unwrap()), "2017-07-10", ItemStage::Assigned),
        ],
        data_requests: vec![OpenDataRequest {
            title: in_three("Viktimat e ndihmuara", "Zbrinute žrtve", "Victims assisted"),
            due: day("2017-07-07"),
        }],
        cases: vec![CaseLine { reference: "2017-014".parse().unwrap(), stage: CaseStage::Assistance, referrals: 1 }],
        decided: vec![MeetingDecision {
            on: day("2017-06-12"),
            meeting: in_three("Takimi i qershorit", "Junski sastanak", "June meeting"),
            decision: "One form for all shelters".to_owned(),
        }],
        people: vec![contact()],
    }
}

fn month() -> MonthlyOverview {
    let dues = |in_time, late, missed| Dues { in_time, late, missed };
    MonthlyOverview {
        month: Period::month_of(day("2017-06-01")),
        day: day("2017-07-05"),
        course: vec![
            (Period::month_of(day("2017-05-01")), dues(2, 1, 1)),
            (Period::month_of(day("2017-06-01")), dues(5, 2, 1)),
        ],
        assigned: 9,
        overdue: 3,
        blocked: 1,
        disclaimed: 1,
        to_verify: 2,
        escalations: 2,
        institutions: vec![InstitutionMonth {
            id: "ms".parse().unwrap(),
            names: ministry(),
            dues: dues(5, 2, 1),
            overdue: 3,
        }],
        meetings: Meetings { held: 2, invited: 8, came: 6, decisions: 3 },
        answers: dues(3, 0, 1),
        values_missing: 4,
        cases: CaseFigures {
            opened: ReleasedCount::Count(12),
            referred: ReleasedCount::Hidden,
            waiting: ReleasedCount::Count(0),
            unassigned: ReleasedCount::Hidden,
        },
        sessions: 1,
        trained: 14,
        measurable: (2, 5),
    }
}

fn meeting() -> MeetingView {
    MeetingView {
        id: "korrik".parse().unwrap(),
        title: in_three("Takimi i korrikut", "Julski sastanak", "July meeting"),
        at: MeetingTime { date: day("2017-07-20"), time: Some("10:00:00".parse().unwrap()), minutes: Some(90) },
        place: Some("Room 5".parse().unwrap()),
        convened: MeetingBody::Authority,
        invited: vec!["ms".parse().unwrap()],
        answers: BTreeMap::new(),
        recurrence: None,
        agenda: vec!["Beds and rooms".parse().unwrap(), "The form; its questions".parse().unwrap()],
        stage: MeetingStage::Scheduled,
        attended: vec![],
        minutes: None,
        minutes_approved: false,
        decisions: vec![],
        cancelled_because: None,
        changes: 1,
        moves: 0,
        moved_at_change: 0,
        last_answers: BTreeMap::new(),
        answers_given: BTreeMap::new(),
        changed_at: "2017-07-03T08:00:00Z".parse().unwrap(),
        account: None,
    }
}

#[test]
fn what_is_printed_and_put_into_calendars_reads_as_it_did() {
    let catalogue = Catalogue::new().unwrap();
    for language in Language::ALL {
        for (name, office) in [
            ("focal_point", Office::FocalPoint("ms".parse().unwrap())),
            ("chair", Office::Chair("strehimi".parse().unwrap())),
            ("case_coordinator", Office::CaseCoordinator("arta".parse().unwrap())),
        ] {
            let paper = reports::briefing::paper(&briefing(office), &catalogue, language);
            insta::assert_snapshot!(format!("briefing_{name}_{language}"), lines(&paper));
        }
        let paper = reports::monthly::paper(&month(), &catalogue, language);
        insta::assert_snapshot!(format!("month_{language}"), lines(&paper));
    }
    let now = "2017-07-05T08:00:00Z".parse().unwrap();
    let file = reports::meeting_calendar::calendar_file(&catalogue, &meeting(), Language::En, now);
    let file = String::from_utf8(file).unwrap().replace("\r\n", "\n");
    insta::assert_snapshot!("meeting_calendar_en", file);
}
