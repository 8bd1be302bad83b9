import { z } from "zod";
import { anyOf, MAX_INT, numberParam, PageLimit, Words } from "@/lib/core/fields";

export const RUN_OUTCOMES = [
  "succeeded",
  "failed",
  "timed_out",
  "cancelled",
  "refused",
  "lost",
] as const;
export const RUN_TRIGGERS = ["claim", "dispatch", "direct", "review"] as const;

/** `outcome=open` means: not finished. `before` goes on where a page ended. */
export const ListRuns = z.strictObject({
  agent: Words.optional(),
  outcome: anyOf([...RUN_OUTCOMES, "open"]).optional(),
  trigger: anyOf(RUN_TRIGGERS).optional(),
  limit: PageLimit,
  before: numberParam(1, MAX_INT).optional(),
});
export type ListRuns = z.output<typeof ListRuns>;

export const RunStatistics = z.strictObject({
  agent: Words.optional(),
  days: numberParam(1, 365).default(30),
});
export type RunStatistics = z.output<typeof RunStatistics>;
