import type { Actor } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import { invalid } from "@/lib/core/errors";
import { copyRun } from "./run/copy";
import { dryRun } from "./run/dry-run";
import { readRun } from "./run/read";
import { startRun } from "./run/start";
import type { StartRun } from "./run-schema";
import type { DryRunWire, WorkflowRunWire } from "./shapes";

/** Who starts a run, as the run says it. */
export function sourceOf(actor: Actor): { kind: "person" | "api" | "agent"; name: string } {
  if (actor.kind === "user") return { kind: "person", name: actor.name };
  return { kind: actor.kind === "agent" ? "agent" : "api", name: actor.name };
}

/** Starts a run as a request asks for it: a new one, a copy, or none, with what it would do. Fails as `startRun` and `copyRun` do. */
export async function beginRun(
  ctx: Context,
  workflow: string,
  { dry_run, copy_of, from, project_id, ...body }: StartRun,
): Promise<{ run: WorkflowRunWire } | { dry_run: DryRunWire }> {
  if (copy_of !== undefined) return copy(ctx, workflow, { ...body, copy_of, from });
  const wanted = {
    workflow,
    version: body.version,
    inputs: body.inputs ?? {},
    files: body.files ?? {},
    agent: body.agent,
    projectId: project_id,
    priority: body.priority,
    source: sourceOf(ctx.actor),
  };
  if (dry_run) return { dry_run: await dryRun(ctx, wanted) };
  const { id } = await startRun(ctx, wanted);
  return { run: await readRun(ctx, id) };
}

async function copy(
  ctx: Context,
  workflow: string,
  {
    copy_of,
    from,
    inputs,
    files,
    agent,
  }: Omit<StartRun, "copy_of" | "dry_run"> & { copy_of: number },
): Promise<{ run: WorkflowRunWire }> {
  const original = await readRun(ctx, copy_of);
  if (original.workflow.toLowerCase() !== workflow.toLowerCase())
    throw invalid("copy_of", `run ${copy_of} is one of ${original.workflow}`);
  const source = sourceOf(ctx.actor);
  const { id } = await copyRun(ctx, copy_of, { inputs, files, agent, from, source });
  return { run: await readRun(ctx, id) };
}
