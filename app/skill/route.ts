import { z } from "zod";
import { defineRoute } from "@/lib/api/route";
import { byContentType } from "@/lib/http/answers";
import { SKILL } from "@/lib/mcp/skill";

export const GET = defineRoute({
  id: "skill.read",
  summary: "How to work on tickets, as a skill that agent programs read (Markdown)",
  role: "public",
  response: byContentType({ "text/markdown": z.string() }),
  handle: () =>
    new Response(SKILL, { headers: { "content-type": "text/markdown; charset=utf-8" } }),
});
