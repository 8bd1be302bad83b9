import { defineRoute } from "@/lib/api/route";
import { SKILL } from "@/lib/mcp/skill";

export const GET = defineRoute({
  summary: "How to work on tickets, as a skill that agent programs read (Markdown)",
  role: "public",
  handle: () =>
    new Response(SKILL, { headers: { "content-type": "text/markdown; charset=utf-8" } }),
});
