import { defineRoute } from "@/lib/api/route";
import { reserveDatabase } from "@/lib/core/database";
import { ok } from "@/lib/http/respond";

export const GET = defineRoute({
  summary: "Whether the server and its database answer",
  role: "public",
  handle: async ({ ctx }) => {
    await reserveDatabase().$queryRaw`SELECT 1 AS one`;
    return ok({ status: "ok", db: "ok", ts: ctx.clock.now().toISOString() });
  },
});
