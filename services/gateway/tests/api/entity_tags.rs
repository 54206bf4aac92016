//! Entity tags: whoever has an answer already is told so, and nobody learns what somebody else sees.

use events::Command;
use events::action_item::ActionItemCommand;
use events::authority::Principal;
use events::language::Language;
use events::mandate::Mandate;
use reqwest::{Response, StatusCode};

use super::Program;
use crate::matrix::rows::query_of;
use crate::support::TestGateway;
use crate::support::sample_hub::sample_hub;

fn header(answer: &Response, name: &str) -> String {
    answer.headers().get(name).unwrap_or_else(|| panic!("there is no {name}")).to_str().unwrap().to_owned()
}

async fn known(program: &Program, path: &str, tag: &str) -> Response {
    program.ask(path).header("if-none-match", tag).send().await.unwrap()
}

#[tokio::test]
async fn every_get_has_a_strong_tag_and_whoever_has_the_answer_already_is_told_so() {
    let server = sample_hub().await;
    let program = Program::of_secretariat(&server).await;
    let document = program.json("/openapi.json").await;
    let mut asked = vec!["/openapi.json".to_owned()];
    for (path, item) in document["paths"].as_object().unwrap() {
        if item.get("get").is_some() {
            let id = [
                ("/institutions/", "ms"),
                ("/subgroups/", "strehimi"),
                ("/action-items/", "shtreterit"),
                ("/meetings/", "qershor"),
                ("/objectives/", "objektivi-1"),
                ("/cases/", "2017-014"),
                ("/data-requests/", "viktimat"),
                ("/training-modules/", "te-dhenat"),
            ];
            let id = id.iter().find(|(list, _)| path.contains(list)).map_or("", |(_, id)| id);
            asked.push(format!("{}{}", path.replace("{id}", id), query_of(path)));
        }
    }
    let mut tagged = 0;
    for path in asked {
        let first = program.get(&path).await;
        // What is for a person in a session, or of something that is not there, has nothing to tag.
        if matches!(first.status().as_u16(), 403 | 404) {
            continue;
        }
        tagged += 1;
        assert_eq!(first.status(), 200, "{path}");
        let tag = header(&first, "etag");
        assert!(tag.starts_with('"') && tag.len() > 40, "{path}: {tag}");
        assert_eq!(header(&first, "cache-control"), "private, no-cache", "{path}");
        assert_eq!(header(&first, "vary"), "Authorization, Cookie", "{path}");
        for known_as in [tag.clone(), format!("W/{tag}"), format!("\"other\", {tag}"), "*".to_owned()] {
            let again = known(&program, &path, &known_as).await;
            assert_eq!(again.status(), StatusCode::NOT_MODIFIED, "{path} {known_as}");
            assert_eq!(
                (header(&again, "etag"), header(&again, "cache-control")),
                (tag.clone(), "private, no-cache".to_owned())
            );
            assert!(again.headers().contains_key("vary") && !again.headers().contains_key("content-type"));
            assert!(again.bytes().await.unwrap().is_empty(), "{path}");
        }
        assert_eq!(known(&program, &path, "\"other\"").await.status(), 200, "{path}");
        let head = program.http.head(program.address(&path)).bearer_auth(&program.token).send().await.unwrap();
        assert_eq!((head.status().as_u16(), header(&head, "etag")), (200, tag), "{path}");
    }
    assert!(tagged >= 14, "{tagged}");
    server.stop().await;
}

#[tokio::test]
async fn a_change_changes_the_tag_and_a_tag_serves_nobody_else() {
    let server = TestGateway::start().await;
    server.appoint("ms", "arta", Language::En).await;
    let program = Program::of_secretariat(&server).await;
    let arta = Program::of(&server, "arta", "ms", Mandate::Institution).await;
    let tasks = "/institutions/ms/tasks";
    let (ours, theirs) = (program.get(tasks).await, arta.get(tasks).await);
    let (tag, other) = (header(&ours, "etag"), header(&theirs, "etag"));
    assert_eq!(ours.text().await.unwrap(), theirs.text().await.unwrap(), "both see the same");
    assert_ne!(tag, other, "and yet whoever has one's tag does not learn that");
    assert_eq!(known(&arta, tasks, &tag).await.status(), 200);
    let elsewhere = known(&arta, "/institutions/mpms/tasks", &tag).await;
    assert_eq!(elsewhere.status(), 403, "what is not theirs is refused, whatever they have");
    assert!(elsewhere.headers().get("etag").is_none());
    let stranger = Program { token: "nobody's".to_owned(), ..program.clone() };
    let refused = known(&stranger, tasks, "*").await;
    assert_eq!(refused.status(), 401);
    assert_eq!(header(&refused, "www-authenticate"), "Bearer");
    let title = events::language::LocalText::only(Language::En, "Count the beds".parse().unwrap());
    let (owner, due) = ("ms".parse().unwrap(), "2099-01-01".parse().unwrap());
    let assign = ActionItemCommand::Assign { title, owner, subgroup: None, due, raised_by: None };
    server.give_anew(Principal::secretariat(), Command::ActionItem("beds".parse().unwrap(), assign)).await;
    let changed = known(&program, tasks, &tag).await;
    assert_eq!(changed.status(), 200);
    assert_ne!(header(&changed, "etag"), tag);
    server.stop().await;
}
