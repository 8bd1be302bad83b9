import { afterAll, beforeAll, expect, it } from "vitest";
import { type Context, createContext } from "@/lib/core/context";
import type { Prisma } from "@/lib/core/database";
import { listTasks } from "@/lib/tasks/read/list";
import { ListTasks } from "@/lib/tasks/schema";
import { keyActor } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { rowsRead, statementsOf } from "@/lib/testing/rows-read";
import { listRuns } from "./list";
import { runsOfAgent } from "./queries";
import { ListRuns } from "./schema";

const COUNT = 20_000;
const PAGE = 20;

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
  // The oldest hundredth is of the agent and of the outcome that are asked for: a walk from the newest run finds it last.
  await test.db.$executeRaw`
    INSERT INTO runs (agent, trigger, outcome, finished_at)
    SELECT CASE WHEN n <= ${COUNT / 100}::int THEN 'scout' ELSE 'iris' END, 'claim',
      (CASE WHEN n <= ${COUNT / 100}::int THEN 'failed' ELSE 'succeeded' END)::run_outcome, now()
    FROM generate_series(1, ${COUNT}::int) n`;
  await test.db.$executeRaw`
    INSERT INTO tasks (project_id, project_ticket_no, ticket_ref, title, created_by, updated_at)
    SELECT (SELECT min(id) FROM projects), 10 + n, 'SEED-' || n, 'seeded', 'seed', now() - make_interval(secs => (n * 7919) % ${COUNT}::int)
    FROM generate_series(1, ${COUNT}::int) n`;
  for (const table of ["runs", "tasks"]) await test.db.$executeRawUnsafe(`VACUUM ANALYZE ${table}`);
});
afterAll(() => test.drop());

/** The most rows that one of the statements reads that pick the rows of a page. */
async function readFor(run: (ctx: Context) => Promise<unknown>): Promise<number> {
  const statements = await statementsOf(test.db, (db) => run(createContext(keyActor(), db)));
  const pages = statements.filter((statement: Prisma.Sql) => statement.sql.includes("LIMIT"));
  return Math.max(...(await Promise.all(pages.map((page) => rowsRead(test.db, page)))));
}

it.each(["agent", "outcome"])("a page of runs by %s reads a page of rows", async (filter) => {
  const query = ListRuns.parse({
    [filter]: filter === "agent" ? "scout" : "failed",
    limit: String(PAGE),
  });
  expect(await readFor((ctx) => listRuns(ctx, query))).toBeLessThanOrEqual(3 * PAGE);
});

it("the newest runs of an agent are found without its older ones", async () => {
  const read = await readFor((ctx) => runsOfAgent(ctx.db, "scout", null, PAGE));
  expect(read).toBeLessThanOrEqual(3 * PAGE);
});

it("a page of the tasks that changed last reads a page of rows", async () => {
  const query = ListTasks.parse({ sort: "-updated_at", limit: String(PAGE) });
  expect(await readFor((ctx) => listTasks(ctx, query))).toBeLessThanOrEqual(5 * PAGE);
});
