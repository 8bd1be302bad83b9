import { afterAll, beforeAll, expect, it } from "vitest";
import type { Context } from "@/lib/core/context";
import { Prisma } from "@/lib/core/database";
import { contextOf } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { rowsRead } from "@/lib/testing/rows-read";
import { dayOf, foldSpend, reservedUsd, spentUsd } from "./spend";

let test: TestDatabase;
let ctx: Context;
let projectId: number;
beforeAll(async () => {
  test = await createTestDatabase();
  ctx = contextOf(test.db);
  projectId = (await test.db.project.findFirstOrThrow()).id;
});
afterAll(() => test.drop());

/** Closed runs of two agents over 30 days, as bulk: what the trigger would note of each is noted of all together. */
async function givenClosedRuns(count: number): Promise<void> {
  await test.db.$executeRaw`TRUNCATE runs, spend, spend_changes CASCADE`;
  await test.db.$transaction([
    test.db.$executeRaw`ALTER TABLE runs DISABLE TRIGGER runs_spend_insert`,
    test.db.$executeRaw`
      INSERT INTO runs (agent, project_id, trigger, outcome, cost_usd, started_at, finished_at)
      SELECT CASE WHEN n % 2 = 0 THEN 'scout' ELSE 'iris' END, ${projectId}::int, 'dispatch', 'succeeded', 0.01,
        now() - make_interval(days => n % 30), now() FROM generate_series(1, ${count}::int) n`,
    test.db.$executeRaw`ALTER TABLE runs ENABLE TRIGGER runs_spend_insert`,
    test.db.$executeRaw`
      INSERT INTO spend_changes (day, agent, project_id, model, runs, used_runs, finished, succeeded, timed, took_ms, tokens_in,
        tokens_out, cost_usd, costed_runs, unknown_runs, used_unknown_runs, spent_usd)
      SELECT s.day, s.agent, s.project_id, s.model, sum(s.runs), sum(s.used_runs), sum(s.finished), sum(s.succeeded), sum(s.timed),
        sum(s.took_ms), sum(s.tokens_in), sum(s.tokens_out), sum(s.cost_usd), sum(s.costed_runs), sum(s.unknown_runs),
        sum(s.used_unknown_runs), sum(s.spent_usd)
      FROM runs r CROSS JOIN LATERAL spend_of(r) s GROUP BY s.day, s.agent, s.project_id, s.model`,
  ]);
  await foldSpend(ctx);
  await test.db.$executeRaw`
    INSERT INTO runs (agent, project_id, trigger, reserved_usd) VALUES ('scout', ${projectId}::int, 'dispatch', 0.5)`;
  for (const table of ["runs", "spend", "spend_changes"])
    await test.db.$executeRawUnsafe(`VACUUM ANALYZE ${table}`);
}

it("all budgets over a run are answered from twelve rows, after 100,000 runs", async () => {
  const today = dayOf(ctx.clock.now());
  const agent = { agent: Prisma.sql`'scout'` };
  const project = { project: Prisma.sql`${projectId}::int` };
  const asked = Prisma.join(
    [
      ...[agent, project].flatMap((owner) => [
        spentUsd(owner, null),
        spentUsd(owner, today),
        reservedUsd(owner, null),
        reservedUsd(owner, today),
      ]),
      spentUsd("installation", today),
      reservedUsd("installation", today),
    ].map((sum, index) => Prisma.sql`${sum} AS ${Prisma.raw(`n${index}`)}`),
  );
  await givenClosedRuns(100_000);
  // Ten sums, each a row found by its key, two of them with a look at the open runs of the agent's team; the one open run is held against each budget.
  expect(await rowsRead(test.db, Prisma.sql`SELECT ${asked}`)).toBeLessThanOrEqual(12);
  const [total] = await test.db.$queryRaw<{ usd: number }[]>`
    SELECT ${spentUsd(project, null)} AS usd`;
  expect(total?.usd).toBeCloseTo(1_000, 6);
}, 600_000);
