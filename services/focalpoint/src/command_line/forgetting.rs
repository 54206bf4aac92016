//! Asking, on the machine, for a person to be forgotten: where nobody is left who could ask on the page.

use coordination::{CommandPort, CommandRequest};
use events::Command;
use events::authority::Principal;
use events::erasure::{ErasureCommand, ErasureSubject};
use events::ids::{CommandId, CorrelationId};

use crate::Fatal;
use crate::command_line::arguments;
use crate::command_line::up::open_hub;
use crate::configuration::Settings;

/// Asks for it; somebody else confirms on the page.
pub async fn forget(options: &arguments::Forget) -> Result<(), Fatal> {
    let settings = Settings::read(&options.configured.config)?;
    let hub = open_hub(&settings)?;
    let subject = ErasureSubject::Person { person: options.person.clone() };
    let erasure = subject.erasure()?;
    // Asked again after it was withdrawn, it is another request.
    let id = CommandId::named(&format!("forget/{erasure}/{}", hub.clock.now()));
    let command = Command::Erasure(erasure.clone(), ErasureCommand::Ask { subject, reason: options.reason.clone() });
    let principal = Principal::service("operator".parse()?);
    let request =
        CommandRequest { id, correlation: CorrelationId(id.0), principal, occurred_at: None, made_from: None, command };
    hub.coordination.execute(request).await?;
    println!("Asked for: {} is forgotten once somebody of the Secretariat confirms it.", options.person);
    println!("Start focalpoint, and have it confirmed at {}/erasures.", settings.public_url.trim_end_matches('/'));
    Ok(())
}
