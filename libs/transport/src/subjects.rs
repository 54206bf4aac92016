//! Every subject, in one place. `deploy/nats/` gives each service the right to its own ones by these very names.

use events::ids::{InstitutionId, ServiceName, TenantId};

/// What stands in a subject where an event concerns no institution in particular.
pub const NO_INSTITUTION: &str = "_";

/// An id as one token of a subject: a dot would make it two.
fn token(id: &str) -> String {
    id.replace('.', "%2E")
}

/// The JetStream stream of events.
pub fn event_stream(tenant: &TenantId) -> String {
    format!("COORD_{}", token(tenant.as_str()))
}

/// Every event of a tenant.
pub fn events(tenant: &TenantId) -> String {
    format!("coord.{}.>", token(tenant.as_str()))
}

/// An event: `coord.kosovo.action-item.assigned.mpms`. `event_type` is `<aggregate>.<event>`.
pub fn event(tenant: &TenantId, event_type: &str, institution: Option<&InstitutionId>) -> String {
    let institution = institution.map_or_else(|| NO_INSTITUTION.to_owned(), |id| token(id.as_str()));
    format!("coord.{}.{event_type}.{institution}", token(tenant.as_str()))
}

/// The durable consumer in which a reader's place in it is kept.
pub fn durable(reader: &ServiceName) -> String {
    token(reader.as_str())
}

/// The stream of what a consumer could not process.
pub fn dead_letter_stream(tenant: &TenantId) -> String {
    format!("DEAD_{}", token(tenant.as_str()))
}

/// Everything that could not be processed.
pub fn dead_letters(tenant: &TenantId) -> String {
    format!("dead.{}.>", token(tenant.as_str()))
}

/// What this consumer could not process.
pub fn dead_letters_of(tenant: &TenantId, consumer: &ServiceName) -> String {
    format!("dead.{}.{}", token(tenant.as_str()), token(consumer.as_str()))
}

/// Where a consumer is told to try its dead letters again.
pub fn redrive(tenant: &TenantId, consumer: &ServiceName) -> String {
    format!("redrive.{}.{}", token(tenant.as_str()), token(consumer.as_str()))
}

/// Where a service puts its commands. The service is in the subject so that the servers' permissions vouch for it.
pub fn commands_of(tenant: &TenantId, service: &ServiceName) -> String {
    format!("cmd.{}.{}", token(tenant.as_str()), token(service.as_str()))
}

/// Every service's commands; the last token names the service.
pub fn commands(tenant: &TenantId) -> String {
    format!("cmd.{}.*", token(tenant.as_str()))
}

/// The service whose commands come under this subject.
pub fn commander(subject: &str) -> Option<ServiceName> {
    let (_, last) = subject.rsplit_once('.')?;
    last.replace("%2E", ".").parse().ok()
}

/// Questions to one partition of the read models.
pub fn questions(tenant: &TenantId, partition: u16) -> String {
    format!("ask.{}.{partition}", token(tenant.as_str()))
}

/// Where a partition of the read models says how far it is.
pub fn progress(tenant: &TenantId, partition: u16) -> String {
    format!("progress.{}.{partition}", token(tenant.as_str()))
}

/// What every partition of the read models says of how far it is.
pub fn every_progress(tenant: &TenantId) -> String {
    format!("progress.{}.*", token(tenant.as_str()))
}

/// Where messages are handed to the service that talks to people in chats.
pub fn deliveries(tenant: &TenantId) -> String {
    format!("deliver.{}", token(tenant.as_str()))
}

/// Where messages are handed to the service that writes e-mails.
pub fn email_deliveries(tenant: &TenantId) -> String {
    format!("deliver-email.{}", token(tenant.as_str()))
}

/// Questions to the service that sends webhooks: what became of their messages.
pub fn webhook_deliveries(tenant: &TenantId) -> String {
    format!("webhook-deliveries.{}", token(tenant.as_str()))
}

/// Questions to the service that holds the keys of personal fields: `all`, `some`, `ensure`, `erase`.
pub fn keys(tenant: &TenantId, verb: &str) -> String {
    format!("keys.{}.{verb}", token(tenant.as_str()))
}

/// Where the key service says that a key was made or erased.
pub fn key_changes(tenant: &TenantId) -> String {
    format!("key-changes.{}", token(tenant.as_str()))
}

/// The bucket of drafts: forms that were not sent yet.
pub fn drafts(tenant: &TenantId) -> String {
    format!("drafts_{}", token(tenant.as_str()).replace('%', "_"))
}

/// The bucket of leases.
pub fn leases(tenant: &TenantId) -> String {
    format!("leases_{}", token(tenant.as_str()).replace('%', "_"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

    use super::*;

    #[test]
    fn an_id_with_a_dot_stays_one_token() {
        let tenant = "xk.coord".parse().unwrap();
        let institution = "qps.prishtina".parse().unwrap();
        let subject = event(&tenant, "action-item.assigned", Some(&institution));
        assert_eq!(subject, "coord.xk%2Ecoord.action-item.assigned.qps%2Eprishtina");
        let service = "import.mpms".parse().unwrap();
        assert_eq!(commands_of(&tenant, &service), "cmd.xk%2Ecoord.import%2Empms");
        assert_eq!(commander(&commands_of(&tenant, &service)), Some(service));
        assert_eq!(event(&tenant, "subgroup.formed", None), "coord.xk%2Ecoord.subgroup.formed._");
    }
}
