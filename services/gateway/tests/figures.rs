//! The month in figures: each number is the length of the list that it opens, whatever the world.

use std::sync::Arc;

use chrono::{Days, NaiveDate};
use events::Command;
use events::action_item::ActionItemCommand;
use events::case::{CaseCommand, CaseStage};
use events::case_data_standard::{AgeGroup, ExploitationForm, Sex, VictimProfile};
use events::language::{Language, LocalText};
use events::non_empty::NonEmpty;
use events::notification::{Audience, ChannelKind, Notice, NotificationCommand};
use events::subgroup::SubgroupCommand;
use readmodels::ReadPort;
use reports::monthly::MonthFigure;
use store::EventStore;

use crate::support::{PATIENCE, StandingClock, TestGateway};

/// The same numbers for the same seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn of<'a>(&mut self, faces: &[&'a str]) -> &'a str {
        let face = usize::try_from(self.below(faces.len() as u64)).unwrap();
        faces[face]
    }
}

fn day(n: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2017, 6, 1).unwrap() + Days::new(n)
}

fn title(words: &str) -> LocalText {
    LocalText::from_versions(Language::ALL.map(|language| (language, words))).unwrap()
}

/// What an owner and a chair may do with a task, in some order.
async fn a_life_of_a_task(server: &TestGateway, clock: &StandingClock, dice: &mut Dice, id: &str) {
    let born = dice.below(30);
    clock.set(&format!("{}T08:00:00Z", day(born)));
    let due = day(born + 1 + dice.below(25));
    let assign = ActionItemCommand::Assign {
        title: title(id),
        owner: dice.of(&["ms", "mpms"]).parse().unwrap(),
        subgroup: (dice.below(2) == 0).then(|| "strehimi".parse().unwrap()),
        due,
        raised_by: None,
    };
    let of = |command| Command::ActionItem(id.parse().unwrap(), command);
    server.give(of(assign)).await;
    clock.set(&format!("{}T09:00:00Z", day(born + dice.below(20))));
    let acts = match dice.below(7) {
        0 => vec![],
        1 => vec![ActionItemCommand::Complete],
        2 => vec![ActionItemCommand::Complete, ActionItemCommand::Verify],
        3 => vec![ActionItemCommand::Block { reason: "The address is missing".parse().unwrap() }],
        4 => vec![ActionItemCommand::Disclaim { suggested: None, reason: None }],
        5 => vec![ActionItemCommand::Accept, ActionItemCommand::ReportProgress { progress: 50.try_into().unwrap() }],
        _ => vec![ActionItemCommand::Cancel { reason: "Not needed".parse().unwrap() }],
    };
    for act in acts {
        server.give(of(act)).await;
    }
    if dice.below(3) == 0 {
        clock.set(&format!("{}T06:30:00Z", day(50)));
        let occasion = format!("chair-1.{due}").parse().unwrap();
        let about = format!("action-item/{id}").parse().unwrap();
        server.tell(Notice { about, occasion, to: Audience::Chair("strehimi".parse().unwrap()) }, "arta").await;
    }
}

async fn a_case(server: &TestGateway, clock: &StandingClock, dice: &mut Dice, id: &str) {
    clock.set(&format!("{}T08:00:00Z", day(dice.below(60))));
    let (age_group, sex) = (AgeGroup::Adult, Sex::Female);
    let forms = NonEmpty::one(ExploitationForm::ForcedLabour);
    let profile = VictimProfile { age_group, sex, nationality: "XK".parse().unwrap(), forms };
    let of = |command| Command::Case(id.parse().unwrap(), command);
    let open = CaseCommand::Open {
        identified_by: "ms".parse().unwrap(),
        profile,
        person: None,
        competent: std::collections::BTreeMap::new(),
    };
    server.give(of(open)).await;
    if dice.below(2) == 0 {
        let refer = CaseCommand::MakeReferral {
            referral: "strehim".parse().unwrap(),
            receiver: "mpms".parse().unwrap(),
            stage: CaseStage::Assistance,
            answer_by: "2017-08-05T14:00:00Z".parse().unwrap(),
            request: None,
        };
        server.give(of(refer)).await;
    }
}

