import { HealthResponse, readHealth } from "@/lib/api/health";
import { authenticate, defineRoute } from "@/lib/api/route";
import { hasRole } from "@/lib/core/actor";
import { startedEventHub } from "@/lib/events/hub";
import { ok } from "@/lib/http/respond";

export const GET = defineRoute({
  id: "health.read",
  summary:
    "Whether the server, its database, its jobs and its event stream are well; 503 when it is of no use",
  role: "public",
  response: HealthResponse,
  handle: async ({ ctx, request }) => {
    const health = await readHealth(ctx.clock.now());
    const status = health.status === "unavailable" ? 503 : 200;
    if (status === 503 || !health.stream_lag_s) return ok(health, { status });
    const blocker = (await isAdmin(request)) ? await startedEventHub()?.blocker() : null;
    return ok({ ...health, ...(blocker ? { stream_blocked_by: blocker } : {}) });
  },
});

/** Credentials are optional here, so wrong ones count as none. */
async function isAdmin(request: Request): Promise<boolean> {
  const actor = await authenticate(request).catch(() => null);
  return actor !== null && hasRole(actor, "admin");
}
