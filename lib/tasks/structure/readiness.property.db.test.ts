import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Context } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { deleteTask } from "@/lib/tasks/change/delete";
import {
  cancelTask,
  completeTask,
  failTask,
  releaseTask,
  retryTask,
} from "@/lib/tasks/change/report";
import { updateTask } from "@/lib/tasks/change/update";
import { STATUSES, type TaskStatus } from "@/lib/tasks/lifecycle";
import { claimNext, claimTask } from "@/lib/tasks/queue/claim";
import { contextOf, givenTask } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { faultsBetween, faultsOf, readWorld } from "@/lib/testing/naive-structure";
import { linkTasks, unlinkTasks } from "./links";
import { reorderSteps } from "./reorder";

/** How many times as many operations as usual, and where the random ones begin. */
const TIMES = Number(process.env.BATON_PROPERTY_TIMES ?? 1);
const SEED = Number(process.env.BATON_PROPERTY_SEED ?? 20_261_120);
/** Looks for a smaller example of a failure; takes minutes. */
const SHRINK = process.env.BATON_PROPERTY_SHRINK === "1";
const TIMEOUT_MS = 600_000 * TIMES;

let test: TestDatabase;
let ctx: Context;
beforeAll(async () => {
  test = await createTestDatabase();
  ctx = contextOf(test.db);
});
afterAll(() => test.drop());

const FAR_SECONDS = 4_000_000_000;
const AGENTS = ["ada", "bo", "cy"] as const;
const FOLLOW_UPS = [
  {
    title: "next",
    review_required: false,
    follow_ups: [{ title: "after that", review_required: false }],
  },
  { title: "beside it", assigned_to: "bo", review_required: false },
];
/** `a` and `b` pick tasks, by their place among those there are. */
const pick = { a: fc.nat(999), b: fc.nat(999) };
const verb = <V extends string>(name: V, more = {}) =>
  fc.record({ verb: fc.constant(name), ...pick, ...more });
const order = fc.option(fc.integer({ min: 1, max: 4 }), { nil: null });
const mode = fc.constantFrom("par", "seq", "seq");
const onFailure = fc.constantFrom("block", "block", "continue");

