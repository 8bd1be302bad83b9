import { z } from "zod";

/** Begins turns of an agent that Baton calls (`lib/turns/begin.ts`); prisma/sql/dispatch.sql queues it as well. */
export const BEGIN_TURNS = { name: "beginTurns", payload: z.strictObject({ agent: z.string() }) };

/** Picks what the judge of a contest picked (`lib/turns/judge-contest.ts`); the end of its turn queues it. */
export const SETTLE_CONTEST = {
  name: "settleContest",
  payload: z.strictObject({ runId: z.int() }),
};
