//! Dead letters: events that a consumer could not process, kept together with why.
//!
//! They are sequenced: behind an event that cannot be processed the later events *of its stream* wait as well, since
//! they may make no sense without it; all other streams go on. Whoever has mended the cause has them tried again, in
//! order.
//!
//! - [`letter`]: what is kept.
//! - [`port`]: where it is kept.
//! - [`in_file`]: in a file beside the consumer's checkpoint. This is what the consumer itself goes by.
//! - [`on_jetstream`]: in a JetStream stream, where others see them.
//! - [`taking_out`]: what was taken out of the log leaves them.
//! - [`published`]: both: kept in the one, published in the other.

pub mod in_file;
pub mod letter;
pub mod on_jetstream;
pub mod port;
pub mod published;
pub mod taking_out;

pub use in_file::FileDeadLetters;
pub use letter::{Cause, DeadLetter, stored};
pub use on_jetstream::JetStreamDeadLetters;
pub use port::{DeadLetterError, DeadLetters};
pub use published::PublishedDeadLetters;
