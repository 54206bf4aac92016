//! What a person types: offered to the features in their order.

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::core::feature::TypedText;
use crate::core::outgoing::Outgoing;
use crate::core::updates::dispatcher::Dispatcher;

async fn answer_all(context: &ChatContext<'_>, answers: Vec<Outgoing>) -> Result<(), ChatError> {
    for message in answers {
        context.answer(message).await?;
    }
    Ok(())
}

/// A text that is no command and that the guard let pass: what goes before questions, the answer to the open question, or
/// something else.
pub(crate) async fn on_typed_text(
    dispatcher: &Dispatcher,
    context: &ChatContext<'_>,
    typed: TypedText<'_>,
) -> Result<(), ChatError> {
    let question = context.question().await?;
    // What was asked for is the answer, whatever else it looks like.
    let is_the_answer = question.as_ref().is_some_and(|question| dispatcher.asks_for(question, typed.text));
    for feature in dispatcher.features.iter().filter(|_| !is_the_answer) {
        if let Some(answers) = feature.on_text_before_answers(context, typed).await? {
            return answer_all(context, answers).await;
        }
    }
    if let Some(question) = question
        && let Some(feature) = dispatcher.of_question(&question)
        && let Some(answer) = feature.on_answer(context, &question, typed.text).await?
    {
        return context.answer(answer).await;
    }
    for feature in dispatcher.features {
        if let Some(answers) = feature.on_text(context, typed).await? {
            return answer_all(context, answers).await;
        }
    }
    context.say("not-understood").await
}
