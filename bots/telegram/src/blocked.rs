//! People who have blocked the bot: the secretariat hears of it, once for each time.
//!
//! That somebody blocked the bot shows in an update, or when a message is refused; that the block is over, in an update or
//! when the person writes. Which chats those are is in the bot's own file.

use std::convert::Infallible;
use std::time::Duration;

use chrono_tz::Europe::Belgrade;
use events::ids::ChatId;
use events::institution::InstitutionKind;
use projections::views::{InstitutionView, PersonView};
use rusqlite::OptionalExtension;
use teloxide::types::ChatMemberUpdated;

use crate::config::BotError;
use crate::connection::TelegramBot;
use crate::database::Database;
use crate::outgoing::Outgoing;
use crate::visit::VisitError;

/// The table.
pub(crate) const TABLE: &str =
    "CREATE TABLE blocked (chat INTEGER PRIMARY KEY, told INTEGER NOT NULL DEFAULT 0) STRICT;";
/// How often it looks whether there is somebody to tell of.
const LOOK: Duration = Duration::from_secs(1);
/// The pause after something went wrong.
const PAUSE: Duration = Duration::from_secs(30);

impl Database {
    /// Notes that a chat takes nothing from the bot.
    pub(crate) async fn note_blocked(&self, chat: ChatId) -> Result<(), BotError> {
        self.run(move |c| c.execute("INSERT OR IGNORE INTO blocked (chat) VALUES (?1)", [chat.0])).await.map(drop)
    }

    /// Notes that it takes messages.
    pub(crate) async fn note_open(&self, chat: ChatId) -> Result<(), BotError> {
        self.run(move |c| c.execute("DELETE FROM blocked WHERE chat = ?1", [chat.0])).await.map(drop)
    }

    async fn blocked_untold(&self) -> Result<Vec<ChatId>, BotError> {
        self.run(|c| {
            let mut untold = c.prepare_cached("SELECT chat FROM blocked WHERE told = 0 ORDER BY chat")?;
            untold.query_map([], |row| row.get(0).map(ChatId))?.collect()
        })
        .await
    }

    /// Whether a chat is known to take nothing from the bot.
    async fn is_blocked(&self, chat: ChatId) -> Result<bool, BotError> {
        let known = "SELECT 1 FROM blocked WHERE chat = ?1";
        let found = self.run(move |c| c.query_row(known, [chat.0], |_| Ok(())).optional());
        Ok(found.await?.is_some())
    }

    async fn note_told_of_block(&self, chat: ChatId) -> Result<(), BotError> {
        self.run(move |c| c.execute("UPDATE blocked SET told = 1 WHERE chat = ?1", [chat.0])).await.map(drop)
    }
}

impl TelegramBot {
    /// The bot was blocked in a chat of somebody's own, or is not any more.
    pub(crate) async fn on_membership(&self, change: &ChatMemberUpdated) -> Result<(), VisitError> {
        let chat = ChatId(change.chat.id.0);
        if !change.chat.is_private() {
            return self.on_group_membership(change).await;
        }
        if change.new_chat_member.is_present() {
            self.database.note_open(chat).await?;
        } else {
            self.database.note_blocked(chat).await?;
        }
        Ok(())
    }

    /// Tells the secretariat of whoever has blocked the bot, for ever.
    pub(crate) async fn keep_telling_of_blocks(&self) -> Result<Infallible, BotError> {
        loop {
            let pause = match self.tell_of_blocks().await {
                Ok(()) => LOOK,
                Err(VisitError::Bot(error)) => return Err(error),
                Err(error @ (VisitError::Send(_) | VisitError::ReadModels(_))) => {
                    tracing::warn!(%error, "the secretariat is told later of who has blocked the bot");
                    PAUSE
                }
            };
            tokio::time::sleep(pause).await;
        }
    }

    async fn tell_of_blocks(&self) -> Result<(), VisitError> {
        let untold = self.database.blocked_untold().await?;
        if untold.is_empty() {
            return Ok(());
        }
        let institutions = self.read_models.institutions().await?;
        for chat in untold {
            match self.read_models.person_by_chat(chat).await? {
                Some(person) => self.tell_of_block(chat, &person, &institutions).await?,
                // A stranger's, or of somebody who has left.
                None => self.database.note_told_of_block(chat).await?,
            }
        }
        Ok(())
    }

    async fn tell_of_block(
        &self,
        chat: ChatId,
        blocker: &PersonView,
        institutions: &[InstitutionView],
    ) -> Result<(), VisitError> {
        let time = self.clock.now().with_timezone(&Belgrade).time();
        let usual = self.data_requests.ladder.quiet_hours();
        let awake = |person: &PersonView| !person.quiet_hours.unwrap_or(usual).cover(time);
        let desks = institutions.iter().filter(|one| one.active && one.kind == InstitutionKind::Secretariat);
        let desks = desks.flat_map(|one| &one.staff).filter(|person| awake(person));
        for (person, own) in desks.filter_map(|person| Some((person, person.chat.filter(|own| own.0 > 0)?))) {
            if self.database.is_blocked(own).await? {
                continue;
            }
            match self.post.send_once(own, &self.block_in_words(person, blocker, institutions)).await {
                Ok(()) => return Ok(self.database.note_told_of_block(chat).await?),
                // Noted by sending; whoever is next hears of both.
                Err(error) if error.is_blocked() => {}
                Err(error) => return Err(error.into()),
            }
        }
        // With nobody to tell, it waits until there is somebody.
        Ok(())
    }

    /// That somebody has blocked the bot, as this person is told.
    fn block_in_words(&self, person: &PersonView, blocker: &PersonView, institutions: &[InstitutionView]) -> Outgoing {
        let speech = self.speech(person.language);
        let of = institutions.iter().find(|one| one.id == blocker.institution);
        let institution =
            of.map_or_else(|| blocker.institution.to_string(), |one| one.names.in_language(person.language).to_owned());
        let name = |person: &PersonView| {
            let former = || speech.label("former-focal-point", &[]);
            person.name.as_ref().map_or_else(former, ToString::to_string)
        };
        let stand_in = of.and_then(|one| {
            one.staff.iter().find(|other| other.person != blocker.person && other.chat.is_some_and(|chat| chat.0 > 0))
        });
        let mut args = vec![("name", name(blocker).into()), ("institution", institution.into())];
        let key = match stand_in {
            Some(other) => {
                args.push(("deputy", name(other).into()));
                "blocked-told-deputy"
            }
            None => "blocked-told",
        };
        Outgoing::text(speech.say(key, &args))
    }
}
