//! Meetings by e-mail: an invitation that a calendar takes, and what happens to it there.

use events::language::Language;
use events::meeting::{InvitationAnswer, MeetingBody, MeetingCommand, MeetingTime, RaisedItem};
use events::non_empty::NonEmpty;
use notifications::{Content, Delivered, DeliveryError, MeetingContent, MeetingNews, TaskSection};

use crate::channel_morning::task;
use crate::support::authority::{Authority, Mail, day, everywhere, message};
use crate::support::{key, read_by};

fn news(news: MeetingNews) -> Content {
    Content::Meeting(MeetingContent { meeting: "takimi-12".parse().unwrap(), news })
}

fn at(date: &str) -> MeetingTime {
    MeetingTime { date: day(date), time: chrono::NaiveTime::from_hms_opt(10, 0, 0), minutes: Some(90) }
}

async fn scheduled(language: Language, date: &str) -> Authority {
    let authority = Authority::speaking(language).await;
    let schedule = MeetingCommand::Schedule {
        title: everywhere("Takimi i nëngrupit <b>"),
        at: at(date),
        place: Some("Salla 4".parse().unwrap()),
        convened: MeetingBody::Invited,
        invited: NonEmpty::one("ms".parse().unwrap()),
        recurrence: None,
    };
    authority.meeting("takimi-12", schedule).await;
    authority
}

/// The calendar part, as two libraries read it alike.
fn calendar(mail: &Mail) -> serde_json::Value {
    let read = read_by("read_calendar.py", mail.calendar().unwrap().as_bytes());
    assert_eq!(read[0]["sequence"], read[1]["sequence"]);
    read[0].clone()
}

#[tokio::test]
async fn an_invitation_is_a_mail_of_its_own_beside_the_morning_in_every_language() {
    for (language, subject, wanted) in [
        (
            Language::En,
            "Invitation: Takimi i nëngrupit <b>",
            [
                "INVITATION TO A MEETING",
                "When: Friday 14 July, 10:00–11:30",
                "Does your institution attend?",
                "in your calendar",
            ],
        ),
        (
            Language::Sq,
            "Ftesë: Takimi i nëngrupit <b>",
            ["FTESË PËR TAKIM", "e premte 14 korrik", "?", "në kalendarin tuaj"],
        ),
        (
            Language::Sr,
            "Poziv: Takimi i nëngrupit <b>",
            ["POZIV NA SASTANAK", "petak 14. jul", "?", "u svom kalendaru"],
        ),
    ] {
        let authority = scheduled(language, "2017-07-14").await;
        authority.assign("beds", everywhere("Numëro shtretërit"), "2017-07-03").await;
        let both = message("arta", vec![task("beds", TaskSection::Today), news(MeetingNews::Invited)]);
        assert_eq!(authority.deliver(&both).await, Ok(Delivered::Sent { once: true }));
        assert_eq!(authority.deliver(&both).await, Ok(Delivered::Sent { once: true }));
        let mails = authority.mails();
        let [morning, invitation] = mails.as_slice() else { panic!("{} mails", mails.len()) };
        assert!(morning.calendar().is_none() && !morning.text().contains("Takimi"), "{}", morning.text());
        assert_eq!(morning.header("Message-ID"), format!("<{}@akt.example>", both.id));
        assert_ne!(invitation.header("Message-ID"), morning.header("Message-ID"));
        assert_eq!(invitation.header("Subject"), subject);
        let text = invitation.text();
        for words in wanted {
            assert!(text.contains(words), "“{words}” is not in:\n{text}");
        }
        let person = "arta".parse().unwrap();
        for (mail, thread) in [(morning, "work"), (invitation, "meeting/takimi-12")] {
            let token = key().thread_token(&person, thread);
            assert_eq!(mail.header("References"), format!("<{token}.thread@akt.example>"));
        }
        let calendar = calendar(invitation);
        assert_eq!(calendar["method"], "REQUEST");
        assert_eq!(calendar["uid"], "takimi-12@focalpoint");
        assert_eq!(calendar["sequence"], 0);
        assert_eq!(calendar["start"], "2017-07-14T08:00:00+00:00");
        assert_eq!(calendar["attendee"], "mailto:arta@policia.example");
    }
}

