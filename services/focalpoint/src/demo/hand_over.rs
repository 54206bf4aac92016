//! The demo's hand-over: the victim advocates' focal point has gone, and a successor takes over.

use events::Command;
use events::ids::{InstitutionId, PersonId};
use events::institution::{Appointee, InstitutionCommand};
use events::language::Language;
use events::text::Text;

use super::{give, secretariat};
use crate::Fatal;
use crate::composition::embedded::Hub;

/// Hands the post over, once. The name is made up.
pub(super) async fn play(hub: &Hub) -> Result<(), Fatal> {
    let institution: InstitutionId = "zmnv".parse()?;
    let person: PersonId = "p-zmnv-2".parse()?;
    let name: Text = "Ardita Sejdiu".parse()?;
    let successor =
        Appointee { name: hub.sealing.seal(&person, &name).await?, person, phone: None, language: Language::Sq };
    let command = Command::Institution(institution, InstitutionCommand::HandOverFocalPoint { successor });
    give(hub, "hand-over/zmnv", secretariat()?, None, command).await
}
