//! Questions and answers as they travel.
//!
//! A question is its query's name and what the query holds: `{"task": "ms-3"}`, or `"undelivered"` where it holds nothing.
//! Answers that may be long are asked for page by page: each page begins after the last one's end, so that any instance
//! of a partition can answer it.

use std::time::Duration;

use events::ids::Position;
use serde::de::Error as _;
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};

use crate::queries::Query;

/// What is asked of one partition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Question {
    /// The query's name.
    pub(crate) name: String,
    /// What the query holds; null: nothing.
    pub(crate) input: Value,
}

impl Question {
    pub(crate) fn of<Q: Query>(query: &Q) -> serde_json::Result<Self> {
        Ok(Self { name: Q::NAME.to_owned(), input: serde_json::to_value(query)? })
    }
}

impl Serialize for Question {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.input.is_null() {
            return serializer.serialize_str(&self.name);
        }
        let mut question = serializer.serialize_map(Some(1))?;
        question.serialize_entry(&self.name, &self.input)?;
        question.end()
    }
}

impl<'de> Deserialize<'de> for Question {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Form {
            Name(String),
            WithInput(Map<String, Value>),
        }
        match Form::deserialize(deserializer)? {
            Form::Name(name) => Ok(Self { name, input: Value::Null }),
            Form::WithInput(fields) => {
                let mut fields = fields.into_iter();
                match (fields.next(), fields.next()) {
                    (Some((name, input)), None) => Ok(Self { name, input }),
                    (None, _) | (Some(_), Some(_)) => Err(D::Error::custom("a question is one name and what it holds")),
                }
            }
        }
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Answer {
    /// Which partition answers, of how many: they must be of one mind with whoever asks.
    pub(crate) partition: u16,
    pub(crate) count: u16,
    /// The last event that the answer takes account of.
    pub(crate) as_of: Position,
    /// How long ago that is known to have been everything.
    pub(crate) age: Option<Duration>,
    pub(crate) body: Value,
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::dossiers::DossierKind;
    use crate::queries::{
        DossierEvents, Institution, Institutions, Invitation, People, Subgroup, Subgroups, Task, TaskSelection, Tasks,
        Timeline, TimelineSpan, Undelivered,
    };
    use crate::views::TimelineFilter;

    const ROWS: u32 = u32::MAX;

    fn sent<Q: Query>(query: &Q) -> Value {
        serde_json::to_value(Question::of(query).unwrap()).unwrap()
    }

    /// Services of the version before and after are asked and answered by each other while a deployment is under way.
    #[test]
    fn questions_travel_as_they_always_did() {
        let filter = json!({
            "stream": null, "institution": null, "subgroup": null, "kinds": [], "from": null, "until": null, "limit": 3
        });
        let latest = TimelineFilter { limit: 3, ..TimelineFilter::default() };
        let token = events::institution::InvitationHash::of_token("t1");
        let tasks = |selection| sent(&Tasks::of(selection));
        let expected_tasks = |which: Value| json!({"tasks": {"which": which, "after": null, "limit": ROWS}});
        let cases = [
            (tasks(TaskSelection::OfInstitution("ms".parse().unwrap())), expected_tasks(json!({"Of": "ms"}))),
            (tasks(TaskSelection::OnBoard("te-dhena".parse().unwrap())), expected_tasks(json!({"On": "te-dhena"}))),
            (tasks(TaskSelection::All), expected_tasks(json!("All"))),
            (tasks(TaskSelection::Open), expected_tasks(json!("Open"))),
            (sent(&Task("ms-3".parse().unwrap())), json!({"task": "ms-3"})),
            (
                sent(&Timeline::of(latest.clone())),
                json!({"timeline": {"filter": filter.clone(), "before": null, "limit": 3}}),
            ),
            (sent(&TimelineSpan(latest)), json!({"timeline-span": filter})),
            (sent(&Undelivered), json!("undelivered")),
            (sent(&Institutions::default()), json!({"institutions": {"after": null, "limit": ROWS}})),
            (sent(&Institution("ms".parse().unwrap())), json!({"institution": "ms"})),
            (sent(&People::default()), json!({"people": {"unless": null, "after": null, "limit": ROWS}})),
            (sent(&Subgroups::default()), json!({"subgroups": {"after": null, "limit": ROWS}})),
            (sent(&Subgroup("te-dhena".parse().unwrap())), json!({"subgroup": "te-dhena"})),
            (sent(&Invitation(token.clone())), json!({"invitation": token.as_str()})),
            (
                sent(&DossierEvents::after(DossierKind::DataRequest, Position(7))),
                json!({"dossiers": {"kind": "data-request", "after": 7, "limit": ROWS}}),
            ),
        ];
        for (sent, expected) in cases {
            assert_eq!(sent, expected);
            let read: Question = serde_json::from_value(sent.clone()).unwrap();
            assert_eq!(serde_json::to_value(read).unwrap(), sent);
        }
    }

    #[test]
    fn what_is_no_question_does_not_read() {
        for text in ["7", "{}", r#"{"task": "a", "tasks": "b"}"#] {
            assert!(serde_json::from_str::<Question>(text).is_err(), "{text}");
        }
    }
}
