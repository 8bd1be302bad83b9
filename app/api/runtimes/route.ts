import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { readRuntimes } from "@/lib/runtimes/overview";
import { RuntimesResponse } from "@/lib/runtimes/shapes";

export const GET = defineRoute({
  id: "runtimes.list",
  summary: "List the runtimes, how they are set up and how they do, and the models of the tiers",
  role: "operator",
  response: RuntimesResponse,
  handle: async ({ ctx }) => ok(await readRuntimes(ctx)),
});
