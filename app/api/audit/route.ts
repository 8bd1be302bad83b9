import { ListAudit, listAudit } from "@/lib/activity/audit";
import { AuditResponse } from "@/lib/activity/shapes";
import { auditToWire } from "@/lib/activity/wire";
import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";

export const GET = defineRoute({
  id: "audit.list",
  summary: "List who changed users, keys, settings and webhooks, and who signed in, newest first",
  role: "admin",
  query: ListAudit,
  response: AuditResponse,
  handle: async ({ ctx, query }) => {
    const { events, ...page } = await listAudit(ctx, query);
    return ok({ events: events.map(auditToWire), ...page });
  },
});
