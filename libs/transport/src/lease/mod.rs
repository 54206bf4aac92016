//! A lease: of several processes of one kind exactly one is at work, the others wait for their turn.
//!
//! A lease is a key in a JetStream bucket that forgets what is not renewed. Whoever holds it renews it three times
//! within its term, and knows by its own clocks when it can no longer be sure to hold it, a fifth of the term before
//! anybody else can take it. So two are never at work at the same time while clocks run evenly and the servers keep
//! what they acknowledged. As neither is certain, each turn has a [`Fence`] besides: a number that grows from turn to
//! turn and comes with everything the holder asks of others, who refuse the one whose turn is over.
//!
//! - [`holding`]: a lease while it is held, and its fence.
//! - [`bucket`]: taking, renewing and giving back.
//! - [`turn`]: waiting for one's turn, working, and stopping when it is over.
//! - [`fence`]: refusing those whose turn is over.

pub mod bucket;
pub mod fence;
pub mod holding;
pub mod turn;

pub use bucket::{LeaseError, LeaseTerms, Leases};
pub use fence::{FenceError, Fences};
pub use holding::{Fence, Lease};
