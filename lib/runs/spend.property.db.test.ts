import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { DAY_MS } from "@/lib/core/clock";
import type { Context } from "@/lib/core/context";
import { contextOf } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import { listBudgets } from "./budgets";
import { closeRun, openRun, settleUsage } from "./record";
import { dayOf, foldSpend } from "./spend";
import { runStatistics } from "./statistics";
import { type RunSum, type SumFilter, type SumKey, sumRuns } from "./sums";
import { addUsage } from "./usage";

let test: TestDatabase;
let ctx: Context;
let projects: number[];
beforeAll(async () => {
  test = await createTestDatabase();
  ctx = contextOf(test.db);
  const other = await test.db.project.create({
    data: { name: "Other", slug: "other", prefix: "OTHER", budgetUsd: 5, dailyBudgetUsd: 1 },
  });
  const first = await test.db.project.findFirstOrThrow({ orderBy: { id: "asc" } });
  projects = [first.id, other.id];
});
afterAll(() => test.drop());

const AGENTS = ["scout", "iris"];
const MODELS = [null, "claude-sonnet-5-5", "house-model"];

const clear = async () => {
  await emptyTables(test.db, "runs", "spend", "spend_changes", "agents");
  for (const name of AGENTS)
    await test.db.agent.create({ data: { name, budgetUsd: 5, dailyBudgetUsd: 1 } });
};

const pick = fc.nat({ max: 9 });
const tokens = fc.option(fc.integer({ min: 0, max: 2_000_000 }));
const usd = fc.option(fc.integer({ min: 0, max: 5_000_000 }).map((micros) => micros / 1e6));
const model = fc.constantFrom(...MODELS);
const figures = { model, tokensIn: tokens, tokensOut: tokens, costUsd: usd };
const step = fc.oneof(
  fc.record({
    do: fc.constant("open" as const),
    agent: fc.constantFrom(...AGENTS),
    project: fc.constantFrom(null, 0, 1),
    daysAgo: fc.integer({ min: 0, max: 3 }),
    hoursAgo: fc.integer({ min: 0, max: 23 }),
    reservedUsd: usd,
    model,
  }),
  fc.record({
    do: fc.constant("close" as const),
    pick,
    outcome: fc.constantFrom("succeeded" as const, "failed" as const, "cancelled" as const),
    ...figures,
  }),
  fc.record({ do: fc.constant("settle" as const), pick, ...figures }),
  fc.record({
    do: fc.constant("report" as const),
    agent: fc.constantFrom(...AGENTS),
    pick: fc.option(pick),
    model: fc.constantFrom("claude-sonnet-5-5", "house-model"),
    tokensIn: fc.nat({ max: 2_000_000 }),
    tokensOut: fc.nat({ max: 2_000_000 }),
    costUsd: usd,
  }),
  fc.record({ do: fc.constant("fold" as const) }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

async function take(one: Step, runs: { id: number; agent: string }[]): Promise<void> {
  const chosen = "pick" in one && one.pick !== null ? runs[one.pick % runs.length] : undefined;
  switch (one.do) {
    case "open": {
      const { agent, reservedUsd, daysAgo, hoursAgo } = one;
      const run = await ctx.transaction((tx) =>
        openRun(tx, {
          taskId: null,
          taskRef: null,
          projectId: one.project === null ? null : (projects[one.project] ?? null),
          agent,
          trigger: "dispatch",
          reservedUsd,
          model: one.model,
        }),
      );
      await test.db.$executeRaw`
        UPDATE runs SET started_at = started_at - make_interval(days => ${daysAgo}::int, hours => ${hoursAgo}::int)
        WHERE id = ${run.id}`;
      runs.push({ id: run.id, agent });
      return;
    }
    case "close":
      if (chosen) await ctx.transaction((tx) => closeRun(tx, chosen.id, one));
      return;
    case "settle":
      if (chosen) await ctx.transaction((tx) => settleUsage(tx, chosen.id, one));
      return;
    case "report":
      await ctx.transaction((tx) =>
        addUsage(tx, { ...one, agent: chosen?.agent ?? one.agent, runId: chosen?.id }),
      );
      return;
    case "fold":
      await foldSpend(ctx);
  }
}

/** What a budget holds as spent and reserved, over all runs. */
async function spentByRuns(where: string): Promise<[number, number]> {
  const [row] = await test.db.$queryRawUnsafe<{ spent: number; reserved: number }[]>(`
    SELECT COALESCE(sum(CASE WHEN NOT self_reported THEN
             COALESCE(cost_usd, CASE WHEN outcome NOT IN ('failed', 'refused') THEN reserved_usd END) END)
             FILTER (WHERE outcome IS NOT NULL), 0)::float8 AS spent,
           COALESCE(sum(GREATEST(reserved_usd, cost_usd)) FILTER (WHERE outcome IS NULL), 0)::float8 AS reserved
    FROM runs WHERE ${where}`);
  return [row?.spent ?? 0, row?.reserved ?? 0];
}

/** Sums of runs by agent, project, model and day, the way they would be counted without any rows per day. */
async function sumsOfRuns({ since, onlyUsage }: SumFilter) {
  return test.db.$queryRaw<object[]>`
    SELECT ARRAY[agent, project_id::text, model, to_char(started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD')] AS keys,
      count(*)::int AS runs, COALESCE(sum(tokens_in), 0)::float8 AS "tokensIn", COALESCE(sum(tokens_out), 0)::float8 AS "tokensOut",
      sum(cost_usd)::float8 AS "costUsd",
      (count(*) FILTER (WHERE outcome IS NOT NULL AND cost_usd IS NULL))::int AS "costUnknown"
    FROM runs WHERE started_at >= ${since ?? new Date(0)}
      AND (NOT ${onlyUsage ?? false} OR COALESCE(tokens_in, tokens_out, cost_usd) IS NOT NULL)
    GROUP BY 1`;
}

/** When each agent last used anything, which is exact by agent alone. */
async function lastOfRuns({ since }: SumFilter) {
  return test.db.$queryRaw`
    SELECT agent, max(started_at) FILTER (WHERE COALESCE(tokens_in, tokens_out, cost_usd) IS NOT NULL) AS "lastAt"
    FROM runs WHERE started_at >= ${since ?? new Date(0)} GROUP BY 1 ORDER BY 1`;
}

const BY: SumKey[] = ["agent", "project", "model", "day"];
const inOrder = (rows: unknown) =>
  (rows as { keys: unknown[] }[]).toSorted((a, b) =>
    JSON.stringify(a.keys) < JSON.stringify(b.keys) ? -1 : 1,
  );

async function expectTheSame(): Promise<void> {
  const now = ctx.clock.now();
  const today = dayOf(now);
  for (const since of [null, today, new Date(now.getTime() - 1.5 * DAY_MS)]) {
    for (const onlyUsage of [false, true]) {
      const sums = await sumRuns(ctx.db, ctx.actor, BY, { since, onlyUsage });
      const exact = sums.map(({ lastAt: _, ...sum }) => sum);
      expect(inOrder(exact)).toEqual(inOrder(await sumsOfRuns({ since, onlyUsage })));
    }
    const byAgent = inOrder(await sumRuns(ctx.db, ctx.actor, ["agent"], { since }));
    expect(
      byAgent.map(({ keys: [agent], ...sum }) => ({ agent, lastAt: (sum as RunSum).lastAt })),
    ).toEqual(await lastOfRuns({ since }));
  }
  const budgets = await listBudgets(ctx);
  const begun = `started_at >= '${today.toISOString()}'`;
  for (const { key, spent_usd, spent_today_usd, reserved_usd } of budgets.agents) {
    const [spent, reserved] = await spentByRuns(`agent = '${key}'`);
    const [todays] = await spentByRuns(`agent = '${key}' AND ${begun}`);
    expect([spent_usd, spent_today_usd, reserved_usd]).toEqual([spent, todays, reserved]);
  }
  for (const { key, spent_usd, spent_today_usd, reserved_usd } of budgets.projects) {
    const [spent, reserved] = await spentByRuns(`project_id = ${key}`);
    const [todays] = await spentByRuns(`project_id = ${key} AND ${begun}`);
    expect([spent_usd, spent_today_usd, reserved_usd]).toEqual([spent, todays, reserved]);
  }
  const [spent, reserved] = await spentByRuns(begun);
  expect(budgets.day).toMatchObject({ spent_today_usd: spent, reserved_usd: reserved });
  const { agents } = await runStatistics(ctx, { days: 2 });
  const counted = await test.db.$queryRaw`
    SELECT agent, count(*)::int AS runs, (count(*) FILTER (WHERE outcome IS NULL))::int AS open,
      (count(*) FILTER (WHERE outcome <> 'cancelled'))::int AS finished,
      (count(*) FILTER (WHERE outcome = 'succeeded'))::int AS succeeded
    FROM runs WHERE started_at >= ${new Date(ctx.clock.now().getTime() - 2 * DAY_MS)} GROUP BY agent ORDER BY agent`;
  expect(
    agents.map(({ agent, runs, open, finished, succeeded }) => ({
      agent,
      runs,
      open,
      finished,
      succeeded,
    })),
  ).toEqual(counted);
}

it("what was spent is the sum over all runs, whatever was opened, closed, settled, reported and folded", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      await clear();
      const runs: { id: number; agent: string }[] = [];
      for (const one of steps) await take(one, runs);
      await expectTheSame();
      await foldSpend(ctx);
      expect(await test.db.$queryRaw`SELECT id FROM spend_changes`).toEqual([]);
      await expectTheSame();
    }),
    { numRuns: 15 },
  );
}, 300_000);

