import { z } from "zod";
import { RUNTIMES } from "@/lib/agents/schema";
import { AgentShape } from "@/lib/agents/shapes";
import { Seconds, TextOrNull, UsdOrNull } from "@/lib/core/shapes";
import { PERMISSION_MODES } from "./schema";

/** What the API answers about profiles. */

export const ProfileShape = z
  .strictObject({
    id: z.int(),
    name: z.string(),
    /** Null for every project. */
    project_id: z.int().nullable(),
    description: TextOrNull,
    role: TextOrNull,
    runtime: z.enum(RUNTIMES),
    model: TextOrNull,
    max_turns: z.int().nullable(),
    timeout_seconds: z.int().nullable(),
    allowed_tools: z.array(z.string()).nullable(),
    permission_mode: z.enum(PERMISSION_MODES).nullable(),
    budget_usd: UsdOrNull,
    daily_budget_usd: UsdOrNull,
    workshop_tools: z.boolean(),
    work_types: z.array(z.string()),
    max_capacity: z.int(),
    /** How many agents are made from it. */
    agents: z.int(),
    version: z.int(),
    created_by: z.string(),
    created_at: Seconds,
    updated_at: Seconds,
  })
  .meta({ id: "Profile", description: "A way to work, from which agents are made." });
export type ProfileWire = z.output<typeof ProfileShape>;

export const ProfileResponse = z.strictObject({ profile: ProfileShape });
export const ProfileListResponse = z.strictObject({ profiles: z.array(ProfileShape) });
export const RemovedProfileResponse = z.strictObject({ ok: z.literal(true) });
/** `created` is false for one that was there and is renewed. */
export const MadeAgentResponse = z.strictObject({ agent: AgentShape, created: z.boolean() });
export const ProfileAgentsResponse = z.strictObject({
  profile: ProfileShape,
  agents: z.array(z.strictObject({ id: z.int(), name: z.string(), runtime: z.enum(RUNTIMES) })),
  /** Another one whenever the profile or the list is another. */
  version: z.string(),
});
