import type { Context } from "@/lib/core/context";
import { listRuntimes, readTiers } from "./list";
import type { RuntimesWire } from "./shapes";
import { runtimeToWire, tiersToWire } from "./wire";

/** The response of `GET /api/runtimes`, also used for a page's first paint. */
export async function readRuntimes(ctx: Context): Promise<RuntimesWire> {
  const [runtimes, tiers] = await Promise.all([listRuntimes(ctx), readTiers(ctx)]);
  return { runtimes: runtimes.map(runtimeToWire), tiers: tiersToWire(tiers) };
}
