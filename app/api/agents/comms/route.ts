import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { listComms } from "@/lib/messages/list";
import { commsToWire } from "@/lib/messages/row";
import { ListComms } from "@/lib/messages/schema";
import { CommsResponse } from "@/lib/messages/shapes";

export const GET = defineRoute({
  id: "agents.comms",
  summary: "Read what agents write to each other, and who writes to whom",
  query: ListComms,
  response: CommsResponse,
  handle: async ({ ctx, query }) => ok(commsToWire(await listComms(ctx, query))),
});
