import { z } from "zod";
import { Seconds, TextOrNull } from "@/lib/core/shapes";

/** What an activity says beside its event, in the words and shapes of Mission Control. */
export const ACTIVITY_FIELDS = {
  /** The kind of object it is about. */
  entity_type: z.string(),
  entity_id: z.int().nullable(),
  /** One sentence without the actor. */
  description: z.string(),
  /** Unix seconds. */
  created_at: Seconds,
  workspace_id: z.literal(1),
  /** The object as the event has it; null if the event only names it. */
  entity: z
    .strictObject({
      type: z.string(),
      id: z.int().nullable(),
      name: z.string().optional(),
      title: z.string().optional(),
      status: z.string().optional(),
    })
    .nullable(),
};

/** The sums of `stats`, over the newest 20,000 events at most. */
export const ActivityStatsShape = z
  .strictObject({
    timeframe: z.string(),
    activityByType: z.array(z.strictObject({ type: z.string(), count: z.int() })),
    topActors: z.array(z.strictObject({ actor: z.string(), activity_count: z.int() })),
    timeline: z.array(z.strictObject({ timestamp: Seconds, count: z.int(), hour: z.string() })),
  })
  .meta({ id: "ActivityStats" });
export type ActivityStats = z.output<typeof ActivityStatsShape>;

export const AuditResponse = z.strictObject({
  events: z.array(
    z
      .strictObject({
        id: z.int(),
        /** The event's type, with an underscore for the dot: `auth_signed_in`. */
        action: z.string(),
        actor: z.string(),
        actor_id: z.null(),
        target_type: TextOrNull,
        target_id: z.int().nullable(),
        detail: z.record(z.string(), z.unknown()),
        ip_address: TextOrNull,
        user_agent: z.null(),
        created_at: Seconds,
      })
      .meta({
        id: "AuditEntry",
        description: "A security-relevant event, as an entry of an audit log.",
      }),
  ),
  /** Counted up to 200. */
  total: z.int(),
  limit: z.int(),
  offset: z.int(),
});
export type AuditEntry = z.output<typeof AuditResponse>["events"][number];
