//! For whom which service may speak.
//!
//! Whoever asks for something is known to the service where they are: the bot knows whose chat it is, the gateway who
//! signed in. A command server believes a service so far as this table goes and no further, so that a service that was
//! broken into can do no more than it is there for.

use events::actor::Actor;
use events::authority::Principal;
use events::ids::ServiceName;
use transport::Fence;

/// For whom a service may speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PrincipalKind {
    Officials,
    /// Itself, under its own name.
    Itself,
}

/// How many processes of a service may speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum InstancePolicy {
    /// The one that holds the lease of the service's name.
    One,
    Any,
}

/// Every service that gives commands, by the name that ends the subject of its commands.
const VOUCHERS: &[(&str, &[PrincipalKind], InstancePolicy)] = &[
    // An official in chat. Whoever links a chat is nobody yet: then the bot acts by itself.
    ("telegram", &[PrincipalKind::Officials, PrincipalKind::Itself], InstancePolicy::One),
    ("email", &[PrincipalKind::Officials, PrincipalKind::Itself], InstancePolicy::One),
    // Whoever is signed in; and itself, where nobody is yet.
    ("gateway", &[PrincipalKind::Officials, PrincipalKind::Itself], InstancePolicy::Any),
    // What was sent to whom.
    ("reminders", &[PrincipalKind::Itself], InstancePolicy::One),
    // What follows from a decision. Its commands' ids come from the events, so several may follow at a time.
    ("coordination", &[PrincipalKind::Itself], InstancePolicy::Any),
    // That nobody takes a webhook's messages, or that its maker has left.
    ("webhooks", &[PrincipalKind::Itself], InstancePolicy::One),
    // The input of an institution.
    ("import", &[PrincipalKind::Itself], InstancePolicy::Any),
];

/// A service says more than it may.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotVouchedFor {
    /// It is not in the table.
    #[error("“{service}” is no service that gives commands")]
    Unknown {
        /// The name of the service that commands.
        service: ServiceName,
    },
    /// The subject names no service.
    #[error("no service's commands come under {subject}")]
    Unnamed {
        /// The NATS subject.
        subject: String,
    },
    /// It may not speak for them.
    #[error("the service “{service}” may not speak for {actor}")]
    NotIts {
        /// The name of the service that commands.
        service: ServiceName,
        /// For whom it speaks.
        actor: Actor,
    },
    /// It gives commands without its lease, or with another's.
    #[error("the service “{service}” gives commands under no other lease than that of its name, and needs that one")]
    WithoutLease {
        /// The name of the service that commands.
        service: ServiceName,
    },
}

impl NotVouchedFor {
    /// The code in [`CommandError::Elsewhere`](crate::CommandError::Elsewhere).
    pub const CODE: &'static str = "not-vouched-for";
}

/// Lets a service speak for somebody, or not. A fence is the right one when it is of the service's own lease; whether it
/// is the newest is another question.
pub fn vouch(service: &ServiceName, principal: &Principal, fence: Option<&Fence>) -> Result<(), NotVouchedFor> {
    let voucher = VOUCHERS.iter().find(|(name, ..)| *name == service.as_str());
    let Some((_, speaks_for, instances)) = voucher else {
        return Err(NotVouchedFor::Unknown { service: service.clone() });
    };
    let whom = match principal.actor() {
        Actor::Official { .. } => Some(PrincipalKind::Officials),
        // Of before people signed in by name: nobody speaks as that any more.
        Actor::Secretariat => None,
        Actor::Service { name } => (name == service).then_some(PrincipalKind::Itself),
    };
    if !whom.is_some_and(|whom| speaks_for.contains(&whom)) {
        return Err(NotVouchedFor::NotIts { service: service.clone(), actor: principal.actor().clone() });
    }
    let fenced = match (fence, instances) {
        (Some(fence), InstancePolicy::One | InstancePolicy::Any) => fence.lease == *service,
        (None, InstancePolicy::One) => false,
        (None, InstancePolicy::Any) => true,
    };
    if fenced { Ok(()) } else { Err(NotVouchedFor::WithoutLease { service: service.clone() }) }
}
