import type { GateQuestion } from "@/lib/requests/gate";
import type { TaskRow } from "@/lib/tasks/row";
import type { Beginning } from "./begin";
import type { RunWorld } from "./world";

const SHORTEST_MS = 10_000;
const LONGEST_MS = 30 * 86_400_000;

/** The question of a gate. Agents do not answer for what they wrote or started, whoever names them. */
export function gateQuestion(
  { run }: RunWorld,
  task: TaskRow,
  gate: NonNullable<Beginning["gate"]>,
  dueInMs: number | null,
): GateQuestion {
  const hasDeadline = dueInMs !== null && dueInMs >= SHORTEST_MS && dueInMs <= LONGEST_MS;
  return {
    task,
    title: gate.title,
    body: gate.body,
    options: gate.options.map(({ id, label }) => ({ id, label, description: null })),
    mayAnswer: gate.people.filter((each) => !run.config.barred.includes(each)),
    deadlineAt: hasDeadline ? new Date(Date.now() + dueInMs) : null,
  };
}
