import { authorizeAgent } from "@/lib/agents/authorize";
import type { Actor } from "@/lib/core/actor";
import { toUnixSeconds } from "@/lib/core/clock";
import type { Context } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { record } from "@/lib/events/append";
import { findWorker, type WorkerRow } from "./row";
import type { OrderWorker } from "./schema";

/**
 * Tells a worker to pause, to drain (finish what it has, then end), to stop (hand back what it has, then end), or to run again. It hears
 * it within a moment. Fails with `not_found`, and with `conflict` for a process that takes no orders or has ended.
 */
export async function orderWorker(
  ctx: Context,
  id: number,
  { wanted, note, seconds }: OrderWorker,
): Promise<WorkerRow> {
  return ctx.transaction(async (tx) => {
    // Index: workers_pkey.
    await tx.db.$queryRaw`SELECT 1 FROM workers WHERE id = ${id} FOR UPDATE`;
    const before = await findWorker(tx.db, id);
    await authorizeAgent(tx, "worker.manage", before.agent);
    assertTakesOrders(before);
    assertMayOrder(tx.actor, before, wanted);
    const isUsual = wanted === "run";
    await tx.db.$executeRaw`
      UPDATE workers SET wanted = ${wanted}, wanted_note = ${isUsual ? null : note?.trim() || null}, wanted_by = ${tx.actor.name},
        wanted_at = clock_timestamp(),
        wanted_until = CASE WHEN ${isUsual}::boolean THEN NULL ELSE clock_timestamp() + ${seconds ?? null}::int * interval '1 second' END
      WHERE id = ${id}`;
    const after = await findWorker(tx.db, id);
    const { agent, host, pid } = after;
    await record(tx, {
      type: "worker.updated",
      agent,
      data: {
        worker: { id, host, pid },
        wanted,
        note: after.wanted_note,
        until: toUnixSeconds(after.wanted_until),
      },
    });
    return after;
  });
}

/**
 * An agent's key, whatever its scopes, takes back no order: neither by letting the worker run again, nor by one in its place that ends earlier
 * (decision 0229).
 */
function assertMayOrder(actor: Actor, { id, wanted, wanted_by }: WorkerRow, to: string): void {
  if (actor.kind !== "agent" || (wanted === "run" && to !== "run")) return;
  const why = `an agent key may not take back the order of worker ${id}`;
  throw new DomainError(
    "forbidden",
    `Access denied: ${why}${wanted_by === null ? "" : `, which ${wanted_by} gave`}.`,
    { fix: "ask a person or use an operator's key that belongs to no agent" },
  );
}

function assertTakesOrders({ id, agent, host, program, stopped_at }: WorkerRow): void {
  if (program === null) {
    throw new DomainError("conflict", `Worker ${id} of ${agent} on ${host} takes no orders`, {
      fix: "only what `mc worker` started does; stop this process where it runs",
    });
  }
  if (stopped_at !== null) {
    throw new DomainError("conflict", `Worker ${id} of ${agent} on ${host} has ended`, {
      fix: "list the workers again; start one with mc worker",
    });
  }
}
