//! What is going to be said to a person: what the driver says when that time has come and nothing else has happened.

use std::collections::BTreeSet;
use std::sync::atomic::Ordering;

use chrono::{DateTime, Days, NaiveDate, Utc};
use chrono_tz::Europe::Belgrade;
use coordination::{Clock, moment_at};
use events::Command;
use events::action_item::ActionItemCommand as C;
use events::authority::Principal;
use events::ids::{NotificationKey, PersonId};
use events::institution::{InstitutionCommand, QuietHours};
use events::language::{Language, LocalText};
use events::meeting::{MeetingBody, MeetingCommand, MeetingTime};
use events::non_empty::NonEmpty;
use events::notification::{Audience, NotificationCommand};
use events::period::Period;
use notifications::facts::Books;
use notifications::ladder::LadderSettings;
use notifications::topics::put_off;
use notifications::{Calendar, Ladder, MessageAhead, ahead};
use proptest::prelude::*;

use crate::give_as;
use crate::support::{Harness, addressee, at, july};

/// How many days it looks ahead.
const DAYS: u16 = 7;
/// Who is looked at.
const PEOPLE: [&str; 4] = ["arta", "besa", "chair", "teuta"];

async fn authority() -> Harness {
    let harness = Harness::of(notifications::topics::ALL.to_vec()).await;
    harness.joins_within.store(60, Ordering::SeqCst);
    harness
}

/// What a person is going to be told, as of the harness's time.
async fn ahead_of(harness: &Harness, person: &str) -> Vec<MessageAhead> {
    let ladder = Ladder::try_from(LadderSettings::default()).unwrap();
    let (calendar, moment) = (Calendar::default(), moment_at(harness.clock.now()));
    let facts = Books::default().facts(&harness.read_models, moment, &calendar, &ladder, false).await.unwrap();
    ahead(&person.parse().unwrap(), &facts, DAYS)
}

/// A message as its time and what it says, whatever the order.
type Said = (DateTime<Utc>, bool, BTreeSet<NotificationKey>);

fn foreseen(messages: &[MessageAhead]) -> Vec<Said> {
    let keys = |message: &MessageAhead| message.parts.iter().map(|part| part.notice.key()).collect();
    messages.iter().map(|message| (message.at, message.morning, keys(message))).collect()
}

/// Lets the days pass, with the driver looking often, and gives what each person was told.
async fn what_comes(harness: &Harness, also_at: &BTreeSet<DateTime<Utc>>) -> Vec<(String, Said)> {
    let now = harness.clock.now();
    let today = moment_at(now).today;
    let mut looks = also_at.clone();
    for day in 0..=u64::from(DAYS) {
        looks.extend(
            [(0, 0), (7, 0), (8, 0), (9, 30), (12, 0), (16, 0), (21, 0)].map(|(h, m)| at(today + Days::new(day), h, m)),
        );
    }
    let mut said = Vec::new();
    for look in looks.into_iter().filter(|look| *look >= now) {
        harness.wake_at(look).await.unwrap();
        for message in harness.delivered() {
            let keys: BTreeSet<_> = message.parts.iter().filter_map(|part| part.notice.clone()).collect();
            if !keys.is_empty() {
                said.push((addressee(&message).to_owned(), (look, message.morning, keys)));
            }
        }
    }
    said
}

/// That what is foreseen for each person is what comes.
async fn assert_foreseen(harness: &Harness) {
    let mut all = Vec::new();
    for person in PEOPLE {
        all.push((person, foreseen(&ahead_of(harness, person).await)));
    }
    let moments = all.iter().flat_map(|(_, said)| said.iter().map(|(at, ..)| *at)).collect();
    let came = what_comes(harness, &moments).await;
    for (person, foreseen) in all {
        let told: Vec<Said> = came.iter().filter(|(to, _)| to == person).map(|(_, said)| said.clone()).collect();
        assert_eq!(foreseen, told, "{person}");
    }
}

