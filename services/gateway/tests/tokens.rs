//! The page on which tokens are made.

use crate::support::TestGateway;

#[tokio::test]
async fn a_form_for_a_token_that_was_not_taken_keeps_what_was_chosen() {
    let server = TestGateway::start().await;
    let page = server.page("/account/tokens", "en").await;
    assert!(page.contains("<option value=\"90\" selected>90 days</option>"), "{page}");
    assert!(page.contains("name=\"commands\" value=\"action-item.assign\"> "), "{page}");
    let chosen = [
        ("name", ""),
        ("days", "365"),
        ("institution", "ms"),
        ("commands", "action-item.assign"),
        ("commands", "case.open"),
    ];
    let refused = server.send_form("/account/tokens", &chosen).await;
    assert_eq!(refused.status(), 422);
    let page = refused.text().await.unwrap();
    for kept in ["value=\"365\" selected", "value=\"ms\" selected"] {
        assert!(page.contains(kept), "{kept}: {page}");
    }
    let ticked: Vec<&str> = page.split("name=\"commands\" value=\"").skip(1).collect();
    let ticked = ticked.iter().filter(|rest| rest.split('>').next().unwrap().ends_with(" checked"));
    let ticked: Vec<&str> = ticked.map(|rest| rest.split('"').next().unwrap()).collect();
    assert_eq!(ticked.len(), 2, "{ticked:?}");
    assert!(ticked.contains(&"action-item.assign") && ticked.contains(&"case.open"), "{ticked:?}");
    server.stop().await;
}
