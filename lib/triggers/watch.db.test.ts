import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { type Context, createContext } from "@/lib/core/context";
import { EventHub } from "@/lib/events/hub";
import { closeRun } from "@/lib/runs/record";
import { givenKey, wholeApi } from "@/lib/testing/actors";
import { contextOf, givenTask, keyActor } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import type { Call } from "@/lib/testing/http";
import { countStatements } from "@/lib/testing/statements";
import { createTriggeredTask } from "./create-task";
import { fireOnEvents } from "./watch";
import { TriggerWatcher } from "./watcher";

let test: TestDatabase;
let ctx: Context;
let call: Call;
beforeAll(async () => {
  test = await createTestDatabase();
  vi.stubEnv("BATON_SECRET", "a secret of this test");
  call = wholeApi(test.db);
  ctx = createContext(keyActor(), test.db);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await test.drop();
});
beforeEach(async () => {
  const { triggers } = (await call("GET", "/api/triggers")).body;
  for (const { id } of triggers) await call("DELETE", `/api/triggers/${id}`);
  await test.db.task.deleteMany();
});

const ok = async (answer: ReturnType<Call>) => {
  const { status, body } = await answer;
  expect(status, JSON.stringify(body)).toBeLessThan(300);
  return body;
};
const given = async (fields: object): Promise<number> =>
  (await ok(call("POST", "/api/triggers", { name: "watch", ...fields }))).trigger.id;
const status = (match: object, template: object = {}) =>
  given({
    kind: "status",
    match,
    task_template: { title: "Follow {{task.ticket_ref}}", ...template },
  });
const task = (fields = {}) => givenTask(ctx, fields);
const patch = (id: number, body: object) => ok(call("PATCH", `/api/tasks/${id}`, body));
const finish = (id: number) => patch(id, { status: "done", resolution: "Done." });
/** Reads the events and creates what they fired, until there is nothing left. Returns how many tasks that made. */
async function run(): Promise<number> {
  for (let made = 0; ; ) {
    while ((await fireOnEvents(ctx)).more);
    const rows = await test.db.triggerDelivery.findMany({ where: { outcome: "received" } });
    if (rows.length === 0) return made;
    for (const { id } of rows) made += await createTriggeredTask(ctx, Number(id));
  }
}
const made = () => test.db.task.findMany({ where: { origin: "trigger" }, orderBy: { id: "asc" } });
const titles = async () => (await made()).map(({ title }) => title);
const log = async (id: number) =>
  (await ok(call("GET", `/api/triggers/${id}/deliveries`))).deliveries.reverse();
const readers = () => test.db.eventReader.count({ where: { name: "triggers" } });
const NO_REVIEW = { review_required: false };

describe("a trigger on statuses", () => {
  it("fires once for each task that enters one, by whatever way it does", async () => {
    const before = await task(NO_REVIEW);
    await finish(before.id);
    await status({ status: ["done", "failed"] });
    const [byPatch, byWork, fails] = [await task(NO_REVIEW), await task(NO_REVIEW), await task()];
    await finish(byPatch.id);
    await patch(byPatch.id, { title: "Renamed" });
    const claim = await ok(call("POST", `/api/tasks/${byWork.id}/claim`, { agent: "scout" }));
    await ok(
      call("POST", `/api/tasks/${byWork.id}/complete`, {
        run_id: claim.run.id,
        resolution: "Done.",
      }),
    );
    await patch(fails.id, { status: "failed" });
    const created = await task({ status: "done", resolution: "At once." });
    expect(await run()).toBe(4);
    expect(await titles()).toEqual(
      [byPatch, byWork, fails, created].map(({ ticket_ref }) => `Follow ${ticket_ref}`),
    );
    expect(await run()).toBe(0);
  });

  it("fires for tasks that match alone, and may fill in what events do not carry", async () => {
    const other = await test.db.project.create({ data: { name: "o", slug: "o", prefix: "o" } });
    const match = { labels: ["a"], priority: "high", assigned_to: ["scout"] };
    await status(
      { status: "done", ...match },
      {
        description: "{{task.resolution}}",
        assigned_to: "{{task.assigned_to}}",
        metadata: { was: "{{previous_status}}" },
      },
    );
    const fits = {
      labels: ["a", "b"],
      priority: "high",
      assigned_to: "scout",
      ...NO_REVIEW,
    } as const;
    const ids = [
      await task({ ...fits, labels: ["b"] }),
      await task({ ...fits, priority: "low" }),
      await task({ ...fits, assigned_to: "iris" }),
      await task({ ...fits, project_id: other.id }),
      await task(fits),
    ].map(({ id }) => id);
    for (const id of ids) await finish(id);
    expect(await run()).toBe(1);
    expect(await made()).toMatchObject([
      {
        assignedTo: "scout",
        description: "`Done.`",
        metadata: { was: "assigned" },
      },
    ]);
  });

  it("does not fire for what happens while it is paused, and does again for what comes after", async () => {
    const id = await status({ status: "done" });
    expect(await readers()).toBe(1);
    await ok(call("POST", `/api/triggers/${id}/pause`, {}));
    expect(await readers()).toBe(0);
    await finish((await task(NO_REVIEW)).id);
    await ok(call("POST", `/api/triggers/${id}/resume`));
    const after = await task(NO_REVIEW);
    await finish(after.id);
    expect(await run()).toBe(1);
    expect(await titles()).toEqual([`Follow ${after.ticket_ref}`]);
  });

  it("fires once when several servers read the events at the same time", async () => {
    await status({ status: "done" });
    for (let n = 0; n < 5; n++) await finish((await task(NO_REVIEW)).id);
    const fired = await Promise.all(
      Array.from({ length: 4 }, () => fireOnEvents(contextOf(test.db))),
    );
    expect(fired.reduce((sum, each) => sum + each.fired, 0)).toBe(5);
    const rows = await test.db.triggerDelivery.findMany();
    await Promise.all(
      rows.flatMap(({ id }) => [
        createTriggeredTask(ctx, Number(id)),
        createTriggeredTask(ctx, Number(id)),
      ]),
    );
    expect(await made()).toHaveLength(5);
  });

  it("reads again what a process had not committed when it died", async () => {
    await status({ status: "done" });
    await finish((await task(NO_REVIEW)).id);
    const dying = ctx.transaction(async (tx) => {
      expect((await fireOnEvents(tx)).fired).toBe(1);
      throw new Error("the process dies");
    });
    await expect(dying).rejects.toThrow("the process dies");
    expect(await test.db.triggerDelivery.count()).toBe(0);
    expect(await run()).toBe(1);
  });
});

