//! For which institution somebody speaks. Most people hold one post; whoever holds posts in several institutions has all of them
//! in one chat, and speaks for the one whose message was replied to or whose button was pressed, or else was shown last.

use events::ids::{ChatId, InstitutionId, PersonId};
use readmodels::views::PersonView;

use crate::core::chat_error::ChatError;
use crate::core::services::Services;
use crate::core::storage::addressees::{addressee, last_addressed};
use crate::core::storage::message_subjects::tasks_of_bot_message;

/// The person in post who speaks in a chat.
#[derive(Debug, Clone)]
pub(crate) struct Speaker {
    pub(crate) person: PersonView,
    /// Whether the chat is also that of another post.
    pub(crate) has_other_posts: bool,
}

/// Somebody whom the bot speaks to of its own accord, and who holds no other post as far as that goes.
impl From<PersonView> for Speaker {
    fn from(person: PersonView) -> Self {
        Self { person, has_other_posts: false }
    }
}

/// Who speaks in a chat; `message`: the bot's message that it is about.
pub(crate) async fn speaker(
    services: &Services,
    chat: ChatId,
    message: Option<i32>,
) -> Result<Option<Speaker>, ChatError> {
    let mut people = services.read_models.people_by_chat(chat).await?;
    let has_other_posts = people.len() > 1;
    if has_other_posts {
        let mut at = match message {
            Some(message) => addressed_to(services, chat, message, &people).await?,
            None => None,
        };
        if at.is_none()
            && let Some(last) = last_addressed(&services.database, chat).await?
        {
            at = addressed_to(services, chat, last, &people).await?;
        }
        people.swap(0, at.unwrap_or(0));
    }
    Ok(people.into_iter().next().map(|person| Speaker { person, has_other_posts }))
}

/// Which of these people a message of the bot is for.
async fn addressed_to(
    services: &Services,
    chat: ChatId,
    message: i32,
    people: &[PersonView],
) -> Result<Option<usize>, ChatError> {
    let of_person = |person: PersonId| people.iter().position(|one| one.person == person);
    let of_institution = |institution: InstitutionId| people.iter().position(|one| one.institution == institution);
    if let Some(person) = addressee(&services.database, chat, message).await? {
        return Ok(of_person(person));
    }
    for item in tasks_of_bot_message(&services.database, chat, message).await? {
        if let Some(task) = services.read_models.task(&item).await? {
            return Ok(of_institution(task.item.owner));
        }
    }
    Ok(None)
}
