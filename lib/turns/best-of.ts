import { findAgent } from "@/lib/agents/find";
import { isAgent } from "@/lib/auth/permissions";
import type { Context } from "@/lib/core/context";
import type { Queryable } from "@/lib/core/database";
import { DomainError, invalid, isNotFound } from "@/lib/core/errors";
import { recordVerdict } from "@/lib/reviews/record";
import { evidenceOfTask } from "@/lib/runs/evidence/evidence";
import { RUN_JSON } from "@/lib/runs/row";
import { type RunRow, runToWire } from "@/lib/runs/wire";
import { createTasksInStructure, type PlannedTask } from "@/lib/tasks/change/create-many";
import { cancelTask, retryTask } from "@/lib/tasks/change/report";
import { writeSystemComment } from "@/lib/tasks/comments/comment-record";
import { findReadable, findTask } from "@/lib/tasks/find";
import { isTerminal } from "@/lib/tasks/lifecycle";
import { lockTask } from "@/lib/tasks/locks";
import { TASK_JSON, type TaskRow } from "@/lib/tasks/row";
import { BulkCreate, type TaskRef } from "@/lib/tasks/schema";
import { BEST_OF } from "@/lib/tasks/structure/best-of.sql";
import { taskToWire } from "@/lib/tasks/wire";
import type { CreateContest, PickEntry } from "./schema";
import type { ContestWire } from "./shapes";

const GROUP = "group";

/**
 * Gives the same work to several agents: a group with one task for each. Nobody reviews them but whoever compares them, because one is
 * picked. Fails with `invalid` for an unknown agent, and as creating a task does.
 */
export async function openContest(
  ctx: Context,
  { agents, project_id: projectId, ...task }: CreateContest,
): Promise<ContestWire> {
  for (const name of agents) {
    await findAgent(ctx.db, name).catch((error: unknown) => {
      throw isNotFound(error)
        ? invalid("agents", `names ${name}, and there is no such agent`)
        : error;
    });
  }
  const [plan] = BulkCreate.parse({
    tasks: [
      {
        title: `Best of ${agents.length}: ${task.title}`.slice(0, 500),
        type: "epic",
        metadata: { [BEST_OF]: agents.length },
        // Its tasks are judged when one is picked; an agent leaves the gate as it is.
        ...(isAgent(ctx.actor) ? {} : { review_required: false }),
      },
    ],
  }).tasks;
  const entries = agents.map<PlannedTask>((agent) => ({
    key: `to ${agent}`,
    parent: GROUP,
    fields: { ...task, assigned_to: agent, review_required: true, on_failure: "continue" },
  }));
  const tasks = [{ key: GROUP, fields: plan as PlannedTask["fields"] }, ...entries];
  const [group] = await createTasksInStructure(ctx, { projectId, tasks }, "api");
  return readContest(ctx, (group as TaskRow).id);
}

/** The work of all agents side by side, with what each handed in, how its checks ended, and what it cost. Fails with `not_found`. */
export async function readContest(ctx: Context, ref: TaskRef): Promise<ContestWire> {
  const group = await findReadable(ctx, ref);
  assertContest(group);
  const entries = [];
  for (const { task, run, cost_usd, cost_unknown, seconds } of await entriesOf(ctx.db, group.id)) {
    const evidence = await evidenceOfTask(ctx.db, task.id);
    const shown = { task: taskToWire(task), run: run && runToWire(run), evidence };
    entries.push({ ...shown, cost_usd, cost_unknown, seconds });
  }
  const picked = entries.find(({ task }) => task.status === "done")?.task.ticket_ref ?? null;
  return { group: taskToWire(group), entries, picked };
}

function assertContest(group: TaskRow): void {
  if (BEST_OF in group.metadata) return;
  throw new DomainError("conflict", `${group.ticket_ref} was not given to several agents`, {
    fix: "name the group that POST /api/tasks/best-of answered with",
  });
}

interface Entry {
  task: TaskRow;
  run: RunRow | null;
  cost_usd: number | null;
  cost_unknown: number;
  seconds: number | null;
}

/** Index: tasks_parent_id_idx, runs_task_id_id_idx. */
async function entriesOf(db: Queryable, groupId: number): Promise<Entry[]> {
  return db.$queryRaw<Entry[]>`
    SELECT ${TASK_JSON} AS task, latest.run, spent.cost_usd, spent.cost_unknown, spent.seconds
    FROM tasks t JOIN projects p ON p.id = t.project_id
    LEFT JOIN LATERAL (
      SELECT ${RUN_JSON} AS run FROM runs r WHERE r.task_id = t.id AND r.trigger <> 'review' ORDER BY r.id DESC LIMIT 1) latest ON true
    CROSS JOIN LATERAL (
      SELECT sum(r.cost_usd)::float8 AS cost_usd, count(*) FILTER (WHERE r.outcome IS NOT NULL AND r.cost_usd IS NULL)::int AS cost_unknown,
        round(sum(extract(epoch FROM r.finished_at - r.started_at)))::int AS seconds
      FROM runs r WHERE r.task_id = t.id AND r.trigger <> 'review') spent
    WHERE t.parent_id = ${groupId} ORDER BY t.id`;
}

/**
 * Picks the work of one agent: approves it, as a verdict with the reason, and cancels the others with that reason, which stops their
 * programs. The first pick counts. Fails with `conflict` if there was one, and as the verdict does: for work that is not
 * in review, and against its checks without `checks_override`.
 */
export async function pickEntry(
  ctx: Context,
  ref: TaskRef,
  { task: pickedRef, reason, checks_override: checksOverride }: PickEntry,
): Promise<ContestWire> {
  await ctx.transaction(async (tx) => {
    const group = await lockTask(tx, ref);
    assertContest(group);
    const tasks = (await entriesOf(tx.db, group.id)).map(({ task }) => task);
    const { id } = await findTask(tx.db, pickedRef);
    const picked = tasks.find((task) => task.id === id);
    if (!picked) throw invalid("task", `is no task below ${group.ticket_ref}`);
    const earlier = tasks.find(({ status }) => status === "done");
    if (earlier) {
      throw new DomainError("conflict", `${earlier.ticket_ref} is picked already`, {
        reason: "picked",
        fix: "read it again",
      });
    }
    await recordVerdict(tx, { ref: id, verdict: "approved", notes: reason, checksOverride });
    const why = `not picked: ${picked.ticket_ref} of ${picked.assigned_to} is. ${reason}`;
    for (const task of tasks) if (task.id !== id) await close(tx, task, why);
  });
  return readContest(ctx, ref);
}

/** A failed one has to be reopened first; what was cancelled before stays as it is. */
async function close(
  tx: Parameters<Parameters<Context["transaction"]>[0]>[0],
  task: TaskRow,
  reason: string,
): Promise<void> {
  if (task.status === "cancelled") {
    await writeSystemComment(tx, task, `It was ${reason}`);
    return;
  }
  if (isTerminal(task.status)) await retryTask(tx, { ref: task.id, reason });
  await cancelTask(tx, { ref: task.id, reason });
}
