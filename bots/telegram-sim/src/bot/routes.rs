//! Where the Bot API listens, and what happens to a call on its way: token, faults, rate limits, log.

use std::{sync::Arc, time::Instant};

use axum::{
    Router,
    extract::{DefaultBodyLimit, Path, Request, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::{any, get},
};
use serde_json::Value;

use super::{answer, carry_out, params::Params, polling, writes};
use crate::{calls::Call, failure::Failure, faults::FaultKind, simulator::Simulator};

/// The real service takes files up to 50 MB from bots.
const LARGEST_BODY: usize = 50 * 1024 * 1024 + 64 * 1024;

pub(crate) fn router() -> Router<Arc<Simulator>> {
    Router::new()
        .route("/bot{token}/{method}", any(call))
        .route("/file/bot{token}/{*path}", get(download))
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
}

async fn call(
    State(sim): State<Arc<Simulator>>,
    Path((token, method)): Path<(String, String)>,
    request: Request,
) -> Response {
    if token != sim.token() {
        return answer::envelope(Err(Failure::unauthorized()));
    }
    let params = match Params::read(request).await {
        Ok(params) => params,
        Err(failure) => {
            log(&sim, method, &Params::default(), Some(&failure), false);
            return answer::envelope(Err(failure));
        }
    };
    let fault = sim.faults().take(&method, params.chat_id());
    let outcome = match &fault {
        Some(FaultKind::LostRequest) => {
            log(&sim, method, &params, None, true);
            return answer::lost();
        }
        Some(FaultKind::Error { code, description, retry_after }) => {
            Err(Failure { code: *code, description: description.clone(), retry_after: *retry_after, migrate_to: None })
        }
        Some(FaultKind::LostAnswer | FaultKind::HeldAnswer) | None => {
            answer_to(&sim, &method.to_ascii_lowercase(), &params).await
        }
    };
    let lost = matches!(fault, Some(FaultKind::LostAnswer | FaultKind::HeldAnswer));
    log(&sim, method, &params, outcome.as_ref().err(), lost);
    if fault == Some(FaultKind::HeldAnswer) {
        let _ = sim.closing().wait_for(|is_closing| *is_closing).await;
    }
    if lost { answer::lost() } else { answer::envelope(outcome) }
}

async fn answer_to(sim: &Simulator, method: &str, params: &Params) -> Result<Value, Failure> {
    if method == "getupdates" {
        return polling::get_updates(sim, params).await;
    }
    if writes(method)
        && let Some(chat) = params.chat_id()
    {
        sim.rate().pass(chat, Instant::now())?;
    }
    sim.change(|world| carry_out(world, method, params))
}

fn log(sim: &Simulator, method: String, params: &Params, failure: Option<&Failure>, lost: bool) {
    sim.log_call(Call {
        seq: 0,
        method,
        at: sim.now(),
        ok: failure.is_none(),
        error_code: failure.map(|failure| failure.code),
        description: failure.map(|failure| failure.description.clone()),
        lost,
        chat_id: params.chat_id(),
        params: params.summary(),
    });
}

async fn download(State(sim): State<Arc<Simulator>>, Path((token, path)): Path<(String, String)>) -> Response {
    if token != sim.token() {
        return answer::envelope(Err(Failure::unauthorized()));
    }
    match sim.read(|world| world.files.at_path(&path).map(|file| file.bytes.clone())) {
        Some(bytes) => (StatusCode::OK, [(header::CONTENT_TYPE, "application/octet-stream")], bytes).into_response(),
        None => answer::envelope(Err(Failure::new(404, "Not Found"))),
    }
}
