//! Where values of indicators stand that the chat asked for: what tells that one was given, and the line that says which.

use events::ids::InstitutionId;
use notifications::Content;

use crate::core::chat_context::ChatContext;
use crate::core::chat_error::ChatError;
use crate::core::services::Services;
use crate::features::strategy::indicator_status::{figure_in_words, indicator_status};
use crate::features::strategy::press::ValueOf;

/// How often each value was reported; nothing, where none of these contents is about one.
pub(super) async fn standings_of_values(
    services: &Services,
    institution: &InstitutionId,
    contents: &[Content],
) -> Result<Vec<Option<String>>, ChatError> {
    if !contents.iter().any(|content| content.as_indicator_value().is_some()) {
        return Ok(vec![]);
    }
    let book = services.strategy().await?;
    let standing = |content: &Content| {
        let said = content.as_indicator_value()?;
        let indicator = book.objective(&said.objective)?.state.indicators.get(&said.indicator)?;
        let reported = indicator.values.get(&said.period).and_then(|values| values.get(institution));
        Some(reported.map_or_else(|| "owed".to_owned(), |reported| reported.value.to_string()))
    };
    Ok(contents.iter().map(standing).collect())
}

/// A line for each value that is there by now.
pub(super) async fn where_values_stand(
    context: &ChatContext<'_>,
    contents: &[Content],
) -> Result<Vec<String>, ChatError> {
    let mut lines = Vec::new();
    for of in contents.iter().filter_map(Content::as_indicator_value).map(ValueOf::from) {
        let Some(known) = indicator_status(context, &of).await? else { continue };
        let Some(reported) = &known.reported else { continue };
        let mut args = known.args();
        args.push(("value", figure_in_words(context.texts(), reported.value, known.unit.as_ref()).into()));
        lines.push(context.texts().say("indicators-recorded", &args));
    }
    Ok(lines)
}
