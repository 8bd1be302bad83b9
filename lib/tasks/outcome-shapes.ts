import { z } from "zod";
import { Seconds } from "@/lib/core/shapes";

const counts = {
  success: z.int(),
  failed: z.int(),
  partial: z.int(),
  abandoned: z.int(),
  unknown: z.int(),
};
const Counts = z.strictObject({
  ...counts,
  total: z.int(),
  /** Of those whose outcome is known; null when there are none. */
  success_rate: z.number().nullable(),
});
export type OutcomeCounts = z.output<typeof Counts>;

export const OutcomesResponse = z.strictObject({
  timeframe: z.enum(["day", "week", "month", "all"]),
  summary: z.strictObject({
    total_done: z.int(),
    with_outcome: z.int(),
    by_outcome: z.strictObject(counts),
    avg_retry_count: z.number(),
    avg_time_to_resolution_seconds: z.int().nullable(),
    success_rate: z.number().nullable(),
  }),
  by_agent: z.record(z.string(), Counts),
  by_priority: z.record(z.string(), Counts),
  common_errors: z.array(z.strictObject({ error_message: z.string(), count: z.int() })),
  record_count: z.int(),
});
export type OutcomesWire = z.output<typeof OutcomesResponse>;

const Window = z.strictObject({
  label: z.string(),
  start: Seconds,
  end: Seconds,
  sample_size: z.int(),
  latency_seconds: z.strictObject({
    p50: z.number().nullable(),
    p95: z.number().nullable(),
    avg: z.number().nullable(),
  }),
  interventions: z.strictObject({ count: z.int(), rate: z.number().nullable() }),
});
export const RegressionResponse = z.strictObject({
  metric_definitions: z.record(z.string(), z.string()),
  params: z.strictObject({ beta_start: Seconds, lookback_seconds: z.int() }),
  windows: z.strictObject({ baseline: Window, post: Window }),
  deltas: z.strictObject({
    latency_p95_seconds: z.number().nullable(),
    intervention_rate: z.number().nullable(),
  }),
});
export type RegressionWire = z.output<typeof RegressionResponse>;

export const OutcomesQuery = z.strictObject({
  timeframe: z.enum(["day", "week", "month", "all"]).default("all"),
});

/** Unix seconds, or an ISO time. */
const Moment = z.string().transform((value, ctx) => {
  const date = /^\d{1,10}$/.test(value) ? new Date(Number(value) * 1000) : new Date(value);
  const year = date.getUTCFullYear();
  if (year >= 1970 && year <= 2100) return date;
  ctx.addIssue({
    code: "custom",
    message: "must be Unix seconds or an ISO time between 1970 and 2100",
  });
  return z.NEVER;
});
export const RegressionQuery = z.strictObject({
  beta_start: Moment,
  lookback_seconds: z
    .string()
    .regex(/^\d{1,7}$/, "must be a whole number from 60 to 2592000")
    .transform(Number)
    .refine((value) => value >= 60 && value <= 2_592_000, "must be from 60 to 2592000")
    .default(604_800),
});
