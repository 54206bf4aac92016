// The scenario with Node's @kurrent/kurrentdb-client. Takes one argument, a JSON object; prints one, what was seen.

import {
  ANY,
  BACKWARDS,
  END,
  KurrentDBClient,
  NO_STREAM,
  START,
  STREAM_NAME,
  StreamDeletedError,
  StreamNotFoundError,
  WrongExpectedVersionError,
  jsonEvent,
  streamNameFilter,
} from "@kurrent/kurrentdb-client";

const given = JSON.parse(process.argv[2]);
const { prefix, ids } = given;
const [orders, more, gone] = ["orders", "more", "gone"].map((name) => prefix + name);
const client = KurrentDBClient.connectionString(`${given.connection}&nodePreference=leader`);

const event = (n) => jsonEvent({ id: ids[n], type: "order-placed", data: { n }, metadata: { by: "scenario" } });

const shown = ({ event: recorded }) => ({
  id: recorded.id,
  stream: recorded.streamId.slice(prefix.length),
  revision: Number(recorded.revision),
  type: recorded.type,
  data: JSON.stringify(recorded.data),
  metadata: JSON.stringify(recorded.metadata),
  position: Number(recorded.position.commit),
});

const append = async (stream, numbers, streamState) => {
  const result = await client.appendToStream(stream, numbers.map(event), { streamState });
  return Number(result.position.commit);
};

const read = async (stream, options) => {
  const events = [];
  for await (const resolved of client.readStream(stream, options)) events.push(shown(resolved));
  return events;
};

const refusal = async (attempt) => {
  try {
    await attempt();
  } catch (error) {
    if (error instanceof WrongExpectedVersionError) {
      if (error.actualState === NO_STREAM) return "wrong expected version, no stream";
      return `wrong expected version, the stream ends at ${error.actualState}`;
    }
    if (error instanceof StreamDeletedError) return "stream deleted";
    if (error instanceof StreamNotFoundError) return "stream not found";
    throw error;
  }
  return "none";
};

const control = (what) => fetch(given.control + what, { method: "POST" });

// Until it works, as an application would; not for ever.
const patiently = async (attempt) => {
  const until = Date.now() + 60_000;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
};

const followed = [];
const follow = async (fromPosition, count) => {
  const filter = streamNameFilter({ prefixes: [orders, more] });
  const subscription = client.subscribeToAll({ fromPosition, filter });
  try {
    for await (const resolved of subscription) {
      followed.push(shown(resolved));
      if (followed.length === count) return;
    }
  } finally {
    await subscription.unsubscribe();
  }
};

const seen = {};
const first = await append(orders, [0, 1, 2], NO_STREAM);
const again = await append(orders, [0, 1, 2], NO_STREAM);
seen["the same append again is answered as the first time"] = again === first;
seen["append to an existing stream as new"] = await refusal(() => append(orders, [3], NO_STREAM));
seen["append at another revision"] = await refusal(() => append(orders, [3], 7n));
seen["append to a new stream as existing"] = await refusal(() => append(more, [3], 0n));
await append(orders, [3], 2n);
const atAny = await append(orders, [4], ANY);
seen["the same append at any revision is answered as the first time"] = (await append(orders, [4], ANY)) === atAny;
seen["read a stream that is not there"] = await refusal(() => read(`${prefix}missing`));
seen["forwards"] = await read(orders);
seen["forwards from 1, 2 events"] = await read(orders, { fromRevision: 1n, maxCount: 2 });
seen["backwards, 2 events"] = await read(orders, { direction: BACKWARDS, fromRevision: END, maxCount: 2 });
seen["backwards from 1"] = await read(orders, { direction: BACKWARDS, fromRevision: 1n });

await append(gone, [5], NO_STREAM);
await client.tombstoneStream(gone, { expectedRevision: 0n });
seen["read a deleted stream"] = await refusal(() => read(gone));
seen["append to a deleted stream"] = await refusal(() => append(gone, [6], ANY));

await follow(START, 5);
await control("/step-down?to=1");
await control("/drop-subscriptions?how=unavailable");
await patiently(() => append(more, [6, 7], NO_STREAM));
await patiently(() => {
  const last = BigInt(followed.at(-1).position);
  return follow({ commit: last, prepare: last }, 7);
});
seen["followed over a change of the leader"] = followed;

// Its reads have a connection of their own, which has to hear of the new leader too.
seen["whole log"] = await patiently(async () => {
  const log = [];
  for await (const resolved of client.readAll({ filter: { filterOn: STREAM_NAME, prefixes: [orders, more] } })) {
    log.push(shown(resolved));
  }
  return log;
});
console.log(JSON.stringify(seen));
await client.dispose();
