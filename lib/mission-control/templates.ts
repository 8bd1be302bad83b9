import { z } from "zod";
import { toUnixSeconds } from "@/lib/core/clock";
import type { Context, TxContext } from "@/lib/core/context";
import { assertSafeForAgents } from "@/lib/messages/injection";
import { archiveWorkflow, defineWorkflow } from "@/lib/workflows/catalog/define";
import {
  type ClientWorkflow,
  clientWorkflow,
  clientWorkflows,
  countUse,
  freeName,
} from "./workflow-rows";
import type { CreateTemplate, TemplateWire, UpdateTemplate } from "./workflow-shapes";

/** Mission Control's templates: each is a workflow of one stage, whose metadata keep what a workflow has no field for. */

const DEFAULT_MODEL = "sonnet";
const DEFAULT_SECONDS = 300;

const Kept = z.object({
  name: z.string(),
  model: z.string(),
  timeout_seconds: z.number(),
  agent_role: z.string().nullable(),
  tags: z.array(z.string()),
});
type Kept = z.output<typeof Kept>;

/** What a template says, whatever became of its workflow since. */
export function templateOf({ row, definition }: ClientWorkflow): Kept & { task_prompt: string } {
  const [stage] = definition.stages;
  const kept = Kept.safeParse(stage?.metadata?.template);
  const said = kept.success
    ? kept.data
    : {
        name: row.name,
        model: DEFAULT_MODEL,
        timeout_seconds: DEFAULT_SECONDS,
        agent_role: null,
        tags: [],
      };
  return { ...said, task_prompt: (stage?.prompt ?? "").replaceAll("\\{{", "{{") };
}

function toWire(found: ClientWorkflow): TemplateWire {
  const { row } = found;
  const { name, task_prompt, model, timeout_seconds, agent_role, tags } = templateOf(found);
  return {
    id: row.id,
    name,
    description: row.description,
    model,
    task_prompt,
    timeout_seconds,
    agent_role,
    tags,
    created_by: row.createdBy,
    created_at: toUnixSeconds(row.createdAt),
    updated_at: toUnixSeconds(row.updatedAt),
    last_used_at: toUnixSeconds(row.lastUsedAt),
    use_count: row.useCount,
    workspace_id: 1,
    workflow: row.name,
  };
}

export async function listTemplates(ctx: Context): Promise<TemplateWire[]> {
  return (await clientWorkflows(ctx, "template")).map(toWire);
}

/** Makes a template. Fails with `unsafe_content` for a prompt that tells an agent to drop its instructions. */
export async function createTemplate(ctx: Context, input: CreateTemplate): Promise<TemplateWire> {
  assertSafeForAgents("Task prompt", input.task_prompt);
  return ctx.transaction(async (tx) => {
    const { workflow } = await defineWorkflow(tx, {
      name: await freeName(tx, input.name, "template"),
      kind: "template",
      description: input.description ?? null,
      definition: definitionOf(input.description ?? null, {
        name: input.name,
        task_prompt: input.task_prompt,
        model: input.model ?? DEFAULT_MODEL,
        timeout_seconds: input.timeout_seconds ?? DEFAULT_SECONDS,
        agent_role: input.agent_role ?? null,
        tags: input.tags ?? [],
      }),
    });
    return toWire(await clientWorkflow(tx, "template", workflow.id));
  });
}

/** The stage of a template, as a definition. */
export function stageOf(template: Kept & { task_prompt: string }, name: string) {
  const { task_prompt, ...kept } = template;
  return {
    name,
    title: kept.name,
    // Braces stand for themselves there.
    prompt: task_prompt.replaceAll("{{", "\\{{"),
    timeout: `${kept.timeout_seconds}s`,
    metadata: { template: kept },
  };
}

const definitionOf = (description: string | null, template: Kept & { task_prompt: string }) => ({
  ...(description === null ? {} : { description }),
  stages: [stageOf(template, "run")],
});

/** Changes a template: what is given makes a new version of its workflow. With the id alone it counts a use. */
export async function updateTemplate(ctx: Context, input: UpdateTemplate): Promise<TemplateWire> {
  const { id, description, ...fields } = input;
  if (fields.task_prompt !== undefined) assertSafeForAgents("Task prompt", fields.task_prompt);
  return ctx.transaction(async (tx) => {
    const found = await clientWorkflow(tx, "template", id);
    const given = Object.fromEntries(
      Object.entries(fields).filter(([, value]) => value !== undefined),
    );
    if (Object.keys(given).length === 0 && description === undefined) await countUse(tx, found.row);
    else {
      const merged = { ...templateOf(found), ...given } as Kept & { task_prompt: string };
      const said = description === undefined ? found.row.description : description;
      await defineWorkflow(tx, {
        name: found.row.name,
        kind: "template",
        description: said,
        definition: definitionOf(said, merged),
      });
    }
    return toWire(await clientWorkflow(tx, "template", found.row.id));
  });
}

export async function removeTemplate(ctx: Context, id: number): Promise<void> {
  await ctx.transaction(async (tx: TxContext) => {
    const { row } = await clientWorkflow(tx, "template", id);
    await archiveWorkflow(tx, row.name, "template");
  });
}
