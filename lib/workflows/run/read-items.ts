import { toUnixSeconds } from "@/lib/core/clock";
import type { Context } from "@/lib/core/context";
import { Prisma } from "@/lib/core/database";
import { notFound } from "@/lib/core/errors";
import type { ItemsPage } from "@/lib/workflows/run-schema";
import type { WorkflowItemWire } from "@/lib/workflows/shapes";
import { type Compiled, compiledVersion } from "./compiled";
import { findReadableRun } from "./read";
import { agentOf, faceOf, type StageFound, stagesFound } from "./read-stages";
import type { RunRow } from "./rows";
import { stageStatus } from "./status";

/** A page of a stage's items or iterations, in order. Fails with `not_found` for an unknown run or stage. */
export async function listItems(
  ctx: Context,
  id: number,
  name: string,
  { limit, cursor }: ItemsPage,
): Promise<{ items: WorkflowItemWire[]; next: string | null }> {
  const run = await findReadableRun(ctx, id);
  const compiled = await compiledVersion(ctx.db, { versionId: run.version_id, hash: run.hash });
  if (!compiled.plan.has(name)) throw notFound(`Stage ${name}`);
  const from = cursor ?? -1;
  const found = await stagesFound(
    ctx.db,
    Prisma.sql`s.run_id = ${id} AND s.name = ${name} AND s.item_index > ${from} AND s.item_index <= ${from + limit + 1}`,
  );
  const items = found.slice(0, limit).map((row) => toItem(row, run, compiled));
  const last = items.at(-1);
  return { items, next: found.length > limit && last ? String(last.index) : null };
}

function toItem(row: StageFound, run: RunRow, compiled: Compiled): WorkflowItemWire {
  return {
    index: row.item_index ?? 0,
    status: stageStatus(faceOf(row, compiled), row.task),
    state: row.state,
    reason: row.reason,
    task_id: row.task_id,
    task_ref: row.task_ref,
    agent: agentOf(row, run, compiled.stage(row.name)),
    attempts: row.attempts,
    started_at: toUnixSeconds(row.activated_at),
    finished_at: toUnixSeconds(row.settled_at),
    cost_usd: row.cost_usd,
    ...(row.input === null ? {} : { input: row.input }),
    ...(row.output === null ? {} : { output: row.output }),
    ...(row.result === null ? {} : { result: row.result }),
    ...(row.error === null ? {} : { error: row.error }),
  };
}
