import { z } from "zod";
import { Seconds, SecondsOrNull, TextOrNull, UsdOrNull } from "@/lib/core/shapes";
import { TaskGraphResponse } from "@/lib/tasks/shapes";
import { RUN_ATTENTIONS, RUN_STATUSES, STAGE_KINDS, STAGE_STATES } from "@/lib/workflows/shapes";

const GraphStageShape = z.strictObject({
  name: z.string(),
  /** Only of items and iterations, from 0. */
  item: z.int().nullable(),
  task_id: z.int(),
  kind: z.enum(STAGE_KINDS),
  state: z.enum(STAGE_STATES),
  reason: TextOrNull,
  attempts: z.int(),
  max_attempts: z.int(),
  /** The stages that it waits for. */
  from: z.array(z.string()),
  join: z.enum(["all", "any", "settled"]),
  when: TextOrNull,
});
export type GraphStageWire = z.output<typeof GraphStageShape>;

const GraphRunShape = z
  .strictObject({
    id: z.int(),
    workflow: z.string(),
    version: z.int(),
    status: z.enum(RUN_STATUSES),
    attention: z.enum(RUN_ATTENTIONS).nullable(),
    root_task_id: z.int().nullable(),
    started_at: Seconds,
    finished_at: SecondsOrNull,
    /** What everything below its root has cost so far, nested runs included; null while nothing is known. */
    cost_usd: UsdOrNull,
    /** Those whose tasks are in the graph. */
    stages: z.array(GraphStageShape),
  })
  .meta({
    id: "WorkflowRunInGraph",
    description: "The run of a workflow, as far as its tasks are in a graph.",
  });
export type GraphRunWire = z.output<typeof GraphRunShape>;

/** The graph of tasks with the runs of workflows that they belong to. */
export const GraphResponse = TaskGraphResponse.extend({ workflow_runs: z.array(GraphRunShape) });
