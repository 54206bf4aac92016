//! A browser, as far as signing in needs one: it keeps cookies for each site, and goes where pages and redirects lead.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU8, Ordering};

use reqwest::redirect::Policy;
use reqwest::{Client, RequestBuilder, Response, Url};

use crate::support::TestGateway;

/// Each browser comes from another address, so that one does not use up what another may ask.
static ADDRESSES: AtomicU8 = AtomicU8::new(1);

/// A page that was answered.
pub(super) struct Page {
    pub(super) status: u16,
    pub(super) text: String,
    /// The cookies that it set, as they were set.
    pub(super) cookies: Vec<String>,
}

impl Page {
    /// Where it goes on by itself.
    pub(super) fn next(&self) -> String {
        let from = self.text.split_once("content=\"0; url=").expect("the page goes nowhere").1;
        from.split_once('"').unwrap().0.replace("&amp;", "&").replace("&#x2f;", "/").replace("&#x27;", "'")
    }

    /// The cookie of this name, as it was set.
    pub(super) fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.iter().map(String::as_str).find(|cookie| cookie.split('=').next() == Some(name))
    }
}

pub(super) struct Browser<'a> {
    server: &'a TestGateway,
    http: Client,
    address: String,
    language: &'static str,
    here: Mutex<BTreeMap<String, String>>,
    there: Mutex<BTreeMap<String, String>>,
}

fn keep(cookies: &Mutex<BTreeMap<String, String>>, answer: &Response) -> Vec<String> {
    let set: Vec<String> =
        answer.headers().get_all("set-cookie").iter().map(|value| value.to_str().unwrap().to_owned()).collect();
    let mut cookies = cookies.lock().unwrap();
    for cookie in &set {
        let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
        if value.is_empty() || cookie.contains("Max-Age=0") {
            cookies.remove(name);
        } else {
            cookies.insert(name.to_owned(), value.to_owned());
        }
    }
    set
}

fn sent(cookies: &Mutex<BTreeMap<String, String>>) -> String {
    cookies.lock().unwrap().iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
}

impl<'a> Browser<'a> {
    pub(super) fn new(server: &'a TestGateway) -> Self {
        Self {
            server,
            http: Client::builder().redirect(Policy::none()).build().unwrap(),
            address: format!("192.0.2.{}", ADDRESSES.fetch_add(1, Ordering::SeqCst)),
            language: "en",
            here: Mutex::default(),
            there: Mutex::default(),
        }
    }

    /// The same in another language.
    pub(super) fn reading(self, language: &'static str) -> Self {
        Self { language, ..self }
    }

    /// A cookie of this site that it has.
    pub(super) fn cookie(&self, name: &str) -> Option<String> {
        self.here.lock().unwrap().get(name).cloned()
    }

    /// Gives it a cookie of this site, as a neighbour of it could.
    pub(super) fn plant(&self, name: &str, value: &str) {
        self.here.lock().unwrap().insert(name.to_owned(), value.to_owned());
    }

    /// Takes a cookie of this site away.
    pub(super) fn forget(&self, name: &str) {
        self.here.lock().unwrap().remove(name);
    }

    async fn page(&self, request: RequestBuilder) -> Page {
        let request = request.header("cookie", sent(&self.here)).header("x-forwarded-for", &self.address);
        let answer = request.header("accept-language", self.language).send().await.unwrap();
        let (status, cookies) = (answer.status().as_u16(), keep(&self.here, &answer));
        Page { status, cookies, text: answer.text().await.unwrap() }
    }

    /// Opens a page of this site.
    pub(super) async fn get(&self, path: &str) -> Page {
        self.page(self.http.get(format!("{}{path}", self.server.base))).await
    }

    /// Sends a form of this site.
    pub(super) async fn send(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let request = self.http.post(format!("{}{path}", self.server.base)).header("origin", &self.server.base);
        self.page(request.form(fields)).await
    }

    /// Goes to a provider, and on there until it leads to another site: back here, as a path.
    pub(super) async fn at_provider(&self, url: &str) -> String {
        let mut url = Url::parse(url).unwrap();
        let provider = url.origin();
        for _ in 0..10 {
            let answer = self.http.get(url.clone()).header("cookie", sent(&self.there)).send().await.unwrap();
            keep(&self.there, &answer);
            let status = answer.status();
            let Some(location) = answer.headers().get("location").map(|to| to.to_str().unwrap().to_owned()) else {
                panic!("the provider leads nowhere: {status} {}", answer.text().await.unwrap());
            };
            url = url.join(&location).unwrap();
            if url.origin() != provider {
                return format!("{}?{}", url.path(), url.query().unwrap_or_default());
            }
        }
        panic!("the provider leads in circles");
    }

    /// Begins to sign in at a provider, and goes through it: gives the path of the answer.
    pub(super) async fn answer_of(&self, provider: &str) -> String {
        let page = self.send(&format!("/sign-in/with/{provider}"), &[]).await;
        assert_eq!(page.status, 200, "{}", page.text);
        self.at_provider(&page.next()).await
    }

    /// Signs in at a provider, as far as this site lets it.
    pub(super) async fn sign_in(&self, provider: &str) -> Page {
        self.get(&self.answer_of(provider).await).await
    }

    /// Signs in by a link.
    pub(super) async fn sign_in_by_link(&self, person: &str) {
        let link = self.server.gateway.link_for(&person.parse().unwrap()).await.unwrap();
        let token = link.split_once("token=").unwrap().1.to_owned();
        assert_eq!(self.send("/sign-in", &[("token", &token)]).await.status, 200);
    }

    /// Links whoever comes at a provider with whoever is signed in here.
    pub(super) async fn link(&self, provider: &str) -> Page {
        let page = self.send(&format!("/account/identities/{provider}/link"), &[]).await;
        assert_eq!(page.status, 200, "{}", page.text);
        let answer = self.at_provider(&page.next()).await;
        // A cookie that is `Strict` stays at home when another site leads here.
        let session = self.cookie("focalpoint-session").unwrap();
        self.forget("focalpoint-session");
        let page = self.get(&answer).await;
        self.plant("focalpoint-session", &session);
        page
    }

    /// Whether it is signed in, and as whom.
    pub(super) async fn is_signed_in(&self) -> bool {
        self.get("/account").await.status == 200
    }
}
