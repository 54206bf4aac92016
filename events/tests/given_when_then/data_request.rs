use std::collections::{BTreeMap, BTreeSet};

use events::Aggregate;
use events::data_request::{
    DataRequest, DataRequestCommand as C, DataRequestEvent as E, DataRequestRefusal as R, FieldComment, IssuedRequest,
    SubmissionStage,
};
use events::disaggregation::{Breakdown, BreakdownLine, Categories};
use events::event::fold;
use events::form::{Answer, Answers};
use events::non_empty::NonEmpty;

use super::{Line, TODAY, given, holds};
use crate::values::{a_form, a_quarter, date, figure, id, in_albanian, noon, occurrence, text};

fn issue(due: i64) -> C {
    let recipients = vec![id("ms"), id("policia")].try_into().unwrap();
    C::Issue { title: in_albanian("Viktimat"), form: a_form(), period: a_quarter(), recipients, due: date(due) }
}

fn issued() -> E {
    let recipients = vec![id("ms"), id("policia")].try_into().unwrap();
    E::Issued { title: in_albanian("Viktimat"), form: a_form(), period: a_quarter(), recipients, due: date(TODAY) }
}

/// Answers that fit, with so many victims.
fn answers(victims: &str) -> Answers {
    let nobody = Breakdown { lines: vec![BreakdownLine { of: Categories::new(), count: 0 }] };
    Answers(BTreeMap::from([
        (id("victims"), Answer::Number(figure(victims))),
        (id("share"), Answer::Skipped(text("not collected"))),
        (id("shelter"), Answer::Choice(id("no"))),
        (id("audited"), Answer::Date(date(3))),
        (id("by-age"), Answer::Breakdown(nobody)),
    ]))
}

/// Last time there were so many victims.
fn submit_after(last: &str, victims: &str, confirmed: &[&str]) -> C {
    C::Submit {
        institution: id("ms"),
        answers: answers(victims),
        last: BTreeMap::from([(id("victims"), figure(last))]),
        confirmed: confirmed.iter().map(|field| id(field)).collect(),
    }
}

fn submit(victims: &str) -> C {
    C::Submit { institution: id("ms"), answers: answers(victims), last: BTreeMap::new(), confirmed: BTreeSet::new() }
}

fn submitted(victims: &str) -> E {
    E::Submitted { institution: id("ms"), answers: answers(victims), confirmed: BTreeSet::new() }
}

fn correct(victims: &str, note: Option<&str>) -> C {
    let (institution, last, confirmed) = (id("ms"), BTreeMap::new(), BTreeSet::new());
    C::Correct { institution, answers: answers(victims), last, confirmed, note: note.map(text) }
}

fn corrected(victims: &str, note: Option<&str>) -> E {
    let (institution, confirmed) = (id("ms"), BTreeSet::new());
    E::Corrected { institution, answers: answers(victims), confirmed, note: note.map(text) }
}

fn comments(field: &str) -> NonEmpty<FieldComment> {
    NonEmpty::one(FieldComment { field: id(field), comment: text("fewer than the police") })
}

fn send_back(field: &str) -> C {
    C::Return { institution: id("ms"), comments: comments(field) }
}

fn returned() -> E {
    E::Returned { institution: id("ms"), comments: comments("victims") }
}

fn accept() -> C {
    C::Accept { institution: id("ms") }
}

fn accepted() -> E {
    E::Accepted { institution: id("ms") }
}

fn nudge() -> C {
    C::Nudge { institution: id("ms") }
}

fn nudged() -> E {
    E::Nudged { institution: id("ms") }
}

/// An issued request, then these.
fn then(events: impl IntoIterator<Item = E>) -> Vec<E> {
    std::iter::once(issued()).chain(events).collect()
}

fn answering() -> Vec<Line<DataRequest>> {
    let from = |institution: &str| C::Submit {
        institution: id(institution),
        answers: answers("12"),
        last: BTreeMap::new(),
        confirmed: BTreeSet::new(),
    };
    let confirmed = E::Submitted { institution: id("ms"), answers: answers("40"), confirmed: [id("victims")].into() };
    vec![
        given("it is issued", []).when(issue(TODAY)).then(issued()),
        given("it is issued once", then([])).when(issue(TODAY)).refused(R::AlreadyIssued),
        given("it is not due yesterday", []).when(issue(TODAY - 1)).refused(R::DueInThePast),
        given("what is not issued is not answered", []).when(submit("12")).refused(R::NotIssued),
        given("a recipient answers", then([])).when(submit("12")).then(submitted("12")),
        given("also late", then([])).when_at(noon(TODAY + 30), submit("12")).then(submitted("12")),
        given("nobody else does", then([])).when(from("kp")).refused(R::NotARecipient),
        given("what does not fit is not stored by half", then([])).when(submit("1.5")).refused(R::DoesNotFit),
        given("the same answers came already", then([submitted("12")])).when(submit("12")).nothing(),
        given("other answers are a correction", then([submitted("12")]))
            .when(submit("13"))
            .refused(R::AlreadySubmitted),
        given("what is near the last figure is taken", then([]))
            .when(submit_after("10", "12", &[]))
            .then(submitted("12")),
        given("what is far from it wants to be confirmed", then([]))
            .when(submit_after("10", "40", &[]))
            .refused(R::NotConfirmed),
        given("another field's confirmation does not serve", then([]))
            .when(submit_after("10", "40", &["share"]))
            .refused(R::NotConfirmed),
        given("confirmed it is taken, and the confirmation kept", then([]))
            .when(submit_after("10", "40", &["victims"]))
            .then(confirmed),
    ]
}

