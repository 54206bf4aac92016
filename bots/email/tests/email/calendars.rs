//! Invitations as two other libraries read them, and calendars' answers as other programs write them.

use documents::calendar_invitation::{CalendarAnswer, Invitation, NotAReply, Participant, read_reply};

use crate::support::{invitation, read_by};

fn calendar(changes: u32, cancelled: bool) -> Invitation {
    let participant =
        |name: &str, address: &str| Participant { name: Some(name.to_owned()), address: address.to_owned() };
    Invitation {
        entry: invitation("arta@policia.example", changes, cancelled).invitation.unwrap(),
        organizer: participant("Sekretariati; \"AKT\", Kosovë", "focalpoint+0123456789abcdef@akt.example"),
        attendee: participant("Arta Krasniqi: Policia", "arta@policia.example"),
    }
}

#[test]
fn two_libraries_read_an_invitation_alike_and_as_it_was_meant() {
    for (changes, cancelled, method, status) in [(0, false, "REQUEST", "CONFIRMED"), (3, true, "CANCEL", "CANCELLED")] {
        let file = calendar(changes, cancelled).file("2017-07-03T06:00:00Z".parse().unwrap());
        assert!(file.split(|byte| *byte == b'\n').all(|line| line.len() <= 76), "lines are folded");
        let read = read_by("read_calendar.py", &file);
        for library in read.as_array().unwrap() {
            assert_eq!(library["method"], method);
            assert_eq!(library["uid"], "mbledhja-12@focalpoint");
            assert_eq!(library["sequence"], changes);
            assert_eq!(library["status"], status);
            assert_eq!(library["summary"], "Mbledhja e nëngrupit; mbrojtja, pjesa 2");
            assert_eq!(library["start"], "2017-07-14T08:00:00+00:00");
            assert_eq!(library["organizer"], "mailto:focalpoint+0123456789abcdef@akt.example");
            assert_eq!(library["organizer_name"], "Sekretariati;  AKT , Kosovë");
            assert_eq!(library["attendee"], "mailto:arta@policia.example");
            assert_eq!(library["attendee_name"], "Arta Krasniqi: Policia");
            let asked = if cancelled { serde_json::Value::Null } else { "TRUE".into() };
            assert_eq!(library["rsvp"], asked);
            assert_eq!(library["errors"], serde_json::json!([]));
        }
    }
}

/// Shaped as the programs of three makers write them.
#[test]
fn answers_of_the_usual_calendars_are_read() {
    let exchange = "BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nPRODID:Microsoft Exchange Server 2010\r\nVERSION:2.0\r\nBEGIN:VTIMEZONE\r\n\
        TZID:Central European Standard Time\r\nBEGIN:STANDARD\r\nDTSTART:16010101T030000\r\nTZOFFSETFROM:+0200\r\n\
        TZOFFSETTO:+0100\r\nRRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n\
        BEGIN:VEVENT\r\nATTENDEE;PARTSTAT=TENTATIVE;CN=Arta Krasniqi:MAILTO:Arta.Krasniqi@policia.e\r\n xample\r\n\
        COMMENT;LANGUAGE=sq-AL:Ndoshta\\, varet nga rruga\\n\r\nUID:mbledhja-12@focalpoint\r\nSUMMARY;LANGUAGE=sq-AL:Tentative: \
        Mbledhja\r\nDTSTART;TZID=Central European Standard Time:20170714T100000\r\nPRIORITY:5\r\nDTSTAMP:20170703T080000Z\r\n\
        SEQUENCE:2\r\nX-MICROSOFT-CDO-APPT-SEQUENCE:2\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let google = "BEGIN:VCALENDAR\r\nPRODID:-//Google Inc//Google Calendar 70.9054//EN\r\nVERSION:2.0\r\nCALSCALE:GREGORIAN\r\n\
        METHOD:REPLY\r\nBEGIN:VEVENT\r\nDTSTART:20170714T080000Z\r\nDTSTAMP:20170703T080000Z\r\n\
        ORGANIZER;CN=AKT:mailto:focalpoint+0123456789abcdef@akt.example\r\nUID:mbledhja-12@focalpoint\r\n\
        ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=arta@p\r\n olicia.example;X-NUM-GUESTS=0:mailto:arta@policia.example\r\n\
        SEQUENCE:0\r\nSTATUS:CONFIRMED\r\nTRANSP:OPAQUE\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let apple = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Apple Inc.//Mac OS X 10.12.5//EN\nCALSCALE:GREGORIAN\nMETHOD:REPLY\n\
        BEGIN:VEVENT\nUID:mbledhja-12@focalpoint\nDTSTAMP:20170703T080000Z\nSEQUENCE:1\n\
        ATTENDEE;CN=\"Krasniqi, Arta\";CUTYPE=INDIVIDUAL;PARTSTAT=DECLINED:mailto:arta@policia.example\nEND:VEVENT\nEND:VCALENDAR\n";
    for (text, sequence, attendee, answer, comment) in [
        (exchange, 2, "Arta.Krasniqi@policia.example", CalendarAnswer::Tentative, Some("Ndoshta, varet nga rruga")),
        (google, 0, "arta@policia.example", CalendarAnswer::Accepted, None),
        (apple, 1, "arta@policia.example", CalendarAnswer::Declined, None),
    ] {
        let reply = read_reply(text).unwrap();
        assert_eq!(reply.meeting, "mbledhja-12");
        assert_eq!((reply.sequence, reply.attendee.as_str(), reply.answer), (sequence, attendee, answer));
        assert_eq!(reply.comment.as_deref(), comment);
    }
}

#[test]
fn what_is_no_answer_is_said_to_be_none() {
    let file = calendar(0, false).file("2017-07-03T06:00:00Z".parse().unwrap());
    let request = String::from_utf8(file).unwrap();
    assert_eq!(read_reply(&request), Err(NotAReply::OtherMethod("REQUEST".to_owned())));
    let reply = request.replace("METHOD:REQUEST", "METHOD:REPLY");
    assert_eq!(read_reply(&reply), Err(NotAReply::NoAnswer), "NEEDS-ACTION is no answer");
    let elsewhere = reply.replace("@focalpoint\r\n", "@elsewhere.example\r\n");
    assert_eq!(read_reply(&elsewhere), Err(NotAReply::OtherMeeting));
    for broken in ["", "BEGIN:VCALENDAR", "\u{0}", &reply[..reply.len() / 2]] {
        assert!(read_reply(broken).is_err(), "{broken}");
    }
}
