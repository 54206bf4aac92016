//! What was done to the person's own ways in, in words.

use std::collections::BTreeSet;

use notifications::{Content, WayInContent};

use crate::channel::context::MailContext;
use crate::channel::digest::{Digest, plain_line};

/// What was done to the ways in of whoever has the address; the same twice is said once.
pub(super) fn word_ways_in(context: &MailContext<'_>, contents: &[Content], digest: &mut Digest) {
    let keys: BTreeSet<&str> = contents.iter().filter_map(Content::as_way_in).map(WayInContent::text_key).collect();
    if !keys.is_empty() {
        digest.name(context.say("email-subject-way-in", &[]));
    }
    digest.add(None, keys.into_iter().map(|key| plain_line(context.say(key, &[]))).collect());
}
