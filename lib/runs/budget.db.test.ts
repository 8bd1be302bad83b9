import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Context } from "@/lib/core/context";
import { contextOf, givenTask } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import { type BudgetRequest, type Reservation, reserveBudget, reserveForRun } from "./budget";
import { recheckDispatchBlocks } from "./dispatch-blocks";
import { closeRun, openRun } from "./record";

let test: TestDatabase;
let ctx: Context;
let projectId: number;
const NOW = new Date("2026-11-20T15:00:00Z");

beforeAll(async () => {
  test = await createTestDatabase();
  ctx = contextOf(test.db);
  projectId = (await test.db.project.findFirstOrThrow()).id;
});
afterAll(() => test.drop());
beforeEach(async () => {
  await emptyTables(test.db, "agents", "runs", "spend", "spend_changes", "settings");
  await test.db.project.updateMany({ data: { budgetUsd: null, dailyBudgetUsd: null } });
});

const agent = (budgets: { budgetUsd?: number; dailyBudgetUsd?: number } = {}, name = "scout") =>
  test.db.agent.create({ data: { name, ...budgets } });
const spent = (costUsd: number | null, startedAt = NOW, name = "scout") =>
  test.db.run.create({
    data: { agent: name, projectId, trigger: "dispatch", outcome: "succeeded", costUsd, startedAt },
  });
const underWay = (reservedUsd: number, startedAt = NOW) =>
  test.db.run.create({
    data: { agent: "scout", projectId, trigger: "dispatch", reservedUsd, startedAt },
  });

const asked = (estimateUsd: number | null): BudgetRequest => ({
  agent: "scout",
  projectId,
  estimateUsd,
  now: NOW,
});
const ask = (estimateUsd: number | null) =>
  ctx.transaction((tx) => reserveBudget(tx, asked(estimateUsd)));

/** Reserves and opens the run in one transaction, as dispatch does. */
function dispatch(estimateUsd: number): Promise<Reservation> {
  return ctx.transaction(async (tx) => {
    const reservation = await reserveBudget(tx, asked(estimateUsd));
    if (!reservation.ok) return reservation;
    const run = await openRun(tx, {
      taskId: null,
      taskRef: null,
      projectId,
      agent: "scout",
      trigger: "dispatch",
    });
    await tx.db.run.update({
      where: { id: run.id },
      data: { reservedUsd: reservation.reservedUsd, startedAt: NOW },
    });
    return reservation;
  });
}

