import { z } from "zod";
import { DefinitionSource } from "./schema";

/** The JSON Schema of definitions, for editors of YAML and JSON. */
export function definitionJsonSchema(): Record<string, unknown> {
  return {
    ...z.toJSONSchema(DefinitionSource, { io: "input", unrepresentable: "any" }),
    $id: "https://baton.example/workflow.schema.json",
    title: "Baton workflow",
    description: "A workflow: its inputs, and the stages that a run goes through.",
  };
}
