import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { systemActor } from "@/lib/core/actor";
import { createContext } from "@/lib/core/context";
import type { Database } from "@/lib/core/database";
import type { JobProcess, ProcessPart } from "@/lib/core/jobs";
import { seal } from "@/lib/core/seal";
import { EventHub } from "@/lib/events/hub";
import { readEvents } from "@/lib/events/replay";
import { PERIODIC_JOBS } from "@/lib/jobs/all";
import { listCards, seeCards } from "@/lib/notifications/cards";
import { deliverTo } from "@/lib/notifications/deliver";
import { followEvents } from "@/lib/notifications/follow";
import { ListCards } from "@/lib/notifications/schema";
import { foldTaskCounts } from "@/lib/tasks/task-counts";
import { givenKey, wholeApi } from "@/lib/testing/actors";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { seedHistory } from "@/lib/testing/history";
import type { Answer, Call } from "@/lib/testing/http";
import { type ObservedDatabase, observed, type Work } from "@/lib/testing/plans";
import { createTriggeredTask } from "@/lib/triggers/create-task";
import { receiveHook } from "@/lib/triggers/receive";
import { fireOnEvents } from "@/lib/triggers/watch";
import { deliverDue } from "@/lib/webhooks/deliver";

/** Finished tasks; four times as many runs and events. */
const HISTORY = 8_000;
/** The most rows and pages that a verb may read. One that reads history reads thousands. */
const MOST = { rows: 500, pages: 1_200 };

const shared = globalThis as typeof globalThis & { __batonEventHub?: EventHub };
let test: TestDatabase;
let watched: ObservedDatabase;
let call: Call;
let own: string;
beforeAll(async () => {
  vi.stubEnv("BATON_SECRET", "a secret of this test");
  test = await createTestDatabase();
  // Never started, so that no job does anything while nobody looks.
  shared.__batonEventHub = new EventHub(test.db, test.url);
  watched = await observed(test);
  call = wholeApi(watched.db);
  await ok(call("POST", "/api/agents/register", { name: "scout", role: "coder" }));
  const { id } = await test.db.agent.findFirstOrThrow({ where: { name: "scout" } });
  own = await givenKey(test.db, { agentId: id });
  await seedHistory(test, { tasks: HISTORY, agent: "scout" });
});
afterAll(async () => {
  for (const [part, opened] of parts) await part.close(opened);
  await shared.__batonEventHub?.stop();
  shared.__batonEventHub = undefined;
  await watched.close();
  await test.drop();
  vi.unstubAllEnvs();
});

async function ok(answer: Promise<Answer>): Promise<Answer["body"]> {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`${status}: ${JSON.stringify(body)}`);
  return body;
}

interface Given {
  id: number;
}
interface Held {
  task: Given;
  run: Given;
}

let held: Held[] = [];
const post = (path: string, body: unknown, key?: string) => ok(call("POST", path, body, key));
const patch = (id: number, body: unknown) => ok(call("PATCH", `/api/tasks/${id}`, body));
const poll = (query: string) =>
  ok(call("GET", `/api/tasks/queue?agent=scout&${query}`, undefined, own));

async function create(fields = {}): Promise<Given> {
  const { task } = await post("/api/tasks", { title: "A task", ...fields });
  return task;
}

async function claimed(): Promise<Held> {
  if (held.length >= 10) await letGo();
  const task = await create({ assigned_to: "scout" });
  const { run } = await post(`/api/tasks/${task.id}/claim`, { max_capacity: 20 }, own);
  held.push({ task, run });
  return { task, run };
}

/** Puts back what scout holds, so that it has capacity again. */
async function letGo(): Promise<void> {
  for (const { task, run } of held) {
    await call("POST", `/api/tasks/${task.id}/release`, { run_id: run.id }, own);
    await call("POST", `/api/tasks/${task.id}/cancel`, {});
  }
  held = [];
}

const complete = ({ task, run }: Held) =>
  post(`/api/tasks/${task.id}/complete`, { run_id: run.id, resolution: "Done." }, own);

