import { z } from "zod";
import { BoolParam, MAX_INT, numberParam, RowId, text } from "@/lib/core/fields";
import { isShallow, isStorable, NESTING_RULE, STORABLE_RULE } from "@/lib/core/json";
import { WorkflowName } from "../run-schema";

/** The text of a definition. Its own size is refused with its place; this bounds what is read at all. */
const Source = text(1_000_000, 1);
const Format = z.enum(["yaml", "json"]);
const about = {
  description: text(4_000).nullable().optional(),
  project_id: RowId.optional(),
  /** What this version is for. */
  note: text(1_000).optional(),
};
const Definition = z
  .union(
    [z.record(z.string(), z.unknown()), z.array(z.unknown())],
    "must be an object, or a list of stages",
  )
  .refine(isShallow, { message: NESTING_RULE, abort: true })
  .refine(isStorable, STORABLE_RULE);

const what = {
  source: Source.optional(),
  format: Format.optional(),
  /** The same as an object, or as a list of `[name, agent, prompt, {…}]`. */
  definition: Definition.optional(),
  /** The name of a shipped template. */
  template: text(80, 1).optional(),
};
const hasOne = (given: { source?: unknown; definition?: unknown; template?: unknown }) =>
  [given.source, given.definition, given.template].filter((each) => each !== undefined).length ===
  1;
const ONE = "must have exactly one of source, definition and template";

/** A new workflow, or a new version of one. */
export const DefineWorkflow = z
  .strictObject({ name: WorkflowName, ...what, ...about })
  .refine(hasOne, ONE);
/** A new version. With `base_version` it is refused if there is a later one. */
export const ReplaceWorkflow = z
  .strictObject({ ...what, ...about, base_version: RowId.optional() })
  .refine(hasOne, ONE);
/** A definition to check. With `name` it is checked as that workflow, which must not lead back to itself. */
export const CheckWorkflow = z
  .strictObject({
    source: what.source,
    format: what.format,
    definition: what.definition,
    name: WorkflowName.optional(),
  })
  .refine(hasOne, "must have exactly one of source and definition");

export const ListWorkflows = z.strictObject({
  project_id: numberParam(1, MAX_INT).optional(),
  /** Archived ones as well. */
  archived: BoolParam.default(false),
});
export type ListWorkflows = z.output<typeof ListWorkflows>;
export const WorkflowQuery = z.strictObject({ version: numberParam(1, MAX_INT).optional() });
