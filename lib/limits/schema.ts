import { z } from "zod";
import { MAX_INT } from "@/lib/core/fields";

/** What a run may come to, in the order in which it is looked at. */
export const LIMIT_NAMES = [
  "tokens",
  "cost_usd",
  "turns",
  "seconds",
  "silence_seconds",
  "repeated_calls",
  "empty_results",
] as const;
export type LimitName = (typeof LIMIT_NAMES)[number];

const whole = (least: number, rule: string) => z.int().min(least, rule).max(MAX_INT).nullable();
const LONGEST_SECONDS = 30 * 24 * 60 * 60;
const seconds = z
  .int()
  .min(60, "must be at least 60 seconds")
  .max(LONGEST_SECONDS, "must be at most 30 days")
  .nullable();

/** The limits that a project, an agent or a task sets itself: null for none, and what is absent is as in the next wider place. */
export const RunLimits = z
  .strictObject({
    /** Read and written together. */
    tokens: whole(1, "must be at least 1"),
    cost_usd: z.number().positive("must be more than 0").max(1_000_000).nullable(),
    turns: whole(1, "must be at least 1"),
    /** From its beginning, without the time in which it waited for people. */
    seconds,
    /** Without anything that it says or does. */
    silence_seconds: seconds,
    /** The same call of a tool with the same arguments, without a changed file in between. */
    repeated_calls: whole(2, "must be at least 2"),
    /** In a row, of one task. */
    empty_results: whole(1, "must be at least 1"),
    /** In a row, of one agent, which is paused then. */
    unchanged_results: whole(2, "must be at least 2"),
  })
  .partial();
export type RunLimits = z.output<typeof RunLimits>;

export const SetLimits = z.strictObject({ limits: RunLimits });
