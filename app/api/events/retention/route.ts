import { defineRoute } from "@/lib/api/route";
import { retentionToWire, setRetentionDays } from "@/lib/events/retention";
import { RetentionResponse, UpdateRetention } from "@/lib/events/schema";
import { ok } from "@/lib/http/respond";

export const GET = defineRoute({
  id: "events.retention",
  summary: "Say for how many days events are kept",
  response: RetentionResponse,
  handle: async ({ ctx }) => ok(await retentionToWire(ctx.db)),
});

export const PUT = defineRoute({
  id: "events.set_retention",
  summary: "Set for how many days events are kept",
  response: RetentionResponse,
  role: "admin",
  body: UpdateRetention,
  handle: async ({ ctx, body }) => {
    await setRetentionDays(ctx, body.retention_days);
    return ok(await retentionToWire(ctx.db));
  },
});
