//! Each chat has a queue of its own: what one says is handled in its order, and nobody waits for another chat.
//!
//! Before a batch is confirmed to the messenger, what is to be handled of it is in the bot's file. After a crash it is taken up
//! from there, with the same command ids; of what is not kept, because the guard does not let it pass, people are told to write
//! again. A queue has an end: of what comes beyond it people are told, once, that it was not read. Strangers share one queue,
//! and what is beyond their budget is not answered.

use std::collections::{HashMap, VecDeque};
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use events::ids::ChatId;
use futures::FutureExt as _;
use serde_json::Value;
use teloxide::types::{Update, UpdateKind};
use tokio::task::JoinSet;

use crate::core::config::BotError;
use crate::core::languages::languages_of;
use crate::core::outgoing::Outgoing;
use crate::core::posts::speaker;
use crate::core::storage::handled_updates::{TakenUpdate, pending_updates, record_handled, take_in};
use crate::core::storage::linked_groups::linked_group;
use crate::core::updates::dispatcher::{Dispatcher, is_code};
use crate::core::updates::group_messages::sender;
use crate::core::updates::handling::handle;
use crate::core::updates::kept_form::kept_form;
use crate::core::updates::reading::{number_of, read_update};
use crate::core::updates::strangers::StrangersBudget;

/// How many updates of one chat wait at most; an album has ten.
const MOST_WAITING: usize = 64;
/// How many wait in all chats together before no more are asked for.
const MOST_IN_ALL: usize = 4_096;

/// Whose queue it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum QueueKey {
    Chat(i64),
    Strangers,
}

/// What waits to be handled.
enum Waiting {
    Update(Box<Update>),
    /// Of what came before a restart nothing is kept.
    NotKept(TakenUpdate),
}

impl Waiting {
    fn id(&self) -> u32 {
        match self {
            Self::Update(update) => update.id.0,
            Self::NotKept(taken) => taken.id,
        }
    }

    fn chat(&self) -> i64 {
        match self {
            Self::Update(update) => chat_of(update),
            Self::NotKept(taken) => taken.chat,
        }
    }
}

fn chat_of(update: &Update) -> i64 {
    update.chat().map_or(0, |chat| chat.id.0)
}

/// What waits in one queue; there is one as long as somebody works on it.
#[derive(Default)]
struct Queue {
    waiting: VecDeque<Waiting>,
    /// The chat whose update is being handled.
    in_hand: Option<i64>,
    /// The last of those that were not read, whose chat is to be told.
    unread: Option<Box<Update>>,
}

/// What is next in a queue.
enum Next {
    Handle(Waiting),
    TellUnread(Box<Update>),
}

type Queues = Arc<Mutex<HashMap<QueueKey, Queue>>>;

fn locked(queues: &Queues) -> MutexGuard<'_, HashMap<QueueKey, Queue>> {
    queues.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The queues of all chats, and those who work on them.
pub(crate) struct ChatQueues {
    dispatcher: Arc<Dispatcher>,
    strangers: StrangersBudget,
    queues: Queues,
    workers: JoinSet<Result<(), BotError>>,
}

impl ChatQueues {
    /// The queues, with what waited when the bot stopped.
    pub(crate) async fn open(dispatcher: Arc<Dispatcher>) -> Result<Self, BotError> {
        let strangers = StrangersBudget::new(dispatcher.services().settings.messages_of_strangers);
        let mut queues = Self { dispatcher, strangers, queues: Queues::default(), workers: JoinSet::new() };
        for taken in pending_updates(&queues.dispatcher.services().database).await? {
            let raw = taken.body.as_deref().and_then(|body| serde_json::from_str(body).ok());
            let waiting = match raw.as_ref().and_then(read_update) {
                Some(update) => Waiting::Update(Box::new(update)),
                None => Waiting::NotKept(taken),
            };
            queues.put(QueueKey::Chat(waiting.chat()), waiting);
        }
        Ok(queues)
    }

    /// Whether so many wait that no more are to be asked for.
    pub(crate) fn is_full(&self) -> bool {
        locked(&self.queues).values().map(|queue| queue.waiting.len()).sum::<usize>() >= MOST_IN_ALL
    }

