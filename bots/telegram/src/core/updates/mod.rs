//! Updates of the messenger, from the poll or the post to the feature that answers.
//!
//! Here an update is handled once, who writes is found out, and the guard looks at what was written before anything else is
//! done with it. Then it is handed to the feature that registered the command, the button or the question. A private chat and
//! a group differ in how they are addressed, and that is all that is decided here.

pub(crate) mod dispatcher;
pub(crate) mod edit_timing;
pub(crate) mod edits;
pub(crate) mod group_messages;
pub(crate) mod handling;
pub(crate) mod kept_form;
pub(crate) mod membership;
pub(crate) mod menus;
pub(crate) mod messages;
pub(crate) mod polling;
pub(crate) mod presses;
pub(crate) mod queues;
pub(crate) mod reading;
pub(crate) mod service_messages;
pub(crate) mod strangers;
pub(crate) mod typed_text;
pub(crate) mod webhook;
