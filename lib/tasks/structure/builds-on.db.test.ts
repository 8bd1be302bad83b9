import { afterAll, beforeAll, expect, it } from "vitest";
import type { Context } from "@/lib/core/context";
import { claimTask } from "@/lib/tasks/queue/claim";
import { contextOf, givenTask } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { earlierWork } from "./builds-on.sql";

let test: TestDatabase;
let ctx: Context;
beforeAll(async () => {
  test = await createTestDatabase();
  ctx = contextOf(test.db);
});
afterAll(() => test.drop());

/** A run of a workflow, of which nothing but the number counts here. */
async function givenRun(): Promise<number> {
  const [run] = await test.db.$queryRaw<{ id: number }[]>`
    WITH w AS (
      INSERT INTO workflows (project_id, name, created_by) VALUES (1, gen_random_uuid()::text, 'Ada') RETURNING id, name
    ), v AS (
      INSERT INTO workflow_versions (workflow_id, version, source, format, definition, hash, created_by)
      SELECT id, 1, '', 'yaml', '{}', '', 'Ada' FROM w RETURNING id
    )
    INSERT INTO workflow_runs (workflow_id, workflow_name, version_id, version, project_id, started_by, source)
    SELECT w.id, w.name, v.id, 1, 1, 'Ada', '{}' FROM w, v RETURNING id`;
  return (run as { id: number }).id;
}

/** A stage of a run, which may have handed in a commit. */
async function givenStage(run: number | null, after: number[], commit?: string): Promise<number> {
  const { id } = await givenTask(ctx, { depends_on: after });
  await test.db.task.update({ where: { id }, data: { workflowRunId: run, ready: true } });
  if (commit === undefined) return id;
  const { run: work } = await claimTask(ctx, { ref: id, agent: `coder-${id}` });
  await test.db.$executeRaw`
    INSERT INTO run_changes (run_id, branch, commit_sha) VALUES (${work.id}, ${`baton/${id}`}, ${commit})`;
  await test.db.task.update({ where: { id }, data: { status: "done" } });
  return id;
}
const commitsOf = async (task: number) =>
  (await earlierWork(test.db, task)).map(({ commit }) => commit);

it("is what the stages before handed in, and of one without a change what that went on with", async () => {
  const [one, other] = [await givenRun(), await givenRun()];
  const [first, second] = ["a".repeat(40), "b".repeat(40)];
  const implement = await givenStage(one, [], first);
  const review = await givenStage(one, [implement]);
  const docs = await givenStage(one, [], second);
  const test_ = await givenStage(one, [review]);
  expect(await commitsOf(test_)).toEqual([first]);
  const both = await givenStage(one, [review, docs]);
  expect(await commitsOf(both)).toEqual([first, second]);
  // An item has the inputs of its stage.
  const item = await givenTask(ctx, { parent_id: both });
  await test.db.task.update({ where: { id: item.id }, data: { workflowRunId: one } });
  expect(await commitsOf(item.id)).toEqual([first, second]);
  expect(await commitsOf(implement)).toEqual([]);
  // What is no stage of the same run is somebody else's work, which is handed on when it is approved.
  expect(await commitsOf(await givenStage(other, [implement]))).toEqual([]);
  expect(await commitsOf(await givenStage(null, [implement]))).toEqual([]);
});
