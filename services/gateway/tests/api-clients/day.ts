// A day's work with nothing but the types that openapi-typescript made of the document, and openapi-fetch.
// `tsc --strict` reads it before it runs.

import createClient from "openapi-fetch";
import type { components, paths } from "./schema.d.ts";

type Task = components["schemas"]["Task"];
type Problem = components["schemas"]["Problem"];

declare const process: { env: Record<string, string | undefined>; exitCode: number };

function must<T>(value: T | undefined | null, what: string): T {
  if (value === undefined || value === null) throw new Error(`there is no ${what}`);
  return value;
}

function equal<T>(found: T, expected: T, what: string): void {
  if (found !== expected) throw new Error(`${what}: ${String(found)} instead of ${String(expected)}`);
}

const client = createClient<paths>({
  baseUrl: must(process.env["FOCALPOINT_URL"], "address"),
  headers: { Authorization: `Bearer ${must(process.env["FOCALPOINT_TOKEN"], "token")}` },
});

// A meeting, twice under one key: it is one.
const meeting = {
  params: { header: { "Idempotency-Key": "ts-meeting" } },
  body: { title: { en: "Beds" }, date: "2099-01-05", time: "10:00:00", convened: "subgroup", subgroup: "te-dhena" },
} as const;
const made = await client.POST("/api/v1/meetings", meeting);
equal(made.response.status, 201, "the meeting");
const again = await client.POST("/api/v1/meetings", meeting);
equal(must(again.data, "answer").id, must(made.data, "answer").id, "the same meeting");
equal(again.response.headers.get("Idempotency-Replayed"), "true", "replayed");
const shown = await client.GET("/api/v1/meetings/{id}", { params: { path: { id: must(made.data, "meeting").id } } });
const stage: components["schemas"]["MeetingProgress"] = must(shown.data, "meeting").stage;
equal(stage, "scheduled", "its stage");
equal(must(shown.data, "meeting").minutes, null, "no minutes yet");

// Three action items, one of them reported as done.
const ids: string[] = [];
for (const [number, owner] of ["ms", "mpms", "ms"].entries()) {
  const item = await client.POST("/api/v1/action-items", {
    params: { header: { "Idempotency-Key": `ts-item-${number}` } },
    body: { title: { en: `Count the beds ${number}`, sq: `Numëroni shtretërit ${number}` }, owner, subgroup: "te-dhena", due: "2099-02-01" },
  });
  ids.push(must(item.data, "action item").id);
}
const first = must(ids[0], "action item");
const done = await client.POST("/api/v1/action-items/{id}/{command}", {
  params: { path: { id: first, command: "complete" }, header: { "Idempotency-Key": "ts-done" } },
});
equal(must(done.data, "change").id, first, "what is done");

// The board, page by page.
const board: Task[] = [];
let after: string | undefined;
do {
  const page = await client.GET("/api/v1/subgroups/{id}/board", {
    params: { path: { id: "te-dhena" }, query: after === undefined ? { limit: 2 } : { limit: 2, after } },
  });
  const list = must(page.data, "page");
  board.push(...list.items);
  after = list.next;
} while (after !== undefined);
equal(board.length, 3, "the board");
equal(new Set(board.map((task) => task.id)).size, 3, "each once");
equal(must(board.find((task) => task.id === first), "item").stage, "completed" satisfies Task["stage"], "its stage");

// What is known already is not sent again.
const known = await client.GET("/api/v1/action-items/{id}", { params: { path: { id: first } } });
const tag = must(known.response.headers.get("ETag"), "tag");
const unchanged = await client.GET("/api/v1/action-items/{id}", {
  params: { path: { id: first }, header: { "If-None-Match": tag } },
});
equal(unchanged.response.status, 304, "not modified");

// A problem and a refusal, with their codes.
const wrong = await client.POST("/api/v1/action-items", {
  params: { header: { "Idempotency-Key": "ts-item-0" } },
  body: { title: { en: "Something else" }, owner: "ms", due: "2099-02-01" },
});
const problem: Problem = must(wrong.error, "problem");
equal(problem.code, "key-reused", "the problem");
equal(problem.at, "Idempotency-Key", "where it is");
const refused = await client.POST("/api/v1/action-items/{id}/{command}", {
  params: { path: { id: first, command: "accept" } },
});
const refusal: Problem = must(refused.error, "refusal");
equal(refusal.status, 409, "the refusal");
const nothing = await client.GET("/api/v1/meetings/{id}", { params: { path: { id: "nothing" } } });
equal(must(nothing.error, "problem").code, "not-found", "nothing there");
