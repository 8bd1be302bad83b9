import { z } from "zod";

/** Begins turns of an agent that Baton calls (`lib/turns/begin.ts`); prisma/sql/dispatch.sql queues it as well. */
export const BEGIN_TURNS = { name: "beginTurns", payload: z.strictObject({ agent: z.string() }) };
