import type { Queryable } from "@/lib/core/database";
import type { RequestState } from "@/prisma/generated/enums";
import { REQUEST_JOINS, REQUEST_JSON, type RequestRow } from "./row";
import type { Answer } from "./rules";

/** How a request is closed. */
export interface Closing {
  state: Exclude<RequestState, "open">;
  answer: Answer | null;
  by: string;
  reason: string | null;
  /** The standing answer that was made with it. */
  standingAnswerId: number | null;
}

/** Closes a request if it is open: of several at once, one gets it, and the others null. Index: requests_pkey. */
export async function closeRequest(
  db: Queryable,
  id: number,
  how: Closing,
): Promise<RequestRow | null> {
  const [row] = await db.$queryRaw<{ request: RequestRow }[]>`
    WITH q AS (
      UPDATE requests SET state = ${how.state}::request_state, answer_option = ${how.answer?.option ?? null},
        answer_text = ${how.answer?.text ?? null}, closed_by = ${how.by}, reason = ${how.reason},
        standing_answer_id = ${how.standingAnswerId}::int, closed_at = clock_timestamp()
      WHERE id = ${id} AND state = 'open' RETURNING *
    )
    SELECT ${REQUEST_JSON} AS request FROM q ${REQUEST_JOINS}`;
  return row?.request ?? null;
}
