import { readHealth } from "@/lib/api/health";
import { authenticate, defineRoute } from "@/lib/api/route";
import { createContext } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { ok } from "@/lib/http/respond";
import { probeResult } from "@/lib/mission-control/probe";
import { dashboard, overview, StatusQuery, StatusResponse } from "@/lib/mission-control/status";

export const GET = defineRoute({
  id: "status.read",
  summary:
    "The server's state as existing clients read it: health needs no key, overview and dashboard do",
  role: "public",
  query: StatusQuery,
  response: StatusResponse,
  handle: async ({ ctx, query: { action }, request }) => {
    if (action === "health") {
      const health = await readHealth(ctx.clock.now());
      return ok(await probeResult(health), { status: health.status === "unavailable" ? 503 : 200 });
    }
    const actor = await authenticate(request);
    if (actor === null) {
      throw new DomainError("unauthenticated", "Authentication required", {
        fix: "send Authorization: Bearer KEY or x-api-key: KEY, or ask for action=health",
      });
    }
    const known = createContext(actor);
    return ok(action === "dashboard" ? await dashboard(known) : await overview(known));
  },
});
