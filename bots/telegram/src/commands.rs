//! Messages in: commands, and everything that is not text.

use events::Command;
use events::ids::ChatId;
use events::institution::InstitutionCommand;
use events::language::Language;
use projections::views::PersonView;
use teloxide::types::{ChatKind, Message, User};

use crate::buttons::Press;
use crate::connection::TelegramBot;
use crate::outgoing::Outgoing;
use crate::replies::OnAcceptance;
use crate::visit::{Cause, Visit, VisitError};

/// A command of the chat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ChatCommand {
    /// Begin, perhaps with an invitation's token.
    Start(Option<String>),
    /// The open tasks.
    Tasks,
    /// The boards of the subgroups this person chairs.
    Board,
    /// The meetings.
    Meetings,
    /// To give a task.
    Assign,
    /// The week of the subgroups this person chairs.
    Week,
    /// The month of the whole mechanism.
    Month,
    /// The referrals that wait for the institution's answer.
    Referrals,
    /// The indicators that the institution reports.
    Indicators,
    /// The data requests.
    Data,
    /// The language, perhaps named.
    Language(Option<Language>),
    /// The sessions that this person gives or attends.
    Training,
    /// What this person's post asks for.
    Briefing,
    /// What a certificate's code stands for.
    Verify(String),
    /// What can be set.
    Settings,
    /// To be away, perhaps until a day in words.
    Away(Option<String>),
    /// To be back.
    Back,
    /// Who the bot takes somebody for.
    WhoAmI,
    /// To make a group the chat of a subgroup, or nobody's.
    Link,
    Unlink,
    /// What is kept.
    Privacy,
    /// Help.
    Help,
    /// Something else that begins with a slash.
    Unknown(String),
}

impl ChatCommand {
    /// Those that the messenger offers to strangers while they type.
    pub(crate) const TO_STRANGERS: [Self; 4] =
        [Self::Start(None), Self::Verify(String::new()), Self::Privacy, Self::Help];

    /// Those that the messenger offers to a person while they type.
    pub(crate) fn offered_to(person: &PersonView) -> Vec<Self> {
        let mut offered = vec![Self::Tasks];
        if !person.chairs.is_empty() {
            offered.extend([Self::Board, Self::Week]);
        }
        if person.secretariat {
            offered.push(Self::Month);
        }
        if !person.chairs.is_empty() || person.secretariat {
            offered.push(Self::Assign);
        }
        offered.extend([
            Self::Meetings,
            Self::Data,
            Self::Referrals,
            Self::Indicators,
            Self::Training,
            Self::Briefing,
            Self::Verify(String::new()),
            Self::Settings,
            Self::Away(None),
            Self::Back,
            Self::Language(None),
            Self::WhoAmI,
            Self::Privacy,
            Self::Help,
        ]);
        offered
    }

    pub(crate) fn name(&self) -> &str {
        match self {
            Self::Start(_) => "start",
            Self::Tasks => "tasks",
            Self::Board => "board",
            Self::Meetings => "meetings",
            Self::Assign => "assign",
            Self::Week => "week",
            Self::Month => "month",
            Self::Referrals => "referrals",
            Self::Indicators => "indicators",
            Self::Data => "data",
            Self::Language(_) => "language",
            Self::Training => "training",
            Self::Briefing => "briefing",
            Self::Verify(_) => "verify",
            Self::Settings => "settings",
            Self::Away(_) => "away",
            Self::Back => "back",
            Self::WhoAmI => "whoami",
            Self::Link => "link",
            Self::Unlink => "unlink",
            Self::Privacy => "privacy",
            Self::Help => "help",
            Self::Unknown(name) => name,
        }
    }

    pub(crate) fn description_key(&self) -> &'static str {
        match self {
            Self::Start(_) => "commands-start",
            Self::Tasks => "commands-tasks",
            Self::Board => "commands-board",
            Self::Meetings => "commands-meetings",
            Self::Assign => "commands-assign",
            Self::Week => "commands-week",
            Self::Month => "commands-month",
            Self::Referrals => "commands-referrals",
            Self::Indicators => "commands-indicators",
            Self::Data => "commands-data",
            Self::Language(_) => "commands-language",
            Self::Training => "commands-training",
            Self::Briefing => "commands-briefing",
            Self::Verify(_) => "commands-verify",
            Self::Settings => "commands-settings",
            Self::Away(_) => "commands-away",
            Self::Back => "commands-back",
            Self::WhoAmI => "commands-whoami",
            Self::Link | Self::Unlink => "commands-link",
            Self::Privacy => "commands-privacy",
            Self::Help | Self::Unknown(_) => "commands-help",
        }
    }

    /// The command in a text that begins with a slash; `/tasks@some_bot` counts as `/tasks`.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let mut words = text.strip_prefix('/')?.split_whitespace();
        let name = words.next().unwrap_or_default();
        let name = name.split_once('@').map_or(name, |(name, _)| name).to_lowercase();
        let words: Vec<&str> = words.collect();
        let argument = words.first().map(|&word| word.to_owned());
        Some(match name.as_str() {
            "start" => Self::Start(argument),
            "tasks" => Self::Tasks,
            "board" => Self::Board,
            "meetings" => Self::Meetings,
            "assign" => Self::Assign,
            "week" => Self::Week,
            "month" => Self::Month,
            "referrals" => Self::Referrals,
            "indicators" => Self::Indicators,
            "data" => Self::Data,
            "language" => Self::Language(argument.and_then(|code| language_named(&code))),
            "training" => Self::Training,
            "briefing" => Self::Briefing,
            "verify" => Self::Verify(words.concat()),
            "settings" => Self::Settings,
            "away" => Self::Away(Some(words.join(" ")).filter(|until| !until.is_empty())),
            "back" => Self::Back,
            "whoami" => Self::WhoAmI,
            "link" => Self::Link,
            "unlink" => Self::Unlink,
            "privacy" => Self::Privacy,
            "help" => Self::Help,
            _ => Self::Unknown(format!("/{name}")),
        })
    }
}

