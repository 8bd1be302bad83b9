import { OpenApiDocument } from "@/lib/api/openapi";
import { defineRoute } from "@/lib/api/route";
import { apiDescription } from "./description";

export const GET = defineRoute({
  id: "openapi.read",
  summary: "This description of the API, as OpenAPI 3.1",
  role: "public",
  response: OpenApiDocument,
  handle: apiDescription,
});