async function handedIn(): Promise<Given> {
  const work = await claimed();
  await complete(work);
  return work.task;
}

/** What a comment on the first paragraph of the resolution needs. */
async function toComment(id: number): Promise<{ anchor: object; seen: object }> {
  const { seen, texts } = await ok(call("GET", `/api/tasks/${id}/rounds/latest`));
  const [{ hash }] = texts[0].paragraphs;
  return { anchor: { kind: "text", field: "resolution", paragraph: 0, hash }, seen };
}

/** A task that was rejected with a comment. */
async function commented(): Promise<{ id: number; comment: number }> {
  const { id } = await handedIn();
  const { anchor, seen } = await toComment(id);
  const body = { verdict: "rejected", seen, comments: [{ anchor, body: "Which?" }] };
  const { comments } = await post(`/api/tasks/${id}/verdict`, body);
  return { id, comment: comments[0].id };
}

const judge = ({ id }: Given, status: string) =>
  post("/api/quality-review", { taskId: id, status, notes: "So be it.", reviewer: "Ada" });
const read = (path: string, key?: string) => async () => () =>
  ok(call("GET", path, undefined, key));
let fresh = 0;
const newSchedule = () => ({
  name: `schedule ${++fresh}`,
  schedule: "every day at 9",
  task_template: { title: "A task" },
});

async function webhook(): Promise<number> {
  await test.db.webhook.deleteMany();
  const body = { name: "hook", url: "https://example.com/hook", events: ["task", "review"] };
  return (await post("/api/webhooks", body)).id;
}

async function trigger(
  fields: object,
): Promise<{ id: number; url: string | null; secret: string }> {
  await test.db.trigger.deleteMany();
  const body = { name: "trigger", task_template: { title: "A task" }, ...fields };
  const { trigger: made, url, secret } = await post("/api/triggers", body);
  return { id: made.id, url, secret };
}

const hook = () => trigger({ kind: "webhook" });

/** A person with a channel, who has a notification to get. */
async function notified() {
  await test.db.user.deleteMany();
  const named = { username: "ada", displayName: "Ada", role: "admin" } as const;
  const { id } = await test.db.user.create({ data: named });
  const channel = await test.db.notificationChannel.create({
    data: {
      userId: id,
      kind: "slack",
      name: "Team",
      sealed: seal("notification-channel", '{"url":"https://example.com/x"}'),
      fingerprint: "of a test",
      confirmedAt: new Date(0),
    },
  });
  const system = createContext(systemActor("notifications"), watched.db);
  await followEvents(system);
  await create({ status: "review", resolution: "Done." });
  const actor = { kind: "user", id, name: "Ada", username: "ada", role: "admin" } as const;
  return { system, ada: createContext(actor, watched.db), channel: channel.id };
}