fn reviewing() -> Vec<Line<DataRequest>> {
    vec![
        given("answers are accepted", then([submitted("12")])).when(accept()).then(accepted()),
        given("they are accepted once", then([submitted("12"), accepted()])).when(accept()).nothing(),
        given("what is awaited is not accepted", then([])).when(accept()).refused(R::NotWaiting),
        given("what was returned is not accepted", then([submitted("12"), returned()]))
            .when(accept())
            .refused(R::NotWaiting),
        given("answers are returned", then([submitted("12")])).when(send_back("victims")).then(returned()),
        given("a comment is on a field of the form", then([submitted("12")]))
            .when(send_back("colour"))
            .refused(R::NoSuchField),
        given("who owes answers is asked once more", then([])).when(nudge()).then(nudged()),
        given("also for a correction", then([submitted("12"), returned()])).when(nudge()).then(nudged()),
        given("as often as need be", then([nudged()])).when(nudge()).then(nudged()),
        given("who has answered is left alone", then([submitted("12")])).when(nudge()).refused(R::NothingOwed),
        given("what is awaited is not returned", then([])).when(send_back("victims")).refused(R::NotWaiting),
        given("what was returned is corrected", then([submitted("12"), returned()]))
            .when(correct("13", None))
            .then(corrected("13", None)),
        given("or stood by", then([submitted("12"), returned()]))
            .when(correct("12", Some("the police count suspects")))
            .then(corrected("12", Some("the police count suspects"))),
        given("an institution finds its own slip", then([submitted("12")]))
            .when(correct("13", None))
            .then(corrected("13", None)),
        given("also after it was accepted", then([submitted("12"), accepted()]))
            .when(correct("13", None))
            .then(corrected("13", None)),
        given("then it waits to be accepted anew", then([submitted("12"), accepted(), corrected("13", None)]))
            .when(accept())
            .then(accepted()),
        given("a correction of nothing is none", then([submitted("12")])).when(correct("12", None)).nothing(),
        given("what is awaited is not corrected", then([])).when(correct("12", None)).refused(R::NothingSubmitted),
        given("a correction fits as well", then([submitted("12"), returned()]))
            .when(correct("-1", None))
            .refused(R::DoesNotFit),
        given("it is closed", then([submitted("12")])).when(C::Close).then(E::Closed {}),
        given("it is closed once", then([E::Closed {}])).when(C::Close).refused(R::IsClosed),
        given("nothing is submitted any more", then([E::Closed {}])).when(submit("12")).refused(R::IsClosed),
        given("nothing is accepted any more", then([submitted("12"), E::Closed {}]))
            .when(accept())
            .refused(R::IsClosed),
    ]
}

#[test]
fn a_data_request_decides() {
    let table = answering().into_iter().chain(reviewing());
    holds::<DataRequest>(&id("viktimat-2026-q1"), R::ALL, table.collect());
}

fn request(history: &[E]) -> IssuedRequest {
    let at = |n| occurrence(n, noon(TODAY + i64::try_from(n).unwrap()));
    match fold::<DataRequest>(history.iter().enumerate().map(|(n, event)| (event, at(n)))) {
        DataRequest::Issued(request) => *request,
        DataRequest::Unknown => panic!("no {} was issued", DataRequest::KIND),
    }
}

#[test]
fn corrections_keep_their_history() {
    let request = request(&then([submitted("12"), returned(), corrected("13", None), accepted()]));
    let submission = &request.submissions[&id("ms")];
    let versions: Vec<_> = submission.versions.iter().map(|version| (&version.answers, version.at)).collect();
    assert_eq!(versions, [(&answers("12"), noon(TODAY + 1)), (&answers("13"), noon(TODAY + 3))]);
    let commented: Vec<usize> = submission.versions.iter().map(|version| version.comments.len()).collect();
    assert_eq!(commented, [1, 0], "a comment stays with the version that it is about");
    assert_eq!(submission.answers(), Some(&answers("13")));
}

#[test]
fn what_is_missing_from_whom_is_known() {
    let owed = |events: Vec<E>| -> Vec<(String, SubmissionStage)> {
        request(&then(events)).owed().map(|(institution, stage)| (institution.to_string(), stage)).collect()
    };
    let awaited = |institution: &str| (institution.to_owned(), SubmissionStage::Awaited);
    assert_eq!(owed(vec![]), [awaited("ms"), awaited("policia")]);
    assert_eq!(owed(vec![submitted("12")]), [awaited("policia")]);
    let again = ("ms".to_owned(), SubmissionStage::Returned);
    assert_eq!(owed(vec![submitted("12"), returned()]), [again, awaited("policia")]);
    assert_eq!(owed(vec![submitted("12"), accepted()]), [awaited("policia")]);
    assert_eq!(owed(vec![E::Closed {}]), []);
}
