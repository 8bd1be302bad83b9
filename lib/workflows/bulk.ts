import type { Context } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { sourceOf } from "./begin";
import { copyRun } from "./run/copy";
import { summariesOf } from "./run/read";
import { retryFailed } from "./run/retry-failed";
import { cancelRun } from "./run/verbs";
import type { BulkRuns } from "./run-schema";
import type { BulkRunsWire } from "./shapes";

/**
 * Cancels several runs, retries what failed in them, or starts a copy of each: each by itself, in the order given. Returns those that
 * changed, of `copy` the new ones, and those that did not with the reason. Fails with the first reason if none changed.
 */
export async function changeRuns(
  ctx: Context,
  { action, runs, reason }: BulkRuns,
): Promise<BulkRunsWire> {
  const change = async (id: number): Promise<number> => {
    if (action === "cancel") return (await cancelRun(ctx, id, reason ?? undefined)).id;
    if (action === "retry") return (await retryFailed(ctx, id)).id;
    return (await copyRun(ctx, id, { source: sourceOf(ctx.actor) })).id;
  };
  const changed: number[] = [];
  const refused: { id: number; error: DomainError }[] = [];
  for (const id of new Set(runs)) {
    try {
      changed.push(await change(id));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      refused.push({ id, error });
    }
  }
  const [first] = refused;
  if (first && changed.length === 0) throw first.error;
  return {
    action,
    runs: await summariesOf(ctx, changed),
    refused: refused.map(({ id, error }) => ({
      id,
      code: error.code,
      message: error.message,
      fix: error.details.fix ?? null,
    })),
  };
}
