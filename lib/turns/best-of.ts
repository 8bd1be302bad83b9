import { findAgent } from "@/lib/agents/find";
import { toUnixSeconds } from "@/lib/core/clock";
import type { Context } from "@/lib/core/context";
import type { Queryable } from "@/lib/core/database";
import { DomainError, invalid, isNotFound } from "@/lib/core/errors";
import { evidenceOf, NOTHING_ASKED } from "@/lib/runs/evidence/evidence";
import { findRun, findRunHead } from "@/lib/runs/queries";
import { runToWire } from "@/lib/runs/wire";
import { createTasksInStructure, type PlannedTask } from "@/lib/tasks/change/create-many";
import { updateTask } from "@/lib/tasks/change/update";
import { findReadable } from "@/lib/tasks/find";
import { lockTask } from "@/lib/tasks/locks";
import type { TaskRow } from "@/lib/tasks/row";
import { BulkCreate, type TaskRef } from "@/lib/tasks/schema";
import { BEST_OF, contestOf } from "@/lib/tasks/structure/best-of.sql";
import { taskToWire } from "@/lib/tasks/wire";
import { assertContest, entriesOf, findContest, pickOf } from "./contests.sql";
import { problemOf } from "./result";
import type { CreateContest, GiveToSeveral } from "./schema";
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
  await assertKnown(ctx.db, agents);
  const [plan] = BulkCreate.parse({
    tasks: [
      {
        title: `Best of ${agents.length}: ${task.title}`.slice(0, 500),
        type: "epic",
        metadata: { [BEST_OF]: agents.length },
        // Its tasks are judged when one is picked; an agent leaves the gate as it is.
        ...(ctx.actor.kind === "agent" ? {} : { review_required: false }),
      },
    ],
  }).tasks;
  const entries = entriesFor(agents, task).map((entry) => ({ ...entry, parent: GROUP }));
  const tasks = [{ key: GROUP, fields: plan as PlannedTask["fields"] }, ...entries];
  const [group] = await createTasksInStructure(ctx, { projectId, tasks }, "api");
  return readContest(ctx, (group as TaskRow).id);
}

const entriesFor = (
  agents: readonly string[],
  fields: Omit<PlannedTask["fields"], "assigned_to">,
): PlannedTask[] =>
  agents.map((agent) => ({
    key: `to ${agent}`,
    fields: { ...fields, assigned_to: agent, review_required: true, on_failure: "continue" },
  }));

async function assertKnown(db: Queryable, agents: readonly string[]): Promise<void> {
  for (const name of agents) {
    await findAgent(db, name).catch((error: unknown) => {
      throw isNotFound(error)
        ? invalid("agents", `names ${name}, and there is no such agent`)
        : error;
    });
  }
}

/**
 * Gives a task that nobody has begun to several agents: it becomes the group, with a task for each below it that says and asks the same. Fails
 * with `conflict` for one that is begun, finished, in parts, a stage of a workflow or an entry itself, and as changing it does.
 */
export async function giveToSeveral(
  ctx: Context,
  ref: TaskRef,
  { agents }: GiveToSeveral,
): Promise<ContestWire> {
  await assertKnown(ctx.db, agents);
  const id = await ctx.transaction(async (tx) => {
    const task = await lockTask(tx, ref);
    await assertGivable(tx.db, task);
    const metadata = { ...task.metadata, [BEST_OF]: agents.length };
    await updateTask(tx, task.id, {
      assigned_to: null,
      metadata,
      // The pick is its verdict.
      ...(task.review_required ? { review_required: false } : {}),
    });
    const { title, description, acceptance_criteria, priority, labels, checks } = task;
    const [plan] = BulkCreate.parse({
      tasks: [
        {
          ...{ title, description, acceptance_criteria, priority, labels, checks },
          ...{ type: task.type, work_type: task.work_type },
          ...{ output_schema: task.output_schema, due_on: taskToWire(task).due_on },
        },
      ],
    }).tasks;
    const tasks = entriesFor(agents, plan as PlannedTask["fields"]);
    const projectId = task.project_id;
    await createTasksInStructure(tx, { projectId, parent: task.id, tasks }, "api");
    return task.id;
  });
  return readContest(ctx, id);
}

async function assertGivable(db: Queryable, task: TaskRow): Promise<void> {
  const above = await contestOf(db, task);
  const why =
    task.status !== "inbox" && task.status !== "assigned"
      ? `is ${task.status.replace("_", " ")}`
      : BEST_OF in task.metadata
        ? "was given to several agents already"
        : above !== null
          ? `is one agent's part of ${above}`
          : task.kind !== "work"
            ? `is of kind ${task.kind}`
            : task.command !== null
              ? "is a command, which no agent does"
              : task.workflow_stage_id !== null
                ? "is a stage of a workflow"
                : null;
  if (why === null) return;
  throw new DomainError("conflict", `${task.ticket_ref} ${why}: it cannot be given to several`, {
    status: task.status,
    fix: "give a task that nobody has begun, or make a new one with POST /api/tasks/best-of",
  });
}

/** The work of all agents side by side, with what each handed in, how its checks ended, and what it cost. Fails with `not_found`. */
export async function readContest(ctx: Context, ref: TaskRef): Promise<ContestWire> {
  const group = await findReadable(ctx, ref);
  assertContest(group);
  const rows = await entriesOf(ctx.db, group.id);
  const evidence = await evidenceOf(
    ctx.db,
    rows.map(({ task }) => task.id),
  );
  const entries = rows.map(({ task, run, ...rest }) => ({
    task: taskToWire(task),
    run: run && runToWire(run),
    evidence: evidence.get(task.id) ?? NOTHING_ASKED,
    ...rest,
  }));
  const done = rows.find(({ task }) => task.status === "done");
  const pick = done ? await pickOf(ctx.db, done.task.id) : null;
  return {
    group: taskToWire(group),
    entries,
    picked: done?.task.ticket_ref ?? null,
    picked_by: pick?.reviewer ?? null,
    pick_reason: pick?.notes ?? null,
    picked_at: pick ? toUnixSeconds(pick.created_at) : null,
    checks_override: pick?.override_reason ?? null,
    ...(await judgementOf(ctx.db, group.id, done !== undefined)),
  };
}

/** Who compares, and why that picked nothing, if it did not. */
async function judgementOf(
  db: Queryable,
  groupId: number,
  isPicked: boolean,
): Promise<Pick<ContestWire, "judge" | "judge_run_id" | "judge_problem">> {
  const { judge_run_id, judge_problem } = await findContest(db, groupId);
  const judge = judge_run_id === null ? null : await findRunHead(db, judge_run_id);
  const ended = judge?.outcome && !isPicked ? await findRun(db, judge.id) : null;
  const failed = ended && ended.outcome !== "succeeded" ? problemOf(ended) : null;
  return {
    judge: judge?.agent ?? null,
    judge_run_id,
    judge_problem: isPicked ? null : (judge_problem ?? failed),
  };
}
