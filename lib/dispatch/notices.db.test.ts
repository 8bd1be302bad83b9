import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { Context } from "@/lib/core/context";
import { markUnhealthy } from "@/lib/runtimes/health";
import type { DispatchBlock } from "@/lib/tasks/row";
import { contextOf, givenTask, keyActor } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import { NoticesResponse, noticeToWire } from "./notice-wire";
import { listNotices } from "./notices";

let test: TestDatabase;
let ctx: Context;
beforeAll(async () => {
  test = await createTestDatabase();
  ctx = contextOf(test.db);
});
afterAll(() => test.drop());
beforeEach(async () => {
  await emptyTables(test.db, "tasks", "agents", "runs", "spend", "spend_changes", "settings");
  await test.db.agent.create({ data: { name: "scout", runtime: "anthropic" } });
});

const SINCE = "2026-11-20T10:00:00.000Z";
async function held(hold: Partial<DispatchBlock>, projectId?: number) {
  const task = await givenTask(ctx, { assigned_to: "scout", project_id: projectId });
  const whole = { code: "configuration", message: "m", since: SINCE, next_at: null, ...hold };
  await test.db.task.update({ where: { id: task.id }, data: { dispatchHold: whole } });
}
const overBudget = (figure: string, scope: string, name: string | null) =>
  held({
    code: "budget_exceeded",
    message: `The budget of ${name} has no room: ${figure}.`,
    budget: { scope, name },
  });

async function notices(of = ctx) {
  const found = (await listNotices(of)).map(noticeToWire);
  NoticesResponse.parse({ notices: found });
  return found;
}

it("has nothing to say when nothing is held up, or only what a person cancelled", async () => {
  await givenTask(ctx, { assigned_to: "scout" });
  await held({ code: "cancelled", message: "cancelled by Ada" });
  expect(await notices()).toEqual([]);
});

it("puts together what one budget holds back, whatever the figures, and says where it is changed", async () => {
  await overBudget("$1", "agent", "scout");
  await overBudget("$2", "agent", "scout");
  await overBudget("$3", "day", null);
  const found = await notices();
  expect(found.map(({ title, count, href, message }) => [title, count, href, message])).toEqual([
    ["The budget of scout has no room", 2, "/agents/scout", "$2."],
    ["The daily budget has no room", 1, "/settings?tab=costs", "$3."],
  ]);
  expect(found[0]).toMatchObject({ kind: "budget", since: Date.parse(SINCE) / 1000 });
  const [again] = await notices();
  expect(again?.id).toBe(found[0]?.id);
});

it("says once that a runtime refuses, with how many tasks wait for it", async () => {
  await markUnhealthy(ctx, "anthropic", "f", "the provider answered 401");
  await held({ message: "scout cannot be given work: the provider answered 401" });
  await held({ code: "no_model", message: "scout cannot be given work: it has no model" });
  expect(await notices()).toMatchObject([
    {
      title: "Anthropic refuses work",
      message: "The provider answered 401.",
      count: 1,
      severity: "error",
      href: "/settings?tab=runtimes",
    },
    {
      title: "Agents cannot be given work",
      message: "scout cannot be given work: it has no model.",
      count: 1,
      href: "/settings?tab=models",
    },
  ]);
});

it("says what reviews wait for, until they do no longer", async () => {
  const task = await givenTask(ctx, { status: "review", resolution: "done" });
  const content = "Review waits: ANTHROPIC_API_KEY is not set.";
  await test.db.comment.create({
    data: { taskId: task.id, author: "aegis", authorKind: "system", content },
  });
  expect(await notices()).toMatchObject([{ kind: "review", message: content, count: 1 }]);
  await test.db.run.create({ data: { agent: "aegis", trigger: "review", taskId: task.id } });
  expect(await notices()).toEqual([]);
});

it("names the project whose tasks fit no agent", async () => {
  const metadata = { triage: { agent: null, reason: "No agent has the capability." } };
  await test.db.project.updateMany({ data: { autoTriage: true } });
  await givenTask(ctx, { metadata });
  expect(await notices()).toMatchObject([
    {
      kind: "triage",
      count: 1,
      message: expect.stringMatching(/^1 task of General fits no agent/),
    },
  ]);
  await test.db.project.updateMany({ data: { autoTriage: false } });
  expect(await notices()).toEqual([]);
});

