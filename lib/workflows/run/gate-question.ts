import type { GateQuestion } from "@/lib/requests/gate";
import type { TaskRow } from "@/lib/tasks/row";
import type { Beginning } from "./begin";
import type { RunWorld } from "./world";

const SHORTEST_MS = 10_000;
const LONGEST_MS = 30 * 86_400_000;

/** The question of a gate. Nobody answers for what they started, so the agent that started the run is left out. */
export function gateQuestion(
  { run }: RunWorld,
  task: TaskRow,
  gate: NonNullable<Beginning["gate"]>,
  dueInMs: number | null,
): GateQuestion {
  const hasDeadline = dueInMs !== null && dueInMs >= SHORTEST_MS && dueInMs <= LONGEST_MS;
  const { kind, name } = run.source;
  return {
    task,
    title: gate.title,
    body: gate.body,
    options: gate.options.map(({ id, label }) => ({ id, label, description: null })),
    mayAnswer: gate.people.filter((each) => kind !== "agent" || each !== name),
    deadlineAt: hasDeadline ? new Date(Date.now() + dueInMs) : null,
  };
}
