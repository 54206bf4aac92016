//! Whether a webhook's maker may see what a message is about, at this moment: the one authority is asked, with what the read
//! models say now.

use std::sync::Arc;

use chrono::NaiveDate;
use events::authority::{Principal, View, permit_view};
use events::webhook::{OutgoingData, OutgoingSubject, RegisteredWebhook};
use readmodels::accounts::Accounts;
use readmodels::cases::CaseBook;
use readmodels::meetings::{MeetingView, Meetings};
use readmodels::requests::Requests;
use readmodels::{AskError, Book, ReadPort};

/// What the read models say of who may see what.
pub struct Audience {
    read_models: Arc<dyn ReadPort>,
    accounts: Book<Accounts>,
    meetings: Book<Meetings>,
    requests: Book<Requests>,
    cases: Book<CaseBook>,
}

impl Audience {
    /// Asks these read models.
    pub fn new(read_models: Arc<dyn ReadPort>) -> Self {
        let (accounts, meetings) = (Book::default(), Book::default());
        Self { read_models, accounts, meetings, requests: Book::default(), cases: Book::default() }
    }

    /// The maker of a webhook with what they may on a day, a date in Kosovo; `None`: they have left the post for which they made
    /// it.
    pub async fn maker(&self, webhook: &RegisteredWebhook, today: NaiveDate) -> Result<Option<Principal>, AskError> {
        let person = self.read_models.person(&webhook.maker).await?;
        let Some(person) = person.filter(|person| person.institution == webhook.institution) else { return Ok(None) };
        let accounts = self.accounts.refresh(self.read_models.as_ref()).await?;
        let roles = accounts.roles_of(&person.person, &person.institution);
        Ok(Some(person.principal(today).with_roles(roles)))
    }

    /// Whether somebody may see what a message is about, and the message names no case.
    pub async fn may_see(&self, principal: &Principal, about: &OutgoingSubject, data: &str) -> Result<bool, AskError> {
        let views = self.views_of(about).await?;
        let may = views.iter().any(|view| permit_view(principal, view).is_ok());
        Ok(may && !self.names_a_case(data).await?)
    }

    /// An id that somebody made of a title may have a case's reference in it.
    async fn names_a_case(&self, data: &str) -> Result<bool, AskError> {
        let data: OutgoingData =
            serde_json::from_str(data).map_err(|error| AskError::Unreadable { reason: error.to_string() })?;
        let cases = self.cases.refresh(self.read_models.as_ref()).await?;
        Ok(cases.all().any(|record| names(&data, record.id.as_str())))
    }

    /// The views of which one must be open; none, where the thing is not there any more.
    async fn views_of(&self, about: &OutgoingSubject) -> Result<Vec<View>, AskError> {
        let read_models = self.read_models.as_ref();
        Ok(match about {
            OutgoingSubject::ActionItem(id) => read_models.task(id).await?.map_or_else(Vec::new, |task| {
                let board = task.item.subgroup.map(View::Board);
                [View::TaskList(task.item.owner)].into_iter().chain(board).collect()
            }),
            OutgoingSubject::Meeting(id) => {
                let meetings = self.meetings.refresh(read_models).await?;
                meetings.meeting(id).map(MeetingView::view).into_iter().collect()
            }
            OutgoingSubject::DataRequest(id) => {
                let requests = self.requests.refresh(read_models).await?;
                let asked = requests.get(id).map(|dossier| dossier.request.submissions.keys().cloned());
                asked.into_iter().flatten().map(View::Submission).collect()
            }
            OutgoingSubject::Submission(institution) => vec![View::Submission(institution.clone())],
            OutgoingSubject::Indicators(institution) => vec![View::Strategy, View::Indicators(institution.clone())],
            OutgoingSubject::Strategy => vec![View::Strategy],
            OutgoingSubject::Timeline => vec![View::Timeline],
        })
    }
}

/// Whether what is said has a case's reference in it, as a word of its own.
fn names(data: &OutgoingData, case: &str) -> bool {
    let ids = [Some(&data.id), data.subgroup.as_ref(), data.activity.as_ref(), data.indicator.as_ref()];
    let said = ids.into_iter().flatten().chain(data.title.values());
    said.into_iter().any(|text| {
        let text = text.to_lowercase();
        text.match_indices(case).any(|(at, _)| {
            let before = text.get(..at).and_then(|before| before.chars().next_back());
            let after = text.get(at + case.len()..).and_then(|after| after.chars().next());
            ![before, after].into_iter().flatten().any(char::is_alphanumeric)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_is_named_by_its_reference_as_a_word_of_its_own() {
        let with_id = |id: &str| OutgoingData { id: id.to_owned(), ..OutgoingData::default() };
        assert!(names(&with_id("rasti-2017-014-takimi"), "2017-014"));
        assert!(names(&with_id("2017-014"), "2017-014"));
        assert!(!names(&with_id("takimi-2017-0145"), "2017-014"));
        assert!(!names(&with_id("takimi12"), "12"));
        let dated = OutgoingData { date: "2017-07-12".parse().ok(), ..with_id("takimi") };
        assert!(!names(&dated, "12"), "a day is no reference");
        let titled = OutgoingData { title: [("sq".to_owned(), "Rasti 2017-014".to_owned())].into(), ..with_id("x") };
        assert!(names(&titled, "2017-014"));
    }
}
