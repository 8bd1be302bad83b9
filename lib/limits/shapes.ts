import { z } from "zod";
import { PLACES } from "./rules";
import { LIMIT_NAMES, RunLimits } from "./schema";

const limit = {
  name: z.enum(LIMIT_NAMES),
  limit: z.number(),
  /** Where it is set: the narrowest place that says something. */
  from: z.enum(PLACES),
};

/** A limit of a run with what the run has come to; null if that is not known. */
export const RunLimitShape = z
  .strictObject({ ...limit, figure: z.number().nullable() })
  .meta({ id: "RunLimit", description: "What a run may come to before it is stopped." });
export type RunLimitWire = z.output<typeof RunLimitShape>;

export const TripShape = z
  .strictObject({ ...limit, figure: z.number(), message: z.string() })
  .meta({ id: "ReachedLimit", description: "The limit at which a run was stopped." });

/** What is set in one place, and what counts there. */
export const LimitsResponse = z.strictObject({
  limits: RunLimits,
  effective: z.array(
    z.strictObject({
      name: z.enum([...LIMIT_NAMES, "unchanged_results"]),
      limit: z.number(),
      from: z.enum(PLACES),
    }),
  ),
});