describe("a chain of triggers", () => {
  it("that fires itself ends, with a notice", async () => {
    const id = await status({ status: "inbox" }, { title: "Again" });
    await task();
    expect(await run()).toBe(5);
    expect((await log(id)).map((each: { depth: number }) => each.depth)).toEqual([
      0, 1, 2, 3, 4, 5,
    ]);
    expect((await log(id)).at(-1)).toMatchObject({
      outcome: "skipped",
      reason: expect.stringContaining("a chain of 5"),
    });
    const { notices } = await ok(call("GET", "/api/notices"));
    expect(notices).toMatchObject([{ kind: "trigger", title: "The trigger watch was held back" }]);
    expect(await run()).toBe(0);
  });

  it("ends too when it goes through follow-ups", async () => {
    const after = { title: "After", labels: ["after"], ...NO_REVIEW };
    await status({ status: "done", labels: ["after"] }, { ...NO_REVIEW, follow_ups: [after] });
    await finish((await task({ labels: ["after"], ...NO_REVIEW })).id);
    for (let open = [0]; open.length > 0; ) {
      await run();
      open = (await test.db.task.findMany({ where: { status: "inbox" } })).map(({ id }) => id);
      for (const id of open) await finish(id);
    }
    expect((await titles()).filter((title) => title.startsWith("Follow"))).toHaveLength(5);
  });
});

describe("a trigger on finished children", () => {
  const children = (template: object = {}) =>
    given({
      kind: "children_done",
      task_template: { title: "Sum up {{task.ticket_ref}}", ...template },
    });

  it("fires when the last open child ends, once, and again after more were added", async () => {
    await children();
    const parent = await task(NO_REVIEW);
    const child = () => task({ parent_id: parent.id, ...NO_REVIEW });
    const [a, b, c] = [await child(), await child(), await child()];
    await finish(a.id);
    await patch(b.id, { status: "cancelled" });
    expect(await run()).toBe(0);
    await finish(c.id);
    expect(await run()).toBe(1);
    await patch(a.id, { archived: true });
    expect(await run()).toBe(0);
    await finish((await child()).id);
    expect(await run()).toBe(1);
    expect(await titles()).toEqual(Array(2).fill(`Sum up ${parent.ticket_ref}`));
  });

  it("fires too while the parent is in review or done already, and not when all were cancelled", async () => {
    await children();
    const parent = await task();
    const child = await task({ parent_id: parent.id, ...NO_REVIEW });
    await patch(parent.id, { status: "review", resolution: "In." }).catch(() => undefined);
    await finish(child.id);
    expect(await run()).toBe(1);
    const idle = await task();
    await patch((await task({ parent_id: idle.id })).id, { status: "cancelled" });
    expect(await run()).toBe(0);
  });

  it("ends a chain of children that it adds itself", async () => {
    await children({ parent_id: "{{task.ticket_ref}}", ...NO_REVIEW });
    const parent = await task(NO_REVIEW);
    await finish((await task({ parent_id: parent.id, ...NO_REVIEW })).id);
    for (let turn = 0; turn < 8; turn++) {
      await run();
      for (const { id, status: now } of await made()) if (now === "inbox") await finish(id);
    }
    expect(await made()).toHaveLength(5);
  });
});

