import { z } from "zod";
import { defineRoute } from "@/lib/api/route";
import { reserveDatabase } from "@/lib/core/database";
import { ok } from "@/lib/http/respond";

const HealthResponse = z.strictObject({
  status: z.literal("ok"),
  db: z.literal("ok"),
  ts: z.iso.datetime(),
});

export const GET = defineRoute({
  id: "health.read",
  summary: "Whether the server and its database answer",
  role: "public",
  response: HealthResponse,
  handle: async ({ ctx }) => {
    await reserveDatabase().$queryRaw`SELECT 1 AS one`;
    return ok({ status: "ok", db: "ok", ts: ctx.clock.now().toISOString() });
  },
});
