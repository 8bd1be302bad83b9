import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { claimWork } from "@/lib/work/claim";
import { itemToWire } from "@/lib/work/item.sql";
import { ClaimWork, WorkPath } from "@/lib/work/schema";
import { WorkResponse } from "@/lib/work/shapes";

export const POST = defineRoute({
  id: "work.claim",
  summary: "Claim a ready item for an agent: as that agent, or to hold it while you lead the agent",
  role: "operator",
  params: WorkPath,
  body: ClaimWork,
  response: WorkResponse,
  handle: async ({ ctx, params, body }) =>
    ok({ item: itemToWire(await claimWork(ctx, { ...params, ...body })) }),
});