async fn a_world(seed: u64) -> TestGateway {
    let clock = Arc::new(StandingClock::at("2017-06-01T07:00:00Z"));
    let server = TestGateway::start_on(clock.clone()).await;
    server.appoint("ms", "arta", Language::En).await;
    let subgroup = |command| Command::Subgroup("strehimi".parse().unwrap(), command);
    server.give(subgroup(SubgroupCommand::Form { name: title("Shelter") })).await;
    let mut dice = Dice(seed);
    for n in 0..30 {
        a_life_of_a_task(&server, &clock, &mut dice, &format!("t-{n}")).await;
    }
    for n in 0..dice.below(9) {
        a_case(&server, &clock, &mut dice, &format!("2017-{n:03}")).await;
    }
    clock.set("2017-07-22T08:00:00Z");
    let end = server.store.end().await.unwrap();
    server.read_models.reached(end, PATIENCE).await.unwrap();
    server
}

/// Each link to a list on a page, with the number in it.
fn links_to_lists(page: &str) -> Vec<(String, String)> {
    let links = page.split("<a href=\"/lists/").skip(1);
    let link = |rest: &str| {
        let (path, rest) = rest.split_once("\">").unwrap();
        let words = rest.split("</a>").next().unwrap().replace("<b>", "");
        let number = words.split("</b>").next().unwrap().trim().to_owned();
        (format!("/lists/{}", path.replace("&amp;", "&")), number)
    };
    links.map(link).collect()
}

#[tokio::test]
async fn every_number_is_the_length_of_the_list_that_it_opens() {
    let mut seen = std::collections::BTreeSet::new();
    for seed in [1, 7, 2017] {
        let server = a_world(seed).await;
        for month in ["2017-06", "2017-07"] {
            let page = server.page(&format!("/month?month={month}"), "en").await;
            let links = links_to_lists(&page);
            assert!(links.len() >= MonthFigure::ALL.len(), "{}: {page}", links.len());
            for (path, number) in links {
                let list = server.page(&path, "en").await;
                let rows = list.matches("<tr class=\"listed").count();
                match number.parse::<usize>() {
                    Ok(number) => assert_eq!(rows, number, "{seed} {path}"),
                    Err(_) => assert!(number == "fewer than 5" && rows < 5, "{seed} {path}: {number}, {rows}"),
                }
                if rows > 0 {
                    seen.insert(path.split(['?', '/']).nth(2).unwrap().to_owned());
                }
            }
        }
        let overview = server.page("/", "en").await;
        for (path, number) in links_to_lists(&overview) {
            let rows = server.page(&path, "en").await.matches("<tr class=\"listed").count();
            assert_eq!(rows, number.parse::<usize>().unwrap(), "{seed} {path} on the first page");
        }
        server.stop().await;
    }
    for figure in ["late", "in-time", "done-late", "missed", "to-verify", "blocked", "escalations", "cases-opened"] {
        assert!(seen.contains(figure), "the worlds had no “{figure}” to list: {seen:?}");
    }
}

#[tokio::test]
async fn a_list_says_how_late_what_was_said_last_and_who_was_told_and_is_filtered() {
    let clock = Arc::new(StandingClock::at("2017-07-03T08:00:00Z"));
    let server = TestGateway::start_on(clock.clone()).await;
    server.appoint("ms", "arta", Language::En).await;
    for (id, owner, due) in
        [("beds", "ms", "2017-07-05"), ("letter", "mpms", "2017-07-10"), ("list", "ms", "2017-07-30")]
    {
        let (title, owner, due) = (title(id), owner.parse().unwrap(), due.parse().unwrap());
        let assign = ActionItemCommand::Assign { title, owner, subgroup: None, due, raised_by: None };
        server.give(Command::ActionItem(id.parse().unwrap(), assign)).await;
    }
    let block = ActionItemCommand::Block { reason: "The address is missing".parse().unwrap() };
    server.give(Command::ActionItem("beds".parse().unwrap(), block)).await;
    clock.set("2017-07-06T06:30:00Z");
    let about = "action-item/beds".parse().unwrap();
    let to = Audience::FocalPoint("ms".parse().unwrap());
    server.tell(Notice { about, occasion: "late-1.2017-07-05".parse().unwrap(), to }, "arta").await;
    clock.set("2017-07-12T08:00:00Z");
    let page = server.page("/lists/late", "en").await;
    let (beds, letter) = (page.find(">beds<").unwrap(), page.find(">letter<").unwrap());
    assert!(beds < letter, "what is latest comes first");
    for words in ["7 days late", "Task blocked", "The address is missing", "Arta Krasniqi", "by Telegram", "6 Jul 2017"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains(">list<"), "what is not late is not listed");
    let of_one = server.page("/lists/late?institution=mpms", "en").await;
    assert!(of_one.contains(">letter<") && !of_one.contains(">beds<"));
    let short = server.get("/late", "en").await;
    assert_eq!(short.headers()["location"], "/lists/late");
    assert_eq!(server.get("/lists/nothing-such", "en").await.status(), 404);
    server.stop().await;
}

