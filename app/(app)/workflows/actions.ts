"use server";

import { type ActionResult, act } from "@/lib/api/action";
import type { Context } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { parse } from "@/lib/http/validate";
import {
  archiveWorkflow,
  type DefinedWorkflow,
  defineWorkflow,
} from "@/lib/workflows/catalog/define";
import { findVersion, findWorkflow } from "@/lib/workflows/catalog/find";
import { DefineWorkflow, ReplaceWorkflow } from "@/lib/workflows/catalog/schema";
import { dryRun } from "@/lib/workflows/run/dry-run";
import { startRun } from "@/lib/workflows/run/start";
import { StartRun, WorkflowName } from "@/lib/workflows/run-schema";
import type { DryRunWire } from "@/lib/workflows/shapes";

interface Saved {
  name: string;
  version: number;
  is_new_version: boolean;
}

/** Defines a workflow under a name that is free: what somebody has under it already gets no version from a form that says "new". */
export async function createWorkflowAction(input: unknown): Promise<ActionResult<Saved>> {
  return act((ctx) =>
    ctx.transaction(async (tx) => {
      const { project_id: projectId, ...rest } = parse(DefineWorkflow, input, "workflow");
      const defined = await defineWorkflow(tx, { ...rest, projectId });
      if (defined.isNew) return savedOf(defined);
      throw new DomainError("conflict", `There is a workflow ${defined.workflow.name} already`, {
        problems: [{ field: "name", rule: "is taken" }],
        fix: "choose another name",
      });
    }),
  );
}

/** Saves a new version, if the one that it began from is still the latest. */
export async function saveWorkflowAction(
  name: string,
  input: unknown,
): Promise<ActionResult<Saved>> {
  return act(async (ctx) => {
    const {
      project_id: projectId,
      base_version: baseVersion,
      ...rest
    } = parse(ReplaceWorkflow, input, "workflow");
    const workflow = await findWorkflow(ctx, named(name));
    const wanted = { ...rest, name: workflow.name, projectId, baseVersion };
    return savedOf(await defineWorkflow(ctx, wanted));
  });
}

export async function archiveWorkflowAction(name: string): Promise<ActionResult<null>> {
  return act(async (ctx) => {
    await archiveWorkflow(ctx, named(name));
    return null;
  });
}

/** Takes a workflow out of the archive: its latest definition becomes a new version. */
export async function restoreWorkflowAction(name: string): Promise<ActionResult<Saved>> {
  return act(async (ctx) => {
    const workflow = await findWorkflow(ctx, named(name));
    const { source, format } = await findVersion(ctx, workflow);
    const note = "Taken out of the archive";
    return savedOf(await defineWorkflow(ctx, { name: workflow.name, source, format, note }));
  });
}

/** What a run would do, in which order, and what it would take. */
export async function dryRunAction(
  name: string,
  input: unknown,
): Promise<ActionResult<DryRunWire>> {
  return act((ctx) => dryRun(ctx, startOf(ctx, name, input)));
}

export async function startRunAction(
  name: string,
  input: unknown,
): Promise<ActionResult<{ id: number }>> {
  return act(async (ctx) => {
    const { id } = await startRun(ctx, startOf(ctx, name, input));
    return { id };
  });
}

function savedOf({ workflow, version, isNewVersion }: DefinedWorkflow): Saved {
  return { name: workflow.name, version: version.version, is_new_version: isNewVersion };
}

function startOf(ctx: Context, name: string, input: unknown) {
  const {
    project_id: projectId,
    inputs,
    files,
    agent,
    version,
    priority,
  } = parse(StartRun, input, "run");
  return {
    workflow: named(name),
    ...{ inputs, files, agent, version, priority, projectId },
    source: { kind: "person" as const, name: ctx.actor.name },
  };
}

const named = (name: string): string => parse(WorkflowName, name, "name");
