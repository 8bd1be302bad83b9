import { z } from "zod";
import { toUnixSeconds } from "@/lib/core/clock";
import type { Context, TxContext } from "@/lib/core/context";
import { DomainError, isNotFound } from "@/lib/core/errors";
import { archiveWorkflow, defineWorkflow } from "@/lib/workflows/catalog/define";
import type { Definition } from "@/lib/workflows/definition/schema";
import { stageOf, templateOf } from "./templates";
import {
  type ClientWorkflow,
  clientWorkflow,
  clientWorkflows,
  countUse,
  freeName,
} from "./workflow-rows";
import type { CreatePipeline, PipelineWire, UpdatePipeline } from "./workflow-shapes";

/** Mission Control's pipelines: each is a workflow whose stages are its templates' prompts, one after the other. */

const Step = z.object({
  template_id: z.number(),
  template_name: z.string(),
  on_failure: z.enum(["stop", "continue"]),
  pipeline: z.string(),
});
export type Step = z.output<typeof Step>;
type StepInput = CreatePipeline["steps"][number];

/** The steps of a definition, in their order; stages that somebody added since are none. */
export const stepsOf = ({ stages }: Definition): (Step & { stage: string })[] =>
  stages.flatMap(({ name, metadata }) => {
    const step = Step.safeParse(metadata?.step);
    return step.success ? [{ ...step.data, stage: name }] : [];
  });

export const pipelineName = ({ row, definition }: ClientWorkflow): string =>
  stepsOf(definition)[0]?.pipeline ?? row.name;

function toWire(found: ClientWorkflow): PipelineWire {
  const { row, definition } = found;
  return {
    id: row.id,
    name: pipelineName(found),
    description: row.description,
    steps: stepsOf(definition).map(({ template_id, on_failure, template_name }) => ({
      template_id,
      on_failure,
      template_name,
    })),
    created_by: row.createdBy,
    created_at: toUnixSeconds(row.createdAt),
    updated_at: toUnixSeconds(row.updatedAt),
    use_count: row.useCount,
    last_used_at: toUnixSeconds(row.lastUsedAt),
    workspace_id: 1,
    workflow: row.name,
  };
}

/** The pipelines, with how their runs went. Index: workflow_runs_workflow_id_id_idx. */
export async function listPipelines(ctx: Context) {
  const pipelines = await clientWorkflows(ctx, "pipeline");
  const counted = await ctx.db.workflowRun.groupBy({
    by: ["workflowId", "status"],
    where: { workflowId: { in: pipelines.map(({ row }) => row.id) } },
    _count: true,
  });
  return pipelines.map((found) => {
    const own = counted.filter(({ workflowId }) => workflowId === found.row.id);
    const count = (status: string) => own.find((each) => each.status === status)?._count ?? 0;
    return {
      ...toWire(found),
      runs: {
        total: own.reduce((sum, each) => sum + each._count, 0),
        completed: count("succeeded"),
        failed: count("failed"),
        running: count("running"),
      },
    };
  });
}

interface Wanted {
  name: string;
  description: string | null;
  steps: readonly StepInput[];
}

/** The definition of steps, by what their templates say now. Fails with `invalid` for a template that is not there. */
async function definitionOf(tx: TxContext, { name: pipeline, description, steps }: Wanted) {
  const ids = [...new Set(steps.map(({ template_id }) => template_id))];
  const found = await clientWorkflows(tx, "template", { ids });
  const templates = new Map(found.map((each) => [each.row.id, templateOf(each)]));
  const stages = steps.map(({ template_id, on_failure }, index) => {
    const template = templates.get(template_id);
    if (!template) {
      throw new DomainError("invalid", "One or more template IDs not found", {
        problems: [{ field: `steps.${index}.template_id`, rule: `${template_id} is no template` }],
      });
    }
    const stage = stageOf(template, `step-${index + 1}`);
    const step: Step = { template_id, template_name: template.name, on_failure, pipeline };
    return {
      ...stage,
      metadata: { ...stage.metadata, step },
      ...(index === 0 ? {} : { from: [{ stage: `step-${index}` }] }),
      on_failure: on_failure === "stop" ? "fail_run" : "continue",
    };
  });
  return { ...(description === null ? {} : { description }), stages };
}

export async function createPipeline(ctx: Context, input: CreatePipeline): Promise<PipelineWire> {
  return ctx.transaction(async (tx) => {
    const { workflow } = await defineWorkflow(tx, {
      name: await freeName(tx, input.name, "pipeline"),
      kind: "pipeline",
      description: input.description ?? null,
      definition: await definitionOf(tx, { ...input, description: input.description ?? null }),
    });
    return toWire(await clientWorkflow(tx, "pipeline", workflow.id));
  });
}

/** Changes a pipeline: what is given makes a new version of its workflow. With the id alone it counts a use. */
export async function updatePipeline(ctx: Context, input: UpdatePipeline): Promise<PipelineWire> {
  const { id, name, description, steps } = input;
  return ctx.transaction(async (tx) => {
    const found = await clientWorkflow(tx, "pipeline", id);
    if (name === undefined && description === undefined && steps === undefined)
      await countUse(tx, found.row);
    else {
      const wanted = {
        name: name ?? pipelineName(found),
        description: description === undefined ? found.row.description : description,
        steps: steps ?? stepsOf(found.definition),
      };
      await defineWorkflow(tx, {
        name: found.row.name,
        kind: "pipeline",
        description: wanted.description,
        definition: await definitionOf(tx, wanted),
      });
    }
    return toWire(await clientWorkflow(tx, "pipeline", found.row.id));
  });
}

/** Brings a pipeline up to what its templates say now, for a run. Templates that are gone leave it as it is. */
export async function refreshed(tx: TxContext, id: number | undefined): Promise<ClientWorkflow> {
  const found = await clientWorkflow(tx, "pipeline", id);
  const steps = stepsOf(found.definition);
  if (steps.length === 0) {
    throw new DomainError("invalid", "Pipeline has no steps", { fix: "give it two steps or more" });
  }
  const ids = [...new Set(steps.map(({ template_id }) => template_id))];
  if ((await clientWorkflows(tx, "template", { ids })).length < ids.length) return found;
  await defineWorkflow(tx, {
    name: found.row.name,
    kind: "pipeline",
    description: found.row.description,
    definition: await definitionOf(tx, {
      name: pipelineName(found),
      description: found.row.description,
      steps,
    }),
  });
  return clientWorkflow(tx, "pipeline", found.row.id);
}

/** Removes a pipeline; one that is not there counts as removed, as these clients expect. */
export async function removePipeline(ctx: Context, id: number): Promise<void> {
  await ctx.transaction(async (tx) => {
    const found = await clientWorkflow(tx, "pipeline", id).catch((error: unknown) => {
      if (isNotFound(error)) return null;
      throw error;
    });
    if (found) await archiveWorkflow(tx, found.row.name, "pipeline");
  });
}
