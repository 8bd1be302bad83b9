import { z } from "zod";
import { AGENT_JSON, type AgentRow, presenceOf } from "@/lib/agents/row";
import { asSystem, type Context, type TxContext } from "@/lib/core/context";
import type { Queryable } from "@/lib/core/database";
import { forEachIsolated } from "@/lib/core/isolated";
import { defineJob } from "@/lib/core/jobs";
import { reviewers } from "@/lib/reviews/reviewers";
import { changeTask } from "@/lib/tasks/change";
import { lockTask } from "@/lib/tasks/find";
import { TASK_JSON, type TaskRow } from "@/lib/tasks/row";
import { isTriageNote, type TriageNote } from "@/lib/tasks/triage-note";
import { type Candidate, type Match, matchAgent } from "./match";

/** How many tasks one look reads at a time, and how many it moves. */
const PAGE = 500;
const MAX_MOVES = 500;

/**
 * Gives an inbox task of a project with `auto_triage` to the agent that fits it best, with the reason on the task and in the
 * event; without one it stays, and the reason is written once. A task that is not in the inbox any more, is not ready, or
 * was taken meanwhile is left alone.
 */
export async function routeInboxTask(
  caller: Context,
  { taskId }: { taskId: number },
): Promise<"assigned" | "nobody" | "not_due"> {
  const ctx = asSystem(caller, "triage");
  return ctx.transaction(async (tx) => {
    if (!(await isDue(tx, taskId))) return "not_due";
    const task = await lockTask(tx, taskId);
    if (!(await isDue(tx, taskId))) return "not_due";
    const { match, passedOver } = matchFor(task, await candidates(tx));
    if (!says(task, match)) return "nobody";
    const note: TriageNote = {
      agent: match.agent,
      reason: match.reason,
      score: match.agent === null ? null : match.score,
      at: ctx.clock.now().toISOString(),
      passed_over: passedOver,
    };
    const metadata = { ...task.metadata, triage: note };
    if (match.agent === null) {
      await changeTask(tx, task, { set: { metadata }, data: { change: "triage" } });
      return "nobody";
    }
    await changeTask(tx, task, {
      to: "assigned",
      set: { assigned_to: match.agent, metadata },
      data: { reason: "auto_triage", agent: match.agent, why: match.reason, score: match.score },
    });
    return "assigned";
  });
}

/** The same for everything that is in such an inbox: once a minute, for agents that came or have room again. */
export async function routeInboxTasks(ctx: Context): Promise<{ assigned: number; left: number }> {
  const result = { assigned: 0, left: 0 };
  const agents = await candidates(ctx);
  await forEachIsolated("inbox tasks", inbox(ctx.db), async (task) => {
    const isWorthALook = says(task, matchFor(task, agents).match);
    const routed = isWorthALook ? await routeInboxTask(ctx, { taskId: task.id }) : "nobody";
    if (routed === "assigned") result.assigned++;
    else result.left++;
    return result.assigned >= MAX_MOVES ? "stop" : undefined;
  });
  return result;
}

/** Every task that triage may move, in the order of ids, read page by page. */
async function* inbox(db: Queryable): AsyncGenerator<TaskRow> {
  for (let after = 0; ; ) {
    const tasks = await inboxAfter(db, after);
    yield* tasks;
    const last = tasks.at(-1);
    if (!last || tasks.length < PAGE) return;
    after = last.id;
  }
}

export const routeInboxTaskJob = defineJob({
  name: "routeInboxTask",
  payload: z.strictObject({ taskId: z.int() }),
  description: "Finds the agent for an inbox task of a project with auto-triage.",
  run: (ctx, payload) => routeInboxTask(ctx, payload),
});

export const routeInboxTasksJob = defineJob({
  name: "routeInboxTasks",
  payload: z.strictObject({}),
  description: "Gives inbox tasks to the agent that fits best, where a project asks for it.",
  periodic: "* * * * *",
  run: (ctx) => routeInboxTasks(ctx),
});

/** Whether a match is worth a change: somebody, or another reason for nobody than the task shows. */
function says(task: TaskRow, match: Match): boolean {
  return (
    match.agent !== null || noteOf(task)?.agent !== null || noteOf(task)?.reason !== match.reason
  );
}

function noteOf(task: TaskRow): TriageNote | null {
  return isTriageNote(task.metadata.triage) ? task.metadata.triage : null;
}

/** An agent that a task came back from is not asked again: somebody, or it, said no. */
function matchFor(task: TaskRow, agents: Candidate[]): { match: Match; passedOver: string[] } {
  const note = noteOf(task);
  const passedOver = [
    ...new Set([...(note?.passed_over ?? []), ...(note?.agent ? [note.agent] : [])]),
  ];
  const match = matchAgent(
    task,
    agents.filter(({ name }) => !passedOver.includes(name)),
  );
  return { match, passedOver };
}

/** Index: tasks_pkey. */
async function isDue(tx: TxContext, taskId: number): Promise<boolean> {
  const rows = await tx.db.$queryRaw<unknown[]>`
    SELECT 1 FROM tasks t JOIN projects p ON p.id = t.project_id
    WHERE t.id = ${taskId} AND t.ready AND t.status = 'inbox' AND t.assigned_to IS NULL AND t.children_total = 0 AND t.type <> 'epic'
      AND p.auto_triage`;
  return rows.length > 0;
}

/** Index: tasks_triage_idx. */
async function inboxAfter(db: Queryable, id: number): Promise<TaskRow[]> {
  const rows = await db.$queryRaw<{ task: TaskRow }[]>`
    SELECT ${TASK_JSON} AS task FROM tasks t JOIN projects p ON p.id = t.project_id
    WHERE p.auto_triage AND t.id > ${id} AND t.ready AND t.status = 'inbox' AND t.assigned_to IS NULL
      AND t.children_total = 0 AND t.type <> 'epic'
    ORDER BY t.id LIMIT ${PAGE}`;
  return rows.map((row) => row.task);
}

/** Every agent that may be given work: not a hidden one, and not the one that judges it. Index: tasks_assigned_to_status_id_idx. */
async function candidates(ctx: Context): Promise<Candidate[]> {
  const [judge] = await reviewers(ctx.db);
  const rows = await ctx.db.$queryRaw<{ agent: AgentRow; load: number }[]>`
    SELECT ${AGENT_JSON} AS agent, (
      SELECT count(*)::int FROM tasks t
      WHERE t.assigned_to = a.name AND t.archived_at IS NULL AND t.status IN ('assigned', 'in_progress')) AS load
    FROM agents a WHERE NOT a.hidden ORDER BY a.name`;
  return rows
    .filter(({ agent }) => agent.name !== judge?.name)
    .map(({ agent, load }) => ({
      name: agent.name,
      role: agent.role,
      capabilities: agent.capabilities,
      maxCapacity: agent.max_capacity,
      load,
      isOffline: presenceOf(agent, ctx.clock.now()) === "offline",
    }));
}
