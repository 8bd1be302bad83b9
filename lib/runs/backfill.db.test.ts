import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

/** The statement at the end of a migration that fills its tables from the rows that were there before. */
async function backfillOf(migration: string): Promise<string> {
  const sql = await readFile(`prisma/migrations/${migration}/migration.sql`, "utf8");
  return sql.slice(sql.indexOf("-- The backfill:"));
}

it("what is kept of runs is the same whether they were closed before the migration or after it", async () => {
  const closed = { trigger: "dispatch", runtime: "pull", finishedAt: new Date() } as const;
  await test.db.run.createMany({
    data: [
      { ...closed, agent: "scout", outcome: "succeeded", costUsd: 0.5, tokensIn: 5, model: "m" },
      { ...closed, agent: "scout", outcome: "cancelled", reservedUsd: 0.25 },
      { ...closed, agent: "iris", outcome: "failed", reservedUsd: 0.25, tokensOut: 7 },
      { agent: "iris", trigger: "claim", reservedUsd: 1 },
    ],
  });
  const kept = () => test.db.$queryRaw`
    SELECT day, agent, project_id, model, sum(runs) AS runs, sum(used_runs) AS used, sum(finished) AS finished,
      sum(succeeded) AS succeeded, sum(timed) AS timed, sum(took_ms) AS took, sum(tokens_in) AS tokens_in,
      sum(tokens_out) AS tokens_out, sum(cost_usd) AS cost, sum(costed_runs) AS costed, sum(unknown_runs) AS unknown,
      sum(used_unknown_runs) AS used_unknown, sum(spent_usd) AS spent, max(last_used_at) AS last_used_at
    FROM spend_changes GROUP BY day, agent, project_id, model ORDER BY agent, model`;
  const after = await kept();
  expect(after).toHaveLength(3);
  await test.db.$executeRaw`TRUNCATE spend_changes`;
  await test.db.$executeRawUnsafe(await backfillOf("20261121190000_spend"));
  expect(await kept()).toEqual(after);
});

it("the numbers of tasks are the same whether they were created before the migration or after it", async () => {
  const { db } = test;
  await db.$executeRaw`
    INSERT INTO tasks (project_id, project_ticket_no, ticket_ref, title, created_by, status, assigned_to, archived_at)
    SELECT (SELECT min(id) FROM projects), n, 'SEED-' || n, 'seeded', 'seed', 'review', CASE WHEN n > 3 THEN 'scout' END,
      CASE WHEN n > 5 THEN now() END FROM generate_series(1, 6) n`;
  const kept = () => db.$queryRaw`
    SELECT project_id, status, archived, assigned_to, sum(n) AS n FROM task_count_changes
    GROUP BY project_id, status, archived, assigned_to ORDER BY archived, assigned_to`;
  const after = await kept();
  expect(after).toHaveLength(3);
  await db.$executeRaw`TRUNCATE task_count_changes`;
  await db.$executeRawUnsafe(await backfillOf("20261121190500_task_counts"));
  expect(await kept()).toEqual(after);
});