describe("a trigger on budgets", () => {
  const spend = async (costUsd: number, agent = "scout") => {
    const { id } = await task({ assigned_to: agent, ...NO_REVIEW });
    const { run: opened } = await ok(call("POST", `/api/tasks/${id}/claim`, { agent }));
    await ok(
      call("POST", `/api/tasks/${id}/complete`, {
        run_id: opened.id,
        resolution: "Done.",
        cost_usd: costUsd,
      }),
    );
  };
  const budget = (match: object) =>
    given({
      kind: "budget",
      match,
      task_template: { title: "{{budget.name}} at {{budget.spent_percent}} %" },
    });
  const projectId = async () =>
    (await test.db.project.findFirstOrThrow({ where: { isDefault: true } })).id;
  const setBudget = async (budget_usd: number | null) =>
    ok(call("PATCH", `/api/projects/${await projectId()}`, { budget_usd }));

  it("fires once when a budget passes its mark, and again when a raised one does", async () => {
    await setBudget(10);
    await budget({ percent: 80 });
    await spend(7);
    expect(await run()).toBe(0);
    await spend(1.5);
    await spend(0.5);
    expect(await run()).toBe(1);
    expect((await titles())[0]).toMatch(/ at 90 %$/);
    await setBudget(20);
    expect(await run()).toBe(0);
    await spend(8);
    expect(await run()).toBe(1);
    // A budget that is lowered below its mark passes it too.
    await setBudget(15);
    expect(await run()).toBe(1);
    await setBudget(null);
  });

  it("does not fire for one that was past its mark when it was made, nor for one that it does not watch", async () => {
    await setBudget(1);
    const id = await budget({ percent: 50 });
    await ok(call("PATCH", "/api/agents/scout", { daily_budget_usd: 1 }));
    await spend(3);
    expect(await run()).toBe(0);
    expect(await log(id)).toMatchObject([
      { outcome: "skipped", reason: "it was past 50 % already" },
    ]);
    await ok(
      call("PATCH", `/api/triggers/${id}`, {
        match: { percent: 400, project_id: null, scope: "agent_day", agent: "scout" },
      }),
    );
    await ok(call("PATCH", "/api/agents/scout", { daily_budget_usd: 100 }));
    await spend(400);
    expect(await run()).toBe(1);
    await ok(call("PATCH", "/api/agents/scout", { daily_budget_usd: null }));
    await setBudget(null);
  });

  it("fires when a run of its agent's team passes the mark", async () => {
    const worker = { role: "agent", runtime: "worker", max_capacity: 9 };
    const lead = { ...worker, name: "lead", config: { workshop_tools: true }, budget_usd: 10 };
    for (const agent of [lead, { ...worker, name: "impl" }])
      await ok(call("POST", "/api/agents", agent));
    await budget({ percent: 80, project_id: null, scope: "agent", agent: "lead" });
    const ask = async (agent: string, key?: string) =>
      (await ok(call("POST", `/api/agents/${agent}/ask`, { prompt: "Do it" }, key))).run.id;
    const root = await ask("lead");
    const { id: agentId } = await test.db.agent.findUniqueOrThrow({ where: { name: "lead" } });
    const asLead = await givenKey(test.db, { agentId, runId: root, kind: "run" });
    const costs = async (run: number, costUsd: number) => {
      await ctx.transaction((tx) => closeRun(tx, run, { outcome: "succeeded", costUsd }));
      return run;
    };
    await costs(await ask("impl"), 9);
    expect(await run()).toBe(0);
    await costs(await ask("impl", asLead), 9);
    expect(await run()).toBe(1);
    expect(await titles()).toEqual(["lead at 90 %"]);
    await costs(root, 0.5);
    expect(await run()).toBe(0);
  });
});

describe("the process that watches", () => {
  it("is woken by what may fire a trigger, and reads nothing for anything else", async () => {
    const hub = new EventHub(test.db, test.url);
    hub.start();
    const watcher = new TriggerWatcher(test.db, () => hub);
    await watcher.tend();
    expect(hub.size).toBe(0);
    const id = await status({ status: "done", labels: ["wanted"] });
    await watcher.tend();
    expect(hub.size).toBe(1);
    const position = async () =>
      (await test.db.eventReader.findFirstOrThrow({ where: { name: "triggers" } })).position;
    const before = await position();
    const idle = await task(NO_REVIEW);
    await finish(idle.id);
    const wanted = await task({ labels: ["wanted"], ...NO_REVIEW });
    await watcher.settled();
    expect(await position()).toBe(before);
    await finish(wanted.id);
    await vi.waitFor(async () => expect(await log(id)).toHaveLength(1));
    await watcher.settled();
    expect(await position()).toBeGreaterThan(before);
    await ok(call("DELETE", `/api/triggers/${id}`));
    await vi.waitFor(() => expect(hub.size).toBe(0));
    await watcher.stop();
    await hub.stop();
  });

  it("costs work nothing while there is no trigger", async () => {
    const work = () =>
      countStatements(async () => {
        await finish((await task(NO_REVIEW)).id);
      });
    await work();
    const without = await work();
    await status({ status: "done" });
    expect(await work()).toBe(without);
  });
});