it("an agent was last active when its newest run with usage began, also after that run got its model", async () => {
  await clear();
  const runs: { id: number; agent: string }[] = [];
  const open = {
    do: "open",
    agent: "scout",
    project: null,
    daysAgo: 0,
    reservedUsd: null,
  } as const;
  const used = {
    outcome: "succeeded",
    model: null,
    tokensIn: 5,
    tokensOut: 7,
    costUsd: 0.5,
  } as const;
  for (const hoursAgo of [2, 1]) await take({ ...open, hoursAgo, model: null }, runs);
  for (const pick of [0, 1]) await take({ do: "close", pick, ...used }, runs);
  await foldSpend(ctx);
  const named = { model: "house-model", tokensIn: 1, tokensOut: 1, costUsd: null } as const;
  await take({ do: "report", agent: "scout", pick: 1, ...named }, runs);
  await expectTheSame();
  await foldSpend(ctx);
  await expectTheSame();
});

it("what was spent stays when the runs are deleted", async () => {
  await clear();
  await take(
    {
      do: "report",
      agent: "scout",
      pick: null,
      model: "house-model",
      tokensIn: 5,
      tokensOut: 7,
      costUsd: 0.5,
    },
    [],
  );
  await foldSpend(ctx);
  const before = await sumRuns(ctx.db, ctx.actor, ["agent"], {});
  await test.db.$executeRaw`DELETE FROM runs`;
  expect(before).toMatchObject([{ runs: 1, tokensIn: 5, tokensOut: 7, costUsd: 0.5 }]);
  expect(await sumRuns(ctx.db, ctx.actor, ["agent"], {})).toEqual(before);
});
