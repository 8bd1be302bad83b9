import { describeApi } from "@/lib/api/openapi";
import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { routes } from "./routes";

export const GET = defineRoute({
  summary: "This description of the API, as OpenAPI 3.1",
  role: "public",
  handle: () => ok(describeApi(routes)),
});
