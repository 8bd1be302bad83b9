import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { listRuntimes, readTiers } from "@/lib/runtimes/list";
import { RuntimesResponse } from "@/lib/runtimes/shapes";
import { runtimeToWire, tiersToWire } from "@/lib/runtimes/wire";

export const GET = defineRoute({
  summary: "List the runtimes, how they are set up and how they do, and the models of the tiers",
  role: "operator",
  response: RuntimesResponse,
  handle: async ({ ctx }) => {
    const [runtimes, tiers] = await Promise.all([listRuntimes(ctx), readTiers(ctx)]);
    return ok({ runtimes: runtimes.map(runtimeToWire), tiers: tiersToWire(tiers) });
  },
});
