import { afterAll, beforeAll, expect, test } from "vitest";
import type { Database } from "@/lib/core/database";
import { contextOf } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { wakeOverdueTasks } from "./scheduled";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test("the search for overdue tasks reads none that is finished, however many had a start time", async () => {
  await database.db.$executeRaw`
    INSERT INTO tasks (project_id, project_ticket_no, ticket_ref, title, created_by, status, scheduled_for)
    SELECT 1, n, 'TASK-' || n, 'Once scheduled', 'test', 'done', now() - interval '1 day'
    FROM generate_series(1, 2000) n`;
  await database.db.$executeRaw`ANALYZE tasks`;
  const read = await database.db.$transaction(async (tx) => {
    expect(await wakeOverdueTasks(contextOf(tx as Database))).toBe(0);
    const [row] = await tx.$queryRaw<{ rows: number }[]>`
      SELECT (seq_tup_read + COALESCE(idx_tup_fetch, 0))::int AS rows FROM pg_stat_xact_user_tables WHERE relname = 'tasks'`;
    return row?.rows;
  });
  expect(read).toBe(0);
});
