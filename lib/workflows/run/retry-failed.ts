import type { Context } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { compiledVersion } from "./compiled";
import { findReadableRun } from "./read";
import { type RunRow, stagesOf } from "./rows";
import { retryRun } from "./verbs";

/**
 * Retries a run from each stage whose failure stopped it or holds it up, as `retryRun` does; a failure that the definition passes over stays.
 * Fails with `conflict` where there is none.
 */
export async function retryFailed(ctx: Context, id: number): Promise<RunRow> {
  const seen = await findReadableRun(ctx, id);
  return ctx.transaction(async (tx) => {
    const { plan } = await compiledVersion(tx.db, { versionId: seen.version_id, hash: seen.hash });
    const failed = async () =>
      (await stagesOf(tx.db, id)).filter(
        ({ name, state }) =>
          state === "failed" && ["block", "fail_run"].includes(plan.stage(name).onFailure),
      );
    let run: RunRow | null = null;
    for (const { name } of await failed()) {
      // What came after another that failed has begun anew with it.
      if ((await failed()).some((still) => still.name === name))
        run = await retryRun(tx, id, { stage: name });
    }
    if (run) return run;
    throw new DomainError("conflict", `No stage of run ${id} failed`, {
      reason: "nothing_failed",
      fix: "start a copy of it instead",
    });
  });
}
