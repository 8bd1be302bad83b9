import type { WorkflowRunWire, WorkflowStageWire } from "@/lib/workflows/shapes";
import { isSettled } from "./stage-look";
import { heldUpBy, inOrder } from "./stage-order";

type Run = Pick<WorkflowRunWire, "status" | "attention" | "failed_stage" | "stages">;

/** The stages that failed, the one that stopped the run first; null for a run that goes on or ended well. */
export function failuresOf(run: Run): WorkflowStageWire[] | null {
  const isStuck = run.status === "running" && run.attention === "blocked";
  if (run.status !== "failed" && !isStuck) return null;
  const failed = inOrder(run.stages).filter(({ status }) => status === "failed");
  return failed.toSorted(
    (a, b) => Number(b.name === run.failed_stage) - Number(a.name === run.failed_stage),
  );
}

const NAMED = 4;

/** What cannot run because of a stage; nothing where nothing waits for it. */
export function heldUpInWords(stages: readonly WorkflowStageWire[], name: string): string | null {
  const byName = new Map(stages.map((stage) => [stage.name, stage]));
  const held = heldUpBy(stages, name).filter((each) => {
    const stage = byName.get(each);
    return stage !== undefined && !isSettled(stage.status);
  });
  if (held.length === 0) return null;
  const more = held.length - NAMED;
  const names = held.slice(0, NAMED).join(", ");
  return `It holds up ${names}${more > 0 ? ` and ${more} more` : ""}.`;
}
