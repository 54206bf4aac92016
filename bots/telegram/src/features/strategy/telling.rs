//! What the notifications have to say of indicators, in words: which values are owed, in one text.
//!
//! The only one is asked for at once, unless something else is being talked about: the next number that the person writes is
//! the value. What is not owed any more is left out.

use notifications::{Content, Message, WorkContent};

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::core::outgoing::Outgoing;
use crate::core::wording::ReadyMessage;
use crate::features::strategy::conversation::ask_number;
use crate::features::strategy::indicator_status::indicator_status;
use crate::features::strategy::press::{AskedNumber, IndicatorPress, IndicatorQuestion, ValueOf};

/// How many values one message has buttons for.
const MOST_BUTTONS: usize = 10;

/// What there is to say of values.
pub(super) async fn word_values(
    context: &ChatContext<'_>,
    _: &Message,
    contents: &[Content],
) -> Result<Vec<ReadyMessage>, ChatError> {
    let said = contents.iter().filter_map(Content::as_indicator_value);
    let said: Vec<ValueOf> = said.map(ValueOf::from).collect();
    if said.is_empty() {
        return Ok(vec![]);
    }
    let mut owed = Vec::new();
    for of in &said {
        if is_owed(context, of).await? {
            owed.push(of.clone());
        }
    }
    let is_task = |content: &Content| matches!(content.as_work(), Some(WorkContent::Task { .. }));
    let greeted = contents.iter().any(is_task);
    let message = match owed.as_slice() {
        [] => return Ok(vec![]),
        [only] if !context.is_rewording && may_ask(context, only).await? => {
            let heading = asked_heading(context, 1, greeted).await?;
            let question = ask_number(context, asked(only)).await?;
            let text = format!("{heading}\n\n{}", question.text);
            // Where the message says more, a button that takes it away would take away the rest as well.
            let says_nothing_else = contents.len() == said.len();
            let buttons = if says_nothing_else { question.buttons } else { vec![] };
            Outgoing::text(text).with_buttons(buttons)
        }
        several => asked_for(context, several, greeted).await?,
    };
    Ok(vec![ReadyMessage::text(message)])
}

async fn is_owed(context: &ChatContext<'_>, of: &ValueOf) -> Result<bool, ChatError> {
    let known = indicator_status(context, of).await?;
    Ok(known.is_some_and(|known| known.reported.is_none()))
}

/// Whether nothing else is being talked about: a message that is handed over again has its own question open already.
async fn may_ask(context: &ChatContext<'_>, of: &ValueOf) -> Result<bool, ChatError> {
    let open = context.question().await?;
    Ok(open.is_none_or(|open| open == IndicatorQuestion::Number(asked(of)).into()))
}

fn asked(of: &ValueOf) -> AskedNumber {
    AskedNumber { of: of.clone(), given: vec![], correcting: false }
}

/// Where tasks come first in the message, it has greeted already.
async fn asked_heading(context: &ChatContext<'_>, count: usize, greeted: bool) -> Result<String, ChatError> {
    let name = context.institution_name().await?;
    let key = if greeted { "indicators-asked-too" } else { "indicators-asked" };
    Ok(context.texts().say(key, &[("count", count.into()), ("institution", name.into())]))
}

/// Which values are waiting, with a button for each.
async fn asked_for(context: &ChatContext<'_>, waiting: &[ValueOf], greeted: bool) -> Result<Outgoing, ChatError> {
    let texts = context.texts();
    let mut buttons = Vec::new();
    for of in waiting.iter().take(MOST_BUTTONS) {
        let Some(known) = indicator_status(context, of).await? else { continue };
        let label = texts.label("button-indicator-report", &known.args());
        buttons.push(vec![(label, IndicatorPress::AskBelow(asked(of)).into())]);
    }
    Ok(Outgoing::text(asked_heading(context, waiting.len(), greeted).await?).with_buttons(buttons))
}
