import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { templates } from "@/lib/workflows/catalog/library";
import { TemplatesResponse } from "@/lib/workflows/catalog/shapes";

export const GET = defineRoute({
  id: "workflows.library",
  summary: "List the workflows that Baton ships, to begin from",
  response: TemplatesResponse,
  handle: async () => ok({ templates: templates() }),
});
