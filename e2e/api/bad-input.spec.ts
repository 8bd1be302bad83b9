import { expect, test } from "playwright/test";
import { sharedClient, type Task, uniqueName } from "./client";

interface Problem {
  code: string;
  detail: string;
  error: string;
  fix?: string;
  problems?: { field: string; rule: string }[];
  request_id: string;
}

const REFUSED: [string, unknown, string][] = [
  ["a missing title", { priority: "high" }, "title"],
  ["an empty title", { title: "  " }, "title"],
  ["a title that is a number", { title: 7 }, "title"],
  ["a title that is too long", { title: "x".repeat(501) }, "title"],
  ["a NUL in a title", { title: "a\u0000b" }, "title"],
  ["an unknown priority", { title: "x", priority: "urgent" }, "priority"],
  ["an unknown status", { title: "x", status: "weird" }, "status"],
  ["an unknown field", { title: "x", assignee: "scout" }, "assignee"],
  ["a due date in words", { title: "x", due_date: "tomorrow" }, "due_date"],
  [
    "too many labels",
    { title: "x", labels: Array.from({ length: 51 }, (_, i) => `l${i}`) },
    "labels",
  ],
  ["an unknown project", { title: "x", project_id: 99_999 }, "project_id"],
  ["an unknown parent", { title: "x", parent_id: 99_999_999 }, "parent_id"],
  ["an unknown dependency", { title: "x", depends_on: ["NOPE-001"] }, "depends_on"],
  ["an array instead of an object", [], "body"],
];

for (const [what, body, field] of REFUSED) {
  test(`refuses ${what} with the field and the rule, and creates nothing`, async () => {
    const api = sharedClient();
    const label = uniqueName("bad");
    const sent = Array.isArray(body) ? body : { ...(body as object), metadata: { label } };
    const { status, body: problem, headers } = await api.call<Problem>("POST", "/api/tasks", sent);
    expect(status).toBe(400);
    expect(headers.get("content-type")).toContain("application/problem+json");
    expect(problem).toMatchObject({ code: "invalid", error: problem.detail });
    expect(problem.problems?.map((entry) => entry.field)).toContain(field);
    expect(problem.request_id).toBe(headers.get("x-request-id"));
  });
}

test("refuses broken JSON, unknown ids, foreign origins and bad keys, each by its code", async () => {
  const api = sharedClient();
  const code = async (
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => {
    const answer = await api.call<Problem>(method, path, body, headers);
    return [answer.status, answer.body.code];
  };
  expect(await code("POST", "/api/tasks", "{oops")).toEqual([400, "invalid"]);
  expect(await code("GET", "/api/tasks/99999999")).toEqual([404, "not_found"]);
  expect(await code("GET", "/api/tasks/NOPE-1")).toEqual([404, "not_found"]);
  expect(await code("GET", "/api/tasks/abc")).toEqual([400, "invalid"]);
  expect(await code("GET", "/api/tasks/99999999999999999")).toEqual([404, "not_found"]);
  expect(await code("GET", "/api/tasks?status=weird")).toEqual([400, "invalid"]);
  expect(await code("GET", "/api/tasks?q=%00")).toEqual([400, "invalid"]);
  expect(await code("GET", "/api/tasks?cursor=abc")).toEqual([400, "invalid"]);
  expect(await code("GET", "/api/nothing-here")).toEqual([404, "not_found"]);
  expect(await code("GET", "/api/tasks", undefined, { authorization: "Bearer wrong" })).toEqual([
    401,
    "unauthenticated",
  ]);
  expect(
    await code("POST", "/api/tasks", { title: "x" }, { origin: "http://evil.example" }),
  ).toEqual([403, "forbidden"]);
  expect(
    await code("POST", "/api/tasks", { title: "x", description: "y".repeat(3_000_000) }),
  ).toEqual([413, "payload_too_large"]);
});

test("carries a POST with an Idempotency-Key out once, also when it is sent eight times at once", async () => {
  const api = sharedClient();
  const key = uniqueName("key");
  const title = uniqueName("once");
  const answers = await Promise.all(
    Array.from({ length: 8 }, () =>
      api.call<{ task: Task }>("POST", "/api/tasks", { title }, { "idempotency-key": key }),
    ),
  );
  expect(new Set(answers.map((answer) => answer.body.task.id)).size).toBe(1);
  expect(answers.every((answer) => answer.status === 201)).toBe(true);
  expect(
    answers.filter((answer) => answer.headers.get("idempotency-replayed") === "true"),
  ).toHaveLength(7);
  const found = await api.call<{ total: number }>("GET", `/api/tasks?q=${title}`);
  expect(found.body.total).toBe(1);
  const other = await api.call<Problem>(
    "POST",
    "/api/tasks",
    { title: "other" },
    { "idempotency-key": key },
  );
  expect([other.status, other.body.code]).toEqual([409, "conflict"]);
});

test("answers a stale etag with 412 for the header and 409 for the body, and changes nothing", async () => {
  const api = sharedClient();
  const { body } = await api.call<{ task: Task }>("POST", "/api/tasks", {
    title: uniqueName("etag"),
  });
  const path = `/api/tasks/${body.task.ticket_ref}`;
  const first = await api.call<{ task: Task }>(
    "PUT",
    path,
    { title: "one" },
    { "if-match": `"${body.task.etag}"` },
  );
  expect(first.status).toBe(200);
  expect(first.headers.get("etag")).toBe(`"${first.body.task.etag}"`);
  const header = await api.call<Problem>(
    "PUT",
    path,
    { title: "two" },
    { "if-match": `"${body.task.etag}"` },
  );
  expect([header.status, header.body.code]).toEqual([412, "precondition_failed"]);
  const inBody = await api.call<Problem>("PATCH", path, { title: "two", etag: body.task.etag });
  expect([inBody.status, inBody.body.code]).toEqual([409, "conflict"]);
  const now = await api.call<{ task: Task }>("GET", path);
  expect(now.body.task.title).toBe("one");
  const unchanged = await fetch(`${api.url}${path}`, {
    headers: {
      authorization: `Bearer ${process.env.MC_API_KEY}`,
      "if-none-match": `"${now.body.task.etag}"`,
    },
  });
  expect(unchanged.status).toBe(304);
});

test("holds roles, expired and revoked keys", async () => {
  const api = sharedClient();
  const agent = uniqueName("keyed");
  await api.call("POST", "/api/agents/register", { name: agent, role: "coder" });
  const made = await api.call<{ key: { id: number }; api_key: string }>(
    "POST",
    `/api/agents/${agent}/keys`,
    {
      name: "reader",
      scopes: ["viewer"],
    },
  );
  expect(made.status).toBe(201);
  const reader = { authorization: `Bearer ${made.body.api_key}` };
  expect((await api.call("GET", "/api/tasks?limit=1", undefined, reader)).status).toBe(200);
  const write = await api.call<Problem>("POST", "/api/tasks", { title: "x" }, reader);
  expect([write.status, write.body.code]).toEqual([403, "forbidden"]);
  await api.call("DELETE", `/api/agents/${agent}/keys`, { key_id: made.body.key.id });
  const revoked = await api.call<Problem>("GET", "/api/tasks", undefined, reader);
  expect([revoked.status, revoked.body.code]).toEqual([401, "unauthenticated"]);
  expect(revoked.body.detail).toContain("revoked");
});
