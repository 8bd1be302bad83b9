import { z } from "zod";
import { MAX_INT, numberParam, RowId, singleLine, text } from "@/lib/core/fields";
import { Seconds, SecondsOrNull, TextOrNull } from "@/lib/core/shapes";

/** Mission Control's templates and pipelines: what its clients send, and what they are answered. */

const Name = z.string("Name is required").min(1, "Name is required").pipe(singleLine(200));
const Description = text(5_000).nullish();
const Prompt = z
  .string("Task prompt is required")
  .min(1, "Task prompt is required")
  .pipe(text(10_000));
const Timeout = z
  .number("must be a number of seconds")
  .int("must be whole seconds")
  .min(10, "must be at least 10")
  .max(3_600, "must be at most 3600");
const Tags = z.array(singleLine(100)).max(50, "must have at most 50 entries");

const templateFields = {
  description: Description,
  model: singleLine(200).optional(),
  timeout_seconds: Timeout.optional(),
  agent_role: singleLine(100).nullish(),
  tags: Tags.optional(),
};

export const CreateTemplate = z.strictObject({
  name: Name,
  task_prompt: Prompt,
  ...templateFields,
});
export type CreateTemplate = z.output<typeof CreateTemplate>;

const TemplateId = RowId.or(
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number),
);

/** A change of what is given; with the id alone it counts a use. */
export const UpdateTemplate = z.strictObject({
  id: TemplateId.optional(),
  name: Name.optional(),
  task_prompt: Prompt.optional(),
  ...templateFields,
});
export type UpdateTemplate = z.output<typeof UpdateTemplate>;

export const RemoveById = z.strictObject({ id: TemplateId });
export const SuccessResponse = z.strictObject({ success: z.literal(true) });

export const TemplateShape = z
  .strictObject({
    id: z.int(),
    name: z.string(),
    description: TextOrNull,
    model: z.string(),
    task_prompt: z.string(),
    timeout_seconds: z.int(),
    agent_role: TextOrNull,
    tags: z.array(z.string()),
    created_by: z.string(),
    created_at: Seconds,
    updated_at: Seconds,
    last_used_at: SecondsOrNull,
    use_count: z.int(),
    workspace_id: z.literal(1),
    /** The workflow of one stage that it is. */
    workflow: z.string(),
  })
  .meta({
    id: "ClientTemplate",
    description: "A template of Mission Control: a workflow of one stage.",
  });
export type TemplateWire = z.output<typeof TemplateShape>;
export const ClientTemplatesResponse = z.strictObject({ templates: z.array(TemplateShape) });
export const TemplateResponse = z.strictObject({ template: TemplateShape });

const StepInput = z.strictObject({
  template_id: TemplateId,
  on_failure: z.enum(["stop", "continue"]).default("stop"),
});
const Steps = z
  .array(StepInput)
  .min(2, "Pipeline needs at least 2 steps")
  .max(50, "Pipeline takes at most 50 steps");

export const CreatePipeline = z.strictObject({
  name: Name,
  description: Description,
  steps: Steps,
});
export type CreatePipeline = z.output<typeof CreatePipeline>;

export const UpdatePipeline = z.strictObject({
  id: TemplateId.optional(),
  name: Name.optional(),
  description: Description,
  steps: Steps.optional(),
});
export type UpdatePipeline = z.output<typeof UpdatePipeline>;

const OnFailure = z.enum(["stop", "continue"]);
const pipelineFields = {
  id: z.int(),
  name: z.string(),
  description: TextOrNull,
  steps: z.array(
    z.strictObject({
      template_id: z.int(),
      on_failure: OnFailure,
      template_name: z.string(),
    }),
  ),
  created_by: z.string(),
  created_at: Seconds,
  updated_at: Seconds,
  use_count: z.int(),
  last_used_at: SecondsOrNull,
  workspace_id: z.literal(1),
  /** The workflow that it is. */
  workflow: z.string(),
};
export const PipelineShape = z.strictObject(pipelineFields).meta({
  id: "ClientPipeline",
  description: "A pipeline of Mission Control: a workflow of its steps.",
});
export type PipelineWire = z.output<typeof PipelineShape>;
export const PipelineResponse = z.strictObject({ pipeline: PipelineShape });
export const PipelinesResponse = z.strictObject({
  pipelines: z.array(
    z.strictObject({
      ...pipelineFields,
      runs: z.strictObject({
        total: z.int(),
        completed: z.int(),
        failed: z.int(),
        running: z.int(),
      }),
    }),
  ),
});

export const ListPipelineRuns = z.strictObject({
  id: numberParam(1, MAX_INT).optional(),
  pipeline_id: numberParam(1, MAX_INT).optional(),
  limit: z
    .string()
    .regex(/^\d+$/, "must be a whole number from 1 to 200")
    .transform((value) => Math.min(200, Math.max(1, Number(value))))
    .default(20),
});
export type ListPipelineRuns = z.output<typeof ListPipelineRuns>;

export const PipelineAction = z.strictObject({
  action: z.string().optional(),
  pipeline_id: TemplateId.optional(),
  run_id: TemplateId.optional(),
  success: z.boolean().default(true),
  error: text(5_000).nullish(),
});
export type PipelineAction = z.output<typeof PipelineAction>;

export const STEP_STATUSES = ["pending", "running", "completed", "failed", "skipped"] as const;

const StepShape = z.strictObject({
  step_index: z.int(),
  template_id: z.int(),
  template_name: z.string(),
  on_failure: OnFailure,
  status: z.enum(STEP_STATUSES),
  /** The task that does it. */
  spawn_id: TextOrNull,
  started_at: SecondsOrNull,
  completed_at: SecondsOrNull,
  error: TextOrNull,
});
export type StepWire = z.output<typeof StepShape>;

export const PipelineRunShape = z
  .strictObject({
    id: z.int(),
    pipeline_id: z.int(),
    pipeline_name: z.string(),
    status: z.enum(["running", "completed", "failed", "cancelled"]),
    current_step: z.int(),
    steps_snapshot: z.array(StepShape),
    started_at: Seconds,
    completed_at: SecondsOrNull,
    triggered_by: z.string(),
    created_at: Seconds,
    workspace_id: z.literal(1),
  })
  .meta({
    id: "ClientPipelineRun",
    description: "A run of a pipeline, as Mission Control has it.",
  });
export type PipelineRunWire = z.output<typeof PipelineRunShape>;

export const PipelineRunsResponse = z.union([
  z.strictObject({ run: PipelineRunShape }),
  z.strictObject({ runs: z.array(PipelineRunShape) }),
]);
export const PipelineActionResponse = z.strictObject({
  run: PipelineRunShape,
  /** Of a step that has begun: the task that it is. */
  spawn: z.strictObject({ success: z.literal(true), stdout: z.string() }).optional(),
});
