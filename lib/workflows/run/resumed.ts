import type { Stage } from "@/lib/workflows/definition/schema";
import type { StageKey } from "./rules";

/** The stage, or the iteration, in whose session a stage goes on: of a loop the first goes on from its stage, each other from the one before it. */
export function resumedBy(stage: Stage, item: number | null): StageKey | null {
  if (!stage.context) return null;
  if (stage.loop && item !== null && item > 0) return { name: stage.name, item: item - 1 };
  return { name: stage.context.resume, item: null };
}
