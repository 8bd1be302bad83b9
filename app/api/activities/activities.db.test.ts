import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { routes as everyRoute } from "@/app/api/openapi.json/routes";
import { signInWithPassword } from "@/lib/auth/sign-in/sign-in";
import { createUser, setRole } from "@/lib/auth/users/users";
import { beginLog, endLog } from "@/lib/backups/log";
import type { BackupSummary } from "@/lib/backups/process";
import type { Context } from "@/lib/core/context";
import { DURABLE_TYPES } from "@/lib/events/types";
import { expireRequest } from "@/lib/requests/expire";
import { fireDueSchedules } from "@/lib/schedules/fire";
import { tellUnheard } from "@/lib/steering/unheard";
import { contextOf } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { type Call, caller, type Routes } from "@/lib/testing/http";
import { createTriggeredTask } from "@/lib/triggers/create-task";
import { fireOnEvents } from "@/lib/triggers/watch";
import { deliverDue } from "@/lib/webhooks/deliver";

let test: TestDatabase;
let admin: Context;
let call: Call;

beforeAll(async () => {
  vi.stubEnv("MC_COORDINATOR_AGENT", "");
  process.env.BATON_SECRET ??= "a secret of this test";
  test = await createTestDatabase();
  admin = contextOf(test.db);
  const named = Object.entries(everyRoute).map(([path, module]) => [
    path.replaceAll("{", "[").replaceAll("}", "]"),
    module,
  ]);
  call = caller(test.db, Object.fromEntries(named) as Routes);
});
afterAll(() => test.drop());

/** Calls and expects a good answer, which is then also of the shape that its route declares. */
async function done(...args: Parameters<Call>) {
  const { status, body } = await call(...args);
  expect(status, `${args[0]} ${args[1]}: ${JSON.stringify(body)}`).toBeLessThan(300);
  return body;
}

