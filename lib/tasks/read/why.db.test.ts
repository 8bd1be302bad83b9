import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { givenKey, wholeApi } from "@/lib/testing/actors";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import type { Answer, Call } from "@/lib/testing/http";

let test: TestDatabase;
let call: Call;
let builder: string;
beforeAll(async () => {
  test = await createTestDatabase();
  call = wholeApi(test.db);
});
afterAll(() => test.drop());
beforeEach(async () => {
  await emptyTables(test.db, "tasks", "agents", "runs", "workers", "api_keys");
  const data = {
    name: "builder",
    runtime: "worker" as const,
    lastSeenAt: new Date(),
    status: "idle",
  };
  const { id } = await test.db.agent.create({ data });
  builder = await givenKey(test.db, { agentId: id });
});

async function done(answer: Promise<Answer>): Promise<Answer["body"]> {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`${status}: ${JSON.stringify(body)}`);
  return body;
}
const create = async (fields: object) =>
  (await done(call("POST", "/api/tasks", { title: "A task", ...fields }))).task;
const why = async (ref: string) =>
  (await done(call("GET", `/api/tasks/${ref}/why`))).reasons as {
    code: string;
    sentence: string;
    fix: { command: string | null } | null;
  }[];

it("a task says what keeps the workers of its agent from it: none, a pause, a full disk", async () => {
  const { ticket_ref: ref } = await create({ assigned_to: "builder" });
  expect(await why(ref)).toMatchObject([
    { code: "no_worker", sentence: "No worker of builder is running." },
  ]);
  const self = { agent: "builder", host: "build-2", pid: 7, program: "claude", concurrency: 1 };
  const report = (fields: object) =>
    done(call("POST", "/api/workers", { ...self, ...fields }, builder));
  const condition = "Takes no work: 1 GB of disk space is left";
  const { worker } = await report({ condition });
  expect(await why(ref)).toMatchObject([{ code: "worker_blocked", sentence: `${condition}.` }]);
  await done(call("PATCH", `/api/workers/${worker.id}`, { wanted: "pause", note: "Lunch" }));
  expect(await why(ref)).toMatchObject([
    { code: "worker_paused", sentence: "Its worker on build-2 is paused: Lunch." },
  ]);
  await report({ host: "build-3", condition: null });
  expect(await why(ref)).toMatchObject([{ code: "next_poll" }]);
});

it("a task of the pool says that no worker takes its type, that those who do rest, or who else may take it", async () => {
  const { ticket_ref: ref } = await create({ work_type: "docs" });
  const self = { host: "build-2", program: "claude", concurrency: 1 };
  const report = (pid: number, fields: object) =>
    done(call("POST", "/api/workers", { agent: "builder", ...self, pid, ...fields }, builder));
  await report(7, { work_type: "code" });
  expect(await why(ref)).toMatchObject([
    {
      code: "no_worker",
      sentence: "No worker takes type docs.",
      fix: { command: "mc worker --name AGENT --type docs" },
    },
  ]);
  const { worker } = await report(8, { work_type: "docs" });
  expect(await why(ref)).toMatchObject([{ code: "pool" }]);
  await done(call("PATCH", `/api/workers/${worker.id}`, { wanted: "pause", note: "Lunch" }));
  expect(await why(ref)).toMatchObject([
    {
      code: "worker_paused",
      sentence: "The worker of builder on build-2, which takes type docs, is paused: Lunch.",
    },
  ]);
  const elsewhere = await givenKey(test.db, { projectId: 1 });
  const { body } = await call("GET", `/api/tasks/${ref}/why`, undefined, elsewhere);
  expect(JSON.stringify(body)).not.toMatch(/Lunch|build-2/);
  // A worker without a type takes any.
  await report(9, { host: "build-3" });
  expect(await why(ref)).toMatchObject([{ code: "pool" }]);
  await test.db.worker.deleteMany();
  await test.db.agent.create({ data: { name: "scout", lastSeenAt: new Date() } });
  expect(await why(ref)).toMatchObject([
    { code: "pool", sentence: expect.stringMatching(/^Nothing holds it up.*No worker takes type/) },
  ]);
});

it("a task far behind a failure says which failure it waits for, and what that died of", async () => {
  const work = (id: string, ...before: string[]) =>
    done(call("POST", "/api/work", { id, title: id, depends_on: before }));
  const { item: first } = await work("auth");
  await work("api", "auth");
  const { item: last } = await work("ship", "api");
  await done(call("POST", "/api/work/auth/claim", { agent: "builder" }));
  await done(call("POST", "/api/work/auth/fail", { error: "no access" }));
  expect(await why(last.ticket_ref)).toMatchObject([
    {
      code: "blocked",
      sentence: `It waits for ${first.ticket_ref}, which failed: no access.`,
      ticket_ref: first.ticket_ref,
    },
  ]);
});
