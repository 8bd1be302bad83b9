import { createHash } from "node:crypto";
import type { Context } from "@/lib/core/context";
import type { Definition, Stage } from "@/lib/workflows/definition/schema";
import { advanceRun } from "@/lib/workflows/run/advance";
import type { RunRow } from "@/lib/workflows/run/rows";
import { startRun } from "@/lib/workflows/run/start";

/** A stage from what matters to a test; a text in `from` is a stage. */
export type GivenStage = Partial<Omit<Stage, "from">> & {
  name: string;
  from?: (string | Stage["from"][number])[];
};

export function givenDefinition(
  stages: readonly GivenStage[],
  more: Partial<Omit<Definition, "stages">> = {},
): Definition {
  return {
    inputs: {},
    outputs: {},
    defaults: {},
    ...more,
    stages: stages.map((stage) => ({
      prompt: `Do ${stage.name}`,
      join: "all",
      on_failure: "block",
      limit: 1_000,
      ...stage,
      from: (stage.from ?? []).map((item) => (typeof item === "string" ? { stage: item } : item)),
    })),
  };
}

let made = 0;
function nextName(): string {
  made += 1;
  return `flow-${made}`;
}

/** Stores a workflow with one version; the name is new each time unless it is given. */
export async function givenWorkflow(
  ctx: Context,
  definition: Definition,
  name = nextName(),
): Promise<string> {
  const source = JSON.stringify(definition);
  const project = await ctx.db.project.findFirstOrThrow({ where: { isDefault: true } });
  const { id } = await ctx.db.workflow.create({
    data: { name, projectId: project.id, latestVersion: 1, createdBy: "test" },
  });
  const hash = createHash("sha256").update(source).digest("hex");
  await ctx.db.workflowVersion.create({
    data: {
      workflowId: id,
      version: 1,
      source,
      format: "json",
      definition: JSON.parse(source),
      hash,
      createdBy: "test",
    },
  });
  return name;
}

export async function givenRun(
  ctx: Context,
  stages: readonly GivenStage[],
  more: Partial<Omit<Definition, "stages">> & { given?: Record<string, unknown> } = {},
): Promise<RunRow> {
  const { given, ...definition } = more;
  const workflow = await givenWorkflow(ctx, givenDefinition(stages, definition));
  return startRun(ctx, { workflow, inputs: given ?? {}, source: { kind: "api" } });
}

/** Runs the jobs that wait for runs of workflows, as a server would, until there are none; those of later times stay. */
export async function followRuns(ctx: Context): Promise<void> {
  for (;;) {
    const jobs = await ctx.db.$queryRaw<
      { id: string; payload: { stage?: number; run?: number } }[]
    >`
      SELECT j.id::text AS id, j.payload FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
      WHERE t.identifier = 'advanceWorkflowRun' AND j.run_at <= now() ORDER BY j.id LIMIT 1`;
    const [job] = jobs;
    if (!job) return;
    await ctx.db
      .$executeRaw`DELETE FROM graphile_worker._private_jobs WHERE id = ${job.id}::bigint`;
    await advanceRun(ctx, job.payload);
  }
}