impl TelegramBot {
    /// A message arrived.
    pub(crate) async fn on_message(&self, update: u32, message: &Message) -> Result<(), VisitError> {
        if !matches!(message.chat.kind, ChatKind::Private(_)) {
            return Box::pin(self.on_group_message(update, message)).await;
        }
        let chat = ChatId(message.chat.id.0);
        let text = message.text();
        let command = text.and_then(ChatCommand::read);
        self.database.note_open(chat).await?;
        let person = self.read_models.person_by_chat(chat).await?;
        let language = person.as_ref().map_or_else(|| language_of(message.from.as_ref()), |person| person.language);
        let speech = self.speech(language);
        let languages = languages_of(person.as_ref(), message.from.as_ref());
        let say = async |key: &str| self.post.send(chat, &Outgoing::text(self.say_in(&languages, key))).await;

        if self.turned_away(chat, message, &speech, person.is_some()).await? {
            return Ok(());
        }
        if message.forward_origin().is_some() && message.document().is_none() {
            // A form may be filled in by a colleague and is shown before it is sent; nothing else is taken unasked.
            return match (person, text) {
                (Some(person), Some(text)) if command.is_none() => {
                    Visit::new(self, chat, person, Cause::new(self, update)).on_forwarded(text).await
                }
                (_, Some(_)) => Ok(say("forwarded-not-acted-on").await?),
                (_, None) => {
                    self.post.delete(chat, message.id.0).await;
                    Ok(say("only-text").await?)
                }
            };
        }
        if let Some(ChatCommand::Start(Some(token))) = &command {
            let languages = languages_of(person.as_ref(), message.from.as_ref());
            return self.take_invitation(Cause::new(self, update), chat, person, token, &languages).await;
        }
        // Whoever is shown a certificate need not be anybody here.
        if let Some(ChatCommand::Verify(code)) = &command {
            return self.verify(chat, language, code).await;
        }
        // A photo, a contact or a place may show who a victim is, and no form asks for one; a file may be a form.
        let Some(text) = text else {
            if let (Some(person), Some(document)) = (&person, message.document()) {
                let visit = Visit::new(self, chat, person.clone(), Cause::new(self, update));
                return visit.on_document(message, document).await;
            }
            self.post.delete(chat, message.id.0).await;
            return Ok(say("only-text").await?);
        };
        if command == Some(ChatCommand::Privacy) {
            return Ok(say("privacy").await?);
        }
        let Some(person) = person else {
            let key = match command {
                Some(ChatCommand::WhoAmI) | None => "not-linked",
                Some(_) => "welcome-not-linked",
            };
            return Ok(say(key).await?);
        };
        self.offer_commands(chat, &person).await?;
        let visit = Visit::new(self, chat, person, Cause::new(self, update));
        match command {
            Some(ChatCommand::Start(_) | ChatCommand::Help) => visit.answer(visit.help().await?).await,
            Some(ChatCommand::Tasks) => visit.show_tasks().await,
            Some(ChatCommand::Board) => visit.show_boards().await,
            Some(ChatCommand::Meetings) => visit.show_meetings().await,
            Some(ChatCommand::Assign) => Box::pin(visit.begin_assigning()).await,
            Some(ChatCommand::Week) => visit.show_weeks().await,
            Some(ChatCommand::Month) => Box::pin(visit.show_month(None)).await,
            Some(ChatCommand::Referrals) => visit.show_referrals().await,
            Some(ChatCommand::Training) => visit.show_training().await,
            Some(ChatCommand::Briefing) => visit.show_briefings().await,
            Some(ChatCommand::Verify(code)) => self.verify(chat, language, &code).await,
            Some(ChatCommand::Indicators) => visit.show_indicators().await,
            Some(ChatCommand::Data) => visit.show_requests().await,
            Some(ChatCommand::Language(Some(language))) => visit.speak(language, None).await,
            Some(ChatCommand::Language(None)) => visit.ask_language().await,
            Some(ChatCommand::Settings) => visit.show_settings().await,
            Some(ChatCommand::Away(until)) => visit.on_away(until.as_deref()).await,
            Some(ChatCommand::Back) => visit.on_back(None).await,
            Some(ChatCommand::WhoAmI) => visit.who_am_i().await,
            Some(ChatCommand::Link | ChatCommand::Unlink) => visit.say("group-only").await,
            Some(ChatCommand::Privacy) => visit.say("privacy").await,
            Some(ChatCommand::Unknown(name)) => {
                let text = visit.speech().say("command-unknown", &[("command", name.into())]);
                visit.answer(Outgoing::text(text)).await
            }
            None => visit.on_text(text, message.reply_to_message().map(|original| original.id.0)).await,
        }
    }

