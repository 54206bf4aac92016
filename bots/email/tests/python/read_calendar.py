"""Reads a calendar part with two libraries, and prints what each says of it as JSON."""

import json
import sys

import icalendar
import vobject

text = open(sys.argv[1], "rb").read().decode()

calendar = icalendar.Calendar.from_ical(text)
event = calendar.walk("VEVENT")[0]
first = {
    "method": str(calendar["METHOD"]),
    "uid": str(event["UID"]),
    "sequence": int(event["SEQUENCE"]),
    "status": str(event["STATUS"]),
    "summary": str(event["SUMMARY"]),
    "start": event["DTSTART"].dt.isoformat(),
    "organizer": str(event["ORGANIZER"]),
    "organizer_name": str(event["ORGANIZER"].params.get("CN")),
    "attendee": str(event["ATTENDEE"]),
    "attendee_name": str(event["ATTENDEE"].params.get("CN")),
    "partstat": event["ATTENDEE"].params.get("PARTSTAT"),
    "rsvp": event["ATTENDEE"].params.get("RSVP"),
    "errors": [str(error) for component in calendar.walk() for error in component.errors],
}

calendar = vobject.readOne(text)
calendar.validate(raiseException=True)
event = calendar.vevent
second = {
    "method": calendar.method.value,
    "uid": event.uid.value,
    "sequence": int(event.sequence.value),
    "status": event.status.value,
    "summary": event.summary.value,
    "start": event.dtstart.value.isoformat(),
    "organizer": event.organizer.value,
    "organizer_name": event.organizer.params.get("CN", [None])[0],
    "attendee": event.attendee.value,
    "attendee_name": event.attendee.params.get("CN", [None])[0],
    "partstat": event.attendee.params.get("PARTSTAT", [None])[0],
    "rsvp": event.attendee.params.get("RSVP", [None])[0],
    "errors": [],
}
print(json.dumps([first, second]))
