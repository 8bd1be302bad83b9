import { z } from "zod";
import { SecondsOrNull, TextOrNull } from "@/lib/core/shapes";
import { MODES, SETTABLE } from "./settings";

/** The API's responses about runtimes. The wire types are derived from these; add a field here first. */

const RuntimeShape = z
  .strictObject({
    name: z.enum(SETTABLE),
    configured: z.boolean(),
    reason: TextOrNull,
    base_url: z.string(),
    base_url_source: z.enum(["setting", "environment", "default"]),
    api_key_set: z.boolean(),
    api_key_source: z.enum(["setting", "environment"]).nullable(),
    api_key_hint: TextOrNull,
    options: z.strictObject({ mode: z.enum(MODES), approvals: z.boolean() }),
    capabilities: z.record(z.string(), z.boolean()),
    health: z.strictObject({
      ok: z.boolean(),
      reason: TextOrNull,
      /** Refused settings, or a runtime that is temporarily unreachable. */
      cause: z.enum(["configuration", "outage"]).nullable(),
      retry_at: SecondsOrNull,
    }),
    agents: z.int(),
    waiting: z.int(),
  })
  .meta({
    id: "Runtime",
    description: "A runtime: how it is set up, without its key, and how it does.",
  });
export type RuntimeWire = z.output<typeof RuntimeShape>;

const TierModels = z.strictObject({
  complex: TextOrNull,
  routine: TextOrNull,
  default: TextOrNull,
});
const byRuntime = z.strictObject({
  anthropic: TierModels,
  openai: TierModels,
  openclaw: TierModels,
});
const StoredModels = TierModels.partial();

const TiersShape = z
  .strictObject({
    ...TierModels.shape,
    /** The stored values; the others come from the environment. */
    stored: StoredModels.extend({
      anthropic: StoredModels.optional(),
      openai: StoredModels.optional(),
      openclaw: StoredModels.optional(),
      worker: StoredModels.optional(),
    }),
    by_runtime: byRuntime,
    /** The values that apply without a setting. */
    fallback: TierModels.extend({ by_runtime: byRuntime }),
  })
  .meta({ id: "Tiers", description: "The models of the tiers: for all runtimes, and for each." });
export type TiersWire = z.output<typeof TiersShape>;

export const RuntimesResponse = z.strictObject({
  runtimes: z.array(RuntimeShape),
  tiers: TiersShape,
});
export type RuntimesWire = z.output<typeof RuntimesResponse>;
export const RuntimeResponse = z.strictObject({ runtime: RuntimeShape });
export const TiersResponse = z.strictObject({ tiers: TiersShape });

export const TestedResponse = z.strictObject({
  ok: z.boolean(),
  version: TextOrNull,
  models: z.array(z.string()),
  agents: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      model: TextOrNull,
      baton_agent: TextOrNull,
    }),
  ),
  latency_ms: z.int(),
  error_class: TextOrNull,
  reason: TextOrNull,
  fix: TextOrNull,
});
