import { z } from "zod";
import { Seconds, SecondsOrNull, TextOrNull } from "@/lib/core/shapes";

/** What a run as a whole is. Only `running` is not final. */
export const RUN_STATUSES = ["running", "succeeded", "failed", "cancelled"] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

/**
 * What somebody has to see to in a run that is `running`. `blocked`: something is blocked behind a failure, and nothing else can go on.
 * `person`: it asks people something, at an approval or in an agent's request, there or in a run that it nests.
 */
export const RUN_ATTENTIONS = ["blocked", "person"] as const;
export type RunAttention = (typeof RUN_ATTENTIONS)[number];

/** What the engine knows of a stage: `active` from the moment its inputs are settled until its task ends. */
export const STAGE_STATES = [
  "waiting",
  "active",
  "succeeded",
  "failed",
  "skipped",
  "cancelled",
] as const;
export type StageState = (typeof STAGE_STATES)[number];

/** What a stage is doing, in the words that people are shown: its state and that of its task together. */
export const STAGE_STATUSES = [
  "waiting",
  "ready",
  "working",
  "review",
  "needs_person",
  "blocked",
  "retrying",
  "done",
  "failed",
  "skipped",
  "cancelled",
] as const;
export type StageStatus = (typeof STAGE_STATUSES)[number];

export const STAGE_KINDS = ["agent", "command", "approval", "wait", "workflow", "end"] as const;

/** Who or what started a run. */
export const RUN_SOURCES = ["person", "api", "schedule", "trigger", "workflow", "agent"] as const;

const RunSource = z.strictObject({
  kind: z.enum(RUN_SOURCES),
  /** The id of the schedule, trigger, run or agent. */
  id: z.int().optional(),
  name: z.string().optional(),
});

const summaryFields = {
  id: z.int(),
  workflow: z.string(),
  /** Null once the workflow is deleted. */
  workflow_id: z.int().nullable(),
  version: z.int(),
  project_id: z.int(),
  status: z.enum(RUN_STATUSES),
  /** `blocked`: blocked behind a failure, and nothing else can go on. `person`: it waits for somebody's answer. */
  attention: z.enum(RUN_ATTENTIONS).nullable(),
  /** Counts up with each retry of a stage. */
  attempt: z.int(),
  /** The task that all of the run's tasks are below; null once it is deleted. */
  root_task_id: z.int().nullable(),
  root_ref: z.string(),
  error: TextOrNull,
  failed_stage: TextOrNull,
  /** How many of the stages are settled, and how many of these failed. */
  progress: z.strictObject({ total: z.int(), settled: z.int(), failed: z.int() }),
  cost_usd: z.number(),
  tokens: z.int(),
  started_by: z.string(),
  source: RunSource,
  /** The run whose stage this run is. */
  parent_run_id: z.int().nullable(),
  parent_stage: TextOrNull,
  copied_from: z.int().nullable(),
  started_at: Seconds,
  finished_at: SecondsOrNull,
};

export const WorkflowRunSummaryShape = z
  .strictObject(summaryFields)
  .meta({ id: "WorkflowRunSummary", description: "A run of a workflow, without its stages." });
export type WorkflowRunSummaryWire = z.output<typeof WorkflowRunSummaryShape>;

export const WorkflowStageShape = z
  .strictObject({
    name: z.string(),
    kind: z.enum(STAGE_KINDS),
    status: z.enum(STAGE_STATUSES),
    state: z.enum(STAGE_STATES),
    /** Why it was skipped or cancelled, failed, or does not go on. */
    reason: TextOrNull,
    task_id: z.int().nullable(),
    task_ref: TextOrNull,
    agent: TextOrNull,
    attempts: z.int(),
    max_attempts: z.int(),
    /** The stages that it waits for. */
    from: z.array(z.string()),
    join: z.enum(["all", "any", "settled"]),
    when: TextOrNull,
    started_at: SecondsOrNull,
    finished_at: SecondsOrNull,
    cost_usd: z.number(),
    /** Of `foreach` and `loop`. */
    items: z.strictObject({ total: z.int(), done: z.int(), failed: z.int() }).optional(),
    /** What a person is asked. */
    request_id: z.int().optional(),
    /** The run of a nested workflow. */
    run_id: z.int().optional(),
    /** What was chosen at an approval. */
    choice: z.string().optional(),
    /** Its value, where the stage has an output schema. */
    output: z.unknown().optional(),
    /** The first 2,000 characters of its result. */
    result: z.string().optional(),
    error: z.string().optional(),
  })
  .meta({ id: "WorkflowStage", description: "A stage of a run." });
