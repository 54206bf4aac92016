//! What a request asks for, in the words of the audit trail: the thing, and what is done to it, as `cases/2017-014 update`.
//!
//! It knows methods and paths, and depends on nothing of ours.

use axum::http::Method;

/// The longest part of a path that is taken for an id.
const LONGEST_ID: usize = 64;

/// Whether a part of a path can be an id; what somebody types in place of one can be anything.
fn can_be_id(part: &str) -> bool {
    part.len() <= LONGEST_ID && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
}

/// Whether a part of a route stands for an id; an action is one of the gateway's own words.
fn stands_for_id(part: &str) -> bool {
    part.starts_with('{') && !matches!(part, "{action}" | "{command}")
}

/// The thing and what is asked of it, by the route that answers, with the ids that stand in the path. Where there is no such page it
/// is no word of what was typed.
pub(super) fn asked_thing(method: &Method, route: &str, path: &str) -> String {
    let within = |path: &str| path.strip_prefix("/api/v1").unwrap_or(path).trim_matches('/').to_owned();
    let (route, path) = (within(route), within(path));
    let route: Vec<&str> = route.split('/').collect();
    let is_shown = |(of_route, of_path): &(&str, &str)| of_route.starts_with('{') && can_be_id(of_path);
    let pairs = route.iter().copied().zip(path.split('/'));
    let named: Vec<&str> = pairs.map(|pair| if is_shown(&pair) { pair.1 } else { pair.0 }).collect();
    if matches!(*method, Method::GET | Method::HEAD) {
        let thing = named.join("/");
        return if thing.is_empty() { "/".to_owned() } else { thing };
    }
    // What is done stands last, unless that is the thing itself.
    match named.as_slice() {
        [thing @ .., act] if !thing.is_empty() && !route.last().is_some_and(|last| stands_for_id(last)) => {
            format!("{} {act}", thing.join("/"))
        }
        thing => format!("{} {}", thing.join("/"), method.as_str().to_ascii_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_told_by_the_thing_and_what_is_asked_of_it() {
        for (method, route, path, expected) in [
            (Method::POST, "/cases/{id}/{action}", "/cases/2017-014/update", "cases/2017-014 update"),
            (Method::POST, "/api/v1/cases/{id}/update", "/api/v1/cases/2017-014/update", "cases/2017-014 update"),
            (Method::GET, "/cases/{id}", "/cases/2017-014", "cases/2017-014"),
            (Method::GET, "/audit", "/audit", "audit"),
            (Method::GET, "/", "/", "/"),
            (Method::POST, "/action-items", "/action-items", "action-items post"),
            (Method::POST, "/account/webhooks/{webhook}", "/account/webhooks/w-1", "account/webhooks/w-1 post"),
            // What cannot be an id is what somebody typed.
            (Method::GET, "/cases/{id}", "/cases/Arta%20Krasniqi", "cases/{id}"),
            (Method::GET, "/", "/Arta", "/"),
        ] {
            assert_eq!(asked_thing(&method, route, path), expected);
        }
    }
}
