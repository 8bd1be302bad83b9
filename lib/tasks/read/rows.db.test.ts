import { afterAll, beforeAll, expect, it } from "vitest";
import { type Context, createContext } from "@/lib/core/context";
import { openDatabase, Prisma } from "@/lib/core/database";
import { unavailableReason } from "@/lib/core/unavailable";
import { claimNext } from "@/lib/tasks/queue/claim";
import { TASK_JSON, type TaskRow } from "@/lib/tasks/row";
import { ListTasks } from "@/lib/tasks/schema";
import { contextOf, givenTask } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { countStatements } from "@/lib/testing/statements";
import { listTasks } from "./list";
import { readTasks } from "./rows";

let test: TestDatabase;
let ctx: Context;
beforeAll(async () => {
  test = await createTestDatabase();
  ctx = contextOf(test.db);
});
afterAll(() => test.drop());

/** Every column that may be null is null in one task and set in another. */
async function givenTasks(): Promise<void> {
  const held = await givenTask(ctx, { title: "Held", assigned_to: "scout" });
  expect((await claimNext(ctx, { agent: "scout" })).task?.id).toBe(held.id);
  await givenTask(ctx, { title: "Bare" });
  const parent_id = held.id;
  const { id } = await givenTask(ctx, { title: "Full", assigned_to: "other", parent_id });
  await test.db.$executeRaw`
    WITH w AS (
      INSERT INTO workflows (project_id, name, created_by) VALUES (${held.project_id}, 'w', 'ada') RETURNING id
    ), v AS (
      INSERT INTO workflow_versions (workflow_id, version, source, format, definition, hash, created_by)
      SELECT id, 1, '', 'yaml', '{}', '', 'ada' FROM w RETURNING id, workflow_id
    ), r AS (
      INSERT INTO workflow_runs (workflow_id, workflow_name, version_id, version, project_id, started_by, source)
      SELECT workflow_id, 'w', id, 1, ${held.project_id}, 'ada', '{}' FROM v RETURNING id
    )
    INSERT INTO workflow_stages (run_id, name, position) SELECT id, 'plan', 0 FROM r`;
  await test.db.$executeRaw`
    UPDATE tasks SET workflow_run_id = (SELECT max(id) FROM workflow_runs), workflow_stage_id = (SELECT max(id) FROM workflow_stages),
      description = E'Two\nlines, "quotes", \\\\ and ✓', acceptance_criteria = '', work_type = 'code',
      labels = ARRAY['a b', 'c"d', 'NULL', ''], metadata = '{"a": [1, {"b": null}]}', creator_agent_id = 7, exec_mode = 'seq', exec_order = 3,
      blocked_reason = 'why', blocked_by_id = 1, blocked_by_agent = true, scheduled_for = '2027-01-01', due_at = '2027-01-02 03:04:05.6',
      next_attempt_at = '2027-01-02 03:04:05.67', dispatch_hold = '{"code": "no_model", "since": null}', reviews_count_from_id = 4,
      resolution = 'Done', resolution_hash = 'x', outcome = 'success', error_message = 'e', estimated_hours = 0.1, actual_hours = 1e21,
      feedback_rating = 5, feedback_notes = 'n', follow_ups = '[{"title": "t"}]', checks = '[{"name": "c"}]', output_schema = '{"type": "object"}',
      command = '{"run": "true", "env": {"A": "b"}}', workflow = '{"name": "w", "version": 1, "stage": null, "item": null}',
      request_id = 9, completed_at = '1999-12-31 23:59:59.999',
      archived_at = now() WHERE id = ${id}`;
}

const ids = Prisma.sql`SELECT id FROM tasks`;
const by = Prisma.sql`t.id`;

it("reads every column as JSON would, by the driver and in a transaction", async () => {
  await givenTasks();
  const json = await test.db.$queryRaw<{ task: TaskRow }[]>`
    SELECT ${TASK_JSON} AS task FROM tasks t JOIN projects p ON p.id = t.project_id ORDER BY t.id`;
  const expected = json.map(({ task }) => task);
  expect(expected).toHaveLength(3);
  const columns = await readTasks(test.db, ids, by);
  expect(columns).toEqual(expected);
  const names = Object.keys(columns[0] as TaskRow);
  for (const name of names) {
    const values = columns.map((task) => task[name as keyof TaskRow]);
    expect(
      values.some((value) => value !== null),
      name,
    ).toBe(true);
  }
  expect(await ctx.transaction((tx) => readTasks(tx.db, ids, by))).toEqual(expected);
});

it("reads a page with the number of all that match in one statement", async () => {
  const first = ListTasks.parse({ limit: "2", archived: "all" });
  expect(await countStatements(() => listTasks(ctx, first))).toBe(1);
  const page = await listTasks(ctx, first);
  expect(page).toMatchObject({ total: 3, limit: 2 });
  const beyond = await listTasks(
    ctx,
    ListTasks.parse({ limit: "2", offset: "10", archived: "all" }),
  );
  expect(beyond).toMatchObject({ tasks: [], total: 3 });
  expect(await ctx.transaction((tx) => listTasks(tx, first))).toEqual(page);
});

it("plans the first page of all tasks once and not at each reading", async () => {
  const db = openDatabase(test.url, 1);
  try {
    for (let reading = 0; reading < 12; reading++)
      await listTasks(createContext(ctx.actor, db), ListTasks.parse({ limit: "2" }));
    const plans = await db.$queryRaw<{ generic: number; custom: number }[]>`
      SELECT generic_plans::int AS generic, custom_plans::int AS custom FROM pg_prepared_statements
      WHERE statement LIKE 'SELECT t.id, t.project_id%'`;
    expect(plans).toEqual([{ generic: 5, custom: 5 }]);
  } finally {
    await db.$disconnect();
  }
});

it("refuses what takes too long as any other statement is refused", async () => {
  const slow = Prisma.sql`SELECT id FROM tasks, pg_sleep(60)`;
  const impatient = openDatabase(test.url, 1, { statementMs: 100 });
  try {
    const error = await readTasks(impatient, slow, by).catch((reason: unknown) => reason);
    expect(unavailableReason(error)?.message).toContain("took too long");
  } finally {
    await impatient.$disconnect();
  }
});
