import { z } from "zod";
import { Seconds, SecondsOrNull, TextOrNull } from "@/lib/core/shapes";
import { RUN_ATTENTIONS, RUN_STATUSES, STAGE_KINDS } from "../shapes";

/** What the API answers about workflows. */

const VersionShape = z
  .strictObject({ version: z.int(), created_by: z.string(), created_at: Seconds, note: TextOrNull })
  .meta({ id: "WorkflowVersion", description: "A version of a workflow; it never changes." });

const fields = {
  id: z.int(),
  name: z.string(),
  project_id: z.int(),
  description: TextOrNull,
  /** The shipped template that it was made from. */
  template: TextOrNull,
  latest: VersionShape,
  /** How many stages the latest version has. */
  stages: z.int(),
  /** How many runs were started, and when the last one was. */
  use_count: z.int(),
  last_used_at: SecondsOrNull,
  /** The newest five. */
  last_runs: z.array(
    z.strictObject({
      id: z.int(),
      status: z.enum(RUN_STATUSES),
      attention: z.enum(RUN_ATTENTIONS).nullable(),
      started_at: Seconds,
    }),
  ),
  created_by: z.string(),
  created_at: Seconds,
  updated_at: Seconds,
  archived_at: SecondsOrNull,
};

export const WorkflowShape = z
  .strictObject(fields)
  .meta({ id: "Workflow", description: "A workflow, without what it does." });
export type WorkflowWire = z.output<typeof WorkflowShape>;

const DefinitionShape = z.looseObject({ stages: z.array(z.looseObject({ name: z.string() })) });

const GraphShape = z
  .strictObject({
    stages: z.array(
      z.strictObject({
        name: z.string(),
        kind: z.enum(STAGE_KINDS),
        /** The stages that it waits for, and those that wait for it. */
        inputs: z.array(z.string()),
        outputs: z.array(z.string()),
        /** 0 for a first stage; stages of one level can run at the same time. */
        level: z.int(),
      }),
    ),
    circles: z.array(z.array(z.string())),
  })
  .meta({ id: "WorkflowGraph", description: "How the stages of a workflow hang together." });

const ProblemShape = z
  .strictObject({
    path: z.string(),
    line: z.int(),
    column: z.int(),
    message: z.string(),
    fix: z.string(),
  })
  .meta({
    id: "DefinitionProblem",
    description: "What is wrong with a definition, where, and the way out.",
  });

export const WorkflowDetailShape = z
  .strictObject({
    ...fields,
    /** The version that is shown. */
    version: z.int(),
    source: z.string(),
    format: z.enum(["yaml", "json"]),
    definition: DefinitionShape,
    graph: GraphShape,
    /** The files that a run of it reads, those of the workflows nested in it included. */
    files: z.array(z.string()),
    /** Newest first. */
    versions: z.array(VersionShape),
  })
  .meta({ id: "WorkflowDetail", description: "A workflow with one of its versions." });
export type WorkflowDetailWire = z.output<typeof WorkflowDetailShape>;

export const WorkflowListResponse = z.strictObject({ workflows: z.array(WorkflowShape) });
export const WorkflowResponse = z.strictObject({ workflow: WorkflowDetailShape });
/** Without a new version the definition was the one that there is. */
export const DefinedWorkflowResponse = z.strictObject({
  workflow: WorkflowDetailShape,
  version: z.int(),
  is_new: z.boolean(),
  is_new_version: z.boolean(),
  warnings: z.array(ProblemShape),
});
export const CheckedWorkflowResponse = z.strictObject({
  valid: z.boolean(),
  problems: z.array(ProblemShape),
  warnings: z.array(ProblemShape),
  /** Null where its structure is wrong. */
  definition: DefinitionShape.nullable(),
  graph: GraphShape.nullable(),
});
export const ArchivedWorkflowResponse = z.strictObject({ workflow: WorkflowShape });

const InputShape = z.looseObject({ type: z.string(), required: z.boolean() });
export const TemplateShape = z
  .strictObject({
    name: z.string(),
    title: z.string(),
    description: z.string(),
    inputs: z.record(z.string(), InputShape),
    stages: z.int(),
    source: z.string(),
  })
  .meta({ id: "WorkflowTemplate", description: "A workflow that Baton ships, to begin from." });
export const TemplatesResponse = z.strictObject({ templates: z.array(TemplateShape) });
export const DefinitionSchemaResponse = z.record(z.string(), z.unknown());
