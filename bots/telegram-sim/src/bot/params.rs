//! The parameters of a call, from wherever they came: query, form, JSON or multipart.

use std::collections::BTreeMap;

use axum::{
    body::Bytes,
    extract::{FromRequest, Multipart, Request},
    http::header::CONTENT_TYPE,
};
use serde_json::Value;

use crate::failure::Failure;

/// A part of a multipart body that carries a file.
#[derive(Clone, Debug)]
pub(crate) struct Upload {
    pub(crate) file_name: Option<String>,
    pub(crate) mime_type: Option<String>,
    pub(crate) bytes: Bytes,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Params {
    values: BTreeMap<String, Value>,
    uploads: BTreeMap<String, Upload>,
}

impl Params {
    /// Reads the query and the body; the body wins where both name a parameter.
    pub(crate) async fn read(request: Request) -> Result<Self, Failure> {
        let mut params = Self::default();
        if let Some(query) = request.uri().query() {
            params.add_form(query.as_bytes());
        }
        let content_type =
            request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
        if content_type.starts_with("multipart/form-data") {
            params.add_multipart(request).await?;
            return Ok(params);
        }
        let body =
            Bytes::from_request(request, &()).await.map_err(|_| Failure::new(413, "Request Entity Too Large"))?;
        if content_type.starts_with("application/json") {
            params.add_json(&body)?;
        } else if content_type.starts_with("application/x-www-form-urlencoded") {
            params.add_form(&body);
        }
        Ok(params)
    }

    fn add_form(&mut self, form: &[u8]) {
        // A query string and a form body are the same notation, so the address parser reads both.
        let Ok(mut address) = reqwest::Url::parse("http://form/") else { return };
        address.set_query(Some(&String::from_utf8_lossy(form)));
        for (name, value) in address.query_pairs() {
            self.values.insert(name.into_owned(), Value::String(value.into_owned()));
        }
    }

    fn add_json(&mut self, body: &[u8]) -> Result<(), Failure> {
        if body.is_empty() {
            return Ok(());
        }
        match serde_json::from_slice(body) {
            Ok(Value::Object(object)) => {
                self.values.extend(object.into_iter().filter(|(_, value)| !value.is_null()));
                Ok(())
            }
            Ok(_) => Err(Failure::bad_request("object expected as request body")),
            Err(_) => Err(Failure::bad_request("can't parse JSON object")),
        }
    }

    async fn add_multipart(&mut self, request: Request) -> Result<(), Failure> {
        let broken = |_| Failure::bad_request("can't parse multipart request body");
        let mut parts =
            Multipart::from_request(request, &()).await.map_err(|_| Failure::bad_request("boundary not found"))?;
        while let Some(part) = parts.next_field().await.map_err(broken)? {
            let name = part.name().unwrap_or_default().to_owned();
            let file_name = part.file_name().map(str::to_owned);
            let mime_type = part.content_type().map(str::to_owned);
            let bytes = part.bytes().await.map_err(broken)?;
            if file_name.is_some() {
                self.uploads.insert(name, Upload { file_name, mime_type, bytes });
            } else {
                self.values.insert(name, Value::String(String::from_utf8_lossy(&bytes).into_owned()));
            }
        }
        Ok(())
    }

    /// A text; numbers and yes-or-no count as the text that spells them.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        match self.values.get(name)? {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            Value::Bool(flag) => Some(flag.to_string()),
            Value::Null | Value::Array(_) | Value::Object(_) => None,
        }
    }

    pub(crate) fn integer(&self, name: &str) -> Option<i64> {
        self.text(name)?.trim().parse().ok()
    }

    pub(crate) fn flag(&self, name: &str) -> bool {
        matches!(self.text(name).as_deref().map(str::trim), Some("true" | "True" | "1" | "yes"))
    }

    /// A structured parameter, given as JSON or as text that spells JSON.
    pub(crate) fn json(&self, name: &str) -> Result<Option<Value>, Failure> {
        match self.values.get(name) {
            None => Ok(None),
            Some(Value::String(text)) if text.trim().is_empty() => Ok(None),
            Some(Value::String(text)) => serde_json::from_str(text)
                .map(Some)
                .map_err(|_| Failure::bad_request(format!("can't parse {} JSON object", name.replace('_', " ")))),
            Some(value) => Ok(Some(value.clone())),
        }
    }

    /// A file under this name: uploaded right there, or in another part that `attach://` points to.
    pub(crate) fn upload(&self, name: &str) -> Option<&Upload> {
        let direct = self.uploads.get(name);
        direct.or_else(|| match self.values.get(name)? {
            Value::String(text) => self.uploads.get(text.strip_prefix("attach://")?),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => None,
        })
    }

    /// The part of a multipart body of this name that carries a file.
    pub(crate) fn part(&self, name: &str) -> Option<&Upload> {
        self.uploads.get(name)
    }

    /// What the call log keeps: the parameters without the contents of files.
    pub(crate) fn summary(&self) -> Value {
        self.values.iter().map(|(name, value)| (name.clone(), value.clone())).collect()
    }

    pub(crate) fn chat_id(&self) -> Option<i64> {
        self.integer("chat_id")
    }
}
