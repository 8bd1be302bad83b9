import { assertMaySteer } from "@/lib/auth/steering";
import type { Context } from "@/lib/core/context";
import { DomainError, notFound } from "@/lib/core/errors";
import { record } from "@/lib/events/append";
import { findMessage } from "./find";
import { MESSAGE_JSON, type MessageRow, messageEvent } from "./row";
import { openedBy, seenRun } from "./run";

/**
 * Takes a message back that was not delivered yet: once, whoever is first. Fails with `conflict` if the process that works on the run has
 * it already, or it was withdrawn. Index: run_messages_run_id_seq_key.
 */
export async function withdrawMessage(
  ctx: Context,
  { runId, seq }: { runId: number; seq: number },
): Promise<MessageRow> {
  return ctx.transaction(async (tx) => {
    const run = await seenRun(tx, runId);
    assertMaySteer(tx.actor, { projectId: run.project_id, openedBy: await openedBy(tx.db, run) });
    const [row] = await tx.db.$queryRaw<{ message: MessageRow }[]>`
      UPDATE run_messages m SET state = 'withdrawn', closed_by = ${tx.actor.name}, changed_at = clock_timestamp()
      WHERE m.run_id = ${runId} AND m.seq = ${seq} AND m.state = 'waiting' RETURNING ${MESSAGE_JSON} AS message`;
    if (!row) throw isClosed(await findMessage(tx.db, runId, seq));
    await record(tx, messageEvent("steering.withdrawn", row.message, run));
    return row.message;
  });
}

const PAST: Record<Exclude<MessageRow["state"], "waiting">, string> = {
  taken: "is with the process that works on the run",
  delivered: "was delivered",
  withdrawn: "was withdrawn",
  undelivered: "was not heard before the run ended",
};

/** Why a message can no longer be changed; `not_found` if there is none. */
export function isClosed(message: MessageRow | null): DomainError {
  if (!message) return notFound("Message");
  const { run_id, seq, state } = message;
  const how = state === "waiting" ? "was changed meanwhile" : PAST[state];
  return new DomainError("conflict", `Message ${seq} to run ${run_id} ${how}`, {
    reason: state === "waiting" ? "message_changed" : "message_closed",
    seq,
    state,
    fix:
      state === "waiting"
        ? "read the messages again and send the new version"
        : "say it in a new message",
  });
}