fn kosovo(at: DateTime<Utc>) -> String {
    at.with_timezone(&Belgrade).format("%a %d %H:%M").to_string()
}

/// What is foreseen, as a line for each message: when, on which occasions, in which quality.
async fn lines(harness: &Harness, person: &str) -> Vec<String> {
    let of = |message: MessageAhead| {
        let mut occasions: Vec<String> =
            message.parts.iter().map(|part| format!("{} to {}", part.notice.occasion, part.notice.to.code())).collect();
        occasions.sort();
        format!("{}: {}", kosovo(message.at), occasions.join(", "))
    };
    ahead_of(harness, person).await.into_iter().map(of).collect()
}

#[tokio::test]
async fn each_day_says_what_no_earlier_one_says() {
    let harness = authority().await;
    harness.assign("a", july(10)).await;
    harness.assign("b", july(4)).await;
    harness.wake_at(at(july(3), 8, 0)).await.unwrap();
    harness.delivered();
    harness.set(at(july(3), 12, 0));
    let week = "week.2017-07-03 to chair";
    assert_eq!(
        lines(&harness, "arta").await,
        [
            "Tue 04 08:00: on-the-day.2017-07-04 to focal-point",
            "Wed 05 08:00: late-1.2017-07-04 to focal-point",
            "Fri 07 08:00: before-2.2017-07-10 to focal-point",
            "Mon 10 08:00: on-the-day.2017-07-10 to focal-point",
        ]
    );
    assert_eq!(
        lines(&harness, "chair").await,
        ["Wed 05 08:00: chair-1.2017-07-04 to chair".to_owned(), format!("Mon 10 08:00: {week}")]
    );
    assert_eq!(lines(&harness, "besa").await, [""; 0], "the deputy hears nothing while the focal point is there");
    assert_eq!(lines(&harness, "nobody").await, [""; 0]);
    assert_foreseen(&harness).await;
}

#[tokio::test]
async fn who_stands_in_foresees_the_days_of_the_absence_only() {
    let harness = authority().await;
    for (id, due) in [("a", 4), ("b", 5), ("c", 6)] {
        harness.assign(id, july(due)).await;
    }
    let absence = Period::new(july(5), july(5)).unwrap();
    harness.institution("ms", InstitutionCommand::AnnounceAbsence { person: "arta".parse().unwrap(), absence }).await;
    harness.appoint("policia", "driton", Some(5), false).await;
    let absence = Period::new(july(10), july(10)).unwrap();
    let away = InstitutionCommand::AnnounceAbsence { person: "chair".parse().unwrap(), absence };
    harness.institution("policia", away).await;
    harness.wake_at(at(july(4), 8, 0)).await.unwrap();
    harness.delivered();
    let besa = lines(&harness, "besa").await;
    assert_eq!(besa, ["Wed 05 08:00: late-1.2017-07-04 to focal-point, on-the-day.2017-07-05 to focal-point"]);
    let driton = lines(&harness, "driton").await;
    assert!(driton.iter().all(|line| line.starts_with("Mon 10 08:00: ")), "{driton:?}");
    assert!(driton.iter().any(|line| line.contains("week.2017-07-03 to chair")), "{driton:?}");
    assert_foreseen(&harness).await;
}

