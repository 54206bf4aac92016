"""Answers a message, as JSON on standard input says, with libraries that nobody here wrote; prints the answer.

    {"message": path, "from": address, "kind": "reply" | "accept" | ..., "text": words, "drop": [header, ...]}
"""

import email
import email.policy
import email.utils
import json
import sys
from email.message import EmailMessage

import icalendar

told = json.load(sys.stdin)
answered = email.message_from_bytes(open(told["message"], "rb").read(), policy=email.policy.default)
answer = EmailMessage()
answer["From"] = told["from"]
answer["To"] = told.get("to") or str(answered["Reply-To"])
answer["Message-ID"] = email.utils.make_msgid(domain="client.example")
answer["Date"] = "Mon, 03 Jul 2017 10:00:00 +0200"
answer["Subject"] = "Re: " + str(answered["Subject"])
answer["In-Reply-To"] = str(answered["Message-ID"])
answer["References"] = f"{answered['References']} {answered['Message-ID']}"
for name, value in told.get("headers", {}).items():
    answer[name] = value

kind = told["kind"]
if kind == "reply":
    quoted = answered.get_body(("plain",)).get_content()
    quoted = "".join(f"> {line}\n" for line in quoted.splitlines())
    answer.set_content(f"{told['text']}\n\n{told.get('above', 'On Mon, Jul 3, 2017, focalpoint wrote:')}\n{quoted}")
elif kind == "html":
    charset = told.get("charset", "utf-8")
    quoted = answered.get_body(("html",)).get_content().encode(charset, "xmlcharrefreplace").decode(charset)
    answer.set_content(
        f"<div dir='ltr'>{told['text']}</div><br><div class='gmail_quote'><div class='gmail_attr'>"
        f"On Mon, Jul 3, 2017 at 9:00 AM focalpoint wrote:<br></div><blockquote>{quoted}</blockquote></div>",
        subtype="html",
        charset=charset,
    )
else:
    part = next(part for part in answered.walk() if part.get_content_type() == "text/calendar")
    invited = icalendar.Calendar.from_ical(part.get_content()).walk("VEVENT")[0]
    calendar = icalendar.Calendar({"PRODID": "-//client.example//EN", "VERSION": "2.0", "METHOD": "REPLY"})
    event = icalendar.Event()
    for name in ("UID", "SEQUENCE", "DTSTART", "SUMMARY", "ORGANIZER"):
        event.add(name, invited[name])
    attendee = icalendar.vCalAddress("MAILTO:" + told.get("attendee", told["from"]))
    attendee.params["PARTSTAT"] = kind.upper()
    event.add("ATTENDEE", attendee, encode=0)
    event.add("DTSTAMP", icalendar.vDatetime.from_ical("20170703T080000Z"))
    calendar.add_component(event)
    answer.set_content(told.get("text", ""))
    answer.add_alternative(calendar.to_ical().decode(), subtype="calendar", params={"method": "REPLY"})
for name in told.get("attached", []):
    answer.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename=name)
for name in told.get("drop", []):
    del answer[name]
sys.stdout.buffer.write(answer.as_bytes(policy=email.policy.SMTP))
