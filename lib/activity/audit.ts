import { z } from "zod";
import { authorize } from "@/lib/auth/permissions";
import type { Context } from "@/lib/core/context";
import { numberParam, PageOffset, singleLine } from "@/lib/core/fields";
import { AUDIT_CATEGORIES } from "@/lib/events/replay";
import { ListActivities } from "@/lib/events/schema";
import type { EventRow } from "@/lib/events/types";
import { parse } from "@/lib/http/validate";
import { countActivities, listActivities } from "./list";

export const ListAudit = z.strictObject({
  /** An event's type, with a dot or an underscore between its parts. */
  action: z.string().max(100).optional(),
  actor: singleLine(200).optional(),
  limit: numberParam(1, 10_000).default(200),
  offset: PageOffset,
  since: z.string().optional(),
  until: z.string().optional(),
});

/** The security-relevant events: users, keys, sign-ins, settings and webhooks, newest first, 200 at most. For admins. */
export async function listAudit(
  ctx: Context,
  query: z.output<typeof ListAudit>,
): Promise<{ events: EventRow[]; total: number; limit: number; offset: number }> {
  authorize(ctx.actor, "user.manage");
  const { action, limit, offset = 0, ...rest } = query;
  const given = {
    ...rest,
    limit: String(limit),
    offset: String(offset),
    ...(action === undefined
      ? { types: AUDIT_CATEGORIES.join(",") }
      : { type: FORMER_ACTIONS[action] ?? action }),
  };
  const asked = parse(ListActivities, given, "query");
  const { events } = await listActivities(ctx, asked);
  return { events, total: await countActivities(ctx, asked), limit: asked.limit, offset };
}

/** What existing clients call the actions that have another name here. */
const FORMER_ACTIONS: Record<string, string> = {
  login: "auth.signed_in",
  login_failed: "auth.sign_in_failed",
  user_created: "auth.user_created",
  user_updated: "auth.user_updated",
};