    /// A message was changed after it was sent.
    pub(crate) async fn on_edited(&self, message: &Message) -> Result<(), VisitError> {
        let chat = ChatId(message.chat.id.0);
        if !matches!(message.chat.kind, ChatKind::Private(_)) {
            return self.on_group_edit(message).await;
        }
        let person = self.read_models.person_by_chat(chat).await?;
        let language = person.as_ref().map_or_else(|| language_of(message.from.as_ref()), |person| person.language);
        let speech = self.speech(language);
        if self.turned_away(chat, message, &speech, person.is_some()).await? {
            return Ok(());
        }
        let key = if person.is_some() { "edited-message" } else { "not-linked" };
        let languages = languages_of(person.as_ref(), message.from.as_ref());
        Ok(self.post.send(chat, &Outgoing::text(self.say_in(&languages, key))).await?)
    }
}

/// The language of a stranger's own Telegram, where focalpoint speaks it.
fn language_told(user: Option<&User>) -> Option<Language> {
    let code = user.and_then(|user| user.language_code.as_deref())?.to_ascii_lowercase();
    match code.split('-').next()? {
        "sq" => Some(Language::Sq),
        "sr" if code.contains("cyrl") => Some(Language::SrCyrl),
        "sr" | "hr" | "bs" | "cnr" | "sh" => Some(Language::Sr),
        "en" => Some(Language::En),
        _ => None,
    }
}

/// The one language in which a stranger is spoken to where there is room for one only: a button, a menu.
pub(crate) fn language_of(user: Option<&User>) -> Language {
    language_told(user).unwrap_or_default()
}

/// The language that a code names, however it is capitalised.
fn language_named(code: &str) -> Option<Language> {
    Language::OFFERED.into_iter().find(|language| language.code().eq_ignore_ascii_case(code))
}

/// The languages in which somebody is answered: a person in the one chosen, a stranger in that of the messenger, and
/// where that says none of ours in all three.
pub(crate) fn languages_of(person: Option<&PersonView>, user: Option<&User>) -> Vec<Language> {
    match person.map(|person| person.language).or_else(|| language_told(user)) {
        Some(language) => vec![language],
        None => Language::ALL.to_vec(),
    }
}

impl Visit<'_> {
    /// What can be written and pressed here.
    pub(crate) async fn help(&self) -> Result<Outgoing, VisitError> {
        let speech = self.speech();
        let mut parts = vec![
            speech.say("help-focal-point", &[]),
            speech.say("help-meetings", &[]),
            speech.say("help-referrals", &[]),
        ];
        let strategy = self.bot.strategy.look(self.bot.read_models.as_ref()).await?;
        if strategy.reported_by(&self.person.institution).next().is_some() {
            parts.push(speech.say("help-indicators", &[]));
        }
        if !self.person.chairs.is_empty() {
            parts.push(speech.say("help-chair", &[]));
            parts.push(speech.say("help-week", &[]));
        }
        if !self.person.chairs.is_empty() || self.person.secretariat {
            parts.push(speech.say("help-assign", &[]));
        }
        if self.person.secretariat {
            parts.push(speech.say("help-secretariat", &[]));
            parts.push(speech.say("help-month", &[]));
        }
        Ok(Outgoing::text(parts.join("\n\n")))
    }

    async fn ask_language(&self) -> Result<(), VisitError> {
        let speech = self.speech();
        let message = Outgoing::text(speech.say("language-ask", &[])).with_buttons(vec![language_buttons(self.bot)]);
        self.answer(message).await
    }

    /// Chooses a language; the message that asked becomes the confirmation.
    pub(crate) async fn speak(&self, language: Language, asked_in: Option<i32>) -> Result<(), VisitError> {
        let choose = InstitutionCommand::ChooseLanguage { person: self.person.person.clone(), language };
        let command = Command::Institution(self.person.institution.clone(), choose);
        let chosen = Outgoing::text(self.bot.speech(language).say("language-chosen", &[]));
        let answer = self.carry_out(command, OnAcceptance::Say(chosen)).await?;
        match asked_in {
            Some(message) => Ok(self.bot.post.replace(self.chat, message, &answer).await?),
            None => self.answer(answer).await,
        }
    }
}

/// A button for each language, named in itself.
pub(crate) fn language_buttons(bot: &TelegramBot) -> Vec<(String, Press)> {
    Language::OFFERED
        .into_iter()
        .map(|language| {
            let name = bot.speech(language).label(&format!("language-name-{language}"), &[]);
            (name, Press::Speak(language))
        })
        .collect()
}
