import { inOrder } from "@/components/workflows/runs/stage-order";
import type { WorkflowRunWire, WorkflowStageWire } from "@/lib/workflows/shapes";

export interface ComparedStage {
  name: string;
  /** Null in a run whose version has no such stage. */
  a: WorkflowStageWire | null;
  b: WorkflowStageWire | null;
  /** How much longer it took in `b`, in seconds, and how much more it cost; null where one of both is not known. */
  seconds: number | null;
  cost: number | null;
  /** Whether it ended in another way, or came to something else. */
  differs: boolean;
}

type Run = Pick<WorkflowRunWire, "stages">;

/** The stages of two runs side by side: in the order of the second, with those that only the first has after what they followed. */
export function compareStages(a: Run, b: Run): ComparedStage[] {
  const first = new Map(a.stages.map((stage) => [stage.name, stage]));
  const second = new Map(b.stages.map((stage) => [stage.name, stage]));
  const names = inOrder(b.stages).map(({ name }) => name);
  let place = 0;
  for (const { name } of inOrder(a.stages)) {
    if (second.has(name)) place = names.indexOf(name) + 1;
    else names.splice(place++, 0, name);
  }
  return names.map((name) => compared(name, first.get(name) ?? null, second.get(name) ?? null));
}

function compared(
  name: string,
  a: WorkflowStageWire | null,
  b: WorkflowStageWire | null,
): ComparedStage {
  const [took, takes] = [secondsOf(a), secondsOf(b)];
  return {
    name,
    a,
    b,
    seconds: took === null || takes === null ? null : takes - took,
    cost: a && b ? b.cost_usd - a.cost_usd : null,
    differs: a?.status !== b?.status || resultText(a) !== resultText(b),
  };
}

/** How long a stage took; null until it has ended. */
export function secondsOf(stage: WorkflowStageWire | null): number | null {
  if (!stage || stage.started_at === null || stage.finished_at === null) return null;
  return stage.finished_at - stage.started_at;
}

/** What a stage came to, as a text whose lines can be compared. */
export function resultText(stage: WorkflowStageWire | null, whole?: string | null): string {
  if (!stage) return "";
  if (stage.output !== undefined) return JSON.stringify(stage.output, null, 2);
  return whole ?? stage.result ?? stage.choice ?? "";
}
