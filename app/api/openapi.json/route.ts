import { describeApi, OpenApiDocument } from "@/lib/api/openapi";
import { defineRoute } from "@/lib/api/route";
import { routes } from "./routes";

/** Generated at the first request: it takes some 100 ms, and the routes do not change. */
let description: string | undefined;

export const GET = defineRoute({
  id: "openapi.read",
  summary: "This description of the API, as OpenAPI 3.1",
  role: "public",
  response: OpenApiDocument,
  handle: () => {
    description ??= JSON.stringify(describeApi(routes));
    return new Response(description, { headers: { "content-type": "application/json" } });
  },
});
