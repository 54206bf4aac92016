//! What people read in chat, and the buttons below it: a change of a text or a keyboard shows here as a change of a snapshot.

use std::collections::BTreeMap;

use crate::support::TestBot;
use events::Command;
use events::action_item::ActionItemCommand;
use events::case::{CaseCommand, CaseStage};
use events::case_data_standard::{AgeGroup, ExploitationForm, Nationality, Sex, VictimProfile};
use events::data_request::DataRequestCommand;
use events::language::{Language, LocalText};
use events::meeting::{MeetingBody, MeetingCommand, MeetingTime};
use events::non_empty::NonEmpty;
use events::notification::Audience;
use events::period::Period;
use forms::definition::{Notation, read_definition};
use notifications::{Channel, Content, Part, TaskSection, WorkContent};
use serde_json::Value;

const FORM: &str = r#"
    title = { sq = "Viktimat", sr = "Žrtve", en = "Victims" }
    [[field]]
    key = "stay"
    label = { sq = "Qëndrimi mesatar", sr = "Prosečan boravak", en = "Average stay" }
    kind = "number"
    unit = "days"
    places = 1
"#;

fn in_three(sq: &str, sr: &str, en: &str) -> LocalText {
    LocalText::from_versions([(Language::Sq, sq), (Language::Sr, sr), (Language::En, en)]).unwrap()
}

/// A message as its words, and each row of its buttons as a line.
fn card(message: &Value) -> String {
    let mut card = message["text"].as_str().unwrap().to_owned();
    let rows = message["buttons"].as_array().into_iter().flatten().filter_map(Value::as_array);
    let rows = rows.map(|row| row.iter().map(|button| format!("[{}]", button["text"].as_str().unwrap())));
    let rows: Vec<String> = rows.map(|row| row.collect::<Vec<_>>().join(" ")).collect();
    if !rows.is_empty() {
        card.extend(["\n\n", &rows.join("\n")]);
    }
    card
}

async fn assign(desk: &TestBot, id: &str, owner: &str, title: LocalText, due: &str) {
    let (owner, due) = (owner.parse().unwrap(), due.parse().unwrap());
    let subgroup = Some("shelter".parse().unwrap());
    let assign = ActionItemCommand::Assign { title, owner, subgroup, due, raised_by: None };
    desk.give(Command::ActionItem(id.parse().unwrap(), assign)).await;
}

async fn of_task(desk: &TestBot, id: &str, command: ActionItemCommand) {
    desk.give(Command::ActionItem(id.parse().unwrap(), command)).await;
}

/// Arta chairs a subgroup; her ministry has four tasks, and another member has a late one, a blocked one and one that is done.
async fn at_work() -> TestBot {
    let desk = TestBot::start().await;
    desk.form_subgroup().await;
    desk.begin().await;
    assign(&desk, "raporti", "ms", in_three("Shkruaj raportin", "Napiši izveštaj", "Write the report"), "2017-07-06")
        .await;
    assign(&desk, "formulari", "ms", in_three("Harto formularin", "Izradi obrazac", "Draft the form"), "2017-07-04")
        .await;
    assign(&desk, "lista", "mpms", in_three("Harto listën", "Sastavi spisak", "Make the list"), "2017-07-04").await;
    assign(&desk, "shkresa", "mpms", in_three("Dërgo shkresën", "Pošalji dopis", "Send the letter"), "2017-07-12")
        .await;
    assign(&desk, "stafi", "mpms", in_three("Trajno stafin", "Obuči osoblje", "Train the staff"), "2017-07-14").await;
    of_task(&desk, "raporti", ActionItemCommand::ReportProgress { progress: 50.try_into().unwrap() }).await;
    of_task(&desk, "shkresa", ActionItemCommand::Block { reason: "The address is missing".parse().unwrap() }).await;
    of_task(&desk, "stafi", ActionItemCommand::Complete).await;
    desk
}

async fn invite(desk: &TestBot) {
    let schedule = MeetingCommand::Schedule {
        title: in_three("Takimi i korrikut", "Julski sastanak", "July meeting"),
        at: MeetingTime {
            date: "2017-07-20".parse().unwrap(),
            time: Some("10:00:00".parse().unwrap()),
            minutes: Some(90),
        },
        place: Some("Room 5".parse().unwrap()),
        convened: MeetingBody::Authority,
        invited: NonEmpty::one("ms".parse().unwrap()),
        recurrence: None,
    };
    desk.give(Command::Meeting("korrik".parse().unwrap(), schedule)).await;
}

async fn ask_for_data(desk: &TestBot) {
    let definition = read_definition(FORM, Notation::Toml).unwrap();
    let issue = DataRequestCommand::Issue {
        title: definition.title,
        form: definition.form,
        period: Period::new("2017-01-01".parse().unwrap(), "2017-06-30".parse().unwrap()).unwrap(),
        recipients: NonEmpty::one("ms".parse().unwrap()),
        due: "2017-07-10".parse().unwrap(),
    };
    desk.give(Command::DataRequest("viktimat".parse().unwrap(), issue)).await;
}