#[tokio::test]
async fn a_calendar_is_told_what_changed_once_and_that_it_is_called_off() {
    let authority = scheduled(Language::En, "2017-07-14").await;
    authority.says_nothing("chair", news(MeetingNews::Invited)).await;
    authority.says_nothing("arta", news(MeetingNews::Changed)).await;
    authority.told("arta", vec![news(MeetingNews::Invited)]).await;
    authority.says_nothing("arta", news(MeetingNews::Invited)).await;
    // An answer is no news for the calendar that gave it.
    let (institution, answer) = ("ms".parse().unwrap(), InvitationAnswer::Attending);
    authority.meeting("takimi-12", MeetingCommand::AnswerInvitation { institution, answer }).await;
    authority.says_nothing("arta", news(MeetingNews::Changed)).await;

    let item = "Raporti vjetor".parse().unwrap();
    authority.meeting("takimi-12", MeetingCommand::AddAgendaItem { item }).await;
    let changed = authority.told("arta", vec![news(MeetingNews::Changed)]).await;
    assert_eq!(changed.header("Subject"), "Invitation: Takimi i nëngrupit <b>");
    let text = changed.text();
    assert!(text.contains("1. Raporti vjetor") && text.contains("✓ Your institution attends."), "{text}");
    assert!(!text.contains("Please answer"), "{text}");
    assert_eq!((&calendar(&changed)["method"], &calendar(&changed)["sequence"]), (&"REQUEST".into(), &1.into()));

    authority.meeting("takimi-12", MeetingCommand::Reschedule { at: at("2017-07-17") }).await;
    let moved = authority.told("arta", vec![news(MeetingNews::Changed), news(MeetingNews::Moved)]).await;
    assert_eq!(moved.header("Subject"), "Moved: Takimi i nëngrupit <b>");
    assert!(moved.text().contains("THE MEETING IS MOVED"), "{}", moved.text());
    assert_eq!(calendar(&moved)["sequence"], 2);
    assert_eq!(calendar(&moved)["start"], "2017-07-17T08:00:00+00:00");
    authority.says_nothing("arta", news(MeetingNews::Moved)).await;

    let reason = "Salla është e zënë".parse().unwrap();
    authority.meeting("takimi-12", MeetingCommand::Cancel { reason }).await;
    let called_off = authority.told("arta", vec![news(MeetingNews::CalledOff)]).await;
    assert_eq!(called_off.header("Subject"), "Called off: Takimi i nëngrupit <b>");
    assert!(called_off.text().contains("Reason: Salla është e zënë"), "{}", called_off.text());
    let read = calendar(&called_off);
    assert_eq!(
        (&read["method"], &read["status"], &read["sequence"]),
        (&"CANCEL".into(), &"CANCELLED".into(), &3.into())
    );
    authority.says_nothing("arta", news(MeetingNews::CalledOff)).await;
    authority.says_nothing("arta", news(MeetingNews::Changed)).await;
}

#[tokio::test]
async fn an_invitation_of_which_nobody_knows_whether_it_came_goes_out_again_as_the_same() {
    let authority = scheduled(Language::En, "2017-07-14").await;
    authority.address("ms", "arta", "lost").await;
    let invited = message("arta", vec![news(MeetingNews::Invited)]);
    assert!(matches!(authority.deliver(&invited).await, Err(DeliveryError::NotYet { .. })));
    assert_eq!(authority.deliver(&invited).await, Ok(Delivered::Sent { once: false }));
    let ids: Vec<_> = authority.mails().iter().map(|mail| mail.header("Message-ID")).collect();
    assert!(ids.len() == 2 && ids[0] == ids[1], "{ids:?}");
}

#[tokio::test]
async fn what_is_ahead_and_what_it_came_to_stands_among_the_rest() {
    let authority = scheduled(Language::En, "2017-07-04").await;
    let before = authority.told("arta", vec![news(MeetingNews::DayBefore)]).await;
    before_says(&before, "THE NEXT MEETING", "tomorrow, Tuesday 4 July, 10:00–11:30");
    let soon = authority.told("arta", vec![news(MeetingNews::HourBefore)]).await;
    before_says(&soon, "THE MEETING BEGINS WITHIN THE HOUR", "Where: Salla 4");
    authority.says_nothing("arta", news(MeetingNews::Account)).await;

    let (institution, answer) = ("ms".parse().unwrap(), InvitationAnswer::NotAttending);
    authority.meeting("takimi-12", MeetingCommand::AnswerInvitation { institution, answer }).await;
    authority.says_nothing("arta", news(MeetingNews::DayBefore)).await;

    authority.set("2017-07-05T06:00:00Z");
    authority.meeting("takimi-12", MeetingCommand::Hold { attended: NonEmpty::one("ms".parse().unwrap()) }).await;
    let raised = RaisedItem {
        action_item: "lista".parse().unwrap(),
        title: everywhere("Hap listën"),
        owner: "ms".parse().unwrap(),
        due: day("2017-07-20"),
    };
    let decision = "Lista hapet për të gjithë".parse().unwrap();
    authority.meeting("takimi-12", MeetingCommand::TakeDecision { decision, raises: vec![raised] }).await;
    let account = authority.told("arta", vec![news(MeetingNews::Account)]).await;
    before_says(&account, "WHAT THE MEETING CAME TO", "1. Lista hapet për të gjithë");
    assert!(account.text().contains("Hap listën – due Thursday 20 July"), "{}", account.text());
}

fn before_says(mail: &Mail, heading: &str, line: &str) {
    let text = mail.text();
    assert!(text.contains(heading) && text.contains(line), "{heading}, {line}:\n{text}");
    assert!(mail.calendar().is_none());
    assert!(mail.header("Subject").ends_with(": Takimi i nëngrupit <b>"), "{}", mail.header("Subject"));
}
