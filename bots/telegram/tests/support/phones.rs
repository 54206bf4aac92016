//! Phones of several people, and a subgroup for them to work in.

use std::time::Duration;

use events::Command;
use events::action_item::ActionItemCommand;
use events::ids::{InstitutionId, PersonId};
use events::institution::{InstitutionCommand, InstitutionKind, InvitationHash};
use events::language::{Language, LocalText};
use events::subgroup::{Chair, SubgroupCommand};
use readmodels::ReadPort;
use serde_json::{Value, json};
use telegram_sim::Contact;

use super::{ARTA, PATIENCE, TestBot, eventually};

/// The phone of one person.
pub struct Phone<'a> {
    harness: &'a TestBot,
    pub id: i64,
}

/// The texts of a message's buttons.
pub fn labels(message: &Value) -> Vec<String> {
    let rows = message["buttons"].as_array().unwrap().iter().filter_map(Value::as_array).flatten();
    rows.map(|button| button["text"].as_str().unwrap().to_owned()).collect()
}

impl Phone<'_> {
    async fn post(&self, path: &str, body: Value) -> reqwest::Response {
        let address = format!("{}/sim/contacts/{}/{path}", self.harness.base, self.id);
        let response = self.harness.http.post(address).json(&body).send().await.unwrap();
        assert!(response.status().is_success(), "{path}: {} {}", response.status(), response.text().await.unwrap());
        response
    }

    pub async fn start(&self) {
        self.post("start", json!({})).await;
    }

    pub async fn block(&self) {
        self.post("block", json!({})).await;
    }

    pub async fn say(&self, text: &str) {
        self.post("messages", json!({ "text": text })).await;
    }

    /// Says something and waits for what the bot says after it, with these words and a button with those: an earlier
    /// message with the same words may still have its buttons.
    pub async fn say_and_hear(&self, text: &str, words: &str, button: &str) -> Value {
        let said: Value = self.post("messages", json!({ "text": text })).await.json().await.unwrap();
        self.hears_after(said["id"].as_i64().unwrap(), words, button).await
    }

    pub async fn reply(&self, to: &Value, text: &str) {
        self.post("messages", json!({ "text": text, "reply_to": to["id"] })).await;
    }

    /// Presses the first button whose label contains these words.
    pub async fn press(&self, message: &Value, words: &str) {
        let labels = labels(message);
        let label = labels.iter().find(|label| label.contains(words)).unwrap_or_else(|| panic!("{words}: {labels:?}"));
        self.post(&format!("messages/{}/press", message["id"]), json!({ "text": label })).await;
    }

    /// Every message of the bot, as it reads now.
    pub async fn messages(&self) -> Vec<Value> {
        let address = format!("{}/sim/contacts/{}/messages", self.harness.base, self.id);
        let mut chat: Value = self.harness.http.get(address).send().await.unwrap().json().await.unwrap();
        let messages: Vec<Value> = serde_json::from_value(chat["messages"].take()).unwrap();
        messages.into_iter().filter(|message| message["from"] == "bot").collect()
    }

    /// How many messages of the bot contain these words.
    pub async fn count(&self, words: &str) -> usize {
        let has = |message: &&Value| message["text"].as_str().is_some_and(|text| text.contains(words));
        self.messages().await.iter().filter(has).count()
    }

    /// Waits for a message of the bot with these words; gives the latest.
    pub async fn hears(&self, words: &str) -> Value {
        self.hears_with(words, "").await
    }

    /// Waits for a message of the bot with these words and a button with those.
    pub async fn hears_with(&self, words: &str, button: &str) -> Value {
        self.hears_after(0, words, button).await
    }

    /// Waits until this message reads with these words.
    pub async fn becomes(&self, message: &Value, words: &str) -> Value {
        let is_it =
            |one: &Value| one["id"] == message["id"] && one["text"].as_str().is_some_and(|text| text.contains(words));
        eventually(async || self.messages().await.iter().any(is_it), words).await;
        self.messages().await.into_iter().find(is_it).unwrap()
    }

    /// Waits until this message reads otherwise.
    pub async fn becomes_another(&self, message: &Value) -> Value {
        let is_it = |one: &Value| one["id"] == message["id"] && one["text"] != message["text"];
        eventually(async || self.messages().await.iter().any(is_it), "it stays as it is").await;
        self.messages().await.into_iter().find(is_it).unwrap()
    }

    async fn hears_after(&self, earlier: i64, words: &str, button: &str) -> Value {
        let fits = |message: &&Value| {
            let later = message["id"].as_i64().is_some_and(|id| id > earlier);
            let offers = || labels(message).iter().any(|label| label.contains(button));
            later
                && message["text"].as_str().is_some_and(|text| text.contains(words))
                && (button.is_empty() || offers())
        };
        let heard = async {
            loop {
                if let Some(found) = self.messages().await.iter().rev().find(fits) {
                    return found.clone();
                }
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        if let Ok(found) = tokio::time::timeout(PATIENCE, heard).await {
            return found;
        }
        panic!("“{words}” with “{button}” did not come; last seen: {:#?}", self.messages().await)
    }
}

impl TestBot {
    /// Arta's own.
    pub fn arta(&self) -> Phone<'_> {
        self.phone_of(ARTA)
    }

    pub fn phone_of(&self, id: i64) -> Phone<'_> {
        Phone { harness: self, id }
    }

    fn named(names: [&str; 3]) -> LocalText {
        LocalText::from_versions(Language::ALL.into_iter().zip(names)).unwrap()
    }

    /// Registers an institution.
    pub async fn register(&self, id: &str, names: [&str; 3]) {
        self.register_as(InstitutionKind::Ministry, id, names).await;
    }

    /// Registers an institution of this kind.
    pub async fn register_as(&self, kind: InstitutionKind, id: &str, names: [&str; 3]) {
        let role = "role".parse().unwrap();
        let register = InstitutionCommand::Register { names: Self::named(names), kind, role, authority_member: true };
        self.give(Command::Institution(id.parse().unwrap(), register)).await;
    }

    /// Appoints somebody and has them link the chat of a new phone; they speak English.
    pub async fn hire(&self, institution: &str, person: &str, deputy: bool, id: i64) -> Phone<'_> {
        let of = |command| Command::Institution(institution.parse().unwrap(), command);
        let appointee = self.somebody(person, person);
        self.give(of(if deputy {
            InstitutionCommand::AppointDeputy(appointee)
        } else {
            InstitutionCommand::AppointFocalPoint(appointee)
        }))
        .await;
        let token = format!("invite-{person}");
        let (who, invitation) = (person.parse::<PersonId>().unwrap(), InvitationHash::of_token(&token));
        let expires_at = "2017-07-20T08:00:00Z".parse().unwrap();
        self.give(of(InstitutionCommand::IssueInvitation { person: who, invitation, expires_at })).await;
        let contact = Contact::new(id, person, "en").with_start(token.as_str());
        let response = self.http.post(format!("{}/sim/contacts", self.base)).json(&contact).send().await.unwrap();
        assert!(response.status().is_success(), "{}", response.status());
        let phone = self.phone_of(id);
        phone.start().await;
        phone.hears("Welcome").await;
        phone
    }

    /// The ministry of labour is given a task on the board of the subgroup, and reports that it is done.
    pub async fn reports_done(&self, id: &str, title: &str) {
        let assign = ActionItemCommand::Assign {
            title: LocalText::only(Language::En, title.parse().unwrap()),
            owner: "mpms".parse().unwrap(),
            subgroup: Some("shelter".parse().unwrap()),
            due: "2017-07-20".parse().unwrap(),
            raised_by: None,
        };
        for command in [assign, ActionItemCommand::Complete] {
            self.give(Command::ActionItem(id.parse().unwrap(), command)).await;
        }
    }

    /// Four more institutions; the ministry of labour and Arta's own are members of a subgroup that Arta chairs, with the
    /// police. The ministry of justice is no member.
    pub async fn form_subgroup(&self) {
        self.register(
            "mpms",
            [
                "Ministria e Punës dhe Mirëqenies Sociale",
                "Ministarstvo rada i socijalne zaštite",
                "Ministry of Labour and Social Welfare",
            ],
        )
        .await;
        self.register("md", ["Ministria e Drejtësisë", "Ministarstvo pravde", "Ministry of Justice"]).await;
        for (id, sq, sr, en) in [
            ("policia-dhtqnj", "Policia e Kosovës, Hetimi", "Policija Kosova, Istraga", "Kosovo Police, Investigation"),
            ("policia-dmd", "Policia e Kosovës, Mbrojtja", "Policija Kosova, Zaštita", "Kosovo Police, Protection"),
        ] {
            self.register(id, [sq, sr, en]).await;
        }
        self.subgroup("shelter", ["Strehimi", "Smeštaj", "Shelter"], &["ms", "mpms", "policia-dhtqnj", "policia-dmd"])
            .await;
    }

    /// A subgroup that Arta chairs.
    pub async fn subgroup(&self, id: &str, names: [&str; 3], members: &[&str]) {
        self.subgroup_chaired_by(("arta", "ms"), id, names, members).await;
    }

    /// A subgroup that somebody of an institution chairs.
    pub async fn subgroup_chaired_by(
        &self,
        (person, institution): (&str, &str),
        id: &str,
        names: [&str; 3],
        members: &[&str],
    ) {
        let of = |command| Command::Subgroup(id.parse().unwrap(), command);
        self.give(of(SubgroupCommand::Form { name: Self::named(names) })).await;
        for member in members {
            let institution: InstitutionId = member.parse().unwrap();
            self.give(of(SubgroupCommand::AdmitInstitution { institution })).await;
        }
        let (person, institution) = (person.parse().unwrap(), institution.parse().unwrap());
        self.give(of(SubgroupCommand::AppointChair(Chair { person, institution }))).await;
    }

    /// Has Arta addressed in another language.
    pub async fn arta_speaks(&self, language: Language) {
        self.arta().say(&format!("/language {language}")).await;
        let arta: PersonId = "arta".parse().unwrap();
        let speaks = async || {
            let person = ReadPort::person(self.read_models.as_ref(), &arta).await.unwrap();
            person.is_some_and(|person| person.language == language)
        };
        eventually(speaks, "the language was not chosen").await;
    }
}