#[tokio::test]
async fn what_waits_for_others_for_its_hour_or_for_the_night_to_end_is_foreseen() {
    let harness = authority().await;
    harness.assign("a", july(28)).await;
    harness.assign("b", july(28)).await;
    harness.wake_at(at(july(4), 8, 0)).await.unwrap();
    harness.delivered();
    // Reported, and for ten minutes not told; put off until the afternoon; a meeting the day after, at ten.
    harness.set(at(july(4), 9, 0));
    harness.item("a", C::Complete).await.unwrap();
    let item = "b".parse().unwrap();
    let notice = put_off::notice(&item, 1, at(july(4), 15, 0), &"arta".parse::<PersonId>().unwrap()).unwrap();
    let plan = Command::Notification(notice.key(), NotificationCommand::Plan { notice });
    give_as(&harness, Principal::service("telegram".parse().unwrap()), plan).await;
    convene(&harness, "m", july(6)).await;
    harness.wake_at(at(july(4), 9, 0)).await.unwrap();
    harness.delivered();
    let of = |lines: Vec<String>, words: &str| lines.into_iter().find(|line| line.contains(words)).unwrap_or_default();
    assert_eq!(of(lines(&harness, "chair").await, "reported."), reported_at("Tue 04 09:11", &harness).await);
    let arta = lines(&harness, "arta").await;
    assert!(of(arta.clone(), "put-off.").starts_with("Tue 04 15:01: "), "{arta:?}");
    assert!(of(arta.clone(), "invited.").starts_with("Tue 04 09:01: "), "{arta:?}");
    assert!(of(arta.clone(), "day-before.").starts_with("Wed 05 08:00: "), "{arta:?}");
    assert!(of(arta, "hour-before.").starts_with("Thu 06 09:01: "));
    assert_foreseen(&harness).await;
    // At night: what is said at once waits for seven.
    let harness = authority().await;
    harness.assign("a", july(28)).await;
    harness.wake_at(at(july(4), 8, 0)).await.unwrap();
    harness.set(at(july(4), 22, 0));
    harness.item("a", C::Nudge).await.unwrap();
    harness.wake_at(at(july(4), 22, 5)).await.unwrap();
    harness.delivered();
    let arta = lines(&harness, "arta").await;
    assert!(arta.first().is_some_and(|line| line.starts_with("Wed 05 07:00: nudge.")), "{arta:?}");
    assert_foreseen(&harness).await;
}

async fn reported_at(when: &str, harness: &Harness) -> String {
    let chair = ahead_of(harness, "chair").await;
    let parts = chair.iter().flat_map(|message| &message.parts);
    let reported = parts.filter(|part| part.notice.occasion.as_str().starts_with("reported."));
    let reported: Vec<String> = reported.map(|part| format!("{} to chair", part.notice.occasion)).collect();
    format!("{when}: {}", reported.join(", "))
}

#[tokio::test]
async fn looking_ahead_says_in_which_quality_and_notes_nothing() {
    let harness = authority().await;
    harness.assign("a", july(5)).await;
    harness.wake_at(at(july(4), 8, 0)).await.unwrap();
    harness.delivered();
    let before = harness.recorded("notification.planned").await;
    let chair = ahead_of(&harness, "chair").await;
    let whys: BTreeSet<Audience> = chair.into_iter().flat_map(|one| one.parts).map(|part| part.notice.to).collect();
    assert_eq!(whys, BTreeSet::from([Audience::Chair("te-dhena".parse().unwrap())]));
    assert_eq!(harness.recorded("notification.planned").await, before);
}

async fn convene(harness: &Harness, id: &str, date: NaiveDate) {
    let title = LocalText::from_versions(Language::ALL.map(|language| (language, "Meeting"))).unwrap();
    let at = MeetingTime { date, time: Some("10:00:00".parse().unwrap()), minutes: Some(90) };
    let invited = NonEmpty::try_from(vec!["ms".parse().unwrap(), "policia".parse().unwrap()]).unwrap();
    let schedule = MeetingCommand::Schedule {
        title,
        at,
        place: None,
        convened: MeetingBody::Authority,
        invited,
        recurrence: None,
    };
    harness.give(Command::Meeting(id.parse().unwrap(), schedule)).await.unwrap();
}