it("tells a key that is limited to a project of its own tasks", async () => {
  const { id } = await test.db.project.create({
    data: { name: "Other", slug: "other", prefix: "OTH" },
  });
  await overBudget("$1", "agent", "scout");
  const limited = { ...keyActor("viewer"), projectId: id } as ReturnType<typeof keyActor>;
  expect(await notices(contextOf(test.db, limited))).toEqual([]);
});

it("names agents that do not ask for their work, and names that nobody has", async () => {
  await test.db.agent.create({
    data: { name: "walker", runtime: "pull", lastSeenAt: new Date("2026-11-20T08:00:00Z") },
  });
  await test.db.agent.create({ data: { name: "awake", runtime: "pull", lastSeenAt: new Date() } });
  for (const assigned_to of ["walker", "walker", "scuot", "awake", "scout"]) {
    await givenTask(ctx, { assigned_to });
  }
  expect(await notices()).toEqual([]);
  await test.db.$executeRaw`UPDATE tasks SET status_changed_at = now() - interval '11 minutes'`;
  const found = await notices();
  expect(found.map(({ kind, title, count, href }) => [kind, title, count, href])).toEqual([
    ["agent", "walker does not ask for its work", 2, "/agents/walker"],
    ["agent", "scuot does not ask for its work", 1, "/board?assignee=scuot"],
  ]);
  expect(found[0]).toMatchObject({
    message: "Nobody else takes what is assigned to it.",
    seen_at: Date.UTC(2026, 10, 20, 8) / 1000,
  });
  expect(found[1]).not.toHaveProperty("seen_at");
  expect(found[1]?.message).toContain("There is no agent of that name");
});

it("names schedules that need a person, and where they are", async () => {
  const { id: projectId } = await test.db.project.findFirstOrThrow();
  const given = (name: string, data: object) =>
    test.db.schedule.create({
      data: {
        projectId,
        name,
        input: "daily",
        cron: "0 9 * * *",
        timezone: "UTC",
        template: {},
        createdBy: "Ada",
        nextAt: new Date(Date.now() + 3_600_000),
        ...data,
      },
    });
  const at = new Date(SINCE);
  await given("fine", {});
  await given("by hand", { pausedAt: at, pauseReason: "person", nextAt: null });
  const { id } = await given("broken", {
    pausedAt: at,
    pauseReason: "failures",
    pauseNote: "the last 5 runs failed",
    nextAt: null,
  });
  await given("refused", { lastError: "TASK-1 is archived", lastErrorAt: at });
  await given("late", { nextAt: at });
  const slow = await given("slow", {});
  const { id: taskId, ticket_ref } = await givenTask(ctx);
  await test.db.scheduleRun.create({
    data: {
      scheduleId: slow.id,
      dueAt: at,
      firstDueAt: at,
      outcome: "created",
      outlivedAt: at,
      taskId,
    },
  });
  const found = await notices();
  await test.db.schedule.deleteMany();
  expect(found.map(({ kind, severity, title }) => [kind, severity, title]).toSorted()).toEqual([
    ["schedule", "error", "The schedule broken paused itself"],
    ["schedule", "error", "The schedule late is overdue"],
    ["schedule", "error", "The schedule refused cannot create its task"],
    ["schedule", "warning", `${ticket_ref} has been open for too long`],
  ]);
  expect(found.find(({ title }) => title.includes("broken"))).toMatchObject({
    message: "The last 5 runs failed.",
    href: `/schedules?open=${id}`,
  });
});

it("tells admins, and nobody else, of a webhook that fails for an hour or was disabled", async () => {
  const hook = (name: string, fields: object) =>
    test.db.webhook.create({
      data: {
        ...{
          name,
          token: name,
          url: "https://example.com",
          events: ["*"],
          position: 0,
          createdBy: "x",
        },
        ...{ lastError: "answered 500", ...fields },
      },
    });
  const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);
  await hook("new", { failingSince: ago(30) });
  await hook("failing", { failingSince: ago(90) });
  await hook("off", { failingSince: ago(90), enabled: false, disabledReason: "person" });
  await hook("dead", { failingSince: ago(9_000), enabled: false, disabledReason: "failing" });
  expect(await notices()).toMatchObject([
    {
      kind: "webhook",
      severity: "error",
      title: "The webhook dead was disabled",
      message: "Every attempt of five days failed. Answered 500.",
      href: "/settings?tab=webhooks",
    },
    { severity: "warning", title: "The webhook failing fails", message: "Answered 500." },
  ]);
  expect(await notices(contextOf(test.db, keyActor("operator")))).toEqual([]);
  await test.db.webhook.deleteMany();
});