export type WorkflowStageWire = z.output<typeof WorkflowStageShape>;

const JsonFields = z.record(z.string(), z.unknown());

export const WorkflowRunShape = z
  .strictObject({
    ...summaryFields,
    inputs: JsonFields,
    /** The workflow's outputs; null until it has succeeded, and where it defines none. */
    outputs: JsonFields.nullable(),
    stages: z.array(WorkflowStageShape),
    /** The definition that this run follows, as it was when the run started. */
    definition: z.looseObject({ stages: z.array(z.looseObject({ name: z.string() })) }),
  })
  .meta({ id: "WorkflowRun", description: "A run of a workflow with its stages." });
export type WorkflowRunWire = z.output<typeof WorkflowRunShape>;

export const WorkflowItemShape = z
  .strictObject({
    /** Its place in the list, or the number of the iteration, from 0. */
    index: z.int(),
    status: z.enum(STAGE_STATUSES),
    state: z.enum(STAGE_STATES),
    reason: TextOrNull,
    task_id: z.int().nullable(),
    task_ref: TextOrNull,
    agent: TextOrNull,
    attempts: z.int(),
    started_at: SecondsOrNull,
    finished_at: SecondsOrNull,
    cost_usd: z.number(),
    input: z.unknown().optional(),
    output: z.unknown().optional(),
    result: z.string().optional(),
    error: z.string().optional(),
  })
  .meta({
    id: "WorkflowItem",
    description: "An item of a stage with foreach, or an iteration of a loop.",
  });
export type WorkflowItemWire = z.output<typeof WorkflowItemShape>;

export const DryRunShape = z
  .strictObject({
    stages: z.array(
      z.strictObject({
        name: z.string(),
        kind: z.enum(STAGE_KINDS),
        /** Stages of one level can run at the same time. */
        level: z.int(),
        agent: TextOrNull,
        runs_after: z.array(z.string()),
        /** Whether it depends on what comes of others that it runs at all. */
        maybe: z.boolean(),
        /** Averages of the runs so far; null where there are none. */
        past: z
          .strictObject({
            runs: z.int(),
            seconds: z.number().nullable(),
            cost_usd: z.number().nullable(),
          })
          .nullable(),
      }),
    ),
    critical_path: z.array(z.string()),
    /** At past averages; null where nothing is known. */
    cost_usd: z.number().nullable(),
    /** Along the critical path. */
    seconds: z.number().nullable(),
    /** What a start would be refused for. */
    problems: z.array(z.strictObject({ field: z.string(), rule: z.string() })),
  })
  .meta({ id: "WorkflowDryRun", description: "What a run would do." });
export type DryRunWire = z.output<typeof DryRunShape>;

export const WorkflowRunResponse = z.strictObject({ run: WorkflowRunShape });
/** A start answers with the run, a dry run with what it would do. */
export const StartedRunResponse = z.union([
  WorkflowRunResponse,
  z.strictObject({ dry_run: DryRunShape }),
]);
export const WorkflowRunsResponse = z.strictObject({
  runs: z.array(WorkflowRunSummaryShape),
  next_cursor: TextOrNull,
});
export const WorkflowItemsResponse = z.strictObject({
  items: z.array(WorkflowItemShape),
  next_cursor: TextOrNull,
});
export const BULK_ACTIONS = ["cancel", "retry", "copy"] as const;
export const BulkRunsResponse = z.strictObject({
  action: z.enum(BULK_ACTIONS),
  /** Those that were changed, in the order given; of `copy` the new ones. */
  runs: z.array(WorkflowRunSummaryShape),
  /** Those that were not, and why. */
  refused: z.array(
    z.strictObject({ id: z.int(), code: z.string(), message: z.string(), fix: TextOrNull }),
  ),
});
export type BulkRunsWire = z.output<typeof BulkRunsResponse>;