const operation = fc.oneof(
  {
    weight: 8,
    arbitrary: verb("create", {
      parent: fc.boolean(),
      mode,
      order,
      onFailure,
      after: fc.array(fc.nat(999), { maxLength: 2 }),
      status: fc.option(fc.constantFrom(...STATUSES), { nil: undefined, freq: 3 }),
      later: fc.boolean(),
    }),
  },
  { weight: 5, arbitrary: verb("link", { type: fc.constantFrom("blocks", "blocks", "relates") }) },
  { weight: 2, arbitrary: verb("unlink", { type: fc.constantFrom("blocks", "relates") }) },
  { weight: 4, arbitrary: verb("claim", { agent: fc.constantFrom(...AGENTS) }) },
  { weight: 2, arbitrary: verb("poll", { agent: fc.constantFrom(...AGENTS) }) },
  { weight: 4, arbitrary: verb("complete") },
  { weight: 4, arbitrary: verb("fail") },
  { weight: 1, arbitrary: verb("release") },
  { weight: 2, arbitrary: verb("cancel") },
  { weight: 3, arbitrary: verb("retry") },
  { weight: 6, arbitrary: verb("move", { to: fc.constantFrom(...STATUSES) }) },
  { weight: 3, arbitrary: verb("archive", { archived: fc.boolean() }) },
  { weight: 4, arbitrary: verb("reparent", { top: fc.boolean() }) },
  { weight: 3, arbitrary: verb("place", { order, mode }) },
  { weight: 3, arbitrary: verb("reorder", { count: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 2, arbitrary: verb("on_failure", { onFailure }) },
  { weight: 1, arbitrary: verb("assign", { agent: fc.constantFrom(null, ...AGENTS) }) },
  { weight: 1, arbitrary: verb("schedule", { later: fc.boolean() }) },
  { weight: 1, arbitrary: verb("delete") },
);
type Operation =
  typeof operation extends fc.Arbitrary<infer T> ? T & Record<string, unknown> : never;

/** A project of the run's own with a small tree to begin with: parallel, sequential, and one in the other. */
async function givenProject(): Promise<number> {
  const name = `P${Math.random().toString(36).slice(2)}`.toUpperCase();
  const project = await test.db.project.create({ data: { name, slug: name, prefix: name } });
  const add = (parent_id: number | null, exec_mode: "par" | "seq", exec_order: number | null) =>
    givenTask(ctx, {
      project_id: project.id,
      parent_id,
      exec_mode,
      exec_order,
      review_required: false,
    });
  const root = await add(null, "par", null);
  for (const exec_order of [1, 2]) {
    const step = await add(root.id, "seq", exec_order);
    await add(step.id, "par", null);
    await add(step.id, "seq", 1);
  }
  return project.id;
}

/** Carries out one operation and returns the tasks it is about; throws what the command throws. */
async function carryOut(op: Operation, projectId: number): Promise<number[]> {
  const rows = await test.db.task.findMany({
    where: { projectId },
    select: { id: true, parentId: true, archivedAt: true },
    orderBy: { id: "asc" },
  });
  const at = (index: number): number => rows[index % rows.length]?.id ?? 0;
  const [id, other] = [at(op.a), at(op.b)];
  const set = (input: Parameters<typeof updateTask>[2]) => updateTask(ctx, id, input);
  switch (op.verb) {
    case "create": {
      const status = op.status as TaskStatus | undefined;
      const task = await givenTask(ctx, {
        project_id: projectId,
        parent_id: op.parent ? id : null,
        exec_mode: op.mode as "par" | "seq",
        exec_order: op.order as number | null,
        on_failure: op.onFailure as "block" | "continue",
        depends_on: (op.after as number[]).map(at),
        status,
        assigned_to: status === "in_progress" || status === "assigned" ? "ada" : undefined,
        scheduled_for: op.later && op.b % 3 === 0 ? FAR_SECONDS : undefined,
        review_required: false,
        follow_ups: op.b % 4 === 0 ? FOLLOW_UPS : undefined,
      });
      return [task.id];
    }
    case "link":
      await linkTasks(ctx, { from: id, to: other, type: op.type as "blocks" });
      return [];
    case "unlink": {
      const links = await test.db.taskLink.findMany({ where: { from: { projectId } } });
      const link = links[op.a % Math.max(1, links.length)];
      if (link) await unlinkTasks(ctx, { from: link.fromId, to: link.toId, type: link.type });
      return [];
    }
    case "claim":
      return [(await claimTask(ctx, { ref: id, agent: op.agent as string })).task.id];
    case "poll": {
      const poll = await claimNext(ctx, { agent: op.agent as string, maxCapacity: 20, projectId });
      return poll.task ? [poll.task.id] : [];
    }
    case "complete":
      return [(await completeTask(ctx, { ref: id, resolution: "r" })).id];
    case "fail":
      return [(await failTask(ctx, { ref: id, error: "e" })).id];
    case "release":
      return [(await releaseTask(ctx, { ref: id })).id];
    case "cancel":
      return [(await cancelTask(ctx, { ref: id })).id];
    case "retry":
      return [(await retryTask(ctx, { ref: id })).id];
    case "move":
      return [(await set({ status: op.to as TaskStatus })).task.id];
    case "archive":
      return [(await set({ archived: op.archived as boolean })).task.id];
    case "reparent":
      return [(await set({ parent_id: op.top ? null : other })).task.id];
    case "place":
      await set({ exec_order: op.order as number | null, exec_mode: op.mode as "par" });
      return [];
    case "reorder": {
      const parent = rows[op.a % rows.length]?.parentId ?? id;
      const children = rows.filter((row) => row.parentId === parent && row.archivedAt === null);
      const from = op.b % Math.max(1, children.length);
      const turned = [...children.slice(from), ...children.slice(0, from)].reverse();
      const named = turned.slice(0, op.count as number).map((child) => child.id);
      await reorderSteps(ctx, { parent, order: named });
      return [];
    }
    case "on_failure":
      return [(await set({ on_failure: op.onFailure as "block" })).task.id];
    case "assign":
      return [(await set({ assigned_to: op.agent as string | null })).task.id];
    case "schedule":
      return [(await set({ scheduled_for: op.later ? FAR_SECONDS : null })).task.id];
    case "delete":
      await deleteTask(ctx, id);
      return [];
    default:
      throw new Error(`no such verb: ${(op as { verb: string }).verb}`);
  }
}

/** Everything that a refused operation must leave as it was. */
async function imprint(projectId: number): Promise<string> {
  const rows = await test.db.$queryRaw<unknown[]>`
    SELECT (SELECT jsonb_agg(to_jsonb(t) ORDER BY id) FROM tasks t WHERE project_id = ${projectId})::text AS tasks,
           (SELECT jsonb_agg(to_jsonb(l) ORDER BY l.id) FROM task_links l JOIN tasks t ON t.id = l.from_id
            WHERE t.project_id = ${projectId})::text AS links,
           (SELECT count(*)::int FROM events WHERE project_id = ${projectId}) AS events,
           (SELECT count(*)::int FROM runs WHERE project_id = ${projectId} AND outcome IS NULL) AS open_runs`;
  return JSON.stringify(rows);
}

/** Tasks that a poll may hand out though no event has said so: an agent that waits for work would not hear of them. */
function unannounced(projectId: number): Promise<unknown[]> {
  return test.db.$queryRaw`
    SELECT t.ticket_ref, e.data FROM tasks t
    LEFT JOIN LATERAL (
      SELECT data FROM events WHERE task_id = t.id AND data ? 'claimable' ORDER BY id DESC LIMIT 1
    ) e ON true
    WHERE t.project_id = ${projectId} AND t.claimable
      AND (e.data->'claimable' IS DISTINCT FROM 'true' OR e.data->>'assigned_to' IS DISTINCT FROM t.assigned_to
        OR e.data->'project_id' IS DISTINCT FROM to_jsonb(t.project_id))`;
}

it(
  "keeps readiness, progress, chains and parents right, and announces what can be claimed, after every one of thousands of operations",
  async () => {
    const seen = { done: 0, refused: 0 };
    const kinds = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(
        fc.array(operation, { minLength: 40, maxLength: 60, size: "max" }),
        async (operations) => {
          const projectId = await givenProject();
          let world = await readWorld(test.db, projectId);
          for (const [step, op] of operations.entries()) {
            const before = await imprint(projectId);
            const where = `step ${step}, ${JSON.stringify(op)}`;
            try {
              const about = await carryOut(op as Operation, projectId);
              const next = await readWorld(test.db, projectId);
              expect([...faultsOf(next), ...faultsBetween(world, next, about)], where).toEqual([]);
              expect(await unannounced(projectId), where).toEqual([]);
              world = next;
              seen.done += 1;
              kinds.set(op.verb, (kinds.get(op.verb) ?? 0) + 1);
            } catch (error) {
              if (!(error instanceof DomainError)) throw error;
              expect(await imprint(projectId), `refused, ${where}: ${error.message}`).toBe(before);
              seen.refused += 1;
            }
          }
        },
      ),
      { numRuns: 24 * TIMES, seed: SEED, endOnFailure: !SHRINK },
    );
    expect(seen.done).toBeGreaterThan(500 * TIMES);
    expect(seen.refused).toBeGreaterThan(100 * TIMES);
    expect(kinds.size).toBe(19);
  },
  TIMEOUT_MS,
);

it(
  "keeps them right when eight clients change one project at once, and shows nobody a deadlock",
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(operation, { minLength: 10, maxLength: 15, size: "max" }), {
          minLength: 8,
          maxLength: 8,
        }),
        async (clients) => {
          const projectId = await givenProject();
          await Promise.all(
            clients.map(async (operations) => {
              for (const op of operations) {
                await carryOut(op as Operation, projectId).catch((error: unknown) => {
                  if (!(error instanceof DomainError)) throw error;
                });
              }
            }),
          );
          expect(faultsOf(await readWorld(test.db, projectId))).toEqual([]);
        },
      ),
      { numRuns: 8 * TIMES, seed: SEED, endOnFailure: true },
    );
  },
  TIMEOUT_MS,
);
