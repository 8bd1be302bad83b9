import { afterAll, beforeAll, expect, it } from "vitest";
import type { Context } from "@/lib/core/context";
import { contextOf } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { listRuns } from "./list";
import { ListRuns } from "./schema";
import { runStatistics, statisticsToWire } from "./statistics";

let test: TestDatabase;
let ctx: Context;
beforeAll(async () => {
  test = await createTestDatabase();
  ctx = contextOf(test.db);
  const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
  const run = (
    agent: string,
    outcome: "succeeded" | "failed" | "cancelled" | null,
    minutes: number,
    costUsd: number | null,
  ) =>
    test.db.run.create({
      data: {
        agent,
        trigger: "claim",
        outcome,
        startedAt: minutesAgo(minutes),
        finishedAt: outcome === null ? null : minutesAgo(minutes - 2),
        tokensIn: 100,
        costUsd,
        texts: { create: { output: "long" } },
      },
    });
  await run("scout", "succeeded", 60 * 24 * 40, 9);
  await run("scout", "succeeded", 50, 0.5);
  await run("scout", "failed", 40, null);
  await run("scout", "cancelled", 30, 0.25);
  await run("scout", null, 20, null);
  await run("iris", "succeeded", 10, null);
});
afterAll(() => test.drop());

const page = async (query: Record<string, string>) => listRuns(ctx, ListRuns.parse(query));

it("sums up the runs of the last days per agent; a cancelled one is no failure, an unknown cost is not zero", async () => {
  const { agents } = await runStatistics(ctx, { days: 30 });
  expect(agents.map(statisticsToWire)).toEqual([
    expect.objectContaining({
      agent: "iris",
      runs: 1,
      success_rate: 1,
      cost_usd: null,
      cost_unknown: 1,
    }),
    {
      agent: "scout",
      runs: 4,
      open: 1,
      finished: 2,
      succeeded: 1,
      success_rate: 0.5,
      average_ms: 120_000,
      tokens_in: 400,
      tokens_out: 0,
      cost_usd: 0.75,
      cost_unknown: 1,
    },
  ]);
});

it("sums up named agents only, as far back as asked", async () => {
  const { agents } = await runStatistics(ctx, { days: 60, agent: ["scout"] });
  expect(agents).toMatchObject([{ agent: "scout", runs: 5, costUsd: 9.75 }]);
});

it("lists runs newest first, page by page, without prompt and output", async () => {
  const first = await page({ agent: "scout", limit: "3" });
  expect(first.runs.map((run) => run.outcome)).toEqual([null, "cancelled", "failed"]);
  expect(first.runs.every((run) => !("output" in run))).toBe(true);
  const rest = await page({ agent: "scout", limit: "3", before: String(first.nextBefore) });
  expect(rest.runs.map((run) => run.outcome)).toEqual(["succeeded", "succeeded"]);
  expect(rest.nextBefore).toBeNull();
});

it("finds runs by how they ended, open ones too", async () => {
  expect((await page({ outcome: "open,failed" })).runs.map((run) => run.outcome)).toEqual([
    null,
    "failed",
  ]);
});
