//! A device with passkeys that the browser itself plays (`WebDriver` extension of W3C Web Authentication, section 11).

use fantoccini::Client;
use fantoccini::wd::WebDriverCompatibleCommand;
use reqwest::{Method, Url};
use serde_json::json;

use crate::TestError;

/// Has the browser play one more device.
#[derive(Debug)]
struct AddDevice;

impl WebDriverCompatibleCommand for AddDevice {
    fn endpoint(&self, base_url: &Url, session_id: Option<&str>) -> Result<Url, <Url as std::str::FromStr>::Err> {
        base_url.join(&format!("session/{}/webauthn/authenticator", session_id.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        let device = json!({
            "protocol": "ctap2", "transport": "internal", "hasResidentKey": true, "hasUserVerification": true,
            "isUserConsenting": true, "isUserVerified": true,
        });
        (Method::POST, Some(device.to_string()))
    }
}

/// Gives the browser's window a device on which somebody is there and agrees to everything.
pub async fn add_device(window: &Client) -> Result<(), TestError> {
    window.issue_cmd(AddDevice).await?;
    Ok(())
}
