//! Keeping what the hub knows safe: copies of it, going back to one, and proving that nothing of it was changed.
//!
//! - [`backup`]: a copy of the log and one of the keys in a directory; [`backup_name`]: what they are called.
//! - [`key_archive`]: the keys, sealed to whoever may open them again.
//! - [`restore`]: a data directory made from a backup; [`lost_history`]: what its people were told of and is not in it.
//! - [`verification`]: everything that can be proved of a data directory; [`sealed_fields`]: whose sealed fields an event has.
//!
//! It reads the log and the keys without holding them, so that it works beside a hub that runs. It knows the files of a data
//! directory, and no service.

pub mod backup;
pub mod backup_name;
pub mod key_archive;
pub mod lost_history;
pub mod restore;
pub mod sealed_fields;
pub mod verification;
