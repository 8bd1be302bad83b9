import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Context } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { CreateTask } from "@/lib/tasks/schema";
import { contextOf } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { faultsOf, readWorld } from "@/lib/testing/naive-structure";
import { createTask } from "./create";
import { createTasks } from "./create-many";

const TIMES = Number(process.env.BATON_PROPERTY_TIMES ?? 1);
const FAR_SECONDS = 4_000_000_000;

let test: TestDatabase;
let ctx: Context;
beforeAll(async () => {
  test = await createTestDatabase();
  ctx = contextOf(test.db);
});
afterAll(() => test.drop());

const order = fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined });
/** A task of a plan; its parent and what it waits for are picked from those before it. */
const plannedTask = fc.record({
  parent: fc.option(fc.nat(9), { nil: undefined, freq: 2 }),
  after: fc.array(fc.nat(9), { maxLength: 2 }),
  exec_mode: fc.option(fc.constantFrom("par", "seq"), { nil: undefined }),
  exec_order: order,
  on_failure: fc.constantFrom("block", "continue"),
  assigned_to: fc.option(fc.constantFrom("ada", "bo"), { nil: undefined }),
  scheduled_for: fc.option(fc.constant(FAR_SECONDS), { nil: undefined, freq: 5 }),
  priority: fc.constantFrom("high", "low"),
  review_required: fc.option(fc.boolean(), { nil: undefined }),
  follow_ups: fc.option(fc.constant([{ title: "next" }]), { nil: undefined, freq: 4 }),
  retry_count: fc.constantFrom(undefined, 2),
  actual_hours: fc.constantFrom(undefined, 1.5),
  error_message: fc.constantFrom(undefined, "last time it broke"),
  resolution: fc.constantFrom(undefined, "what is known so far"),
});
type PlannedTask = typeof plannedTask extends fc.Arbitrary<infer T> ? T : never;

/** What is there before: a parent, whose mode and status vary, with two steps, whose statuses vary. */
const project = fc.record({
  parentMode: fc.constantFrom("par" as const, "seq" as const),
  parentDone: fc.boolean(),
  steps: fc.tuple(
    fc.constantFrom("inbox" as const, "done" as const, "failed" as const),
    fc.constantFrom("inbox" as const, "cancelled" as const),
  ),
  underParent: fc.boolean(),
});
type Project = typeof project extends fc.Arbitrary<infer T> ? T : never;

async function givenProject(given: Project): Promise<{ projectId: number; parent: number }> {
  const name = `P${Math.random().toString(36).slice(2)}`.toUpperCase();
  const { id: projectId } = await test.db.project.create({
    data: { name, slug: name, prefix: name },
  });
  const add = (fields: object) =>
    createTask(ctx, CreateTask.parse({ project_id: projectId, review_required: false, ...fields }));
  const parent = await add({ title: "parent", exec_mode: given.parentMode, exec_order: 9 });
  for (const [index, status] of given.steps.entries()) {
    const exec_order = 2 + 2 * index;
    const place = { parent_id: parent.id, exec_mode: "seq", exec_order };
    await add({ title: `step ${exec_order}`, status, ...place });
  }
  if (given.parentDone) {
    await test.db.task.update({ where: { id: parent.id }, data: { status: "done", ready: false } });
  }
  return { projectId, parent: parent.id };
}

/** All tasks, links, wake-up jobs and first events of a project, with titles in place of ids. */
async function outcomeIn(projectId: number): Promise<unknown> {
  const [row] = await test.db.$queryRaw<{ tasks: object[]; links: object[]; events: object[] }[]>`
    SELECT (SELECT jsonb_agg(to_jsonb(t) - '{id,project_id,ticket_ref,parent_id,root_id,blocked_by_id,blocked_reason,created_at,updated_at,status_changed_at,completed_at}'::text[]
              || jsonb_build_object('parent', p.title, 'root', r.title, 'waits', EXISTS (SELECT 1 FROM graphile_worker.jobs j WHERE j.key = 'wake:' || t.id))
              ORDER BY t.id)
            FROM tasks t LEFT JOIN tasks p ON p.id = t.parent_id LEFT JOIN tasks r ON r.id = t.root_id WHERE t.project_id = ${projectId}) AS tasks,
           (SELECT jsonb_agg(jsonb_build_array(f.title, t.title, l.type, l.created_by) ORDER BY f.title, t.title)
            FROM task_links l JOIN tasks f ON f.id = l.from_id JOIN tasks t ON t.id = l.to_id WHERE t.project_id = ${projectId}) AS links,
           (SELECT jsonb_agg(jsonb_build_array(t.title, e.type, e.agent, e.actor, e.data #> '{task,status}', e.data #> '{task,exec_order}') ORDER BY t.title)
            FROM events e JOIN tasks t ON t.id = e.task_id WHERE t.project_id = ${projectId} AND e.type = 'task.created') AS events`;
  return row;
}

const fieldsOf = (task: PlannedTask, index: number) => {
  const { parent: _parent, after: _after, ...fields } = task;
  return CreateTask.parse({ title: `task ${index}`, ...fields });
};
const before = (picked: number | undefined, index: number): number | undefined =>
  picked === undefined || index === 0 ? undefined : picked % index;

async function oneByOne(tasks: PlannedTask[], given: Project): Promise<unknown> {
  const { projectId, parent } = await givenProject(given);
  await ctx.transaction(async (tx) => {
    const ids: number[] = [];
    for (const [index, task] of tasks.entries()) {
      const above = before(task.parent, index);
      const created = await createTask(tx, {
        ...fieldsOf(task, index),
        project_id: projectId,
        parent_id: above === undefined ? (given.underParent ? parent : null) : ids[above],
        depends_on: task.after.flatMap((picked) => ids[before(picked, index) ?? -1] ?? []),
      });
      ids.push(created.id);
    }
  });
  expect(faultsOf(await readWorld(test.db, projectId))).toEqual([]);
  return outcomeIn(projectId);
}

async function together(tasks: PlannedTask[], given: Project): Promise<unknown> {
  const { projectId, parent } = await givenProject(given);
  const key = (index: number | undefined) => (index === undefined ? undefined : `task ${index}`);
  await createTasks(
    ctx,
    {
      projectId,
      parent: given.underParent ? parent : undefined,
      tasks: tasks.map((task, index) => ({
        key: `task ${index}`,
        fields: fieldsOf(task, index),
        parent: key(before(task.parent, index)),
        after: task.after.flatMap((picked) => key(before(picked, index)) ?? []),
      })),
    },
    "api",
  );
  expect(faultsOf(await readWorld(test.db, projectId))).toEqual([]);
  return outcomeIn(projectId);
}

const refusalOf = (error: unknown): unknown => {
  if (!(error instanceof DomainError)) throw error;
  return { refused: error.code };
};

it(
  "leaves the same tasks, links and jobs as creating them one by one, and refuses the same",
  async () => {
    const seen = { created: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.array(plannedTask, { minLength: 1, maxLength: 8 }),
        project,
        async (tasks, given) => {
          const expected = await oneByOne(tasks, given).catch(refusalOf);
          expect(await together(tasks, given).catch(refusalOf)).toEqual(expected);
          seen[expected && "refused" in (expected as object) ? "refused" : "created"] += 1;
        },
      ),
      { numRuns: 50 * TIMES, seed: 20_261_121 },
    );
    expect(Math.min(seen.created, seen.refused)).toBeGreaterThan(8 * TIMES);
  },
  600_000 * TIMES,
);
