//! The few files that pages load, compiled in.

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use crate::failure::Failure;

struct Asset {
    name: &'static str,
    kind: &'static str,
    content: &'static str,
}

const ASSETS: [Asset; 7] = [
    Asset { name: "app.css", kind: "text/css; charset=utf-8", content: include_str!("../../static/app.css") },
    Asset { name: "app.js", kind: "text/javascript; charset=utf-8", content: include_str!("../../static/app.js") },
    Asset {
        name: "drafts.js",
        kind: "text/javascript; charset=utf-8",
        content: include_str!("../../static/drafts.js"),
    },
    Asset {
        name: "passkey.js",
        kind: "text/javascript; charset=utf-8",
        content: include_str!("../../static/passkey.js"),
    },
    Asset { name: "timeline.css", kind: "text/css; charset=utf-8", content: include_str!("../../static/timeline.css") },
    Asset {
        name: "timeline.js",
        kind: "text/javascript; charset=utf-8",
        content: include_str!("../../static/timeline.js"),
    },
    Asset { name: "mark.svg", kind: "image/svg+xml", content: include_str!("../../static/mark.svg") },
];

/// A mark of the files' content, so that a browser may keep them for ever and still loads changed ones.
pub(crate) fn version() -> String {
    let all = ASSETS.iter().fold(Sha256::new(), |hash, asset| hash.chain_update(asset.content));
    hex::encode(&all.finalize()[..6])
}

pub(crate) async fn serve(Path(name): Path<String>) -> Result<Response, Failure> {
    let asset = ASSETS.iter().find(|asset| asset.name == name).ok_or(Failure::NotFound)?;
    let headers = [(header::CONTENT_TYPE, asset.kind), (header::CACHE_CONTROL, "public, max-age=31536000, immutable")];
    Ok((StatusCode::OK, headers, asset.content).into_response())
}
