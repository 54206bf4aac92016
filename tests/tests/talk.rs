//! Whole conversations in words, in three languages, on the real hub: a short answer to an invitation, several tasks at once,
//! taking back, what was not clear, and a line that gives a task.

use end_to_end::page::Page;
use end_to_end::phone::{Phone, go_to};
use end_to_end::process::Demo;
use end_to_end::{TestError, eventually};
use serde_json::{Value, json};

/// What one person says and hears.
struct Conversation {
    name: &'static str,
    institution: &'static str,
    invitation: &'static str,
    /// A short answer to it, what is said of it and what is recorded.
    answer: [&'static str; 3],
    /// “Both”, where there are more than two, and what is asked.
    both: [&'static str; 2],
    /// All tasks are done: said, asked and confirmed by a button.
    all: [&'static str; 3],
    done: &'static str,
    undo: &'static str,
    undone: &'static str,
    /// Something that can mean more than one thing, the button that says which, the question of which task.
    unclear: [&'static str; 3],
    /// A line that gives a task, and what is said of it.
    line: [&'static str; 2],
    thanks: [&'static str; 2],
}

const CONVERSATIONS: [Conversation; 3] = [
    Conversation {
        name: "Vjosa",
        institution: "mpms",
        invitation: "Ftesë për takim",
        answer: ["po", "Institucioni juaj merr pjesë", "attending"],
        both: ["të dyja janë kryer", "Për cilën detyrë"],
        all: ["të gjitha detyrat janë kryer", "A ta shënoj “E kryer” për këto", "Po, për të"],
        done: "U shënua si e kryer",
        undo: "gabim",
        undone: "U zhbë",
        unclear: ["gati", "E kryer", "Për cilën detyrë"],
        line: ["Detyrë për MD: raporti u krye deri të premten", "Për cilin institucion"],
        thanks: ["faleminderit", "S’ka përse."],
    },
    Conversation {
        name: "Dragana",
        institution: "isf",
        invitation: "Poziv na sastanak",
        answer: ["ne mogu", "Vaša institucija ne dolazi", "not-attending"],
        both: ["oba zadatka su gotova", "Na koji zadatak"],
        all: ["svi zadaci su gotovi", "Da zabeležim „Završeno“ za", "Da, za sve"],
        done: "Zabeleženo kao završeno",
        undo: "poništi",
        undone: "Poništeno",
        unclear: ["spremno", "Završeno", "Na koji zadatak"],
        line: ["Zadatak za MRSZ: izveštaj završen do petka", "Zadatke dodeljuju"],
        thanks: ["hvala", "Nema na čemu."],
    },
    Conversation {
        name: "Claire",
        institution: "iom",
        invitation: "Invitation to a meeting",
        answer: ["can I join online?", "Your institution attends", "attending"],
        both: ["both are done", "Which task"],
        all: ["everything is done", "Shall I note “Done” for these", "Yes, for all"],
        done: "Marked as done",
        undo: "undo",
        undone: "Undone",
        unclear: ["ready", "Done", "Which task do you mean"],
        line: ["Task for MLSW: shelter report done by Friday", "Tasks are given by the chairs"],
        thanks: ["thanks", "You are welcome."],
    },
];

/// How the bot begins when it offers what a reply may mean, in the three languages.
const OFFERS: [&str; 6] = [
    "Nuk e kuptova plotësisht.",
    "Kjo mund të kuptohet në më shumë se një mënyrë.",
    "Ne razumem sasvim.",
    "Ovo može da se razume na više načina.",
    "I did not quite understand.",
    "This can be understood in more than one way.",
];

/// The institution's tasks that are done, of those that this test gave, once there are as many.
async fn done(page: &Page, of: &Conversation, wanted: usize) -> Result<(), TestError> {
    eventually(&format!("{wanted} of {}'s tasks to be done", of.institution), || async {
        let path = format!("/institutions/{}/tasks", of.institution);
        let tasks = page.api(&path).await.map_err(|error| error.to_string())?;
        let list = tasks.as_array().or_else(|| tasks["items"].as_array()).cloned().unwrap_or_default();
        let is_done = |task: &&Value| {
            let given = task["title"]["en"].as_str().is_some_and(|title| title.starts_with("Talk"));
            given && task["stage"] == "completed"
        };
        let found = list.iter().filter(is_done).count();
        if found == wanted { Ok(()) } else { Err(tasks.to_string()) }
    })
    .await
}

async fn talk(page: &Page, phone: &Phone, of: &Conversation) -> Result<(), TestError> {
    phone.hears_words(of.invitation).await?;
    phone.say(of.answer[0]).await?;
    phone.hears_words(of.answer[1]).await?;

    phone.say(of.line[0]).await?;
    let said = phone.hears_words(of.line[1]).await?;
    done(page, of, 0).await?;
    // A chair's line begins a task, and what follows would be read as the next answer.
    if said["buttons"].to_string().contains("Anulo") {
        phone.press(&said, "Anulo").await?;
    }

    phone.say(of.both[0]).await?;
    phone.hears_words(of.both[1]).await?;
    done(page, of, 0).await?;
    phone.say(of.all[0]).await?;
    let asked = phone.hears_words(of.all[1]).await?;
    done(page, of, 0).await?;
    phone.press(&asked, of.all[2]).await?;
    phone.hears_words(of.done).await?;
    done(page, of, 3).await?;
    phone.say(of.undo).await?;
    phone.hears_words(of.undone).await?;
    done(page, of, 0).await?;

    phone.say(of.unclear[0]).await?;
    let offers = |text: &str| OFFERS.iter().any(|begin| text.contains(begin));
    let asked = phone.hears("the offers", offers).await?;
    phone.press(&asked, of.unclear[1]).await?;
    let which = phone.hears_words(of.unclear[2]).await?;
    phone.press(&which, "Talk 2").await?;
    done(page, of, 1).await?;

    phone.say(of.thanks[0]).await?;
    phone.hears_words(of.thanks[1]).await.map(drop)
}

#[tokio::test(flavor = "multi_thread")]
async fn people_talk_in_words_and_are_understood_in_their_context() {
    let data = tempfile::tempdir().unwrap();
    let demo = Demo::start(data.path()).await.unwrap();
    let page = Page::sign_in(&demo.sign_in).await.unwrap();
    let mut phones = Vec::new();
    for of in &CONVERSATIONS {
        let phone = Phone::of(&demo.chat, of.name).await.unwrap();
        phone.start().await.unwrap();
        phone.hears("the welcome", |text| text.contains("/tasks")).await.unwrap();
        phones.push(phone);
    }
    go_to(&demo.chat, "2017-09-11").await.unwrap();
    // The morning's list is read before the invitation comes: what is said last is what a bare "yes" answers.
    for phone in &phones {
        let morning = |text: &str| ["Mirëmëngjes.", "Dobro jutro.", "Good morning."].iter().any(|m| text.contains(m));
        phone.hears("the morning's list", morning).await.unwrap();
    }
    for of in &CONVERSATIONS {
        for n in 1..=3 {
            let title = format!("Talk {n} of {}", of.institution);
            let title = json!({ "sq": title, "sr": title, "en": title });
            let body = json!({ "title": title, "owner": of.institution, "due": "2017-09-29" });
            let key = format!("talk-{n}-{}", of.institution);
            let (status, given) = page.post("/action-items", &key, &body).await.unwrap();
            assert!(status.is_success(), "{given}");
        }
    }
    let body = json!({
        "title": { "sq": "Takimi", "sr": "Sastanak", "en": "Meeting" },
        "date": "2017-09-13", "time": "10:00:00", "minutes_long": 60, "place": "Prishtinë",
        "convened": "invited", "invited": ["mpms", "isf", "iom"],
    });
    let (status, scheduled) = page.post("/meetings", "the-meeting", &body).await.unwrap();
    assert!(status.is_success(), "{scheduled}");
    for (phone, of) in phones.iter().zip(&CONVERSATIONS) {
        talk(&page, phone, of).await.unwrap();
    }
    let path = format!("/meetings/{}", scheduled["id"].as_str().unwrap());
    let meeting = page.api(&path).await.unwrap();
    for of in &CONVERSATIONS {
        assert_eq!(meeting["answers"][of.institution], of.answer[2], "{meeting}");
    }
    assert!(demo.stop().await.unwrap().success());
}
