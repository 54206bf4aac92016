"""The scenario with Python's kurrentdbclient. Takes one argument, a JSON object; prints one, what was seen."""

import json
import re
import sys
import time
import urllib.request
from uuid import UUID

from kurrentdbclient import KurrentDBClient, NewEvent, StreamState
from kurrentdbclient.exceptions import (
    KurrentDBClientError,
    NotFoundError,
    StreamIsDeletedError,
    WrongCurrentVersionError,
)

given = json.loads(sys.argv[1])
prefix = given["prefix"]
ids = [UUID(text) for text in given["ids"]]
orders, more, gone = prefix + "orders", prefix + "more", prefix + "gone"
client = KurrentDBClient(given["connection"] + "&NodePreference=leader")


def event(n):
    return NewEvent(
        type="order-placed",
        data=json.dumps({"n": n}, separators=(",", ":")).encode(),
        metadata=b'{"by":"scenario"}',
        id=ids[n],
    )


def shown(recorded):
    return {
        "id": str(recorded.id),
        "stream": recorded.stream_name.removeprefix(prefix),
        "revision": recorded.stream_position,
        "type": recorded.type,
        "data": recorded.data.decode(),
        "metadata": recorded.metadata.decode(),
        "position": recorded.commit_position,
    }


def append(stream, numbers, current_version):
    events = [event(n) for n in numbers]
    return client.append_to_stream(stream, current_version=current_version, events=events)


def refusal(attempt):
    try:
        attempt()
    except WrongCurrentVersionError as error:
        ends = re.search(r"last event is (\d+) not", str(error))
        return f"wrong expected version, the stream ends at {ends[1]}" if ends else "wrong expected version, no stream"
    except StreamIsDeletedError:
        return "stream deleted"
    except NotFoundError:
        return "stream not found"
    return "none"


def control(what):
    urllib.request.urlopen(urllib.request.Request(given["control"] + what, method="POST")).read()


def patiently(attempt):
    """Until it works, as an application would; not for ever."""
    until = time.monotonic() + 60
    while True:
        try:
            return attempt()
        except KurrentDBClientError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)


def subscribe(after):
    return client.subscribe_to_all(
        commit_position=after, filter_include=[orders, more], filter_by_stream_name=True, filter_by_prefix=True
    )


seen = {}
first = append(orders, [0, 1, 2], StreamState.NO_STREAM)
again = append(orders, [0, 1, 2], StreamState.NO_STREAM)
seen["the same append again is answered as the first time"] = again == first
seen["append to an existing stream as new"] = refusal(lambda: append(orders, [3], StreamState.NO_STREAM))
seen["append at another revision"] = refusal(lambda: append(orders, [3], 7))
seen["append to a new stream as existing"] = refusal(lambda: append(more, [3], 0))
append(orders, [3], 2)
at_any = append(orders, [4], StreamState.ANY)
seen["the same append at any revision is answered as the first time"] = append(orders, [4], StreamState.ANY) == at_any
seen["read a stream that is not there"] = refusal(lambda: client.get_stream(prefix + "missing"))
seen["forwards"] = [shown(recorded) for recorded in client.get_stream(orders)]
seen["forwards from 1, 2 events"] = [shown(r) for r in client.get_stream(orders, stream_position=1, limit=2)]
seen["backwards, 2 events"] = [shown(recorded) for recorded in client.get_stream(orders, backwards=True, limit=2)]
seen["backwards from 1"] = [shown(r) for r in client.get_stream(orders, stream_position=1, backwards=True)]

append(gone, [5], StreamState.NO_STREAM)
client.tombstone_stream(gone, current_version=0)
seen["read a deleted stream"] = refusal(lambda: client.get_stream(gone))
seen["append to a deleted stream"] = refusal(lambda: append(gone, [6], StreamState.ANY))

followed = []
with subscribe(None) as subscription:
    for recorded in subscription:
        followed.append(shown(recorded))
        if len(followed) == 5:
            break
    control("/step-down?to=1")
    control("/drop-subscriptions?how=unavailable")
patiently(lambda: append(more, [6, 7], StreamState.NO_STREAM))


def follow_on():
    with subscribe(followed[-1]["position"]) as subscription:
        for recorded in subscription:
            followed.append(shown(recorded))
            if len(followed) == 7:
                return


patiently(follow_on)
seen["followed over a change of the leader"] = followed
read = client.read_all(filter_include=[orders, more], filter_by_stream_name=True, filter_by_prefix=True)
seen["whole log"] = [shown(recorded) for recorded in read]
print(json.dumps(seen))
