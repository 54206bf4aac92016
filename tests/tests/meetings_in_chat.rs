//! A subgroup's meeting from its invitation to the task that a decision gives: in chat, in three languages, on the real hub.

use end_to_end::page::Page;
use end_to_end::phone::{Phone, go_to, next_morning};
use end_to_end::process::Demo;
use end_to_end::{TestError, eventually};
use serde_json::{Value, json};

/// Waits until the meeting reads like this in the API.
async fn meeting(page: &Page, id: &str, what: &str, fits: impl Fn(&Value) -> bool) -> Result<Value, TestError> {
    eventually(what, || async {
        let meeting = page.api(&format!("/meetings/{id}")).await.map_err(|error| error.to_string())?;
        if fits(&meeting) { Ok(meeting) } else { Err(meeting.to_string()) }
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meeting_from_its_invitation_to_the_task_that_a_decision_gives() {
    let data = tempfile::tempdir().unwrap();
    let demo = Demo::start(data.path()).await.unwrap();
    let page = Page::sign_in(&demo.sign_in).await.unwrap();
    let mut phones = Vec::new();
    for name in ["Vjosa", "Milica", "Claire"] {
        let phone = Phone::of(&demo.chat, name).await.unwrap();
        phone.start().await.unwrap();
        phone.hears("the welcome", |text| text.contains("/tasks")).await.unwrap();
        phones.push(phone);
    }
    go_to(&demo.chat, "2017-09-11").await.unwrap();
    let body = json!({
        "title": { "sq": "Takimi i të dhënave", "sr": "Sastanak o podacima", "en": "Data meeting" },
        "date": "2017-09-13", "time": "10:00:00", "minutes_long": 60, "place": "Prishtinë",
        "convened": "invited", "invited": ["mpms", "qps", "iom"],
    });
    let (status, scheduled) = page.post("/meetings", "the-meeting", &body).await.unwrap();
    assert!(status.is_success(), "{scheduled}");
    let id = scheduled["id"].as_str().unwrap().to_owned();

    // Each is invited in the own language, and answers in the own way.
    let invitation = phones[0].hears_words("Ftesë për takim").await.unwrap();
    phones[0].press(&invitation, "Marrim pjesë").await.unwrap();
    phones[0].hears_words("Institucioni juaj merr pjesë").await.unwrap();
    phones[1].hears_words("Poziv na sastanak").await.unwrap();
    phones[1].say("ne dolazimo").await.unwrap();
    phones[1].hears_words("Vaša institucija ne dolazi").await.unwrap();
    let invitation = phones[2].hears_words("Invitation to a meeting").await.unwrap();
    phones[2].reply(&invitation, "sending a deputy").await.unwrap();
    phones[2].hears_words("Your institution sends a deputy").await.unwrap();
    let answers = json!({ "mpms": "attending", "qps": "not-attending", "iom": "sending-deputy" });
    meeting(&page, &id, "the three answers", |meeting| meeting["answers"] == answers).await.unwrap();
    phones[2].press(&invitation, "Into my calendar").await.unwrap();
    let file = String::from_utf8(phones[2].receives_file(".ics").await.unwrap()).unwrap();
    assert!(file.contains("DTSTART:20170913T080000Z"), "{file}");

    // The day before, those who come are reminded.
    next_morning(&demo.chat).await.unwrap();
    phones[0].hears_words("Takimi i ardhshëm").await.unwrap();
    let messages = phones[1].messages().await.unwrap();
    assert!(!messages.iter().any(|message| message["text"].as_str().unwrap_or("").contains("Sledeći sastanak")));

    // Whoever leads it takes the attendance and records a decision with a task, all in chat.
    next_morning(&demo.chat).await.unwrap();
    let desk = Phone::of(&demo.chat, "Teuta").await.unwrap();
    desk.start().await.unwrap();
    desk.hears("the welcome", |text| text.contains("/tasks")).await.unwrap();
    desk.say("/meetings").await.unwrap();
    let list = desk.hears_words("Takimet e ardhshme").await.unwrap();
    desk.press(&list, "Takimi i të dhënave").await.unwrap();
    let shown = desk.hears_words("Nuk marrin pjesë: Qendrat").await.unwrap();
    desk.press(&shown, "Shëno pjesëmarrjen").await.unwrap();
    let asked = desk.hears_words("cilat institucione janë të pranishme").await.unwrap();
    desk.press(&asked, "Ruaj pjesëmarrjen: 2").await.unwrap();
    let held = desk.hears_words("2 institucione ishin të pranishme").await.unwrap();
    desk.press(&held, "Shëno një vendim").await.unwrap();
    desk.hears_words("Çfarë u vendos?").await.unwrap();
    desk.say("Formulari i përbashkët i të dhënave").await.unwrap();
    let more = desk.hears_words("A i jep vendimi detyrë").await.unwrap();
    desk.press(&more, "Jepi detyrë").await.unwrap();
    let owner = desk.hears_words("Cili institucion").await.unwrap();
    desk.press(&owner, "Ministria e Punës").await.unwrap();
    let what = desk.hears_words("Çfarë duhet të bëjë?").await.unwrap();
    desk.press(&what, "Siç thotë vendimi").await.unwrap();
    desk.hears_words("Deri kur?").await.unwrap();
    desk.say("deri më 30/9").await.unwrap();
    let ready = desk.hears_words("afati: e shtunë 30 shtator").await.unwrap();
    desk.press(&ready, "Ruaj vendimin").await.unwrap();
    desk.hears_words("detyrat u caktuan").await.unwrap();
    let held = meeting(&page, &id, "the decision", |meeting| meeting["decisions"][0]["raises"][0].is_string());
    let raised = held.await.unwrap()["decisions"][0]["raises"][0].clone();
    eventually("the task in the ministry's list", || async {
        let tasks = page.api("/institutions/mpms/tasks").await.map_err(|error| error.to_string())?;
        if tasks.to_string().contains(raised.as_str().unwrap_or("-")) { Ok(()) } else { Err(tasks.to_string()) }
    })
    .await
    .unwrap();
    assert!(demo.stop().await.unwrap().success());
}
