import { z } from "zod";
import { authorize } from "@/lib/auth/permissions";
import type { Context } from "@/lib/core/context";

/** A server process of this installation, as it last reported itself. */
export const ServerShape = z.strictObject({
  id: z.int(),
  host: z.string(),
  pid: z.int(),
  role: z.enum(["all", "web", "jobs"]),
  version: z.string(),
  /** Unix seconds. */
  started_at: z.int(),
  /** Unix seconds; every server reports once a minute. */
  last_seen_at: z.int(),
  /** It has not reported for three minutes: it died, or does not reach the database. */
  is_silent: z.boolean(),
  /** Milliseconds; positive when its clock is ahead of the database's. */
  clock_offset_ms: z.int(),
});
export type ServerWire = z.output<typeof ServerShape>;
export const ServersResponse = z.strictObject({ servers: z.array(ServerShape) });

const SILENT_AFTER_MINUTES = 3;

/**
 * The servers that run, and those that stopped without saying so within a week, the newest first. Index: none; there is
 * a row for each server.
 */
export async function listServers(ctx: Context): Promise<ServerWire[]> {
  authorize(ctx.actor, "settings.read");
  return ctx.db.$queryRaw<ServerWire[]>`
    SELECT id, host, pid, role, version, clock_offset_ms,
           extract(epoch FROM started_at)::int AS started_at,
           extract(epoch FROM last_seen_at)::int AS last_seen_at,
           last_seen_at < clock_timestamp() - ${SILENT_AFTER_MINUTES}::int * interval '1 minute' AS is_silent
    FROM instances ORDER BY id DESC`;
}
