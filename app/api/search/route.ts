import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { SearchQuery, SearchResponse, searchEverything } from "@/lib/mission-control/search";

export const GET = defineRoute({
  id: "search.everything",
  summary: "Find a word in tasks, agents, projects, messages and the newest events",
  query: SearchQuery,
  response: SearchResponse,
  handle: async ({ ctx, query }) => ok(await searchEverything(ctx, query)),
});
