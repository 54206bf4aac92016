//! The bot's own file: one SQLite database, and what the core keeps in it. Features keep their own tables, which they
//! register with their migrations; what is kept here knows the messenger and the domain's ids, and no feature.

pub(crate) mod addressees;
pub(crate) mod albums;
pub(crate) mod blocked_chats;
pub(crate) mod buttons;
pub(crate) mod database;
pub(crate) mod delivered_messages;
pub(crate) mod erased;
pub(crate) mod handled_updates;
pub(crate) mod linked_groups;
pub(crate) mod long_keyboards;
pub(crate) mod message_subjects;
pub(crate) mod migrations;
pub(crate) mod morning_keyboards;
pub(crate) mod noted;
pub(crate) mod outbox_entries;
pub(crate) mod read_messages;
pub(crate) mod remembered_chats;
pub(crate) mod selections;
pub(crate) mod sent_messages;
pub(crate) mod sessions;
pub(crate) mod silent_groups;
pub(crate) mod taken_invitations;