/** Every verb: it prepares what the verb needs, and returns the verb itself. */
const VERBS: Record<string, () => Promise<() => Promise<unknown>>> = {
  create: async () => () => create(),
  "create below a parent": async () => {
    const { id } = await create({ type: "epic" });
    return () => create({ parent_id: id });
  },
  "create behind a blocker": async () => {
    const { id } = await create();
    return () => create({ depends_on: [id] });
  },
  "poll with work": async () => {
    await letGo();
    await create({ assigned_to: "scout", priority: "critical" });
    return async () => {
      const { task, run } = await poll("max_capacity=20");
      held.push({ task, run });
    };
  },
  "poll without work": async () => {
    const { project } = await post("/api/projects", {
      name: `Empty ${++fresh}`,
      ticket_prefix: `EMPTY${fresh}`,
    });
    return () => poll(`max_capacity=20&project_id=${project.id}`);
  },
  "poll at capacity": async () => {
    await claimed();
    return () => poll("max_capacity=1");
  },
  "claim by name": async () => {
    await letGo();
    const task = await create({ assigned_to: "scout" });
    return async () => {
      const { run } = await post(`/api/tasks/${task.id}/claim`, {}, own);
      held.push({ task, run });
    };
  },
  "see what waits": read("/api/agents/scout/heartbeat", undefined),
  heartbeat: async () => () => post("/api/agents/scout/heartbeat", {}, own),
  "heartbeat of a run": async () => {
    const { run } = await claimed();
    return () => post(`/api/runs/${run.id}/heartbeat`, {}, own);
  },
  complete: async () => {
    const work = await claimed();
    return () => complete(work);
  },
  fail: async () => {
    const { task, run } = await claimed();
    return () => post(`/api/tasks/${task.id}/fail`, { run_id: run.id, error: "No." }, own);
  },
  approve: async () => {
    const task = await handedIn();
    return () => judge(task, "approved");
  },
  reject: async () => {
    const task = await handedIn();
    return () => judge(task, "rejected");
  },
  "list rounds": async () => {
    const { id } = await handedIn();
    return () => ok(call("GET", `/api/tasks/${id}/rounds`));
  },
  "read a round": async () => {
    const { id } = await handedIn();
    return () => ok(call("GET", `/api/tasks/${id}/rounds/latest`));
  },
  "write a draft": async () => {
    const { id } = await handedIn();
    const { anchor } = await toComment(id);
    return () => post(`/api/tasks/${id}/review-drafts`, { anchor, body: "Which?" });
  },
  "list drafts": async () => {
    const { id } = await handedIn();
    const { anchor } = await toComment(id);
    await post(`/api/tasks/${id}/review-drafts`, { anchor, body: "Which?" });
    return () => ok(call("GET", `/api/tasks/${id}/review-drafts`));
  },
  "reject with a draft": async () => {
    const { id } = await handedIn();
    const { anchor, seen } = await toComment(id);
    const { draft } = await post(`/api/tasks/${id}/review-drafts`, { anchor, body: "Which?" });
    const body = { verdict: "rejected", seen, drafts: [draft.id] };
    return () => post(`/api/tasks/${id}/verdict`, body);
  },
  "answer a comment": async () => {
    const { id, comment } = await commented();
    const { run } = await post(`/api/tasks/${id}/claim`, { max_capacity: 20 }, own);
    held.push({ task: { id }, run });
    const body = { text: "This one.", state: "fixed" };
    return () => post(`/api/tasks/${id}/review-comments/${comment}/answer`, body, own);
  },
  "settle a comment": async () => {
    const { id, comment } = await commented();
    return () => post(`/api/tasks/${id}/review-comments/${comment}/resolve`, {});
  },
  "list comments on work": async () => {
    const { id } = await commented();
    return () => ok(call("GET", `/api/tasks/${id}/review-comments`));
  },
  "mark a file as viewed": async () => {
    const { id } = await handedIn();
    const body = { path: "a.ts", hash: "0".repeat(16), viewed: true };
    return () => ok(call("PUT", `/api/tasks/${id}/viewed`, body));
  },
  comment: async () => {
    const { id } = await create({ assigned_to: "iris" });
    return () => post(`/api/tasks/${id}/comments`, { content: "Look at this, @scout" });
  },
  update: async () => {
    const { id } = await create();
    return () => patch(id, { priority: "high" });
  },
  link: async () => {
    const [from, to] = [await create(), await create()];
    return () => post(`/api/tasks/${from.id}/links`, { to: to.id, type: "blocks" });
  },
  "move below another parent": async () => {
    const [from, to] = [await create({ type: "epic" }), await create({ type: "epic" })];
    const { id } = await create({ parent_id: from.id });
    return () => patch(id, { parent_id: to.id });
  },
  register: async () => () =>
    post("/api/agents/register", { name: `new-${++fresh}`, role: "coder" }),
  "register again": async () => () =>
    post("/api/agents/register", { name: "scout", role: "coder" }),
  "replay events": async () => {
    const last = await test.db.event.findFirst({ orderBy: { id: "desc" }, skip: 20 });
    return () => readEvents(watched.db, last?.id ?? 0n, 500);
  },
  "deliver to a webhook": async () => {
    const id = await webhook();
    await create();
    const send = async () => ({ status: 204, error: null, excerpt: null, ms: 1 });
    const ctx = createContext(systemActor("webhooks"), watched.db);
    return () => deliverDue(ctx, id, { name: "history", send });
  },
  "rotate a webhook's secret": async () => {
    const id = await webhook();
    return () => post(`/api/webhooks/${id}/secret`, {});
  },
  "change a webhook": async () => {
    const id = await webhook();
    return () => ok(call("PATCH", `/api/webhooks/${id}`, { events: ["task"] }));
  },
  "send every message again": async () => {
    const id = await webhook();
    const since = Math.floor(Date.now() / 1000) - 60;
    return () => post(`/api/webhooks/${id}/redeliver`, { since, which: "all" });
  },
  "send failed messages again": async () => {
    const id = await webhook();
    return () => post(`/api/webhooks/${id}/redeliver`, { since: 0 });
  },
  "create a trigger": async () => {
    await test.db.trigger.deleteMany();
    return () => trigger({ kind: "status", match: { status: "done" } });
  },
  "send a message to a hook": async () => {
    const { url, secret } = await hook();
    const at = new Date();
    const body = JSON.stringify({ title: "A message" });
    const headers = {
      "content-type": "application/json",
      "webhook-id": `m-${++fresh}`,
      "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
      "webhook-signature": new Webhook(secret).sign(`m-${fresh}`, at, body),
    };
    const request = () => new Request(String(url), { method: "POST", body, headers });
    const token = String(url).split("/").at(-1) as string;
    const ctx = createContext(systemActor("triggers"), watched.db);
    return () => receiveHook(ctx, token, request());
  },
  "create the task of a delivery": async () => {
    const { id } = await hook();
    const row = { triggerId: id, messageId: "m", type: "x", payload: {}, outcome: "received" };
    const delivery = await test.db.triggerDelivery.create({ data: row });
    const ctx = createContext(systemActor("triggers"), watched.db);
    return () => createTriggeredTask(ctx, Number(delivery.id));
  },
  "fire triggers on events": async () => {
    await trigger({ kind: "status", match: { status: "inbox" } });
    await create();
    const ctx = createContext(systemActor("triggers"), watched.db);
    return () => fireOnEvents(ctx);
  },
  "test a trigger": async () => {
    const { id } = await hook();
    return () => post(`/api/triggers/${id}/test`, { payload: {} });
  },
  "list triggers": read("/api/triggers"),
  "list what fired a trigger": async () => {
    const { id } = await hook();
    return () => ok(call("GET", `/api/triggers/${id}/deliveries`));
  },
  "delete a trigger": async () => {
    const { id } = await hook();
    return () => ok(call("DELETE", `/api/triggers/${id}`));
  },
  "list webhooks": read("/api/webhooks"),
  "list deliveries": read("/api/webhooks/deliveries?limit=20"),
  "delete a webhook": async () => {
    const id = await webhook();
    return () => ok(call("DELETE", `/api/webhooks/${id}`));
  },
  "read a task": async () => {
    const { id } = await create();
    return () => ok(call("GET", `/api/tasks/${id}`));
  },
  "list tasks": read("/api/tasks?limit=20"),
  "list an agent's tasks": read("/api/tasks?limit=20&assigned_to=scout"),
  "list the tasks of an agent that has none": read("/api/tasks?limit=20&assigned_to=nobody"),
  "list two columns of a board": read(
    `/api/tasks/lists?lists=${encodeURIComponent(
      "status=review&sort=priority&limit=10;status=done&sort=-updated_at&limit=10",
    )}`,
  ),
  "read the canvas": read("/api/tasks/graph?limit=20"),
  "read the canvas of a project": read("/api/tasks/graph?limit=20&project_id=1"),
  "read the canvas with loose tasks": read("/api/tasks/graph?limit=20&loose=true"),
  "read the canvas without what is finished": read("/api/tasks/graph?limit=20&finished=false"),
  "read the parents of tasks": read("/api/tasks/parents?ids=1,2"),
  "list labels": read("/api/tasks/labels?project_id=1"),
  "read the review queue": read("/api/quality-review/queue"),
  "ask a person": async () => {
    const { run } = await claimed();
    return () => post(`/api/runs/${run.id}/requests`, { title: "Which?" }, own);
  },
  "answer a request": async () => {
    const { run } = await claimed();
    const { request } = await post(`/api/runs/${run.id}/requests`, { title: "Which?" }, own);
    return () => post(`/api/requests/${request.id}/answer`, { text: "This one." });
  },
  "poll for a run that was answered": async () => {
    const { run } = await claimed();
    const { request } = await post(`/api/runs/${run.id}/requests`, { title: "Which?" }, own);
    await post(`/api/requests/${request.id}/answer`, { text: "This one." });
    return () => poll("max_capacity=20");
  },
  "put work on the board": async () => () =>
    post("/api/work", { id: `item-${++fresh}`, title: "A task" }),
  "put work behind other work": async () => {
    const id = `item-${++fresh}`;
    await post("/api/work", { id, title: "A task" });
    return () => post("/api/work", { id: `item-${++fresh}`, title: "A task", depends_on: [id] });
  },
  "claim and complete work": async () => {
    const id = `item-${++fresh}`;
    await post("/api/work", { id, title: "A task" });
    return async () => {
      await post(`/api/work/${id}/claim`, { agent: "scout" });
      await post(`/api/work/${id}/complete`, { result: "Done." });
    };
  },
  "fail work": async () => {
    const id = `item-${++fresh}`;
    await post("/api/work", { id, title: "A task" });
    await post(`/api/work/${id}/claim`, { agent: "scout" });
    return () => post(`/api/work/${id}/fail`, { error: "No." });
  },
  "read the work board": read("/api/work"),
  "make an agent from a profile": async () => {
    await post("/api/profiles", { name: `profile-${++fresh}` });
    return () => post(`/api/profiles/profile-${fresh}/agents`, { name: `made-${fresh}` });
  },
  "list the agents of a profile": async () => {
    await post("/api/profiles", { name: `profile-${++fresh}` });
    return () => ok(call("GET", `/api/profiles/profile-${fresh}/agents`));
  },
  "list profiles": read("/api/profiles"),
  "define a workflow": async () => () =>
    post("/api/workflows", { name: `w-${++fresh}`, template: "feature" }),
  "list workflows": read("/api/workflows"),
  "read a workflow": async () => {
    await post("/api/workflows", { name: `w-${++fresh}`, template: "feature" });
    return () => ok(call("GET", `/api/workflows/w-${fresh}`));
  },
  "put into the store": async () => () => ok(call("PUT", "/api/store/finding", { value: ++fresh })),
  "list the store": read("/api/store"),
  "read a run with its limits": async () => {
    const { run } = await claimed();
    return () => call("GET", `/api/runs/${run.id}`);
  },
  "report a call of a tool": async () => {
    const { run } = await claimed();
    const chunks = [{ kind: "tool", data: "Bash ls" }];
    return () => post(`/api/runs/${run.id}/chunks`, { after: 0, chunks, used: { turns: 1 } }, own);
  },
  "set the limits of a task": async () => {
    const { id } = await create();
    return () => call("PUT", `/api/tasks/${id}/limits`, { limits: { tokens: 5 } });
  },
  "list requests": read("/api/requests"),
  "say something to a run": async () => {
    const { run } = await claimed();
    return () => post(`/api/runs/${run.id}/messages`, { text: "Mind the tests" });
  },
  "take what was said to a run": async () => {
    const { run } = await claimed();
    await post(`/api/runs/${run.id}/messages`, { text: "Mind the tests" });
    return () => post(`/api/runs/${run.id}/messages/take`, { turn: "ended" }, own);
  },
  "ask an agent": async () => () => post("/api/agents/scout/ask", { prompt: "Which colour?" }),
  "take a turn": async () => {
    await post("/api/agents/scout/ask", { prompt: "Which colour?" });
    return () => poll("turns=true&max_capacity=20");
  },
  "read what agents are asked": read("/api/turns"),
  "read an agent's last answer": read("/api/agents/scout/result"),
  "list an agent's turns": read("/api/agents/scout/history?limit=5"),
  "ask several agents": async () => () =>
    post("/api/fans", { prompt: "Which colour?", agents: ["scout"] }),
  "list fans": read("/api/fans"),
  "give work to several agents": async () => {
    await test.db.agent.upsert({
      where: { name: "second" },
      create: { name: "second" },
      update: {},
    });
    return () => post("/api/tasks/best-of", { title: "A task", agents: ["scout", "second"] });
  },
  "give a task to several agents": async () => {
    await test.db.agent.upsert({
      where: { name: "second" },
      create: { name: "second" },
      update: {},
    });
    const { task } = await post("/api/tasks", { title: "A task" });
    return () => post(`/api/tasks/${task.id}/best-of`, { agents: ["scout", "second"] });
  },
  "compare the work of several agents": async () => {
    await test.db.agent.upsert({
      where: { name: "second" },
      create: { name: "second" },
      update: {},
    });
    const { group } = await post("/api/tasks/best-of", { title: "A", agents: ["scout", "second"] });
    return () => ok(call("GET", `/api/tasks/${group.id}/best-of`));
  },
  "count the workload": read("/api/workload"),
  "list agents": read("/api/agents"),
  "read an agent": read("/api/agents/scout"),
  "list projects": read("/api/projects"),
  "assign an agent to a project": async () => () =>
    post("/api/projects/TASK/agents", { agent_name: "scout" }),
  "list activities": read("/api/activities?limit=20"),
  "list activities of a task": async () => {
    const { id } = await create();
    return () => ok(call("GET", `/api/activities?limit=20&task_id=${id}`));
  },
  "list the audit": read("/api/audit?limit=20"),
  "list activities of several kinds": read("/api/activities?types=schedule,webhook&limit=20"),
  "list an agent's notifications": async () => {
    await create({ assigned_to: "scout" });
    await ok(call("GET", "/api/notifications?recipient=scout"));
    await create({ assigned_to: "scout" });
    return () => ok(call("GET", "/api/notifications?recipient=scout&unread_only=true"));
  },
  "mark notifications as read": async () => () =>
    ok(call("PUT", "/api/notifications", { recipient: "scout", markAllRead: true })),
  "deliver notifications": async () => () =>
    post("/api/notifications/deliver", { agent_filter: "scout" }),
  "message an agent": async () => () =>
    post("/api/agents/message", { to: "scout", message: "Hello" }),
  "take messages with a heartbeat": async () => {
    await post("/api/agents/message", { to: "scout", message: "Hello" });
    return () => post("/api/agents/scout/heartbeat", {}, own);
  },
  "message who follows a task": async () => {
    const { id } = await create({ assigned_to: "scout" });
    return () => post(`/api/tasks/${id}/broadcast`, { message: "Hello" });
  },
  "list messages": read("/api/chat/messages?to_agent=scout&limit=20"),
  "list what agents write": read("/api/agents/comms?agent=scout&limit=20"),
  "list conversations": read("/api/chat/conversations?limit=20"),
  "evaluate alerts": async () => {
    await test.db.alertRule.deleteMany();
    const rule = { name: "stuck", entity_type: "task", condition_field: "status" };
    await post("/api/alerts", {
      ...rule,
      condition_operator: "count_above",
      condition_value: "failed:3",
    });
    return () => post("/api/alerts", { action: "evaluate" });
  },
  "list runs": read("/api/runs?limit=20"),
  "list runs for existing clients": read("/api/v1/runs?limit=20"),
  "list an agent's runs for existing clients": read("/api/v1/runs?limit=20&agent_id=scout"),
  "report a run": async () => () =>
    post("/api/v1/runs", {
      ...{ id: `run-${++fresh}`, agent_id: "scout", status: "completed" },
      started_at: new Date().toISOString(),
    }),
  "read a reported run": async () => {
    const id = `run-${++fresh}`;
    const started_at = new Date().toISOString();
    await post("/api/v1/runs", { id, agent_id: "scout", status: "completed", started_at });
    return () => ok(call("GET", `/api/v1/runs/${id}`));
  },
  "spawn an agent": async () => {
    await test.db.agent.upsert({
      where: { name: "caller" },
      create: { name: "caller", runtime: "anthropic" },
      update: {},
    });
    return () => post("/api/spawn", { task: "Look around" });
  },
  "list what was spawned": read("/api/spawn?limit=20"),
  "list backups": read("/api/backups"),
  "set up backups": async () => () =>
    ok(call("PATCH", "/api/backups/settings", { keep: 1 + (++fresh % 9) })),
  "ask for a backup": async () => () => post("/api/backups", {}),
  "read costs": read("/api/costs?group=agent"),
  "read budgets": read("/api/budgets"),
  "read notices": read("/api/notices"),
  "create a schedule": async () => () => post("/api/schedules", newSchedule()),
  "list schedules": read("/api/schedules?limit=20"),
  "trigger a schedule": async () => {
    const { schedule } = await post("/api/schedules", newSchedule());
    return () => post(`/api/schedules/${schedule.id}/trigger`, {});
  },
  "change several schedules": async () => {
    const schedules: number[] = [];
    for (let n = 0; n < 5; n++)
      schedules.push((await post("/api/schedules", newSchedule())).schedule.id);
    return () => post("/api/schedules/bulk", { action: "pause", schedules });
  },
  "say why a task waits": async () => {
    const { id } = await create({ assigned_to: "scout" });
    return () => ok(call("GET", `/api/tasks/${id}/why`));
  },
  "say why a task of the pool waits": async () => {
    const { id } = (await post("/api/tasks", { title: "Typed", work_type: "docs" })).task;
    return () => ok(call("GET", `/api/tasks/${id}/why`));
  },
  "say why an agent does nothing": read("/api/agents/scout/why"),
  "read periodic jobs": read("/api/scheduler"),
  "create several": async () => {
    const tasks = [
      { title: "One of several", key: "one" },
      { title: "One of several, after it", after: ["one"] },
    ];
    return () => post("/api/tasks/bulk", { tasks });
  },
  "poll for several": async () => {
    await create({ assigned_to: "scout", priority: "critical" });
    return async () => {
      const { claims } = await poll("max_capacity=20&limit=2");
      held.push(...claims);
    };
  },
  "complete several": async () => {
    const { task, run } = await claimed();
    held = held.filter((each) => each.task.id !== task.id);
    return () =>
      post("/api/tasks/bulk/complete", { tasks: [{ id: task.id, run_id: run.id }] }, own);
  },
  "bring notifications up to date": async () => {
    const { system } = await notified();
    return () => followEvents(system);
  },
  "list what needs a person": async () => {
    const { system, ada } = await notified();
    await followEvents(system);
    return () => listCards(ada, ListCards.parse({ limit: "20" }));
  },
  "see what needs a person": async () => {
    const { system, ada } = await notified();
    await followEvents(system);
    return () => seeCards(ada, { all: true });
  },
  "send a notification": async () => {
    const { system, channel } = await notified();
    await followEvents(system);
    await test.db.notificationOutbox.updateMany({ data: { dueAt: new Date(0) } });
    const send = async () => ({ status: 200, error: null, excerpt: null, ms: 1 });
    return () => deliverTo(system, channel, { send });
  },
  ...Object.fromEntries(
    PERIODIC_JOBS.map((job) => [
      `the job ${job.name}`,
      async () => () =>
        job.perform(createContext(systemActor("scheduler"), watched.db), {}, inJobs),
    ]),
  ),
  "list workers": read("/api/workers"),
  "order a worker": async () => {
    const said = { agent: "scout", host: "b", pid: 8, program: "claude", concurrency: 1 };
    const { worker } = await post("/api/workers", said, own);
    return () => ok(call("PATCH", `/api/workers/${worker.id}`, { wanted: "pause" }));
  },
  "work on a run as a worker does": async () => {
    const { run } = await claimed();
    const said = { agent: "scout", host: "b", pid: 7, program: "claude", concurrency: 1 };
    return async () => {
      await post("/api/workers", { ...said, run_ids: [run.id] }, own);
      await post(`/api/runs/${run.id}/begin`, {}, own);
      await post(`/api/runs/${run.id}/chunks`, { after: 0, chunks: [{ data: "x" }] }, own);
      await post(`/api/runs/${run.id}/end`, { error_class: "agent", error: "It ended" }, own);
    };
  },
};