async fn refer(desk: &TestBot) {
    let case = |command| Command::Case("2017-014".parse().unwrap(), command);
    let profile = VictimProfile {
        age_group: AgeGroup::Adult,
        sex: Sex::Male,
        nationality: Nationality::Unknown,
        forms: NonEmpty::one(ExploitationForm::ForcedLabour),
    };
    let identified_by = "policia-dhtqnj".parse().unwrap();
    let open = CaseCommand::Open { identified_by, profile, person: None, competent: BTreeMap::new() };
    desk.give(case(open)).await;
    let referral = CaseCommand::MakeReferral {
        referral: "mjeku".parse().unwrap(),
        receiver: "ms".parse().unwrap(),
        stage: CaseStage::Assistance,
        answer_by: "2017-07-05T14:00:00Z".parse().unwrap(),
        request: Some("A medical examination".parse().unwrap()),
    };
    desk.give(case(referral)).await;
}

/// A morning's message of everything that one can say of tasks, as it arrives.
async fn digest(desk: &TestBot) -> Value {
    let own = [
        ("beds", TaskSection::New),
        ("rooms", TaskSection::DueSoon),
        ("raporti", TaskSection::Today),
        ("formulari", TaskSection::Late),
    ];
    let mut message = TestBot::morning_message("2017-07-06", &own);
    let late = WorkContent::LateElsewhere {
        item: "lista".parse().unwrap(),
        owner: "mpms".parse().unwrap(),
        working_days_late: 2,
        to: Audience::Chair("shelter".parse().unwrap()),
    };
    message.parts.push(Part { notice: None, content: Content::Work(late) });
    desk.delivery.as_ref().unwrap().deliver(&message).await.unwrap();
    desk.messages().await.pop().unwrap()
}

#[tokio::test]
async fn the_chat_reads_in_english_as_it_did() {
    let desk = at_work().await;
    let arta = desk.arta();
    insta::assert_snapshot!("welcome_en", card(&desk.hears("Welcome, Arta Krasniqi").await));
    for (command, words) in [("help", "I remind you of"), ("settings", "When I write to you")] {
        desk.say(&format!("/{command}")).await;
        insta::assert_snapshot!(format!("{command}_en"), card(&desk.hears(words).await));
    }
    desk.say("/tasks").await;
    let tasks = desk.hears("4 open tasks").await;
    insta::assert_snapshot!("tasks_en", card(&tasks));
    desk.press(&tasks, "3").await;
    insta::assert_snapshot!("task_en", card(&arta.hears_with("Write the report", "Back").await));
    insta::assert_snapshot!("digest_en", card(&digest(&desk).await));
    desk.say("/board").await;
    insta::assert_snapshot!("board_en", card(&arta.hears_with("Make the list", "Remind").await));

    invite(&desk).await;
    insta::assert_snapshot!("invitation_en", card(&desk.hears("Invitation to a meeting").await));
    desk.say("/meetings").await;
    insta::assert_snapshot!("meetings_en", card(&desk.hears("Meetings to come").await));
    ask_for_data(&desk).await;
    let told = desk.hears("Data requests for Ministry").await;
    insta::assert_snapshot!("data_requests_en", card(&told));
    desk.press(&told, "Victims").await;
    insta::assert_snapshot!("data_request_en", card(&desk.hears("1 question").await));
    refer(&desk).await;
    insta::assert_snapshot!("referral_en", card(&desk.hears("is asked to take on case 2017-014").await));

    desk.clock.set("2017-07-10T06:30:00Z");
    insta::assert_snapshot!("week_en", card(&desk.hears("the week from Monday 3 July").await));
    desk.stop().await;
}

#[tokio::test]
async fn the_digest_an_invitation_and_the_help_read_in_albanian_and_serbian_as_they_did() {
    let desk = at_work().await;
    for (language, help) in [(Language::Sq, "Unë ju përkujtoj"), (Language::Sr, "Podsećam Vas")] {
        desk.arta_speaks(language).await;
        desk.say("/help").await;
        insta::assert_snapshot!(format!("help_{language}"), card(&desk.hears(help).await));
        insta::assert_snapshot!(format!("digest_{language}"), card(&digest(&desk).await));
    }
    desk.stop().await;
    for (language, words) in [(Language::Sq, "Ftesë për takim"), (Language::Sr, "Poziv na sastanak")] {
        let desk = at_work().await;
        desk.arta_speaks(language).await;
        invite(&desk).await;
        insta::assert_snapshot!(format!("invitation_{language}"), card(&desk.hears(words).await));
        desk.stop().await;
    }
}

#[tokio::test]
async fn the_pages_of_the_settings_and_the_days_to_come_read_in_three_languages_as_they_did() {
    let mut desk = at_work().await;
    desk.with_email().await;
    invite(&desk).await;
    desk.hears("Invitation to a meeting").await;
    let arta = desk.arta();
    for (language, code, heading, ahead) in [
        (Language::En, "en", "When I write to you", "What I will tell you"),
        (Language::Sq, "sq", "Kur ju shkruaj", "Çfarë do t’ju njoftoj"),
        (Language::Sr, "sr", "Kada Vam pišem", "Šta ću Vam javiti"),
    ] {
        desk.arta_speaks(language).await;
        let settings = arta.say_and_hear("/settings", heading, "☀️").await;
        insta::assert_snapshot!(format!("settings_with_email_{code}"), card(&settings));
        let mut pages = Vec::new();
        for button in ["☀️", "🌙", "📋", "✉️"] {
            let settings = arta.say_and_hear("/settings", heading, "☀️").await;
            arta.press(&settings, button).await;
            pages.push(card(&arta.becomes_another(&settings).await));
        }
        insta::assert_snapshot!(format!("settings_pages_{code}"), pages.join("\n\n---\n\n"));
        let days = arta.say_and_hear("/reminders", ahead, "").await;
        insta::assert_snapshot!(format!("reminders_{code}"), card(&days));
    }
    desk.stop().await;
}
