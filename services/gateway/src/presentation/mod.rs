//! How what several features show looks: tasks, timeline entries, meetings, notices, and whom there is to choose from.
//!
//! Pure: views of the read models in, rows for templates and the API's wire types out. Knows no request and no feature.

pub(crate) mod directory;
pub(crate) mod meetings;
pub(crate) mod notice_subjects;
pub(crate) mod notices;
pub(crate) mod tasks;
pub(crate) mod timeline_entries;