// biome-ignore lint/suspicious/noExplicitAny: parts of every type, each given back as what its own `open` returned
const parts = new Map<ProcessPart<any>, any>();
const inJobs: JobProcess = {
  signal: new AbortController().signal,
  part(part) {
    if (!parts.has(part)) parts.set(part, part.open(watched.db));
    return parts.get(part);
  },
};

/** Verbs of one function with many statements, and the first that queues jobs by `add_jobs`, which nothing else here calls before. */
const PLANNED_IN_FUNCTIONS = new Set(["complete several", "create a trigger"]);

const sum = (numbers: Iterable<number>) => [...numbers].reduce((all, n) => all + n, 0);
const rowsOf = ({ plans }: Work) => sum(plans.map(({ rows }) => sum(rows.values())));
const pagesOf = ({ plans }: Work) => sum(plans.map(({ pages }) => pages));

/** The server's database: that whose statements are observed, or the same where they are not. */
function serveFrom(db: Database): void {
  (globalThis as { __batonDatabase?: Database }).__batonDatabase = db;
}

/** Prepares a verb without being observed. */
async function prepared(prepare: (typeof VERBS)[string]): Promise<() => Promise<unknown>> {
  serveFrom(watched.unobserved);
  try {
    return await prepare();
  } finally {
    serveFrom(watched.db);
  }
}

