import { projectLimitOf } from "@/lib/core/actor";
import type { Context, TxContext } from "@/lib/core/context";
import type { Queryable } from "@/lib/core/database";
import { DomainError, notFound } from "@/lib/core/errors";
import { lockRun } from "@/lib/requests/run.sql";
import { findRunHead } from "@/lib/runs/queries";
import type { RunRow } from "@/lib/runs/wire";

/** A run that the key may see, without its texts. Fails with `not_found`. */
export async function seenRun(ctx: Context, runId: number): Promise<RunRow> {
  const run = await findRunHead(ctx.db, runId);
  const limit = projectLimitOf(ctx.actor);
  if (!run || (limit !== null && run.project_id !== limit)) throw notFound("Run");
  return run;
}

/** Locks an open run, so that it does not end while its messages change. Fails with `stale_run` if it has. */
export async function lockOpenRun(tx: TxContext, { id, agent }: RunRow): Promise<RunRow> {
  const row = await lockRun(tx.db, id);
  if (row?.outcome === null) return { ...row, worker: null };
  throw new DomainError("stale_run", `Run ${id} of ${agent} is over`, {
    run_id: id,
    fix: "write a comment on its task, or say it to the next run",
  });
}

/** The agent whose run opened this one; null if a person, a general key or Baton did. Index: runs_pkey. */
export async function openedBy(
  db: Queryable,
  { parent_run_id }: Pick<RunRow, "parent_run_id">,
): Promise<string | null> {
  if (parent_run_id === null) return null;
  const [parent] = await db.$queryRaw<{ agent: string }[]>`
    SELECT agent FROM runs WHERE id = ${parent_run_id}`;
  return parent?.agent ?? null;
}