#[derive(Debug, Clone)]
enum Step {
    Wake { days: u64, hour: u32 },
    Assign { due_in: u64 },
    Complete(usize),
    Nudge(usize),
    MoreTime(usize, u64),
    Convene { in_days: u64 },
    Away { person: usize, from: u64, days: u64 },
    MorningAt { person: usize, hour: u8 },
    Quiet { person: usize, from: u32, until: u32 },
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => (0_u64..3, 7_u32..22).prop_map(|(days, hour)| Step::Wake { days, hour }),
        4 => (0_u64..14).prop_map(|due_in| Step::Assign { due_in }),
        1 => (0_usize..4).prop_map(Step::Complete),
        1 => (0_usize..4).prop_map(Step::Nudge),
        1 => (0_usize..4, 1_u64..14).prop_map(|(item, days)| Step::MoreTime(item, days)),
        1 => (1_u64..9).prop_map(|in_days| Step::Convene { in_days }),
        2 => (0_usize..4, 0_u64..6, 0_u64..4).prop_map(|(person, from, days)| Step::Away { person, from, days }),
        1 => (0_usize..4, 7_u8..12).prop_map(|(person, hour)| Step::MorningAt { person, hour }),
        1 => (0_usize..4, 17_u32..22, 5_u32..10).prop_map(|(person, from, until)| Step::Quiet { person, from, until }),
    ]
}

/// A person, and the institution where the person is in post.
fn post(person: usize) -> (&'static str, PersonId) {
    let person = PEOPLE[person];
    let institution = match person {
        "chair" => "policia",
        "teuta" => "secretariat",
        _ => "ms",
    };
    (institution, person.parse().unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10))]

    #[test]
    fn what_is_foreseen_is_what_the_driver_says_if_nothing_else_happens(steps in prop::collection::vec(step(), 3..18)) {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        runtime.block_on(async {
            let harness = authority().await;
            let (mut today, mut hour, mut items, mut meetings) = (july(3), 7, 0, 0);
            for step in steps {
                match step {
                    Step::Wake { days, hour: at_hour } => {
                        hour = if days == 0 { hour.max(at_hour) } else { at_hour };
                        today = today + Days::new(days);
                        harness.wake_at(at(today, hour, 30)).await.unwrap();
                        harness.delivered();
                    }
                    Step::Assign { due_in } => {
                        harness.assign(&format!("i{items}"), today + Days::new(due_in)).await;
                        items += 1;
                    }
                    Step::Complete(item) => drop(harness.item(&format!("i{item}"), C::Complete).await),
                    Step::Nudge(item) => drop(harness.item(&format!("i{item}"), C::Nudge).await),
                    Step::MoreTime(item, days) => {
                        let until = today + Days::new(days);
                        drop(harness.item(&format!("i{item}"), C::RequestExtension { until, reason: None }).await);
                        drop(harness.item(&format!("i{item}"), C::GrantExtension { until }).await);
                    }
                    Step::Convene { in_days } => {
                        convene(&harness, &format!("m{meetings}"), today + Days::new(in_days)).await;
                        meetings += 1;
                    }
                    Step::Away { person, from, days } => {
                        let (institution, person) = post(person);
                        let from = today + Days::new(from);
                        let absence = Period::new(from, from + Days::new(days)).unwrap();
                        harness.institution(institution, InstitutionCommand::AnnounceAbsence { person, absence }).await;
                    }
                    Step::MorningAt { person, hour } => {
                        let (institution, person) = post(person);
                        let hour = hour.try_into().unwrap();
                        harness.institution(institution, InstitutionCommand::ChooseDigestHour { person, hour }).await;
                    }
                    Step::Quiet { person, from, until } => {
                        let (institution, person) = post(person);
                        let hour = |hour| chrono::NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
                        let quiet_hours = QuietHours { from: hour(from), until: hour(until) };
                        harness.institution(institution, InstitutionCommand::SetQuietHours { person, quiet_hours }).await;
                    }
                }
            }
            // A moment later, so that all of it is known and nothing of it is held up by the look itself.
            harness.wake_at(at(today, hour, 40)).await.unwrap();
            harness.delivered();
            assert_foreseen(&harness).await;
        });
    }
}