const isTooMuch = (work: Work) => rowsOf(work) > MOST.rows || pagesOf(work) > MOST.pages;

/** The verbs that read more than they may, with the statements that read most. */
async function excesses(): Promise<Record<string, unknown>> {
  // What an earlier pass left open would be in the way of lists by the last change.
  await letGo();
  await test.db.task.deleteMany({ where: { status: { not: "done" } } });
  await test.db.schedule.deleteMany();
  const found: Record<string, unknown> = {};
  for (const [name, prepare] of Object.entries(VERBS)) {
    // Not the first times: they fill the caches of new connections, and PostgreSQL plans what a function asks five times anew.
    for (let time = 0; time < (PLANNED_IN_FUNCTIONS.has(name) ? 6 : 1); time++)
      await (await prepared(prepare))();
    // Up to 512 moves wait to be counted: those of the verbs before, and not of what is finished.
    await foldTaskCounts(createContext(systemActor("test"), watched.unobserved));
    let work = await watched.observe(await prepared(prepare));
    // A new connection of the pool and statistics that come at this moment have plans made anew, which reads catalogues. Who reads
    // history does so every time.
    for (let again = 0; isTooMuch(work) && again < 4; again++)
      work = await watched.observe(await prepared(prepare));
    const [rows, pages] = [rowsOf(work), pagesOf(work)];
    if (process.env.PLANS) console.log(`${name}: ${work.statements.length}, ${rows}, ${pages}`);
    if (!isTooMuch(work)) continue;
    const worst = work.plans
      .toSorted((a, b) => b.pages - a.pages)
      .slice(0, 2)
      .map((plan) => ({ ...plan, rows: Object.fromEntries(plan.rows) }));
    found[name] = { rows, pages, worst };
  }
  return found;
}

describe("no verb and no periodic job reads what is finished", () => {
  it("while PostgreSQL has no statistics", { timeout: 300_000 }, async () => {
    expect(await excesses()).toEqual({});
  });

  it("nor with plans made for any value", { timeout: 300_000 }, async () => {
    await watched.set("plan_cache_mode", "force_generic_plan");
    call = wholeApi(watched.db);
    expect(await excesses()).toEqual({});
    await watched.set("plan_cache_mode", "auto");
    call = wholeApi(watched.db);
  });

  it("once it has statistics", { timeout: 300_000 }, async () => {
    await test.db.$executeRawUnsafe("ANALYZE");
    expect(await excesses()).toEqual({});
  });
});