    /// Takes updates in, in their order; once this returns they may be confirmed. `next`: every update before this one has
    /// come.
    pub(crate) async fn take_in(&mut self, raw: &[Value], next: Option<i32>) -> Result<(), BotError> {
        let (mut noted, mut to_wait) = (Vec::new(), Vec::new());
        let mut coming: HashMap<QueueKey, usize> = HashMap::new();
        for raw in raw {
            let Some(update) = read_update(raw) else {
                noted.extend(number_of(raw).map(|id| (id, None)));
                continue;
            };
            let id = update.id.0;
            let Some(key) = self.queue_of(&update).await else {
                self.dispatcher.services().figures.note_unanswered_stranger();
                noted.push((id, None));
                continue;
            };
            let in_batch = coming.entry(key).or_default();
            // Of strangers no more wait than are answered.
            if key != QueueKey::Strangers && *in_batch + self.waiting_in(key) >= MOST_WAITING {
                self.leave_unread(key, Box::new(update));
                noted.push((id, None));
                continue;
            }
            *in_batch += 1;
            noted.push((id, Some(self.as_taken(raw, &update))));
            to_wait.push((key, update));
        }
        let new = take_in(&self.dispatcher.services().database, noted, next).await?;
        for (key, update) in to_wait.into_iter().filter(|(_, update)| new.contains(&update.id.0)) {
            self.put(key, Waiting::Update(Box::new(update)));
        }
        Ok(())
    }

    fn as_taken(&self, raw: &Value, update: &Update) -> TakenUpdate {
        let (features, own) = (self.dispatcher.features, &self.dispatcher.services().username);
        let kept = kept_form(raw, |text| is_code(features, text, own));
        let (id, chat) = (update.id.0, chat_of(update));
        TakenUpdate { id, chat, message: kept.message, body: kept.body, is_refused: kept.is_refused }
    }

    /// In which queue an update waits; nothing: it is a stranger's, and beyond what is answered to them.
    async fn queue_of(&self, update: &Update) -> Option<QueueKey> {
        let chat = chat_of(update);
        if self.is_of_somebody(update).await {
            return Some(if self.has_strangers_from(chat) { QueueKey::Strangers } else { QueueKey::Chat(chat) });
        }
        #[expect(clippy::wildcard_enum_match_arm, reason = "nothing else has a text")]
        let has_code = match &update.kind {
            UpdateKind::Message(message) | UpdateKind::EditedMessage(message) => self.dispatcher.is_code(message),
            _ => false,
        };
        self.strangers.takes(chat, has_code).then_some(QueueKey::Strangers)
    }

    /// Whether an update comes from somebody's chat or from a subgroup's group, or tells of a chat itself. Where that cannot be
    /// asked, it does.
    async fn is_of_somebody(&self, update: &Update) -> bool {
        let services = self.dispatcher.services();
        let Some(chat) = update.chat() else { return true };
        if let UpdateKind::MyChatMember(_) = update.kind {
            return true;
        }
        let own = ChatId(chat.id.0);
        if chat.is_private() {
            return services.read_models.people_by_chat(own).await.map_or(true, |people| !people.is_empty());
        }
        let is_linked = linked_group(&services.database, own).await.map_or(true, |group| group.is_some());
        is_linked || sender(services, update.from()).await.map_or(true, |sender| sender.is_some())
    }

    /// Whether something that came from this chat before it was anybody's still waits: what comes now waits behind it.
    fn has_strangers_from(&self, chat: i64) -> bool {
        locked(&self.queues).get(&QueueKey::Strangers).is_some_and(|queue| {
            queue.in_hand == Some(chat) || queue.waiting.iter().any(|waiting| waiting.chat() == chat)
        })
    }

    fn waiting_in(&self, key: QueueKey) -> usize {
        locked(&self.queues).get(&key).map_or(0, |queue| queue.waiting.len())
    }

    fn leave_unread(&self, key: QueueKey, update: Box<Update>) {
        self.dispatcher.services().figures.note_unread();
        if let Some(queue) = locked(&self.queues).get_mut(&key) {
            queue.unread = Some(update);
        }
    }

