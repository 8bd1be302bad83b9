import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";

export const GET = defineRoute({
  summary: "Whether the server and its database answer",
  role: "public",
  handle: async ({ ctx }) => {
    await ctx.db.$queryRaw`SELECT 1 AS one`;
    return ok({ status: "ok", db: "ok", ts: ctx.clock.now().toISOString() });
  },
});
