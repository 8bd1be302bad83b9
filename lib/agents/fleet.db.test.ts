import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { actorOfKey, createApiKey } from "@/lib/auth/keys/keys";
import type { Context } from "@/lib/core/context";
import { openDatabase } from "@/lib/core/database";
import { agentsToTriage } from "@/lib/dispatch/triage.sql";
import { reviewers } from "@/lib/reviews/reviewers";
import { completeTask, failTask } from "@/lib/tasks/change/report";
import { resolveMentions } from "@/lib/tasks/comments/mentions";
import { findTask } from "@/lib/tasks/find";
import { claimNext, claimTask } from "@/lib/tasks/queue/claim";
import { contextOf, givenTask, keyActor } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import { createAgent } from "./create";
import { deleteAgent } from "./delete";
import { findAgent } from "./find";
import { listAgents } from "./list";
import { agentCards, agentDetail } from "./queries";
import { registerAgent } from "./register";
import { CreateAgent, ListAgents } from "./schema";
import { updateAgent } from "./update";

let test: TestDatabase;
let ctx: Context;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());
beforeEach(async () => {
  await emptyTables(
    test.db,
    "tasks",
    "agents",
    "runs",
    "spend",
    "spend_changes",
    "events",
    "api_keys",
  );
  ctx = contextOf(test.db);
});

const create = (name: string, role = "coder", runtime?: string) =>
  createAgent(ctx, CreateAgent.parse({ name, role, runtime }));
const eventsOf = async (type: string) => test.db.event.count({ where: { type } });

describe("an agent of the runtime openai without a model", () => {
  const refusal = {
    code: "invalid",
    details: { problems: [{ field: "config.model", rule: expect.stringContaining("model") }] },
  };

  it("is refused when it is created, registered or changed, and not when its first task waits", async () => {
    await expect(create("iris", "coder", "openai")).rejects.toMatchObject(refusal);
    await expect(
      registerAgent(ctx, { name: "ada", runtime: "openai" } as never),
    ).rejects.toMatchObject(refusal);
    const scout = await create("scout");
    await expect(updateAgent(ctx, scout.id, { runtime: "openai" })).rejects.toMatchObject(refusal);
    const named = await updateAgent(ctx, scout.id, { runtime: "openai", config: { model: "gpt" } });
    expect(named).toMatchObject({ runtime: "openai", config: { model: "gpt" } });
    await expect(updateAgent(ctx, scout.id, { config: { model: null } })).rejects.toMatchObject(
      refusal,
    );
  });

  it("is taken where the default tier has a model, and changed in other ways in any case", async () => {
    vi.stubEnv("MODEL_DEFAULT", "gpt-small");
    const iris = await create("iris", "coder", "openai");
    vi.unstubAllEnvs();
    expect(await updateAgent(ctx, iris.id, { max_capacity: 3 })).toMatchObject({ max_capacity: 3 });
  });
});

describe("registering at once", () => {
  it("makes one agent and one event, whoever comes first", async () => {
    const other = openDatabase(test.url, 4);
    try {
      const contexts = [ctx, contextOf(other)];
      const results = await Promise.all(
        Array.from({ length: 16 }, (_, i) =>
          registerAgent(contexts[i % 2] as Context, { name: "scout", capabilities: [`c${i}`] }),
        ),
      );
      expect(results.filter((result) => result.registered)).toHaveLength(1);
      expect(new Set(results.map((result) => result.agent.id)).size).toBe(1);
      expect(await eventsOf("agent.created")).toBe(1);
    } finally {
      await other.$disconnect();
    }
  });

  it("makes one agent, when it is made and registered at once, and only one conflict", async () => {
    const tries = await Promise.allSettled([
      create("x"),
      create("x"),
      registerAgent(ctx, { name: "x" }),
    ]);
    const conflicts = tries.filter((result) => result.status === "rejected");
    expect(conflicts.length).toBeGreaterThan(0);
    for (const conflict of conflicts) expect(conflict.reason).toMatchObject({ code: "conflict" });
    expect(await test.db.agent.count()).toBe(1);
  });
});