    /// Has an update wait, and somebody work on its queue.
    fn put(&mut self, key: QueueKey, waiting: Waiting) {
        let mut queues = locked(&self.queues);
        let is_idle = !queues.contains_key(&key);
        queues.entry(key).or_default().waiting.push_back(waiting);
        drop(queues);
        if is_idle {
            let (dispatcher, queues) = (self.dispatcher.clone(), self.queues.clone());
            self.workers.spawn(Box::pin(work(dispatcher, queues, key)));
        }
    }

    /// Why one of those who work ended other than by having nothing more to do; it waits until one does.
    pub(crate) async fn failed(&mut self) -> BotError {
        loop {
            match self.workers.join_next().await {
                Some(Ok(Ok(()))) => {}
                Some(Ok(Err(error))) => return error,
                Some(Err(error)) => return BotError::Handling { reason: error.to_string() },
                None => std::future::pending().await,
            }
        }
    }

    /// Waits until nothing waits any more.
    pub(crate) async fn finish(mut self) -> Result<(), BotError> {
        while let Some(ended) = self.workers.join_next().await {
            ended.map_err(|error| BotError::Handling { reason: error.to_string() })??;
        }
        Ok(())
    }
}

/// What is next in a queue; nothing: the queue is gone.
fn next_of(queues: &Queues, key: QueueKey) -> Option<Next> {
    let mut queues = locked(queues);
    let queue = queues.get_mut(&key)?;
    queue.in_hand = None;
    if let Some(waiting) = queue.waiting.pop_front() {
        queue.in_hand = Some(waiting.chat());
        return Some(Next::Handle(waiting));
    }
    if let Some(update) = queue.unread.take() {
        return Some(Next::TellUnread(update));
    }
    queues.remove(&key);
    None
}

/// Handles what waits in a queue, one after the other, until nothing does.
async fn work(dispatcher: Arc<Dispatcher>, queues: Queues, key: QueueKey) -> Result<(), BotError> {
    let database = &dispatcher.services().database;
    while let Some(next) = next_of(&queues, key) {
        match next {
            Next::Handle(waiting) => {
                let id = waiting.id();
                match waiting {
                    // What breaks off once breaks off again, and must not hold up whatever comes after it.
                    Waiting::Update(update) => {
                        if let Ok(handled) = AssertUnwindSafe(handle(&dispatcher, *update)).catch_unwind().await {
                            handled?;
                        } else {
                            tracing::error!(update = id, "an update could not be handled; it is passed over");
                        }
                    }
                    Waiting::NotKept(taken) => ask_again(&dispatcher, &taken).await,
                }
                record_handled(database, id).await?;
            }
            Next::TellUnread(update) => tell_unread(&dispatcher, &update).await,
        }
    }
    Ok(())
}

/// Somebody's chat is told that something was not read, in the person's language.
async fn tell(dispatcher: &Dispatcher, chat: ChatId, user: Option<&teloxide::types::User>, key: &str) {
    let services = dispatcher.services();
    let person = speaker(services, chat, None).await.ok().flatten().map(|speaker| speaker.person);
    let text = services.say_in(&languages_of(person.as_ref(), user), key);
    if let Err(error) = services.messenger.send(chat, &Outgoing::text(text)).await {
        tracing::warn!(%error, "an answer could not be sent");
    }
}

async fn tell_unread(dispatcher: &Dispatcher, update: &Update) {
    if let Some(chat) = update.chat().filter(|chat| chat.is_private()) {
        tell(dispatcher, ChatId(chat.id.0), update.from(), "too-many-messages").await;
    }
}

/// Of what a person wrote before a restart nothing is kept: it is to be written again, and goes where it would have gone.
async fn ask_again(dispatcher: &Dispatcher, taken: &TakenUpdate) {
    let chat = ChatId(taken.chat);
    let Some(message) = taken.message else { return };
    if taken.is_refused {
        dispatcher.services().messenger.delete(chat, message).await;
    }
    // The messenger gives groups numbers below nought.
    if chat.0 > 0 {
        tell(dispatcher, chat, None, "cannot-look-now").await;
    }
}
