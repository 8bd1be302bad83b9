import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { Context } from "@/lib/core/context";
import { contextOf, givenTask } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import { closeRun, openRun, type RunResult } from "./record";
import { addUsage, type Usage } from "./usage";
import type { RunRow } from "./wire";

let test: TestDatabase;
let ctx: Context;
beforeAll(async () => {
  test = await createTestDatabase();
  ctx = contextOf(test.db);
});
afterAll(() => test.drop());
beforeEach(() => emptyTables(test.db, "runs", "settings"));

const M = 1_000_000;
const open = (model: string | null = null): Promise<RunRow> =>
  ctx.transaction((tx) =>
    openRun(tx, {
      taskId: null,
      taskRef: null,
      projectId: null,
      agent: "scout",
      trigger: "claim",
      model,
    }),
  );
const close = (run: RunRow, result: Partial<RunResult>) =>
  ctx.transaction((tx) => closeRun(tx, run.id, { outcome: "succeeded", ...result }));
const use = async (usage: Partial<Usage>): Promise<RunRow> => {
  const used = { agent: "scout", model: "claude-sonnet-5-5", tokensIn: M, tokensOut: 0, ...usage };
  return (await ctx.transaction((tx) => addUsage(tx, used))).run;
};

it("costs what it reports, though the table knows another price", async () => {
  const run = await open("claude-sonnet-5-5");
  expect(await close(run, { tokensIn: M, tokensOut: M, costUsd: 0.5 })).toMatchObject({
    cost_usd: 0.5,
    cost_source: "reported",
  });
});

it("costs what the table says when nobody reports it, failed or not", async () => {
  const run = await open("claude-sonnet-5-5");
  const closed = await close(run, { outcome: "failed", tokensIn: 1_000, tokensOut: 100 });
  expect(closed).toMatchObject({ cost_usd: 0.0045, cost_source: "priced" });
  const [event] = await test.db.$queryRaw<{ cost: number }[]>`
    SELECT (data->'run'->>'cost_usd')::float8 AS cost FROM events WHERE type = 'run.completed' ORDER BY id DESC LIMIT 1`;
  expect(event?.cost).toBe(0.0045);
});

it("is unknown, and never zero, without tokens or without a price", async () => {
  for (const result of [{}, { tokensIn: 5 }, { tokensIn: 5, tokensOut: 5, model: "house-model" }]) {
    expect(await close(await open(), result)).toMatchObject({
      cost_usd: null,
      cost_source: "unknown",
    });
  }
});

it("is priced by the installation's own table", async () => {
  const value = [{ model: "house-*", input_per_mtok: 2, output_per_mtok: 4 }];
  await test.db.setting.create({ data: { key: "model.prices", value, updatedBy: "test" } });
  expect(
    await close(await open(), { model: "house-model", tokensIn: M, tokensOut: M }),
  ).toMatchObject({ cost_usd: 6, cost_source: "priced" });
  const bought = await close(await open("claude-sonnet-5-5"), { tokensIn: 1, tokensOut: 1 });
  expect(bought).toMatchObject({ cost_usd: null });
});

it("adds up what several models cost in one run, and keeps it when the run ends without figures", async () => {
  const run = await open();
  await use({});
  await use({ model: "claude-haiku-5-5" });
  expect(await close(run, {})).toMatchObject({
    tokens_in: 2 * M,
    cost_usd: 4,
    cost_source: "priced",
    model: "claude-sonnet-5-5",
  });
});

it("says of the whole run that its cost is unknown when that of a part is", async () => {
  await open();
  await use({});
  expect(await use({ model: "house-model" })).toMatchObject({
    cost_usd: null,
    cost_source: "unknown",
  });
  expect(await use({})).toMatchObject({ cost_usd: null, tokens_in: 3 * M });
});

it("keeps what a run reported when tokens come later that nobody can price", async () => {
  const run = await open();
  await close(run, { costUsd: 0.25 });
  const later = { runId: run.id, model: "house-model" };
  expect(await use(later)).toMatchObject({ cost_usd: 0.25, cost_source: "reported" });
});

it("keeps tokens of no run as a run of their own, with their price", async () => {
  expect(await use({ costUsd: 0.125 })).toMatchObject({
    trigger: "direct",
    outcome: "succeeded",
    cost_usd: 0.125,
    cost_source: "reported",
  });
  expect(await use({})).toMatchObject({ cost_usd: 3, cost_source: "priced" });
});

it("keeps tokens for a task that nobody has a run of with that task", async () => {
  const task = await givenTask(ctx, { title: "Asked about" });
  expect(await use({ task: task.ticket_ref })).toMatchObject({
    trigger: "direct",
    task_id: task.id,
    task_ref: task.ticket_ref,
    project_id: task.project_id,
  });
});
