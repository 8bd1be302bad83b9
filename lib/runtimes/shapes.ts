import { z } from "zod";
import { MODES, SETTABLE } from "./settings";
import { TIERS } from "./tiers";

/** What answers about runtimes look like, for the API description and for tests that hold answers against it. */
const textOrNull = z.string().nullable();

const RuntimeShape = z.strictObject({
  name: z.enum(SETTABLE),
  configured: z.boolean(),
  reason: textOrNull,
  base_url: z.string(),
  base_url_source: z.enum(["setting", "environment", "default"]),
  api_key_set: z.boolean(),
  api_key_source: z.enum(["setting", "environment"]).nullable(),
  api_key_hint: textOrNull,
  options: z.strictObject({ mode: z.enum(MODES) }),
  capabilities: z.record(z.string(), z.boolean()),
  health: z.strictObject({
    ok: z.boolean(),
    reason: textOrNull,
    /** Settings that were refused, or a runtime that is out of reach for now. */
    cause: z.enum(["configuration", "outage"]).nullable(),
    retry_at: z.int().nullable(),
  }),
  agents: z.int(),
  waiting: z.int(),
});

const TiersShape = z.looseObject({
  complex: textOrNull,
  routine: textOrNull,
  default: textOrNull,
  stored: z.record(z.string(), z.unknown()),
  by_runtime: z.record(z.string(), z.record(z.enum(TIERS), textOrNull)),
});

export const RuntimesResponse = z.object({
  runtimes: z.array(RuntimeShape),
  tiers: TiersShape,
});
export const RuntimeResponse = z.object({ runtime: RuntimeShape });
export const TiersResponse = z.object({ tiers: TiersShape });

export const TestedResponse = z.strictObject({
  ok: z.boolean(),
  version: textOrNull,
  models: z.array(z.string()),
  agents: z.array(
    z.object({ id: z.string(), name: z.string(), model: textOrNull, baton_agent: textOrNull }),
  ),
  latency_ms: z.int(),
  error_class: textOrNull,
  reason: textOrNull,
  fix: textOrNull,
});
