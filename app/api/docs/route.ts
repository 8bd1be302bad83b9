import { apiDescription } from "@/app/api/openapi.json/description";
import { OpenApiDocument } from "@/lib/api/openapi";
import { defineRoute } from "@/lib/api/route";

export const GET = defineRoute({
  id: "docs.read",
  summary:
    "The description of the API where existing clients look for it; the same as /api/openapi.json",
  role: "public",
  response: OpenApiDocument,
  handle: apiDescription,
});
