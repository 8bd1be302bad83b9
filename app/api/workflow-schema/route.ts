import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { DefinitionSchemaResponse } from "@/lib/workflows/catalog/shapes";
import { definitionJsonSchema } from "@/lib/workflows/definition/json-schema";

export const GET = defineRoute({
  id: "workflows.schema",
  summary: "The JSON Schema of workflow definitions, for editors of YAML and JSON",
  response: DefinitionSchemaResponse,
  handle: async () => ok(definitionJsonSchema()),
});
