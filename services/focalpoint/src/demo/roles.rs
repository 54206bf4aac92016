//! Who has which role in the demo beside their office: an administrator in the Secretariat, and an auditor from outside.

use coordination::{CommandPort, CommandRequest};
use events::Command;
use events::account::{AccountCommand, Role};
use events::authority::Principal;
use events::ids::{CommandId, CorrelationId};
use events::institution::InstitutionKind;
use readmodels::ReadPort;
use readmodels::views::PersonView;

use crate::Fatal;
use crate::composition::embedded::Hub;

/// Grants the roles; what is granted already stays so.
pub(super) async fn play(hub: &Hub) -> Result<(), Fatal> {
    for (role, kind) in
        [(Role::Administrator, InstitutionKind::Secretariat), (Role::Auditor, InstitutionKind::International)]
    {
        let Some(person) = first_of(hub, kind).await? else { continue };
        let id = CommandId::named(&format!("demo/role/{}", role.code()));
        let grant = AccountCommand::GrantRole { role, institution: Some(person.institution) };
        let request = CommandRequest {
            id,
            correlation: CorrelationId(id.0),
            principal: Principal::service("demo".parse()?),
            occurred_at: None,
            made_from: None,
            command: Command::Account(person.person, grant),
        };
        hub.coordination.execute(request).await?;
    }
    Ok(())
}

/// The first in post, by id, at an institution of this kind.
pub(super) async fn first_of(hub: &Hub, kind: InstitutionKind) -> Result<Option<PersonView>, Fatal> {
    let institutions = hub.read_models.institutions().await?;
    let staff = institutions.into_iter().filter(|one| one.active && one.kind == kind).flat_map(|one| one.staff);
    Ok(staff.min_by(|one, other| one.person.cmp(&other.person)))
}
