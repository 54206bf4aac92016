//! What is recorded of an answer to an invitation in words, for every channel in which it can be given. Knows the domain's
//! answers and the reading, no channel.

use events::meeting::InvitationAnswer;

use crate::reading::Attendance;

/// An answer in words, as it is recorded: a deputy's name is staff's and is not kept, nor is why nobody comes.
pub const fn recorded_answer(attendance: &Attendance) -> InvitationAnswer {
    match attendance {
        Attendance::Attending => InvitationAnswer::Attending,
        Attendance::NotAttending { .. } => InvitationAnswer::NotAttending,
        Attendance::Deputy { .. } => InvitationAnswer::SendingDeputy,
    }
}
