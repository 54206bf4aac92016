//! Groups that take nothing any more, in words. Whether one does again the bot knows, and records.

use notifications::{Content, SilenceReason};
use readmodels::AskError;

use crate::channel::context::MailContext;
use crate::channel::digest::{Digest, plain_line};

/// Which groups take nothing.
pub(super) async fn word_silent_groups(
    context: &MailContext<'_>,
    contents: &[Content],
    digest: &mut Digest,
) -> Result<(), AskError> {
    let mut lines = Vec::new();
    for group in contents.iter().filter_map(Content::as_silent_group) {
        let Some(subgroup) = context.services.read_models.subgroup(&group.subgroup).await? else { continue };
        let key = match group.reason {
            SilenceReason::Muted => "group-muted",
            SilenceReason::Gone => "group-gone",
        };
        lines.push(plain_line(context.say(key, &[("subgroup", context.marked(&subgroup.name).into())])));
        digest.name(context.say("email-section-silent-group", &[]));
    }
    digest.add(Some(context.say("email-section-silent-group", &[])), lines);
    Ok(())
}