it("describes every type of event as it is written", async () => {
  const PASSWORD = "the long grey heron waits";
  const user = await createUser(admin, {
    username: "eve",
    displayName: "Eve",
    role: "viewer",
    password: PASSWORD,
  });
  await setRole(admin, user.id, "operator");
  await signInWithPassword(admin, { username: "eve", password: PASSWORD, address: "10.0.0.1" });
  const wrong = { username: "eve", password: "not it", address: "10.0.0.1" };
  await expect(signInWithPassword(admin, wrong)).rejects.toThrow();

  const { project } = await done("POST", "/api/projects", { name: "Heron", ticket_prefix: "her" });
  await done("PATCH", `/api/projects/${project.id}`, { description: "waits" });
  const { key } = await done("POST", "/api/keys", { name: "laptop" });
  await done("DELETE", `/api/keys/${key.id}`);
  await done("PUT", "/api/budgets", { daily_usd: 5 });
  await done("PUT", "/api/runtimes/openai", { base_url: "http://127.0.0.1:1/v1" });

  await done("POST", "/api/agents", { name: "scout", role: "developer" });
  await done("PUT", "/api/agents/scout", { role: "tester", max_capacity: 3 });
  await done("POST", "/api/agents/scout/heartbeat", {});

  const process = { agent: "scout", host: "build-2", pid: 7, program: "claude", concurrency: 1 };
  const { worker } = await done("POST", "/api/workers", process);
  await done("PATCH", `/api/workers/${worker.id}`, { wanted: "drain", note: "for the night" });

  await done("POST", "/api/profiles", { name: "coder" });
  await done("PUT", "/api/profiles/coder", { max_turns: 9 });
  await done("POST", "/api/profiles/coder/agents", { name: "impl" });
  await done("DELETE", "/api/profiles/coder");
  await done("PUT", "/api/store/finding", { value: ["herons"] });
  await done("DELETE", "/api/store/finding");

  const create = async (fields: object) =>
    (await done("POST", "/api/tasks", { title: "A task", ...fields })).task;
  const parent = await create({ type: "epic" });
  const task = await create({ parent_id: parent.id, follow_ups: [{ title: "And then" }] });
  const other = await create({});
  await done("PATCH", `/api/tasks/${other.id}`, { priority: "high", metadata: { a: [1] } });
  await done("POST", `/api/tasks/${task.id}/links`, { to: other.id, type: "blocks" });
  await done("POST", `/api/tasks/${task.id}/comments`, { content: "Look, @scout" });
  await done("POST", `/api/tasks/${task.id}/claim`, { agent: "scout" });
  await done("POST", `/api/tasks/${task.id}/complete`, { resolution: "Done" });
  const verdict = { taskId: task.id, status: "approved", notes: "Good", reviewer: "aegis" };
  await done("POST", "/api/quality-review", verdict);
  const usage = { model: "m", inputTokens: 7, outputTokens: 7, taskId: task.id };
  await done("POST", "/api/agents/scout/heartbeat", { token_usage: usage });

  const asking = await create({});
  const { run } = await done("POST", `/api/tasks/${asking.id}/claim`, { agent: "scout" });
  const ask = async (fields: object = {}) =>
    (await done("POST", `/api/runs/${run.id}/requests`, { title: "Why?", ...fields })).request.id;
  await done("POST", `/api/requests/${await ask()}/answer`, { text: "Because." });
  await done("POST", `/api/requests/${await ask()}/withdraw`, {});
  await expireRequest(admin, await ask({ deadline_seconds: 60 }));

  const steered = await create({});
  await done("PUT", `/api/tasks/${steered.id}/limits`, { limits: { tokens: 5 } });
  const { run: open } = await done("POST", `/api/tasks/${steered.id}/claim`, { agent: "scout" });
  for (let said = 0; said < 3; said++)
    await done("POST", `/api/runs/${open.id}/messages`, { text: "Mind the herons" });
  await done("DELETE", `/api/runs/${open.id}/messages/1`);
  await done("POST", `/api/runs/${open.id}/messages/take`, { turn: "ended" });
  await done("POST", `/api/runs/${open.id}/messages/take`, { turn: "ended", delivered: [2] });
  await done("POST", `/api/runs/${open.id}/cancel`, {});
  await tellUnheard(admin, open.id);
  const { fan } = await done("POST", "/api/fans", { prompt: "Why?", agents: ["scout"] });
  await done("GET", "/api/tasks/queue?agent=scout&turns=true&max_capacity=9");
  const turn = fan.answers[0].run.id;
  await done("POST", `/api/runs/${turn}/complete`, { output: "Because." });
  await done("POST", `/api/fans/${fan.id}/pick`, { run_id: turn, reason: "It is the only one" });

  await done("POST", "/api/agents", { name: "referee", role: "reviewer" });
  await done("POST", "/api/agents", { name: "rival", role: "developer" });
  const contest = await done("POST", "/api/tasks/best-of", {
    title: "Why?",
    agents: ["scout", "rival"],
  });
  for (const { task } of contest.entries) {
    await done("POST", `/api/tasks/${task.id}/claim`, { agent: task.assigned_to });
    await done("POST", `/api/tasks/${task.id}/complete`, { resolution: "Because" });
  }
  await done("POST", `/api/tasks/${contest.group.id}/best-of/judge`, { agent: "referee" });

  const bad = await create({});
  for (let cycle = 0; cycle < 3; cycle++) {
    await done("POST", `/api/tasks/${bad.id}/claim`, { agent: "scout" });
    await done("POST", `/api/tasks/${bad.id}/complete`, { resolution: "Try" });
    await done("POST", "/api/quality-review", { ...verdict, taskId: bad.id, status: "rejected" });
  }
  const noted = await create({ status: "review", resolution: "Herons" });
  const round = await done("GET", `/api/tasks/${noted.id}/rounds/latest`);
  const { hash } = round.texts[0].paragraphs[0];
  const anchor = { kind: "text", field: "resolution", paragraph: 0, hash };
  const comments = [{ anchor, body: "Which?" }];
  const judged = await done("POST", `/api/tasks/${noted.id}/verdict`, {
    verdict: "rejected",
    comments,
    seen: round.seen,
  });
  await done("POST", `/api/tasks/${noted.id}/review-comments/${judged.comments[0].id}/resolve`, {});
  await done("DELETE", `/api/tasks/${other.id}`);
  await done("DELETE", `/api/projects/${project.id}?mode=delete`);
  await done("POST", "/api/agents/message", { to: "scout", message: "Look at the herons" });
  const { rule } = await done("POST", "/api/alerts", {
    name: "scout is there",
    entity_type: "agent",
    condition_field: "name",
    condition_operator: "equals",
    condition_value: "scout",
  });
  await done("POST", "/api/alerts", { action: "evaluate" });
  await done("PUT", "/api/alerts", { id: rule.id, description: "It should be." });
  await done("DELETE", "/api/agents/scout", {});
  for (let times = 0; times < 2; times++) await done("POST", "/api/alerts", { action: "evaluate" });
  await done("DELETE", "/api/alerts", { id: rule.id });

  const webhook = await done("POST", "/api/webhooks", {
    name: "nest",
    url: "https://nest.example",
  });

  const template = { title: "Look after the herons" };
  const given = { name: "herons", schedule: "0 9 * * *", timezone: "UTC", task_template: template };
  const { schedule } = await done("POST", "/api/schedules", given);
  await done("PATCH", `/api/schedules/${schedule.id}`, { missed: "skip" });
  const dueAt = (days: number) => new Date(schedule.next_at * 1000 + days * 86_400_000);
  // The second finds the task of the first still open.
  for (const days of [0, 1]) await fireDueSchedules(admin, dueAt(days));
  await done("DELETE", `/api/schedules/${schedule.id}`);

  const { trigger } = await done("POST", "/api/triggers", {
    name: "eggs",
    kind: "status",
    match: { status: "inbox" },
    max_per_hour: 1,
    task_template: template,
  });
  await done("PATCH", `/api/triggers/${trigger.id}`, { name: "the eggs" });
  for (let egg = 0; egg < 2; egg++) await create({});
  await fireOnEvents(admin);
  const [first] = await test.db.triggerDelivery.findMany({ where: { outcome: "received" } });
  const again = { outcome: "received" };
  for (const parent_id of [null, 999_999]) {
    await test.db.trigger.updateMany({ data: { template: { ...template, parent_id } } });
    await test.db.triggerDelivery.update({ where: { id: first?.id }, data: again });
    await createTriggeredTask(admin, Number(first?.id));
  }
  await done("DELETE", `/api/triggers/${trigger.id}`);

  await done("PATCH", `/api/webhooks/${webhook.id}`, { name: "the nest" });
  await test.db.webhook.update({
    where: { id: webhook.id },
    data: { failingSince: new Date(Date.now() - 6 * 86_400_000), attempt: 7 },
  });
  const answer = { status: 500, error: "answered 500", excerpt: null, ms: 1 };
  await deliverDue(admin, webhook.id, { name: "test", send: async () => answer });
  await done("DELETE", `/api/webhooks/${webhook.id}`);

  const stages = [{ name: "count", prompt: "Count the herons" }];
  for (const note of ["one", "two"])
    await done("POST", "/api/workflows", {
      name: "nest",
      definition: { stages, description: note },
    });
  const begun = await done("POST", "/api/workflows/nest/runs", {});
  await done("POST", `/api/workflow-runs/${begun.run.id}/cancel`, {});
  await done("DELETE", "/api/workflows/nest");

  const made = { bytes: 1, rows: 1 } as BackupSummary;
  for (const ended of [{ summary: made }, { error: "the disk is full" }]) {
    const id = await beginLog(admin, { trigger: "manual", directory: null, file: null });
    await endLog(admin, id, ended);
  }

  const seen = new Set<string>();
  for (let before = ""; ; ) {
    const page = await done("GET", `/api/activities?limit=50${before}`);
    for (const { type } of page.activities) seen.add(type);
    if (!page.has_more) break;
    before = `&before=${page.next_before}`;
  }
  expect(DURABLE_TYPES.filter((type) => !seen.has(type)).join(" ")).toBe("");
});
