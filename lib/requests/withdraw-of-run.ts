import type { TxContext } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { record } from "@/lib/events/append";
import type { RunOutcome } from "@/prisma/generated/enums";
import { requestEvent } from "./events";
import { dropDeadlines } from "./jobs";
import { REQUEST_JOINS, REQUEST_JSON, type RequestRow } from "./row";

/**
 * Withdraws what a run still asks, in the transaction that ends it. A question is not a result: a run that is to end as `succeeded` is
 * refused with `conflict` instead. Index: requests_open_of_run_idx.
 */
export async function withdrawRequestsOf(
  tx: TxContext,
  runId: number,
  result: { outcome: RunOutcome; error?: string | null },
): Promise<void> {
  const rows = await tx.db.$queryRaw<{ request: RequestRow }[]>`
    WITH q AS (
      UPDATE requests SET state = 'withdrawn', closed_by = ${tx.actor.name}, closed_at = clock_timestamp(),
        reason = ${result.error?.trim() || `The run ended: ${result.outcome}.`}
      WHERE run_id = ${runId} AND state = 'open' RETURNING *
    )
    SELECT ${REQUEST_JSON} AS request FROM q ${REQUEST_JOINS} ORDER BY q.id`;
  const [first] = rows;
  if (!first) return;
  if (result.outcome === "succeeded") throw asksStill(runId, first.request);
  await dropDeadlines(
    tx.db,
    rows.map(({ request }) => request.id),
  );
  await record(tx, ...rows.map(({ request }) => requestEvent("request.withdrawn", request)));
}

function asksStill(runId: number, { id, title }: RequestRow): DomainError {
  return new DomainError("conflict", `Run ${runId} waits for the answer to "${title}"`, {
    reason: "request_open",
    question_id: id,
    fix: `wait for the answer, or withdraw the question with POST /api/requests/${id}/withdraw and hand in then`,
  });
}
