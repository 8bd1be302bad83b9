import { defineRoute } from "@/lib/api/route";
import { alias } from "@/lib/http/define-route";
import { ok } from "@/lib/http/respond";
import { updateTiers } from "@/lib/runtimes/change-settings";
import { readTiers } from "@/lib/runtimes/list";
import { UpdateTiers } from "@/lib/runtimes/schema";
import { TiersResponse } from "@/lib/runtimes/shapes";
import { tiersToWire } from "@/lib/runtimes/wire";

export const GET = defineRoute({
  id: "runtimes.tiers.read",
  summary: "Read the models of the tiers",
  role: "operator",
  response: TiersResponse,
  handle: async ({ ctx }) => ok({ tiers: tiersToWire(await readTiers(ctx)) }),
});

export const PATCH = defineRoute({
  id: "runtimes.tiers.update",
  summary: "Name the models of the tiers: absent fields stay, null falls back to the environment",
  role: "admin",
  body: UpdateTiers,
  response: TiersResponse,
  handle: async ({ ctx, body }) => {
    await updateTiers(ctx, body);
    return ok({ tiers: tiersToWire(await readTiers(ctx)) });
  },
});

export const PUT = alias(PATCH, "runtimes.tiers.put");
