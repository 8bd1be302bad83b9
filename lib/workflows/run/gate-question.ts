import type { TxContext } from "@/lib/core/context";
import type { GateQuestion } from "@/lib/requests/gate";
import type { TaskRow } from "@/lib/tasks/row";
import type { Beginning } from "./begin";
import type { RunRow } from "./rows";

const SHORTEST_MS = 10_000;
const LONGEST_MS = 30 * 86_400_000;

/**
 * Who of these does not answer the questions of a run, whoever names them: the agents that wrote the workflow, started the run or have worked in it,
 * and, where an agent wrote it, everybody but people. Index: tasks_workflow_run_idx, users_username_key.
 */
export async function barredAmong(
  tx: TxContext,
  run: RunRow,
  people: readonly string[],
): Promise<Set<string>> {
  if (people.length === 0) return new Set();
  const rows = await tx.db.$queryRaw<{ name: string }[]>`
    SELECT p.name FROM unnest(${[...people]}::text[]) AS p(name)
    WHERE p.name = ANY(${run.config.barred}::text[])
      OR EXISTS (SELECT 1 FROM tasks t JOIN agents a ON a.name = t.assigned_to WHERE t.workflow_run_id = ${run.id} AND t.assigned_to = p.name)
      OR EXISTS (SELECT 1 FROM workflow_versions v WHERE v.id = ${run.version_id} AND v.creator_agent_id IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM users u WHERE u.username = p.name))`;
  return new Set(rows.map(({ name }) => name));
}

/** The question of a gate. */
export function gateQuestion(
  task: TaskRow,
  gate: NonNullable<Beginning["gate"]>,
  barred: ReadonlySet<string>,
  dueInMs: number | null,
): GateQuestion {
  const hasDeadline = dueInMs !== null && dueInMs >= SHORTEST_MS && dueInMs <= LONGEST_MS;
  return {
    task,
    title: gate.title,
    body: gate.body,
    options: gate.options.map(({ id, label }) => ({ id, label, description: null })),
    mayAnswer: gate.people.filter((each) => !barred.has(each)),
    deadlineAt: hasDeadline ? new Date(Date.now() + dueInMs) : null,
  };
}
