//! Signing in at a provider of OpenID Connect (`oidc-provider`, which nobody here wrote), in a real browser that goes from one site
//! to the other and back: linked once by its person, and then the way in.

use std::process::Stdio;

use end_to_end::TestError;
use end_to_end::browser::Browser;
use end_to_end::own_hub::OwnHub;
use end_to_end::process::{repository, write_secret};
use serde_json::json;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, ChildStdin, Command};

/// A provider as a process of its own.
struct Provider {
    issuer: String,
    process: Child,
    /// While it is open, the process goes on.
    _alive: ChildStdin,
}

impl Provider {
    async fn start() -> Result<Self, TestError> {
        let script = repository().join("services/gateway/tests/open-id/provider.js");
        let mut process = Command::new("node")
            .arg(script)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()?;
        let nothing = || TestError::Unexpected("the provider does not start: is it installed?".to_owned());
        let (alive, said) = process.stdin.take().zip(process.stdout.take()).ok_or_else(nothing)?;
        let issuer = BufReader::new(said).lines().next_line().await?.ok_or_else(nothing)?;
        Ok(Self { issuer, process, _alive: alive })
    }

    async fn tell(&self, what: &str, said: serde_json::Value) -> Result<(), TestError> {
        let told = reqwest::Client::new().post(format!("{}/test/{what}", self.issuer)).json(&said).send().await?;
        Ok(told.error_for_status().map(drop)?)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_links_their_identity_and_signs_in_with_it_and_nobody_else_does() {
    let mut provider = Provider::start().await.unwrap();
    let data = tempfile::tempdir().unwrap();
    write_secret(&data.path().join("secret"), "a secret of the test: %&+").unwrap();
    let settings = format!(
        "[[web.providers]]\nid = \"qeveria\"\nname = {{ sq = \"Qeveria\", sr = \"Vlada\", en = \"Government\" }}\n\
         issuer = \"{}\"\nclient_id = \"focalpoint\"\nclient_secret_file = \"{}/secret\"\nlinks_by_address = true\n",
        provider.issuer,
        data.path().display(),
    );
    let hub = OwnHub::start(data.path(), &settings).await.unwrap();
    provider.tell("site", json!(hub.base)).await.unwrap();
    provider.tell("coming", json!({ "id": "teuta", "claims": {} })).await.unwrap();

    // The first administrator links the identity under their account.
    let browser = Browser::open(1280, 900).await.unwrap();
    browser.window.goto(&hub.first_start).await.unwrap();
    browser.speak("en").await.unwrap();
    browser.write("input[name='name']", "Teuta Berisha").await.unwrap();
    browser.click("form[action='/first-start'] button").await.unwrap();
    browser.is_at("/accounts").await.unwrap();
    browser.window.goto(&format!("{}/account", hub.base)).await.unwrap();
    browser.click("form[action='/account/identities/qeveria/link'] button").await.unwrap();
    browser.element("form[action='/account/identities/qeveria/unlink']").await.unwrap();
    browser.is_at("/account").await.unwrap();

    // Signed out here and there, they come in again by the provider's button alone.
    browser.click("form[action='/sign-out'] button").await.unwrap();
    browser.is_at("/sign-in").await.unwrap();
    browser.keep_picture("provider-sign-in").await.unwrap();
    browser.click("form[action='/sign-in/with/qeveria'] button").await.unwrap();
    browser.is_at("/").await.unwrap();
    browser.window.goto(&format!("{}/account", hub.base)).await.unwrap();
    assert!(browser.reads("main").await.unwrap().contains("Teuta Berisha"));

    // Somebody whom nobody has linked is nobody here, and is told what to do.
    provider.tell("coming", json!({ "id": "stranger", "claims": {} })).await.unwrap();
    let stranger = Browser::open_as_phone(360, 740).await.unwrap();
    stranger.window.goto(&format!("{}/sign-in", hub.base)).await.unwrap();
    stranger.click("form[action='/sign-in/with/qeveria'] button").await.unwrap();
    stranger.is_at("/sign-in/back").await.unwrap();
    stranger.keep_picture("provider-nobody").await.unwrap();
    stranger.window.goto(&format!("{}/account", hub.base)).await.unwrap();
    stranger.click("main a[href^='/sign-in']").await.unwrap();
    stranger.is_at("/sign-in").await.unwrap();

    // The provider is away: the one-time link still signs in.
    let issued = {
        browser.window.goto(&format!("{}/accounts", hub.base)).await.unwrap();
        browser.click("form[action$='/issue-link'] button").await.unwrap();
        browser.reads("#issued code").await.unwrap()
    };
    provider.process.kill().await.unwrap();
    stranger.sign_in(&issued).await.unwrap();

    stranger.close().await.unwrap();
    browser.close().await.unwrap();
    hub.stop().await.unwrap();
}