describe("a budget", () => {
  it("that nobody set lets everything in", async () => {
    await agent();
    await spent(1_000);
    expect(await ask(50)).toEqual({ ok: true, reservedUsd: 50 });
    expect(await ask(null)).toEqual({ ok: true, reservedUsd: 0 });
  });

  it("is spent by finished runs and held by open ones", async () => {
    await agent({ budgetUsd: 1 });
    await spent(0.4);
    await spent(null);
    await underWay(0.3);
    expect(await ask(0.3)).toMatchObject({ ok: true });
    expect(await ask(0.300001)).toEqual({
      ok: false,
      scope: "agent",
      name: "scout",
      limitUsd: 1,
      spentUsd: 0.4,
      reservedUsd: 0.3,
      nextAt: new Date("2026-11-20T15:01:00Z"),
      cause: "the budget of scout ($1.00) has no room",
      message:
        "The budget of scout has no room: $0.40 of $1.00 spent, $0.30 held for work under way, and this run may cost up to $0.30. It is tried again when that work is done.",
    });
  });

  it("holds nothing but its cost so far for a run that waits for people, and all of it again afterwards", async () => {
    await agent({ budgetUsd: 1 });
    const { id } = await underWay(0.9);
    expect(await ask(0.3)).toMatchObject({ ok: false, reservedUsd: 0.9 });
    const wait = (state: "waiting" | "running") =>
      test.db.run.update({ where: { id }, data: { state, costUsd: 0.2 } });
    await wait("waiting");
    expect(await ask(0.3)).toMatchObject({ ok: true });
    await wait("running");
    expect(await ask(0.3)).toMatchObject({ ok: false });
  });

  it("takes what was held for a run whose cost nobody knows, unless the run failed", async () => {
    await agent({ budgetUsd: 1 });
    for (const outcome of ["failed", "refused", "lost", "timed_out"] as const) {
      const { id } = await underWay(0.4);
      await test.db.run.update({ where: { id }, data: { outcome } });
    }
    expect(await ask(0.3)).toMatchObject({ ok: false, spentUsd: 0.8, reservedUsd: 0 });
    expect(await ask(0.2)).toMatchObject({ ok: true });
  });

  it("that is used up refuses a run of unknown cost too, and one of zero refuses all", async () => {
    await agent({ budgetUsd: 0.5 });
    expect(await ask(null)).toMatchObject({ ok: true, reservedUsd: 0 });
    await spent(0.5);
    expect(await ask(null)).toMatchObject({ ok: false, nextAt: new Date("2026-11-20T15:15:00Z") });
    await test.db.agent.updateMany({ data: { budgetUsd: 0 } });
    await test.db.run.deleteMany();
    expect(await ask(null)).toMatchObject({ ok: false, scope: "agent", limitUsd: 0 });
  });

  it("counts an open run with what it has cost by now, when that is more than was held for it", async () => {
    await agent({ budgetUsd: 1 });
    const { id } = await underWay(0.1);
    await test.db.run.update({ where: { id }, data: { costUsd: 0.8 } });
    expect(await ask(0.3)).toMatchObject({ ok: false, reservedUsd: 0.8 });
  });

  it.each([
    ["agent_day", "scout"],
    ["project_day", "General"],
    ["day", null],
  ])("of a day (%s) counts today in UTC, and is new tomorrow", async (scope, name) => {
    await agent(scope === "agent_day" ? { dailyBudgetUsd: 1 } : {});
    if (scope === "project_day") {
      await test.db.project.update({ where: { id: projectId }, data: { dailyBudgetUsd: 1 } });
    }
    if (scope === "day") {
      await test.db.setting.create({
        data: { key: "budget.daily_usd", value: 1, updatedBy: "test" },
      });
    }
    await spent(5, new Date("2026-11-19T23:59:59Z"));
    await underWay(5, new Date("2026-11-19T23:59:59Z"));
    expect(await ask(1)).toMatchObject({ ok: true });
    await spent(0.9, new Date("2026-11-20T00:00:00Z"));
    expect(await ask(0.2)).toMatchObject({
      ok: false,
      scope,
      name,
      spentUsd: 0.9,
      reservedUsd: 0,
      nextAt: new Date("2026-11-21T00:00:00Z"),
    });
  });

  it("of a project counts every agent's runs in it, those of deleted agents too", async () => {
    await agent();
    await test.db.project.update({ where: { id: projectId }, data: { budgetUsd: 2 } });
    await spent(1.5, NOW, "gone");
    expect(await ask(0.6)).toMatchObject({ ok: false, scope: "project", spentUsd: 1.5 });
    expect(await ask(0.5)).toMatchObject({ ok: true });
  });

  it("that several runs ask for at once lets in as many as it has room for", async () => {
    await agent({ budgetUsd: 0.7 });
    await test.db.setting.create({
      data: { key: "budget.daily_usd", value: 50, updatedBy: "test" },
    });
    const answers = await Promise.all(Array.from({ length: 20 }, () => dispatch(0.1)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(7);
    expect(await dispatch(0.1)).toMatchObject({ ok: false, reservedUsd: 0.7 });
  });

  it("has room again when a run cost less than was held for it", async () => {
    await agent({ budgetUsd: 1 });
    await dispatch(0.9);
    expect(await ask(0.5)).toMatchObject({ ok: false });
    const { id } = await test.db.run.findFirstOrThrow();
    await ctx.transaction((tx) => closeRun(tx, id, { outcome: "succeeded", costUsd: 0.2 }));
    expect(await ask(0.5)).toMatchObject({ ok: true });
  });
});

it("raised while a run is being refused lets that one go too", async () => {
  await agent({ budgetUsd: 1 });
  const task = await givenTask(ctx, { assigned_to: "scout" });
  const raise = () =>
    ctx.transaction(async (tx) => {
      await tx.db.agent.updateMany({ data: { budgetUsd: 9 } });
      await recheckDispatchBlocks(tx, { agent: "scout" });
    });
  let raised: Promise<void> | undefined;
  await ctx.transaction(async (tx) => {
    expect(await reserveBudget(tx, asked(2))).toMatchObject({ ok: false });
    raised = raise();
    await vi.waitFor(async () => {
      const waiting = await test.db
        .$queryRaw`SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`;
      expect(waiting).toHaveLength(1);
    });
    const dispatchHold = { code: "budget_exceeded", message: "m", next_at: "2099-01-01T00:00:00Z" };
    await tx.db.task.update({ where: { id: task.id }, data: { dispatchHold } });
  });
  await raised;
  const { dispatchHold } = await test.db.task.findUniqueOrThrow({ where: { id: task.id } });
  expect(Date.parse((dispatchHold as { next_at: string }).next_at)).toBeLessThan(
    Date.now() + 60_000,
  );
});

describe("what a run may cost", () => {
  const reserve = (model: string | null) =>
    ctx.transaction((tx) =>
      reserveForRun(tx, {
        agent: "scout",
        projectId,
        now: NOW,
        model,
        promptChars: 3_000,
        maxTokens: 1_000,
      }),
    );

  it("is not asked for where there is no budget", async () => {
    await agent();
    expect(await reserve("claude-sonnet-5-5")).toEqual({ ok: true, reservedUsd: 0 });
  });

  it("is the call by the table, or the agent's average when that is more or the model is unknown", async () => {
    await agent({ budgetUsd: 100 });
    expect(await reserve("claude-sonnet-5-5")).toEqual({ ok: true, reservedUsd: 0.018 });
    expect(await reserve("house-model")).toEqual({ ok: true, reservedUsd: 0 });
    await spent(0.5);
    await spent(0.3);
    await spent(null);
    expect(await reserve("claude-sonnet-5-5")).toEqual({ ok: true, reservedUsd: 0.4 });
    expect(await reserve("house-model")).toEqual({ ok: true, reservedUsd: 0.4 });
  });
});
