//! The form that a link from the chat opens, in a real browser.

use fantoccini::Locator;
use serde_json::{Value, json};

use crate::browser::Browser;
use crate::{TestError, eventually};

/// An opened form.
pub struct FormPage<'a> {
    browser: &'a Browser,
}

impl<'a> FormPage<'a> {
    /// The link in a message of the chat.
    pub fn link_in(message: &Value) -> Result<String, TestError> {
        let entities = message["entities"].as_array().into_iter().flatten();
        let mut links = entities.filter_map(|entity| entity["url"].as_str());
        let link = links.find(|url| url.contains("/forms/")).map(str::to_owned);
        link.ok_or_else(|| TestError::Unexpected(format!("no link to a form in {message}")))
    }

    /// Opens a link.
    pub async fn open(browser: &'a Browser, link: &str) -> Result<Self, TestError> {
        browser.window.goto(link).await?;
        Ok(Self { browser })
    }

    /// Waits until the page shows these words.
    pub async fn shows(&self, words: &str) -> Result<(), TestError> {
        eventually(&format!("the form to show “{words}”"), || async {
            let body = self.browser.window.find(Locator::Css("body")).await.map_err(|error| error.to_string())?;
            let text = body.text().await.map_err(|error| error.to_string())?;
            if text.contains(words) { Ok(()) } else { Err(text) }
        })
        .await
    }

    /// Whether nothing is wider than the screen.
    pub async fn fits_the_screen(&self) -> Result<bool, TestError> {
        let script = "return document.documentElement.scrollWidth <= document.documentElement.clientWidth;";
        Ok(self.browser.window.execute(script, vec![]).await? == json!(true))
    }

    /// Writes into a field, in place of what stands there.
    pub async fn write(&self, name: &str, value: &str) -> Result<(), TestError> {
        let field = self.browser.window.find(Locator::Css(&format!("[name='{name}']"))).await?;
        field.clear().await?;
        field.send_keys(value).await?;
        Ok(())
    }

    /// Says why there is no answer to a field.
    pub async fn skip(&self, key: &str, reason: &str) -> Result<(), TestError> {
        let fold = self.browser.window.find(Locator::Css(&format!("#q-{key} details:last-of-type summary"))).await?;
        fold.click().await?;
        self.write(&format!("r.{key}"), reason).await
    }

    /// Presses “Send”; what follows is to be waited for.
    pub async fn send(&self) -> Result<(), TestError> {
        let button = self.browser.window.find(Locator::Css(".answer-form form button")).await?;
        button.click().await?;
        Ok(())
    }
}
