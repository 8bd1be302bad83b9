import { everyRoute } from "@/app/api/openapi.json/description";
import { ApiIndexResponse, apiIndex } from "@/lib/api/api-index";
import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";

export const GET = defineRoute({
  id: "index.read",
  summary: "Every path of the API with its methods, in one short list",
  role: "public",
  response: ApiIndexResponse,
  handle: async () => ok(apiIndex(await everyRoute())),
});