describe("an agent that was only heard of", () => {
  beforeEach(async () => {
    await givenTask(ctx);
    await claimNext(ctx, { agent: "ghost" });
    expect((await findAgent(test.db, "ghost")).source).toBe("observed");
  });

  it("becomes known when it registers, once, with its work in hand", async () => {
    const first = await registerAgent(ctx, { name: "ghost", role: "tester" });
    expect(first).toMatchObject({
      registered: true,
      agent: { source: "self", role: "tester", in_progress: 1 },
    });
    expect((await registerAgent(ctx, { name: "ghost" })).registered).toBe(false);
    await expect(create("ghost")).rejects.toMatchObject({ code: "conflict" });
  });

  it("becomes known when an operator makes it", async () => {
    expect(await create("ghost")).toMatchObject({
      source: "manual",
      role: "coder",
      in_progress: 1,
    });
    await expect(create("ghost")).rejects.toMatchObject({ code: "conflict" });
    expect((await registerAgent(ctx, { name: "ghost" })).registered).toBe(false);
  });
});

describe("capacity", () => {
  it("that an operator changes counts with the next poll, and is told", async () => {
    await create("scout");
    for (let i = 0; i < 3; i++) await givenTask(ctx);
    await claimNext(ctx, { agent: "scout" });
    expect((await claimNext(ctx, { agent: "scout" })).reason).toBe("continue_current");
    await updateAgent(ctx, "scout", { max_capacity: 2 });
    expect((await claimNext(ctx, { agent: "scout" })).reason).toBe("assigned");
    expect((await claimNext(ctx, { agent: "scout" })).reason).toBe("at_capacity");
    expect(await eventsOf("agent.updated")).toBe(1);
  });
});

describe("deleting an agent", () => {
  it("releases what it holds with a comment, leaves what is assigned, keeps runs, and kills keys", async () => {
    const agent = await create("scout");
    await createApiKey(ctx, {
      name: "k",
      kind: "agent",
      role: "operator",
      scopes: [],
      agentId: agent.id,
    });
    const held = await givenTask(ctx, { assigned_to: "scout", priority: "high" });
    const waiting = await givenTask(ctx, { assigned_to: "scout" });
    const poll = await claimNext(ctx, { agent: "scout" });
    expect(poll.task?.id).toBe(held.id);
    expect(await deleteAgent(ctx, "scout")).toEqual({
      name: "scout",
      released: [held.ticket_ref],
      assigned: 2,
      cancelled: 0,
    });
    expect(await findTask(test.db, held.id)).toMatchObject({
      status: "assigned",
      assigned_to: "scout",
      run_id: null,
      ready: true,
      comment_count: 1,
    });
    expect((await findTask(test.db, waiting.id)).status).toBe("assigned");
    expect(await test.db.run.findMany({ select: { agent: true, outcome: true } })).toEqual([
      { agent: "scout", outcome: "cancelled" },
    ]);
    expect((await test.db.comment.findFirst())?.content).toBe("Released: agent scout was deleted.");
    expect(await test.db.apiKey.count({ where: { revokedAt: null } })).toBe(0);
    expect(await eventsOf("agent.deleted")).toBe(1);
    await expect(deleteAgent(ctx, "scout")).rejects.toMatchObject({ code: "not_found" });
    await expect(completeTask(ctx, { ref: held.id, runId: poll.run?.id })).rejects.toMatchObject({
      code: "stale_run",
    });
  });

  it("leaves nothing of it in lists and lookups, and its keys refused", async () => {
    const { id } = await create("scout", "reviewer", "anthropic");
    const { key } = await createApiKey(ctx, {
      name: "default",
      kind: "agent",
      role: "operator",
      scopes: [],
      agentId: id,
    });
    await deleteAgent(ctx, "scout");
    for (const ref of ["scout", id, `#${id}`]) {
      await expect(findAgent(test.db, ref)).rejects.toMatchObject({ code: "not_found" });
    }
    const query = ListAgents.parse({ limit: "200", show_hidden: "true" });
    expect(await listAgents(ctx, query)).toMatchObject({ agents: [], total: 0 });
    expect(await reviewers(test.db)).toEqual([]);
    expect(await agentsToTriage(test.db)).toEqual([]);
    expect(await resolveMentions(test.db, ["scout", `#${id}`])).toEqual([]);
    await expect(actorOfKey(test.db, key, null)).rejects.toThrow("revoked");
    expect(await test.db.agent.findUnique({ where: { id } })).toMatchObject({
      formerName: "scout",
      deletedAt: expect.any(Date),
      config: {},
    });
  });

  it.each(["create", "register", "poll"])("frees its name for another by %s", async (way) => {
    const before = await create("scout");
    await deleteAgent(ctx, "scout");
    if (way === "create") await create("scout");
    if (way === "register") await registerAgent(ctx, { name: "scout" });
    if (way === "poll") await claimNext(ctx, { agent: "scout" });
    const after = await findAgent(test.db, "scout");
    expect(after.id).not.toBe(before.id);
    expect((await deleteAgent(ctx, "scout")).name).toBe("scout");
    expect(await test.db.agent.count({ where: { formerName: "scout" } })).toBe(2);
  });

  it("is for admins", async () => {
    await create("scout");
    const operator = contextOf(test.db, keyActor("operator"));
    await expect(deleteAgent(operator, "scout")).rejects.toMatchObject({ code: "forbidden" });
  });

  it("leaves no task in the hands of nobody while the agent keeps claiming", async () => {
    for (let i = 0; i < 40; i++) await givenTask(ctx);
    await create("scout");
    let stop = false;
    const poll = async (): Promise<void> => {
      while (!stop) await claimNext(ctx, { agent: "scout", maxCapacity: 20 });
    };
    const polling = [poll(), poll(), poll()];
    await expect
      .poll(() => test.db.task.count({ where: { status: "in_progress" } }))
      .toBeGreaterThan(2);
    await deleteAgent(ctx, "scout");
    stop = true;
    await Promise.all(polling);
    const rows = await test.db.$queryRaw<{ in_progress: number; held: number; orphans: number }[]>`
      SELECT COALESCE((SELECT in_progress FROM agents WHERE name = 'scout'), 0) AS in_progress,
        (SELECT count(*)::int FROM tasks WHERE status = 'in_progress') AS held,
        (SELECT count(*)::int FROM tasks t WHERE status = 'in_progress'
           AND NOT EXISTS (SELECT 1 FROM agents a WHERE a.name = t.assigned_to)) AS orphans`;
    expect(rows[0]?.in_progress).toBe(rows[0]?.held);
    expect(rows[0]?.orphans).toBe(0);
  });
});

