import { z } from "zod";
import type { Context } from "@/lib/core/context";
import { logger } from "@/lib/core/logger";
import { EPHEMERAL_TYPES, type EphemeralType, EVENTS } from "./types";

/** The channel for ephemeral events, which are not stored. */
export const NOTICES_CHANNEL = "baton_notices";

/** PostgreSQL's limit is just under 8,000 bytes. The time is added to what is measured here. */
const MAX_BYTES = 7_900;

export interface NewNotice {
  type: EphemeralType;
  /** Few and short values. */
  data: Record<string, unknown>;
  projectId: number | null;
  taskId: number | null;
  agent: string | null;
  runId: number | null;
}

const NoticeShape = z.object({
  type: z.enum(EPHEMERAL_TYPES),
  version: z.int(),
  data: z.record(z.string(), z.unknown()),
  actor: z.object({ name: z.string(), kind: z.string() }),
  project_id: z.int().nullable(),
  task_id: z.int().nullable(),
  agent: z.string().nullable(),
  run_id: z.int().nullable(),
  timestamp: z.int(),
});
/** An ephemeral event as readers get it: like any other, but without an id. */
export type NoticeWire = z.output<typeof NoticeShape>;

/**
 * Sends an ephemeral event to whoever listens at this moment, in any process; nothing is stored for those who do not.
 * Call it outside a transaction, because commits that notify are serialised
 * (docs/decisions/0003-notify-after-commit.md).
 */
export async function sendNotices(ctx: Context, notices: NewNotice[]): Promise<void> {
  const payloads = notices.map((notice) => ({
    type: notice.type,
    version: EVENTS[notice.type].version,
    data: notice.data,
    actor: { name: ctx.actor.name, kind: ctx.actor.kind },
    project_id: notice.projectId,
    task_id: notice.taskId,
    agent: notice.agent,
    run_id: notice.runId,
  }));
  const small = payloads.filter(
    (payload) => Buffer.byteLength(JSON.stringify(payload)) < MAX_BYTES,
  );
  if (small.length < payloads.length) logger.warn("an ephemeral event is too large to be told");
  await ctx.db.$executeRaw`
    SELECT pg_notify(${NOTICES_CHANNEL}, jsonb_set(notice, '{timestamp}', to_jsonb(floor(extract(epoch FROM clock_timestamp()) * 1000)))::text)
    FROM jsonb_array_elements(${JSON.stringify(small)}::jsonb) AS notice`;
}

/** Parses a notice received on the channel; null for anything else. */
export function parseNotice(payload: string | undefined): NoticeWire | null {
  try {
    return NoticeShape.parse(JSON.parse(payload ?? ""));
  } catch (error) {
    logger.debug({ err: (error as Error).message }, "not an ephemeral event");
    return null;
  }
}