#[tokio::test]
async fn a_tasks_page_says_who_was_told_by_which_channel_and_what_came_of_it() {
    use events::notification::NotDelivered;

    let clock = Arc::new(StandingClock::at("2017-07-03T08:00:00Z"));
    let server = TestGateway::start_on(clock.clone()).await;
    server.appoint("ms", "arta", Language::En).await;
    let (owner, due) = ("ms".parse().unwrap(), "2017-07-05".parse().unwrap());
    let assign = ActionItemCommand::Assign { title: title("beds"), owner, subgroup: None, due, raised_by: None };
    server.give_and_show(Command::ActionItem("beds".parse().unwrap(), assign)).await;
    assert!(server.page("/action-items/beds", "en").await.contains("Nobody was told of it yet"));
    let notice = Notice {
        about: "action-item/beds".parse().unwrap(),
        occasion: "late-1.2017-07-05".parse().unwrap(),
        to: Audience::FocalPoint("ms".parse().unwrap()),
    };
    let key = notice.key();
    let (person, message) = ("arta".parse().unwrap(), events::ids::MessageId::named("one"));
    for command in [
        NotificationCommand::Plan { notice },
        NotificationCommand::RecordFailed {
            person: Some("arta".parse().unwrap()),
            channel: Some(ChannelKind::Email),
            failure: NotDelivered::AddressBounced,
        },
        NotificationCommand::RecordSent { person, channel: ChannelKind::Telegram, message, certain: false },
    ] {
        server.give_as_service(Command::Notification(key.clone(), command)).await;
    }
    let page = server.page("/action-items/beds", "en").await;
    for words in [
        "It is late",
        "to the focal point",
        "not delivered</b> Arta Krasniqi, by e-mail",
        "the e-mail address does not take messages",
        "told:</b> Arta Krasniqi, by Telegram",
        "it is not certain that it arrived",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let timeline = server.page("/timeline/entries?from=2017-07-01&until=2017-07-31&kind=reminder", "en").await;
    for words in
        ["to the focal point, by Telegram", "it is not certain that it arrived", "by e-mail: the e-mail address"]
    {
        assert!(timeline.contains(words), "{words}: {timeline}");
    }
    server.stop().await;
}

#[tokio::test]
async fn months_go_back_to_the_first_in_which_something_happened_and_no_further() {
    let clock = Arc::new(StandingClock::at("2017-06-10T08:00:00Z"));
    let server = TestGateway::start_on(clock.clone()).await;
    let assign = ActionItemCommand::Assign {
        title: title("beds"),
        owner: "ms".parse().unwrap(),
        subgroup: None,
        due: day(20),
        raised_by: None,
    };
    server.give_and_show(Command::ActionItem("beds".parse().unwrap(), assign)).await;
    clock.set("2017-08-05T08:00:00Z");
    for (month, before) in
        [("2017-08", Some("2017-07")), ("2017-07", Some("2017-06")), ("2017-06", None), ("1999-01", None)]
    {
        let page = server.page(&format!("/month?month={month}"), "en").await;
        let back = page.split("← ").next().unwrap().rsplit("/month?month=").next().unwrap().get(..7).map(str::to_owned);
        assert_eq!(page.contains("← ").then_some(back).flatten().as_deref(), before, "{month}");
    }
    server.stop().await;
}