describe("the screens", () => {
  it("show what every agent holds, how well it does and when it worked", async () => {
    await create("scout");
    await create("iris");
    const good = await givenTask(ctx, { title: "good" });
    await claimTask(ctx, { ref: good.id, agent: "scout" });
    const usage = { costUsd: 0.25, tokensIn: 10, tokensOut: 5 };
    await completeTask(ctx, { ref: good.id, resolution: "r", usage });
    const bad = await givenTask(ctx, { title: "bad" });
    await claimTask(ctx, { ref: bad.id, agent: "scout" });
    await failTask(ctx, { ref: bad.id, error: "no" });
    const held = await givenTask(ctx, { title: "held", priority: "high" });
    await claimTask(ctx, { ref: held.id, agent: "scout" });
    const [iris, scout] = await agentCards(ctx);
    expect(iris).toMatchObject({ agent: { name: "iris" }, holds: [], stats: null });
    expect(scout?.agent.status).toBe("busy");
    expect(scout?.holds).toMatchObject([
      { ticket_ref: held.ticket_ref, title: "held", priority: "high" },
    ]);
    expect(scout?.taskStats).toMatchObject({
      total: 3,
      in_progress: 1,
      review: 1,
      quality_review: 1,
      failed: 1,
    });
    expect(scout?.stats).toMatchObject({ success_rate: 0.5, cost_usd: 0.25, tokens_in: 10 });
    expect(scout?.day).toHaveLength(48);
    expect(scout?.day.reduce((sum, slice) => sum + slice.runs, 0)).toBeGreaterThanOrEqual(3);
    expect(scout?.day.reduce((sum, slice) => sum + slice.failed, 0)).toBe(1);
    const detail = await agentDetail(ctx, "scout");
    expect(detail.tasks.map((task) => task.title)).toEqual(["held", "good"]);
    expect(detail.runs.map((run) => run.outcome)).toEqual([null, "failed", "succeeded"]);
  });

  it("show every agent, also beyond the longest page of the API", async () => {
    await test.db.agent.createMany({
      data: Array.from({ length: 203 }, (_, index) => ({ name: `agent-${index}` })),
    });
    expect(await agentCards(ctx)).toHaveLength(203);
  });

  it("show nothing when there is no agent", async () => {
    expect(await agentCards(ctx)).toEqual([]);
    await expect(agentDetail(ctx, "nobody")).rejects.toMatchObject({ code: "not_found" });
  });
});
