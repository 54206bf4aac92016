//! The demo's strategy: some of the recommendations become measurable, and values of past quarters are there.
//!
//! What is done is a file beside the demo's other input; its figures are invented, and each step is a command of the
//! secretariat, so that it can be followed on the timeline. Done once: a step's words make its command's id.

use std::path::Path;

use coordination::{CommandPort, CommandRequest};
use events::Command;
use events::ids::{CommandId, CorrelationId, ObjectiveId};
use events::strategy::ObjectiveCommand;
use serde::{Deserialize, Serialize};

use super::secretariat;
use crate::Fatal;
use crate::composition::embedded::Hub;

/// The file's name in the demo's input.
const FILE: &str = "strategy.json";

/// One thing that is done.
#[derive(Serialize, Deserialize)]
struct StrategyStep {
    objective: ObjectiveId,
    command: ObjectiveCommand,
}

/// Does what the file in this folder says; without a file there is nothing to do.
pub(super) async fn play(hub: &Hub, folder: &Path) -> Result<(), Fatal> {
    let path = folder.join(FILE);
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(format!("{}: {error}", path.display()).into()),
    };
    let steps: Vec<StrategyStep> =
        serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
    for (n, step) in steps.into_iter().enumerate() {
        let id = CommandId::named(&format!("demo/strategy/{n}/{}", serde_json::to_string(&step)?));
        let request = CommandRequest {
            id,
            correlation: CorrelationId(id.0),
            principal: secretariat()?,
            occurred_at: None,
            made_from: None,
            command: Command::Objective(step.objective, step.command),
        };
        hub.coordination
            .execute(request)
            .await
            .map_err(|error| format!("{}, step {}: {error}", path.display(), n + 1))?;
    }
    Ok(())
}
