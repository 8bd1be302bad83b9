import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { Context } from "@/lib/core/context";
import { deleteTask } from "@/lib/tasks/change/delete";
import { contextOf } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyWorkflows, runStatus, workOnce } from "@/lib/testing/workflow-runs";
import { givenRun } from "@/lib/testing/workflows";
import { removeRunsWithoutTasks } from "./retention";
import type { RunRow } from "./rows";

let test: TestDatabase;
let ctx: Context;
beforeAll(async () => {
  test = await createTestDatabase();
  ctx = contextOf(test.db);
});
afterAll(() => test.drop());
beforeEach(() => emptyWorkflows(test.db));

/** A run that ended so many days ago. */
async function ended(days: number): Promise<RunRow> {
  const run = await givenRun(ctx, [{ name: "only" }]);
  await workOnce(ctx);
  expect(await runStatus(test.db, run)).toBe("succeeded");
  await test.db.$executeRaw`
    UPDATE workflow_runs SET finished_at = clock_timestamp() - ${days}::int * interval '1 day' WHERE id = ${run.id}`;
  return run;
}
async function deleteTasks(run: RunRow, { but = "" } = {}): Promise<void> {
  const tasks = await test.db.task.findMany({
    where: { workflowRunId: run.id, title: { not: but } },
    orderBy: { id: "desc" },
  });
  const root = tasks.filter(({ id }) => id === run.root_task_id);
  for (const { id } of [...tasks.filter((task) => !root.includes(task)), ...root])
    await deleteTask(ctx, id);
}

it("ends with its tasks, three months after it did, and with it what it kept", async () => {
  const old = await ended(91);
  const recent = await ended(89);
  const whole = await ended(91);
  const part = await ended(91);
  const going = await givenRun(ctx, [{ name: "only" }]);
  await deleteTasks(old);
  await deleteTasks(recent);
  await test.db
    .$executeRaw`UPDATE tasks SET parent_id = NULL WHERE workflow_run_id = ${part.id} AND title = 'only'`;
  await deleteTasks(part, { but: "only" });
  expect(await removeRunsWithoutTasks(ctx)).toEqual({ removed: 1 });
  expect(await removeRunsWithoutTasks(ctx)).toEqual({ removed: 0 });
  const left = await test.db.workflowRun.findMany({ orderBy: { id: "asc" } });
  expect(left.map(({ id }) => id)).toEqual([recent.id, whole.id, part.id, going.id]);
  expect(await test.db.workflowStage.count({ where: { runId: old.id } })).toBe(0);
  // What was defined stays.
  expect(await test.db.workflowVersion.count()).toBe(5);
});
