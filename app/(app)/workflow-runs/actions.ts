"use server";

import { z } from "zod";
import { type ActionResult, act } from "@/lib/api/action";
import { RowId } from "@/lib/core/fields";
import { parse } from "@/lib/http/validate";
import { changeRuns } from "@/lib/workflows/bulk";
import { copyRun } from "@/lib/workflows/run/copy";
import { dryRun } from "@/lib/workflows/run/dry-run";
import { readRun } from "@/lib/workflows/run/read";
import { cancelRun, retryRun, skipStage } from "@/lib/workflows/run/verbs";
import { BulkRuns, RetryRun, RunInputs, SkipStage } from "@/lib/workflows/run-schema";
import type { BulkRunsWire, DryRunWire } from "@/lib/workflows/shapes";

/** Cancels a run and stops whatever of it runs. */
export async function cancelWorkflowRunAction(id: number): Promise<ActionResult<null>> {
  return act(async (ctx) => {
    await cancelRun(ctx, ref(id));
    return null;
  });
}

/** Cancels several runs, retries what failed in them, or starts a copy of each. */
export async function changeWorkflowRunsAction(
  action: BulkRuns["action"],
  runs: number[],
): Promise<ActionResult<BulkRunsWire>> {
  return act((ctx) => changeRuns(ctx, parse(BulkRuns, { action, runs }, "call")));
}

/** Tries a stage of a run again, with all that comes after it. Returns the run's id. */
export async function retryStageAction(
  id: number,
  body: { stage: string; inputs: Record<string, unknown> },
): Promise<ActionResult<number>> {
  return act(async (ctx) => {
    await retryRun(ctx, ref(id), parse(RetryRun, body, "call"));
    return id;
  });
}

/** Goes on without a stage. */
export async function skipStageAction(id: number, stage: string): Promise<ActionResult<null>> {
  return act(async (ctx) => {
    await skipStage(ctx, ref(id), parse(SkipStage, { stage }, "call").stage);
    return null;
  });
}

const CopyBody = z.strictObject({
  inputs: RunInputs.optional(),
  from: z.string().max(64).nullish(),
});

/** Starts a copy of a run, from its beginning or from a stage. Returns the new run's id. */
export async function copyRunAction(
  id: number,
  body: { inputs?: Record<string, unknown>; from?: string | null },
): Promise<ActionResult<number>> {
  return act(async (ctx) => {
    const { inputs, from } = parse(CopyBody, body, "call");
    const run = await copyRun(ctx, ref(id), { inputs, from: from ?? undefined, source: BY_HAND });
    return run.id;
  });
}

/** What a run like this one costs at past averages, and how long it takes. */
export async function estimateRunAction(
  id: number,
): Promise<ActionResult<Pick<DryRunWire, "cost_usd" | "seconds">>> {
  return act(async (ctx) => {
    const { workflow, version, inputs, project_id } = await readRun(ctx, ref(id));
    const { cost_usd, seconds } = await dryRun(ctx, {
      workflow,
      version,
      inputs,
      projectId: project_id,
      source: BY_HAND,
    });
    return { cost_usd, seconds };
  });
}

const BY_HAND = { kind: "person" } as const;
const ref = (id: number) => parse(RowId, id, "id");
