//! An address's inbox at the demo's mail server, through its pages.

use reqwest::{Client, StatusCode};

use crate::TestError;

/// The messages to one address.
pub struct Inbox {
    http: Client,
    base: String,
    address: String,
}

impl Inbox {
    /// The inbox of this address, beside the demo's chat page.
    pub fn of(chat: &str, address: &str) -> Self {
        Self { http: Client::new(), base: chat.to_owned(), address: address.to_owned() }
    }

    /// Reads a page of the inbox: the list, or what belongs to a message.
    pub async fn get(&self, path: &str) -> Result<String, TestError> {
        let answer = self.http.get(format!("{}/mail/{}{path}", self.base, self.address)).send().await?;
        Ok(answer.text().await?)
    }

    /// The numbers of the messages, the newest first.
    pub async fn numbers(&self) -> Result<Vec<u64>, TestError> {
        let page = self.get("").await?;
        let before = format!("href=\"/mail/{}/", self.address);
        let links = page.split(&before).skip(1);
        Ok(links.filter_map(|rest| rest.split('"').next()?.parse().ok()).collect())
    }

    /// A message's HTML, with links as they are: the message escapes what stands in an attribute.
    pub async fn html(&self, message: u64) -> Result<String, TestError> {
        Ok(self.get(&format!("/{message}/html")).await?.replace("&#x2f;", "/"))
    }

    /// Answers a message in words.
    pub async fn answer(&self, message: u64, words: &str) -> Result<StatusCode, TestError> {
        let address = format!("{}/mail/{}/{message}/reply", self.base, self.address);
        Ok(self.http.post(address).form(&[("words", words)]).send().await?.status())
    }

    /// Opens a link of a message, without a session.
    pub async fn open(&self, link: &str) -> Result<(StatusCode, String), TestError> {
        let answer = self.http.get(link).send().await?;
        Ok((answer.status(), answer.text().await?))
    }

    /// Presses the button of a link's page.
    pub async fn press(&self, link: &str) -> Result<StatusCode, TestError> {
        let site = link.split("/links/").next().unwrap_or(link);
        Ok(self.http.post(link).header("Origin", site).send().await?.status())
    }
}

/// The links of a message that take a step, in order.
pub fn steps(html: &str) -> Vec<String> {
    let links = html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    links.filter(|link| link.contains("/links/")).map(str::to_owned).collect()
}
