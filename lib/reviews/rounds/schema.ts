import { z } from "zod";
import { MAX_INT, numberParam } from "@/lib/core/fields";
import { TaskPath } from "@/lib/tasks/schema";

const RoundNumber = z.union([z.literal("latest"), numberParam(1, MAX_INT)]);
export type RoundNumber = z.output<typeof RoundNumber>;

export const RoundPath = TaskPath.extend({ number: RoundNumber });
export const ReadRound = z.strictObject({
  /** The round to compare with, in place of the last one that the caller judged. */
  since: numberParam(1, MAX_INT).optional(),
});
export type ReadRound = z.output<typeof ReadRound>;

export const CommentPath = TaskPath.extend({ comment_id: numberParam(1, MAX_INT) });
export const DraftPath = TaskPath.extend({ draft_id: numberParam(1, MAX_INT) });

export const Nothing = z.strictObject({});
