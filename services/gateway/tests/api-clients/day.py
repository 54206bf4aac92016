"""A day's work with nothing but the client that openapi-python-client made of the document."""

import datetime
import os

from focalpoint_client import AuthenticatedClient
from focalpoint_client.api.action_items import assign_action_item, command_action_item, get_action_item
from focalpoint_client.api.meetings import get_meeting, schedule_meeting
from focalpoint_client.api.subgroups import list_board
from focalpoint_client.models import (
    Change,
    CommandActionItemCommand,
    CommandBody,
    Convened,
    Meeting,
    MeetingProgress,
    NewMeeting,
    NewTask,
    Problem,
    ScheduledMeetings,
    TaskPage,
    TaskStage,
    TaskWithHistory,
    Texts,
)
from focalpoint_client.types import UNSET

client = AuthenticatedClient(base_url=os.environ["FOCALPOINT_URL"], token=os.environ["FOCALPOINT_TOKEN"])


def expect(answer, kind, status):
    assert answer.status_code == status, (answer.status_code, answer.content)
    assert isinstance(answer.parsed, kind), type(answer.parsed)
    return answer.parsed


# A meeting, twice under one key: it is one.
meeting = NewMeeting(
    title=Texts(en="Beds", sq="Shtretërit"),
    date=datetime.date(2099, 1, 5),
    time="10:00:00",
    convened=Convened.SUBGROUP,
    subgroup="te-dhena",
)
made = expect(schedule_meeting.sync_detailed(client=client, body=meeting, idempotency_key="py-meeting"), ScheduledMeetings, 201)
again = schedule_meeting.sync_detailed(client=client, body=meeting, idempotency_key="py-meeting")
assert expect(again, ScheduledMeetings, 201) == made
assert again.headers["Idempotency-Replayed"] == "true"
shown = expect(get_meeting.sync_detailed(made.id, client=client), Meeting, 200)
assert shown.stage is MeetingProgress.SCHEDULED and shown.date == datetime.date(2099, 1, 5) and shown.minutes is None

# Three action items, one of them reported as done.
ids = []
for number, owner in enumerate(["ms", "mpms", "ms"]):
    item = NewTask(title=Texts(en=f"Count the beds {number}"), owner=owner, subgroup="te-dhena", due=datetime.date(2099, 2, 1))
    assigned = assign_action_item.sync_detailed(client=client, body=item, idempotency_key=f"py-item-{number}")
    ids.append(expect(assigned, Change, 201).id)
for command, body in [
    (CommandActionItemCommand.PROGRESS, CommandBody(progress=50)),
    (CommandActionItemCommand.COMPLETE, CommandBody()),
]:
    change = command_action_item.sync_detailed(ids[0], command, client=client, body=body, idempotency_key=f"py-{command}")
    assert expect(change, Change, 200).id == ids[0]

# The board, page by page.
board, after = [], UNSET
while True:
    page = expect(list_board.sync_detailed("te-dhena", client=client, limit=2, after=after), TaskPage, 200)
    board.extend(page.items)
    after = page.next_
    if after is UNSET:
        break
assert sorted(task.id for task in board) == sorted(ids), board
assert [task.stage for task in board if task.id == ids[0]] == [TaskStage.COMPLETED]

# What is known already is not sent again.
known = get_action_item.sync_detailed(ids[0], client=client)
history = expect(known, TaskWithHistory, 200).history
assert history[0].event_type == "action-item.assigned", history
unchanged = get_action_item.sync_detailed(ids[0], client=client, if_none_match=known.headers["ETag"])
assert unchanged.status_code == 304 and unchanged.content == b"", unchanged

# A problem and a refusal, with their codes.
other = NewTask(title=Texts(en="Something else"), owner="ms", due=datetime.date(2099, 2, 1))
problem = expect(assign_action_item.sync_detailed(client=client, body=other, idempotency_key="py-item-0"), Problem, 422)
assert (problem.code, problem.at) == ("key-reused", "Idempotency-Key"), problem
refusal = expect(
    command_action_item.sync_detailed(ids[0], CommandActionItemCommand.ACCEPT, client=client, body=CommandBody()), Problem, 409
)
assert refusal.at is UNSET and refusal.detail, refusal
nothing = expect(get_meeting.sync_detailed("nothing", client=client), Problem, 404)
assert nothing.code == "not-found", nothing
stranger = AuthenticatedClient(base_url=os.environ["FOCALPOINT_URL"], token="nobody's")
assert expect(get_meeting.sync_detailed(made.id, client=stranger), Problem, 401).code == "token-spent"
